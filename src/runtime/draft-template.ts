/** `/sop template`: a draft from a ready SOP. */

import { randomUUIDv7 } from 'node:crypto';
import { sentence, typed } from '../cards/sentence.ts';
import { templatesCard } from '../cards/views/templates.ts';
import { toldCard } from '../cards/views/told.ts';
import { nearest } from '../engine/nearest.ts';
import { freeKey } from '../store/sops.ts';
import { refuse, told } from './answering.ts';
import type { Answer } from './conversation.ts';
import { command, NOTHING, type Speaker, type Talking } from './talking.ts';

/** Without a name all of them are shown. */
export async function templateAnswer(talking: Talking, speaker: Speaker, name?: string): Promise<Answer> {
  const templates = await talking.templates.all();
  if (name === undefined) return told(templatesCard(templates));
  const template = templates.find((one) => one.sop === name);
  if (!template) {
    const keys = templates.map((one) => one.sop);
    const near = nearest(name, keys) ?? keys.find((one) => one.startsWith(name));
    const advice = near === undefined ? [typed('template'), ' shows all of them.'] : [`Did you mean ${near}?`];
    return told(toldCard('No such template', sentence(`There is no template “${name}”. `, advice), 'attention'));
  }
  const sop = randomUUIDv7();
  const key = await freeKey(talking.db, speaker.workspace, template.sop, sop);
  const definition = { ...template, sop: key };
  const { place } = speaker;
  const reply = await command(talking, speaker, { type: 'createDraft', sop, definition, questions: [], place });
  return reply.status === 'refused' ? refuse(talking, speaker, reply.refusal) : NOTHING;
}
