/** What a person types after `/sop`, answered. What changes something becomes a command; the rest is read and shown. */

import { randomUUIDv7 } from 'node:crypto';
import { sentence, typed } from '../cards/sentence.ts';
import { clip } from '../cards/text.ts';
import { cancelForm, editForm } from '../cards/views/forms.ts';
import { helpCard } from '../cards/views/help.ts';
import { interviewForm } from '../cards/views/interview-form.ts';
import { startForm } from '../cards/views/start-form.ts';
import { toldCard } from '../cards/views/told.ts';
import type { Definition } from '../engine/definition.ts';
import { readInputs } from '../engine/run/answers.ts';
import { refuse, told, withNames } from './answering.ts';
import { changeRole } from './change-role.ts';
import { chosenFile } from './chosen-file.ts';
import type { Command } from './command.ts';
import type { Answer, Said } from './conversation.ts';
import { templateAnswer } from './draft-template.ts';
import { evidenceAnswer } from './evidence-answer.ts';
import { lessonsAnswer } from './lessons.ts';
import { lifeCycle } from './life-cycle.ts';
import { listAnswer, rolesAnswer, runnableAnswer, showAnswer, statusAnswer } from './look.ts';
import { mineAnswer } from './my-work.ts';
import { advised } from './other-words.ts';
import { PHRASES, type Phrase, parsePhrase } from './phrase.ts';
import { awayAnswer, backAnswer } from './say-away.ts';
import { digestAnswer, digestOffAnswer, digestTimeAnswer } from './say-digest.ts';
import { closedAnswer, holidaysAnswer } from './say-holidays.ts';
import { libraryAnswer } from './say-library.ts';
import { mineOffAnswer, mineTimeAnswer } from './say-mine.ts';
import { routineAnswer, routinesAnswer } from './say-routine.ts';
import { quietAnswer, settingsAnswer } from './say-settings.ts';
import { refusalToSee } from './sight.ts';
import { command, NOTHING, runOf, sopOf, type Talking } from './talking.ts';

/** Answers a phrase. Never throws for what a person may type; a fault of ours is thrown. */
export async function say(talking: Talking, said: Said): Promise<Answer> {
  if (said.meant !== undefined) return told(mistypedCard(said.text, said.meant));
  const phrase = parsePhrase(said.text);
  switch (phrase.type) {
    case 'help':
      return withNames(talking, said, helpCard(PHRASES));
    case 'unknown':
      return told(notUnderstood(phrase));
    case 'list':
      return listAnswer(talking, said);
    case 'library':
      return libraryAnswer(talking, said);
    case 'new':
      return { type: 'form', form: interviewForm(), value: { v: 1, verb: 'interview' } };
    case 'mine':
      return mineAnswer(talking, said);
    case 'mine_time':
      return mineTimeAnswer(talking, said, phrase.when);
    case 'mine_off':
      return mineOffAnswer(talking, said);
    case 'template':
      return templateAnswer(talking, said, phrase.name);
    case 'status':
      return statusAnswer(talking, said);
    case 'runnable':
      return runnableAnswer(talking, said);
    case 'show':
      return showAnswer(talking, said, phrase);
    case 'digest':
      return digestAnswer(talking, said, phrase.span);
    case 'digest_time':
      return digestTimeAnswer(talking, said, phrase);
    case 'digest_off':
      return digestOffAnswer(talking, said, phrase);
    case 'routine':
      return routineAnswer(talking, said, phrase);
    case 'routines':
      return routinesAnswer(talking, said);
    case 'away':
      return awayAnswer(talking, said, phrase.absence);
    case 'back':
      return backAnswer(talking, said, phrase.member);
    case 'settings':
      return settingsAnswer(talking, said);
    case 'quiet':
      return quietAnswer(talking, said, phrase);
    case 'holidays':
      return holidaysAnswer(talking, said, phrase.place);
    case 'closed':
      return closedAnswer(talking, said, phrase);
    case 'lessons':
      return lessonsAnswer(talking, said, phrase.key);
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

function mistypedCard(typed: string, meant: string) {
  const text = `“${clip(typed, 100)}” was not posted, and nothing was done. Did you mean “${clip(meant, 200)}”? Type it so.`;
  return toldCard('Not sent', text, 'attention');
}

function notUnderstood(phrase: Extract<Phrase, { type: 'unknown' }>) {
  const meant = PHRASES.find((one) => one.phrase === phrase.phrase);
  const advice = meant
    ? ['Did you mean “', typed(`${meant.phrase} ${meant.follows}`.trim()), `” (${meant.explains})?`]
    : (advised(phrase.typed) ?? ['Type ', typed('help'), ' to see what there is.']);
  const text = sentence('“', typed(phrase.typed), '” is not a phrase. ', advice);
  return toldCard('Not understood', text, 'attention');
}

async function importFile(talking: Talking, said: Said, name: string | undefined): Promise<Answer> {
  const document = chosenFile(said.files, name);
  if (!document) {
    const which =
      name === undefined ? 'There is no file in this conversation yet.' : `There is no file “${name}” here.`;
    return told(
      toldCard(
        'Nothing to import',
        sentence(
          `${which} Drop a document here, then type `,
          typed('import'),
          '. Nothing written down yet? Type ',
          typed('new'),
          '.',
        ),
        'attention',
      ),
    );
  }
  const asked: Command = { type: 'importDocument', import: randomUUIDv7(), document, place: said.place };
  return answered(talking, said, asked);
}

async function startRun(talking: Talking, said: Said, phrase: Extract<Phrase, { type: 'run' }>): Promise<Answer> {
  const found = await sopOf(talking, said.workspace, phrase.key);
  if ('refusal' in found) return refuse(talking, said, found.refusal);
  const { sop } = found;
  if (sop.status === 'active' && sop.active && isAsked(sop.active, phrase.inputs)) {
    const value = { v: 1, verb: 'start', sop: sop.sop } as const;
    return { type: 'form', form: startForm(sop.active, phrase.inputs), value };
  }
  return answered(talking, said, {
    ...{ type: 'startRun', run: randomUUIDv7(), sop: sop.sop },
    ...{ inputs: phrase.inputs, place: said.place },
  });
}

/** What was given is taken as it is, unless something that a run needs was left out: then the rest is asked for. */
function isAsked(definition: Definition, given: Readonly<Record<string, string>>): boolean {
  if (definition.inputs.length === 0) return false;
  if (Object.keys(given).length === 0) return true;
  const read = readInputs(definition, given);
  return 'problems' in read && read.problems.every(({ problem }) => problem.type === 'missing');
}

async function cancel(talking: Talking, said: Said, wanted: string | undefined): Promise<Answer> {
  const run = await runOf(talking, said, { open: true, ...(wanted === undefined ? {} : { run: wanted }) });
  const unseen = await refusalToSee(talking, said, { run: run?.run });
  if (unseen) return unseen;
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

/** Issues a command; a refusal is said to the person who asked, and what was done is seen by everybody. */
async function answered(talking: Talking, said: Said, asked: Command): Promise<Answer> {
  const reply = await command(talking, said, asked);
  return reply.status === 'refused' ? refuse(talking, said, reply.refusal) : NOTHING;
}
