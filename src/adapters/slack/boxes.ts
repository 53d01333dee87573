/**
 * What somebody changed in a group of boxes. Slack sends all that is ticked in the person's client, which may be older than
 * the message: others tick meanwhile, and two quick ticks come as two requests of which the second holds both. So a
 * box counts as unticked only if it was ticked in the very message that was sent along, under the same name of its block.
 */
import { decodeAction } from '../../cards/action.ts';
import { remember } from '../../runtime/remember.ts';

/** The boxes of one block, as they are now in one person's client. */
export interface Boxes {
  /** Tells the block apart from all others, and from how it was drawn at another time; with whose client it is. */
  readonly name: string;
  /** When they were changed, in Slack's seconds. */
  readonly at: number;
  readonly selected: readonly string[];
  /** Those that the message says are ticked; none where it was drawn anew meanwhile. */
  readonly drawn: readonly string[];
}

/** The values of boxes. */
export interface Change {
  /** Ticked in a request before, and still: done again they change nothing, but they may be under way. */
  readonly before: readonly string[];
  readonly ticked: readonly string[];
  /** Ticked in a request before, and not any more. */
  readonly takenBack: readonly string[];
  readonly unticked: readonly string[];
}

export interface BoxMemory {
  /** Undefined for what came late: a newer request said it. */
  change(boxes: Boxes): Change | undefined;
}

interface Last {
  readonly at: number;
  readonly ticked: readonly string[];
  readonly unticked: readonly string[];
}

const MOST = 5_000;

/** Remembers what each client has told of a block, so that nothing is told twice. What is done twice is caught elsewhere. */
export function createBoxMemory(): BoxMemory {
  const last = new Map<string, Last>();
  return {
    change({ name, at, selected, drawn }) {
      const known = last.get(name) ?? { at: 0, ticked: [], unticked: [] };
      if (at < known.at) return undefined;
      const ticks = selected.filter((value) => decodeAction(value)?.verb === 'tick');
      const unticked = drawn.filter((value) => !selected.includes(value));
      remember(MOST, last, [name, { at, ticked: ticks, unticked }]);
      return {
        before: ticks.filter((value) => known.ticked.includes(value)),
        ticked: ticks.filter((value) => !known.ticked.includes(value)),
        takenBack: known.ticked.filter((value) => !ticks.includes(value)),
        unticked: unticked.filter((value) => !known.unticked.includes(value)),
      };
    },
  };
}

/** The values that a message's block of this name says are ticked. */
export function drawnIn(blocks: unknown, block: string): readonly string[] {
  const found = list(blocks).find((one) => one.block_id === block);
  return list(found?.elements).flatMap((element) => valuesOf(element.initial_options));
}

/** A group has no more boxes. */
const MOST_BOXES = 10;

/** The values of options as Slack sends them. */
export function valuesOf(options: unknown): readonly string[] {
  return list(options)
    .slice(0, MOST_BOXES)
    .flatMap(({ value }) => (typeof value === 'string' ? [value] : []));
}

function list(json: unknown): readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(json) ? json.filter((one) => typeof one === 'object' && one !== null) : [];
}
