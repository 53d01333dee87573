import { printed } from '../list-number.ts';
import { markerOf } from '../marker.ts';
import { type Level, type List, type Lists, PLAIN, readLists } from './lists.ts';
import type { Styles } from './styles.ts';

/** What Word prints before a paragraph of a list. */
export interface Label {
  /** `3.`, `2.1`, `a)`, `•`, `☐`; empty where the list shows nothing. */
  readonly text: string;
  readonly ordered: boolean;
  readonly checkbox: boolean;
  /** Level in its list, 0 is the outermost. */
  readonly level: number;
  /** The list that it counts in; two lists may share one count. */
  readonly list: string;
  /** Left edge that the list gives to the paragraph, in twentieths of a point. */
  readonly indent: number | undefined;
}

const DEEPEST_LEVEL = 8;
/** Whatever box a bullet shows. */
const BOX = '☐';

/**
 * Counts the numbered paragraphs of one document, which must be asked for in the order of the document: Word keeps no
 * number in the file, only how to count. Lists of one definition go on counting, whatever stands between their
 * paragraphs, unless a list says where it starts.
 */
export class Numbering {
  private readonly known: Lists;
  private readonly counts = new Map<string, (number | undefined)[]>();
  private readonly begun = new Set<string>();
  private readonly styles: Styles;

  constructor(xml: string, styles: Styles) {
    this.styles = styles;
    this.known = readLists(xml);
  }

  /** Counts one paragraph on; undefined where the list is not known or `0`, which means "no list". */
  next(numId: string, ilvl: number | undefined, styleId: string | undefined): Label | undefined {
    const list = this.known.lists.get(numId);
    if (!list || numId === '0') return undefined;
    const key = this.definitionOf(list.definition);
    const at = Math.min(DEEPEST_LEVEL, Math.max(0, ilvl ?? this.levelOfStyle(key, styleId) ?? 0));
    const level = this.level(list, key, at);
    const counts = this.counts.get(key) ?? [];
    this.counts.set(key, counts);
    const begins = list.starts.get(at);
    if (begins !== undefined && !this.begun.has(`${numId}|${at}`)) {
      this.begun.add(`${numId}|${at}`);
      counts[at] = begins - 1;
      counts.length = Math.min(counts.length, at + 1);
    }
    counts[at] = (counts[at] ?? level.start - 1) + 1;
    for (let deeper = at + 1; deeper < counts.length; deeper++) {
      const { restart } = this.level(list, key, deeper);
      if (restart === undefined || (restart > 0 && at < restart)) counts[deeper] = undefined;
    }
    const text = this.text(level, counts, (digit) => this.level(list, key, digit));
    return {
      text,
      ordered: level.format !== 'bullet' && /[\p{L}\p{N}]/u.test(text),
      checkbox: text === BOX,
      level: at,
      list: key,
      indent: level.indent,
    };
  }

  private text(level: Level, counts: readonly (number | undefined)[], levelAt: (at: number) => Level): string {
    if (level.format === 'bullet') {
      if (markerOf(`${level.text} X`)?.checkbox) return BOX;
      return /^[-–—]$/.test(level.text) ? level.text : '•';
    }
    const filled = level.text.replaceAll(/%([1-9])/g, (_whole, digit: string) => {
      const one = levelAt(Number(digit) - 1);
      return printed(counts[Number(digit) - 1] ?? one.start, level.legal ? 'decimal' : one.format);
    });
    return filled.trim();
  }

  private level(list: List, definition: string, at: number): Level {
    return list.levels.get(at) ?? this.known.definitions.get(definition)?.levels.get(at) ?? PLAIN;
  }

  private levelOfStyle(definition: string, style: string | undefined): number | undefined {
    if (style === undefined) return undefined;
    const levels = this.known.definitions.get(definition)?.levels ?? [];
    return [...levels].find(([, level]) => level.style === style)?.[0];
  }

  /** A definition may only say which style holds the real one. */
  private definitionOf(id: string): string {
    const link = this.known.definitions.get(id)?.link;
    const numId = link === undefined ? undefined : this.styles.numbering(link);
    return (numId === undefined ? undefined : this.known.lists.get(numId)?.definition) ?? id;
  }
}
