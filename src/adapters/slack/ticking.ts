/** Ticking the lines of a checklist: each box that was changed is a press of its own. */
import { type ActionValue, decodeAction } from '../../cards/action.ts';
import { optional } from '../../engine/optional.ts';
import type { Answer } from '../../runtime/conversation.ts';
import { type Asker, placeOf } from './asker.ts';
import type { Change } from './boxes.ts';
import { answering } from './guarded.ts';
import type { Parts } from './parts.ts';
import { drawAfresh } from './redraw.ts';

interface Ticking {
  readonly change: Change;
  /** The message that the boxes stand in. */
  readonly message: string;
  /** Of the request: each box has its own key. */
  readonly key: string;
}

/** Throws nothing. What was not done stands in nobody's client as if it were: the card is drawn anew. */
export async function tick(parts: Parts, asker: Asker, { change, message, key }: Ticking): Promise<void> {
  const doubtful = new Set<string>();
  for (const value of change.before) {
    // Whoever ticked it was told what came of it.
    if (!(await isDone(parts, asker, { value, key, isTold: false }))) doubtful.add(value);
  }
  for (const value of change.ticked) {
    if (!(await isDone(parts, asker, { value, key, isTold: true }))) doubtful.add(value);
  }
  const [back] = [...change.takenBack, ...change.unticked];
  // One form can be opened for one request: the others are drawn ticked again.
  if (back !== undefined) await untick(parts, asker, { value: back, key });
  const first = decodeAction([...doubtful, ...(back === undefined ? [] : [back])][0]);
  if (first?.run !== undefined) await drawAfresh(parts, asker, { run: first.run, message });
}

interface Box {
  readonly value: string;
  readonly key: string;
}

async function isDone(parts: Parts, asker: Asker, { value, key, isTold }: Box & { isTold: boolean }): Promise<boolean> {
  let isTicked = false;
  await answering(parts, asker, async () => {
    const answer = await pressBox(parts, asker, { value, key });
    isTicked = answer.type === 'none';
    return isTold ? answer : { type: 'none' };
  });
  return isTicked;
}

/** Has the step done again: that needs a reason. */
function untick(parts: Parts, asker: Asker, { value, key }: Box): Promise<void> {
  const of = decodeAction(value);
  const reopen: ActionValue = { v: 1, verb: 'reopen', ...optional('run', of?.run), ...optional('step', of?.step) };
  return answering(parts, asker, () => pressBox(parts, asker, { value: JSON.stringify(reopen), key }));
}

function pressBox(parts: Parts, asker: Asker, { value: raw, key }: Box): Promise<Answer> {
  const value = decodeAction(raw);
  if (!value) return Promise.resolve({ type: 'none' });
  const { team, member } = asker;
  const who = { workspace: team.workspace, member: member.id, place: placeOf(asker) };
  const own = `${key}:${value.verb}:${value.step}`;
  return parts.conversation.press({ ...who, value, ...optional('zone', member.timeZone), key: own });
}
