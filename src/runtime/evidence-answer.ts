import { count, sentence, typed } from '../cards/sentence.ts';
import { toldCard } from '../cards/views/told.ts';
import { refuse, told } from './answering.ts';
import type { Answer } from './conversation.ts';
import { evidenceTrail } from './evidence-trail.ts';
import { refusalToSee } from './sight.ts';
import { runOf, type Speaker, sopOf, type Talking } from './talking.ts';

/** The evidence trail of the run that is meant, as a file. */
export async function evidenceAnswer(talking: Talking, speaker: Speaker, wanted: string | undefined): Promise<Answer> {
  const run = await runOf(talking, speaker, wanted === undefined ? {} : { run: wanted });
  const unseen = await refusalToSee(talking, speaker, { run: run?.run });
  if (unseen) return unseen;
  const where = run && { workspace: speaker.workspace, run: run.run, now: talking.now() };
  const trail = where && (await evidenceTrail(talking.db, talking.memory, where));
  if (wanted !== undefined && !run) {
    const found = await sopOf(talking, speaker.workspace, wanted);
    if ('refusal' in found) return refuse(talking, speaker, found.refusal);
    const { title, key } = found.sop;
    const not = `“${title}” has not been run in this conversation. `;
    const text = sentence(not, typed(`run ${key}`), ' starts a run; its evidence is where it runs.');
    return told(toldCard('No run here', text, 'attention'));
  }
  if (!trail || !run) {
    const advice = ['Start one with ', typed('run KEY'), ', or name the SOP: ', typed('evidence KEY'), '.'];
    const text = sentence('There is no run in this conversation to give evidence of. ', advice);
    return told(toldCard('No run here', text, 'attention'));
  }
  const bytes = new TextEncoder().encode(`${JSON.stringify(trail, null, 2)}\n`);
  const name = `${run.key}-${run.run}.evidence.json`;
  const text = `Evidence of “${run.title}”: ${count(trail.events.length, 'event')}, ${count(trail.evidence.length, 'record')}, ${count(trail.files.length, 'file')}. Check it in a folder of Sopwith’s program: npx sopwith verify ${name}`;
  return { type: 'file', name, mime: 'application/json', bytes, text };
}
