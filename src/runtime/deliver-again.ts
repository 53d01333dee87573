/** Whoever was told that something of a run could not be posted has mended the cause. */
import { toldCard } from '../cards/views/told.ts';
import { parkedBecause, parkedOfStream, requeueEffect } from '../store/effects.ts';
import { refuse, told } from './answering.ts';
import type { Answer, Pressed } from './conversation.ts';
import { NOTHING, type Talking } from './talking.ts';
import { type Owing, oweTelling } from './undeliverable.ts';

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

/** Parked effects that are looked at together. */
const TOGETHER = 500;

/** Owes again what is parked in a workspace for one of these reasons: the cause is mended for all of it at once. */
export async function deliverParked(
  owing: Owing,
  { workspace, reasons }: { readonly workspace: string; readonly reasons: readonly string[] },
): Promise<void> {
  for (const error of reasons) {
    for (;;) {
      const parked = await parkedBecause(owing.db, workspace, { error, limit: TOGETHER });
      for (const { id } of parked) await requeueEffect(owing.db, workspace, { id, now: owing.now() });
      for (const { id, effect } of parked) {
        // Whoever was told that something is missing reads that it is on its way.
        const view = effect.type === 'show' ? effect.view : undefined;
        if (view && 'run' in view && view.view !== 'undelivered') {
          await oweTelling(owing, { workspace, run: view.run, parked: id });
        }
      }
      if (parked.length < TOGETHER) break;
    }
  }
}
