/** Whoever was told that something of a run could not be posted has mended the cause. */
import { toldCard } from '../cards/views/told.ts';
import { parkedOfStream, requeueEffect } from '../store/effects.ts';
import { refuse, told } from './answering.ts';
import type { Answer, Pressed } from './conversation.ts';
import { NOTHING, type Talking } from './talking.ts';
import { oweTelling } from './undeliverable.ts';

/** Owes again what is parked of the run. Doing it twice posts nothing twice: what was said already is looked for first. */
export async function deliverAgain(talking: Talking, pressed: Pressed): Promise<Answer> {
  const { workspace, member, value } = pressed;
  const { run } = value;
  const { members } = await talking.memory.people(talking.db, workspace);
  if (run === undefined || !members.includes(member)) return refuse(talking, pressed, { code: 'not_a_person' }, run);
  const parked = await parkedOfStream(talking.db, workspace, run);
  const [first] = parked;
  if (!first) return told(toldCard('Nothing to post', 'All of it was posted meanwhile.'));
  for (const { id } of parked) await requeueEffect(talking.db, workspace, { id, now: talking.now() });
  await oweTelling(talking, { workspace, run, parked: first.id });
  talking.committed();
  return NOTHING;
}
