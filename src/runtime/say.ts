/** What a person types after `/sop`, answered. What changes something becomes a command; the rest is read and shown. */
import { randomUUIDv7 } from 'node:crypto';
import { cancelForm, editForm } from '../cards/views/forms.ts';
import { helpCard } from '../cards/views/help.ts';
import { startForm } from '../cards/views/start-form.ts';
import { toldCard } from '../cards/views/told.ts';
import { readInputs } from '../engine/run/answers.ts';
import { refuse, told, withNames } from './answering.ts';
import { changeRole } from './change-role.ts';
import type { Command } from './command.ts';
import type { Answer, Said, StoredFile } from './conversation.ts';
import { evidenceAnswer } from './evidence-answer.ts';
import { listAnswer, rolesAnswer, showAnswer, statusAnswer } from './look.ts';
import { PHRASES, type Phrase, parsePhrase } from './phrase.ts';
import { command, NOTHING, runOf, sopOf, type Talking } from './talking.ts';

/** Answers a phrase. Never throws for what a person may type; a fault of ours is thrown. */
export async function say(talking: Talking, said: Said): Promise<Answer> {
  const phrase = parsePhrase(said.text);
  switch (phrase.type) {
    case 'help':
      return withNames(talking, said, helpCard(PHRASES));
    case 'unknown':
      return told(notUnderstood(phrase));
    case 'list':
      return listAnswer(talking, said);
    case 'status':
      return statusAnswer(talking, said);
    case 'show':
      return showAnswer(talking, said, phrase.key);
    case 'roles':
      return rolesAnswer(talking, said);
    case 'role':
      return changeRole(talking, said, phrase);
    case 'evidence':
      return evidenceAnswer(talking, said, phrase.run);
    case 'import':
      return importFile(talking, said, phrase.file);
    case 'run':
      return startRun(talking, said, phrase);
    case 'cancel':
      return cancel(talking, said, phrase.run);
    case 'edit':
    case 'yaml':
      return definitionOf(talking, said, phrase);
    case 'publish':
    case 'discard':
    case 'revise':
    case 'archive':
      return lifeCycle(talking, said, phrase);
  }
}

function notUnderstood(phrase: Extract<Phrase, { type: 'unknown' }>) {
  const meant = PHRASES.find((one) => one.phrase === phrase.phrase);
  const usage = meant ? `/sop ${meant.phrase} ${meant.follows}`.trim() : '/sop help';
  const advice = meant ? `Did you mean “${usage}” (${meant.explains})?` : 'Type /sop help to see what there is.';
  return toldCard('Not understood', `“/sop ${phrase.typed}” is not a phrase. ${advice}`, 'attention');
}

async function importFile(talking: Talking, said: Said, name: string | undefined): Promise<Answer> {
  const document = chosenFile(said.files, name);
  if (!document) {
    const which =
      name === undefined ? 'There is no file in this conversation yet.' : `There is no file “${name}” here.`;
    return told(
      toldCard(
        'Nothing to import',
        `${which} Drop a PDF, Markdown or text file here, then type /sop import.`,
        'attention',
      ),
    );
  }
  const asked: Command = { type: 'importDocument', import: randomUUIDv7(), document, place: said.place };
  return answered(talking, said, asked);
}

/** By name if one is given; else the newest that is no picture. */
function chosenFile(files: readonly StoredFile[], name: string | undefined): StoredFile | undefined {
  if (name === undefined) return files.find((one) => !one.mime.startsWith('image/')) ?? files[0];
  const wanted = name.toLowerCase();
  return (
    files.find((one) => one.name.toLowerCase() === wanted) ??
    files.find((one) => one.name.toLowerCase().includes(wanted))
  );
}

async function startRun(talking: Talking, said: Said, phrase: Extract<Phrase, { type: 'run' }>): Promise<Answer> {
  const found = await sopOf(talking, said.workspace, phrase.key);
  if ('refusal' in found) return refuse(talking, said, found.refusal);
  const { sop } = found;
  const isAsking = sop.active && Object.keys(phrase.inputs).length === 0 && sop.active.inputs.length > 0;
  if (sop.status === 'active' && sop.active && isAsking && 'problems' in readInputs(sop.active, phrase.inputs)) {
    return { type: 'form', form: startForm(sop.active), value: { v: 1, verb: 'start', sop: sop.sop } };
  }
  return answered(talking, said, {
    ...{ type: 'startRun', run: randomUUIDv7(), sop: sop.sop },
    ...{ inputs: phrase.inputs, place: said.place },
  });
}

async function cancel(talking: Talking, said: Said, wanted: string | undefined): Promise<Answer> {
  const run = await runOf(talking, said, { open: true, ...(wanted === undefined ? {} : { run: wanted }) });
  if (!run) return told(toldCard('No open run', 'There is no open run here that could be cancelled.', 'attention'));
  return { type: 'form', form: cancelForm(run.title), value: { v: 1, verb: 'cancel', run: run.run } };
}

async function definitionOf(
  talking: Talking,
  said: Said,
  phrase: { readonly type: string; readonly key: string },
): Promise<Answer> {
  const found = await sopOf(talking, said.workspace, phrase.key);
  if ('refusal' in found) return refuse(talking, said, found.refusal);
  const { sop } = found;
  const { toYaml } = await import('../engine/yaml.ts');
  if (phrase.type === 'edit') {
    if (!sop.draft) return refuse(talking, said, { code: 'no_draft', title: sop.title });
    const value = { v: 1, verb: 'edit', sop: sop.sop, draft: sop.draft.draft, edit: sop.draft.edit } as const;
    return { type: 'form', form: editForm(sop.title, toYaml(sop.draft.definition)), value };
  }
  const definition = sop.active ?? sop.draft?.definition;
  if (!definition) return refuse(talking, said, { code: 'sop_not_found', sop: phrase.key });
  const bytes = new TextEncoder().encode(toYaml(definition));
  const what = sop.active ? `revision ${sop.revision}` : 'draft';
  const text = `${sop.title}, ${what}, as YAML.`;
  return { type: 'file', name: `${sop.key}.sop.yaml`, mime: 'application/yaml', bytes, text };
}

async function lifeCycle(
  talking: Talking,
  said: Said,
  phrase: { readonly type: 'publish' | 'discard' | 'revise' | 'archive'; readonly key: string },
): Promise<Answer> {
  const found = await sopOf(talking, said.workspace, phrase.key);
  if ('refusal' in found) return refuse(talking, said, found.refusal);
  const { sop, title } = found.sop;
  const asked: Record<typeof phrase.type, Command> = {
    publish: { type: 'publishDraft', sop },
    discard: { type: 'discardDraft', sop },
    revise: { type: 'reviseSop', sop, place: said.place },
    archive: { type: 'archiveSop', sop },
  };
  const answer = await answered(talking, said, asked[phrase.type]);
  if (answer.type !== 'none' || phrase.type !== 'archive') return answer;
  return told(
    toldCard(
      'Archived',
      `“${title}” cannot be run any more. Runs that are open go on. /sop revise ${phrase.key} brings it back.`,
      'good',
    ),
  );
}

/** Issues a command; a refusal is said to the person who asked, and what was done is seen by everybody. */
async function answered(talking: Talking, said: Said, asked: Command): Promise<Answer> {
  const reply = await command(talking, said, asked);
  return reply.status === 'refused' ? refuse(talking, said, reply.refusal) : NOTHING;
}
