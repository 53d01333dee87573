/** The rows of the map as a table in words: what its columns are called, and what stands in them. */
import type { Definition, EvidenceItem } from '../../engine/definition.ts';
import { durationInWords } from '../../engine/duration.ts';
import type { Consequence, MapRow } from '../../engine/map/inventory.ts';
import { asked } from '../recorded.ts';
import { conditionWords } from './condition-words.ts';
import { approvalWords, delegationWords, onlyIf } from './flow-words.ts';

/** A definition is what the row was made of: it has the titles of what conditions name. */
type Cell = (row: MapRow, definition: Definition) => string;

const COLUMNS: readonly (readonly [title: string, cell: Cell])[] = [
  ['Procedure', ({ sop }) => sop.title],
  ['Key', ({ sop }) => sop.key],
  ['Revision', ({ sop }) => (sop.revision === 0 ? 'draft' : String(sop.revision))],
  ['Workstream', ({ sop }) => sop.workstream ?? ''],
  ['Number', ({ step }) => String(step.order)],
  ['Step', ({ step }) => step.title],
  ['Kind', ({ step }) => kindWords(step)],
  ['After', ({ needs }) => needs.map((one) => one.title).join('; ')],
  ['Condition', ({ when }, definition) => (when === null ? '' : onlyIf(definition, when))],
  ['Done by', ({ role, step }) => (step.kind === 'approval' ? '' : (role?.title ?? 'anybody'))],
  ['Reads', ({ reads }) => reads.join('; ')],
  ['Writes', ({ writes }) => writes.join('; ')],
  ['Sources', ({ sources }) => sources.map(sourceWords).join('; ')],
  ['Judgment', ({ judgment }) => judgment],
  ['Approval', (row, definition) => approvalCell(row, definition)],
  ['Evidence', ({ evidence }) => evidence.map(evidenceWords).join('; ')],
  ['Kept for', ({ retention }) => (retention ? retentionWords(retention) : 'not said')],
  ['If a source is stale', ({ trouble }) => consequenceWords(trouble.sourceStale)],
  ['If a tool fails', ({ trouble }) => consequenceWords(trouble.toolFailed)],
  ['If a value is out of limits', ({ trouble }) => consequenceWords(trouble.outOfLimits)],
  ['If the case is outside policy', ({ trouble }) => consequenceWords(trouble.outOfPolicy)],
  ['Boundaries', ({ boundaries }, definition) => boundaries.map((one) => boundaryWords(definition, one)).join('; ')],
  ['Delegation', ({ delegation }) => delegationWords(delegation)[0] ?? 'people only'],
];

export const MAP_COLUMNS: readonly string[] = COLUMNS.map(([title]) => title);

/** One cell for each of `MAP_COLUMNS`; empty where there is nothing to say. */
export function mapCells(definition: Definition, row: MapRow): readonly string[] {
  return COLUMNS.map(([, cell]) => cell(row, definition));
}

function kindWords({ kind, options }: MapRow['step']): string {
  return options.length === 0 ? kind : `${kind}: ${options.map((one) => one.title).join(' / ')}`;
}

/** `Order record (Shop), not older than 1 hour` */
function sourceWords({ title, system, fresh }: MapRow['sources'][number]): string {
  const where = system === null ? '' : ` (${system})`;
  return `${title}${where}, ${fresh === null ? 'of any age' : `not older than ${durationInWords(fresh)}`}`;
}

/** Nobody approves it: either what was approved before covers it, or nothing does. */
function approvalCell({ approval, approvedBefore, step }: MapRow, definition: Definition): string {
  if (approval) {
    const own = approval.isSeparate || step.kind === 'approval' ? '' : ' (who did it may approve it)';
    return `${approvalWords(definition, step.id, approval)}${own}`;
  }
  if (approvedBefore.length === 0) return 'nobody';
  return `nobody; before it, ${approvedBefore.map((one) => `“${one.title}”`).join(' and ')} is approved`;
}

function evidenceWords(item: EvidenceItem): string {
  return `${asked(item)} (${item.type}${item.required ? '' : ', optional'})`;
}

/** `10 years (Bookkeeping records)` */
function retentionWords({ keep, basis }: NonNullable<MapRow['retention']>): string {
  return `${periodWords(keep)}${basis === null ? '' : ` (${basis})`}`;
}

const PERIODS = { Y: 'year', M: 'month', D: 'day' } as const;

/** A calendar period as people say it: `P1Y6M` is `1 year 6 months`. */
export function periodWords(period: string): string {
  const parts = [...period.matchAll(/(\d+)([YMD])/g)].map(([, many, letter]) => {
    const name = PERIODS[letter as keyof typeof PERIODS];
    return Number(many) === 1 ? `1 ${name}` : `${Number(many)} ${name}s`;
  });
  return parts.join(' ');
}

/** What happens, and who decides. Empty: it cannot happen to this step. */
export function consequenceWords({ applies, stops, owner }: Consequence): string {
  if (!applies) return '';
  const decides = owner === null ? 'whoever started the run decides' : `${owner.title} decides`;
  return stops ? `the step waits; ${decides}` : `the step goes on; ${decides} meanwhile`;
}

function boundaryWords(
  definition: Definition,
  { title, when, role, isFromStart }: MapRow['boundaries'][number],
): string {
  const where = isFromStart ? 'from the start' : 'with what is recorded here';
  return `${title} (${conditionWords(definition, when)}): stops the run ${where}, ${role.title} decides`;
}
