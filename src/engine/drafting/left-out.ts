/** What reads like an instruction and was not taken over, so that a reviewer can see it: nothing vanishes silently. */
import { LIMITS } from '../limits.ts';
import type { Candidate } from './candidate.ts';
import type { Block } from './document.ts';
import type { LeftOut } from './draft.ts';
import { clip, fold, wordsOf } from './fold.ts';
import { instructionIn, isStatement } from './instruction.ts';
import type { Section } from './outline.ts';
import { isProhibition } from './words/callout.ts';
import type { Lexicon } from './words/lexicon.ts';

/** Their purpose, scope, roles and inputs are fields of the draft. */
const KEPT: ReadonlySet<Section['kind']> = new Set(['purpose', 'scope', 'roles', 'inputs', 'contents']);

export function leftOutOf(sections: readonly Section[], candidates: readonly Candidate[], lexicon: Lexicon): LeftOut[] {
  const left: LeftOut[] = [];
  const taken = new Set<string>();
  const rows = new Set<string>();
  for (const candidate of candidates) {
    taken.add(candidate.text);
    taken.add(candidate.block.text);
    for (const line of candidate.under?.split('\n') ?? []) taken.add(line);
    for (const detail of candidate.details) {
      taken.add(detail.replace(/^\s*- /, ''));
      // A cell is told under its header.
      taken.add(detail.replace(/^[^:\n]{1,60}:\s/, ''));
    }
    if (candidate.block.table) rows.add(rowOf(candidate.block));
  }
  for (const section of sections) {
    if (KEPT.has(section.kind)) continue;
    for (const block of section.blocks) {
      if (left.length >= LIMITS.leftOut) return left;
      if (taken.has(block.text) || rows.has(rowOf(block)) || block.text.length > 2000) continue;
      if (!reads(block.text, section, lexicon)) continue;
      left.push({ page: block.page, quote: clip(block.text, 300), why: whyOf(section, block.text) });
    }
  }
  return left;
}

/** The row that a cell stands in; what stands beside a step says who, when and with what. */
function rowOf({ table }: Block): string {
  return table === undefined ? '' : `${table.id}:${table.row}`;
}

/** Whether a text instructs, or says what is done where steps are told. */
function reads(text: string, section: Section, lexicon: Lexicon): boolean {
  if (instructionIn(text, lexicon) !== undefined) return true;
  const told = section.kind === 'steps' || section.kind === 'approval' || section.kind === 'exceptions';
  return told && wordsOf(text).length > 3 && isStatement(text, lexicon);
}

function whyOf(section: Section, text: string): string {
  if (section.kind === 'skip') return 'it stands in a section that refers, defines or records';
  if (section.kind === 'exceptions') return 'it stands in a section on what to do when something is out of order';
  if (section.kind === 'materials') return 'it stands in a list of what is needed';
  if (isProhibition(fold(text))) return 'it says what not to do';
  return 'it stands among words that explain';
}
