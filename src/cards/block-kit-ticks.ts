/**
 * Lines that a tick completes, as boxes to tick. Clients keep what somebody ticked for as long as a block has the same
 * name, whatever a redrawn message says: so its name says what is ticked, and a message that was drawn once more
 * (`afresh`) has other names all the same.
 */
import { encodeAction } from './action.ts';
import { type ActionIds, MOST_OPTION_VALUE } from './block-kit-actions.ts';
import { type Drawn, isShown, type SlackFormat, textObject } from './block-kit-text.ts';
import type { Line, Text, Tick } from './card.ts';
import { MARKS } from './signs.ts';
import { plain } from './text.ts';

/** Slack takes so many boxes in a group, and so many characters of a label and of what stands below it. */
export const MOST_BOXES = 10;
const MOST_LABEL = 75;

export interface Box {
  readonly tick: Tick;
  readonly option: Option;
}

interface Option {
  readonly text: Drawn;
  readonly description?: Drawn;
  readonly value: string;
}

/** Undefined for a line that is no box, or that says more than a box has room for: it is drawn as a line, whole. */
export function boxOf(line: Line, format: SlackFormat): Box | undefined {
  const { tick } = line;
  const value = tick && encodeAction(tick.value);
  if (!tick || value === undefined || value.length > MOST_OPTION_VALUE) return undefined;
  const text = label(named(line, format), format);
  const detail = line.detail === undefined ? undefined : label(line.detail, format);
  if (!text || (line.detail !== undefined && !detail)) return undefined;
  return { tick, option: { text, ...(detail ? { description: detail } : {}), value } };
}

/** Text has no colours in Slack, but what is late must be seen among twenty lines: its sign is red by itself. */
export function signOf(mark: Line['mark']): string {
  return mark === 'late' ? '❗' : MARKS[mark].sign;
}

/** At most ten. What is chosen at first must be the very options. */
export function boxes(group: readonly Box[], { afresh }: SlackFormat, ids: ActionIds): Drawn {
  const action_id = ids('tick');
  const ticked = group.filter(({ tick }) => tick.isTicked);
  const states = group.map(({ tick }) => (tick.isTicked ? 'x' : String(tick.value.attempt ?? 1)));
  const name = [action_id, group[0]?.tick.value.step, states.join('.'), afresh].filter((part) => part !== undefined);
  const options = group.map(({ option }) => option);
  const initial = ticked.length > 0 ? { initial_options: ticked.map(({ option }) => option) } : {};
  return {
    ...{ type: 'actions', block_id: name.join(':') },
    elements: [{ type: 'checkboxes', action_id, options, ...initial }],
  };
}

/** What is late stands out. */
function named({ mark, text }: Line, format: SlackFormat): Text {
  if (mark !== 'late') return text;
  return [`${signOf(mark)}  `, { type: 'bold', text: plain(text, format) }];
}

function label(text: Text, format: SlackFormat): Drawn | undefined {
  const said = plain(text, format);
  if (said.length > MOST_LABEL || said.includes('\n') || !isShown(said)) return undefined;
  const whole = textObject(text, { format, budget: MOST_LABEL });
  const isRoom = String(whole?.text).length <= MOST_LABEL;
  // What a mark needs counts too: without marks it fits.
  return isRoom ? whole : textObject(said, { format, budget: MOST_LABEL });
}
