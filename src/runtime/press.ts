/** What a pressed button asks for. The value says which verb on what; the form's fields say the rest. */
import { randomUUIDv7 } from 'node:crypto';
import { type ActionValue, encodeAction } from '../cards/action.ts';
import { definitionProblemsCard } from '../cards/views/definition-problems.ts';
import { isFirstTap } from '../store/taps.ts';
import { refuse, told } from './answering.ts';
import { ask } from './ask.ts';
import type { Command, Refusal } from './command.ts';
import type { Answer, FieldValue, Pressed } from './conversation.ts';
import { deliverAgain } from './deliver-again.ts';
import { templateAnswer } from './draft-template.ts';
import { inputsIn, text } from './field-values.ts';
import { interviewed } from './interview.ts';
import { pressOnDraft, savedCard } from './press-draft.ts';
import { pressOnProposal } from './press-proposal.ts';
import { pressOnRoles } from './press-roles.ts';
import { pressOnRoutine } from './press-routine.ts';
import { ofRun } from './press-run.ts';
import { pressAway } from './say-away.ts';
import { pressSettings } from './say-settings.ts';
import { command, NOTHING, type Talking } from './talking.ts';

/** Answers a press. A value that makes no sense is refused like a card that is out of date. */
export async function press(talking: Talking, pressed: Pressed): Promise<Answer> {
  const { value } = pressed;
  // Nothing else tells a second run that is wanted from a finger that trembled.
  if (pressed.isTap && STARTING.includes(value.verb) && !(await isFirst(talking, pressed))) return NOTHING;
  const more = await ask(talking, pressed);
  if (more) return more;
  if (value.verb === 'interview') return interviewed(talking, pressed);
  if (value.verb === 'deliver') return deliverAgain(talking, pressed);
  if (value.verb === 'template') return templateAnswer(talking, pressed, value.template);
  if (value.verb === 'role') return pressOnRoles(talking, pressed);
  if (value.verb === 'away') return pressAway(talking, pressed);
  if (value.verb === 'settings') return pressSettings(talking, pressed);
  const ofRoutine = await pressOnRoutine(talking, pressed);
  if (ofRoutine) return ofRoutine;
  const ofSopCard = (await pressOnProposal(talking, pressed)) ?? (await pressOnDraft(talking, pressed));
  if (ofSopCard) return ofSopCard;
  const asked = await commandOf(talking, pressed);
  if (!asked) return refuse(talking, pressed, { code: 'card_outdated', step: value.step ?? '' }, value.run);
  if ('refusal' in asked) return refuse(talking, pressed, asked.refusal, value.run);
  if ('problems' in asked) return told(definitionProblemsCard(asked.problems));
  const reply = await command(talking, pressed, asked.command);
  if (reply.status === 'refused') {
    // Whoever ticks on sends what they ticked before along.
    if (isTickedAlready(pressed, reply.refusal)) return NOTHING;
    return refuse(talking, pressed, reply.refusal, value.run);
  }
  return value.verb === 'edit' ? told(await savedCard(talking, pressed)) : NOTHING;
}

function isTickedAlready({ value, member }: Pressed, refusal: Refusal): boolean {
  if (value.verb !== 'tick' || refusal.code !== 'step_ended') return false;
  return refusal.how === 'completed' && refusal.by === member;
}

/** Each of these begins another run. */
const STARTING: readonly ActionValue['verb'][] = ['start', 'run_routine'];

function isFirst({ db, now }: Talking, { workspace, member, place, value }: Pressed): Promise<boolean> {
  return isFirstTap(db, { workspace, tap: `${place} ${member} ${encodeAction(value)}`, now: now() });
}

type Asked =
  | { readonly command: Command }
  | { readonly refusal: Refusal }
  | { readonly problems: Extract<Refusal, { code: 'definition_invalid' }>['problems'] };

async function commandOf(talking: Talking, pressed: Pressed): Promise<Asked | undefined> {
  const { value, place } = pressed;
  if (value.import !== undefined) return ofImport(value.verb, value.import);
  if (value.sop !== undefined) return ofSop(value, value.sop, pressed.fields ?? {}, place);
  return value.run === undefined ? undefined : ofRun(talking, pressed, value.run);
}

function ofImport(verb: ActionValue['verb'], id: string): Asked | undefined {
  if (verb === 'retry_import') return { command: { type: 'retryImport', import: id } };
  if (verb === 'discard_import') return { command: { type: 'discardImport', import: id } };
  return undefined;
}

async function ofSop(
  value: ActionValue,
  sop: string,
  fields: Readonly<Record<string, FieldValue>>,
  place: string,
): Promise<Asked | undefined> {
  const draft = value.draft === undefined ? {} : { draft: value.draft };
  switch (value.verb) {
    case 'start':
      return { command: { type: 'startRun', run: randomUUIDv7(), sop, inputs: inputsIn(fields), place } };
    case 'publish':
      return {
        command: { type: 'publishDraft', sop, ...draft, ...(value.edit === undefined ? {} : { edit: value.edit }) },
      };
    case 'discard':
      return { command: { type: 'discardDraft', sop, ...draft } };
    case 'revise':
      return { command: { type: 'reviseSop', sop, place } };
    case 'archive':
      return { command: { type: 'archiveSop', sop } };
    case 'edit': {
      // Loaded when somebody edits: it is a tenth of a start.
      const { fromYaml } = await import('../engine/yaml.ts');
      const read = fromYaml(text(fields.yaml));
      if (!read.ok) return { problems: read.problems };
      const definition = read.definition as unknown as Record<string, unknown>;
      return { command: { type: 'editDraft', sop, ...draft, edit: value.edit ?? 0, definition } };
    }
    default:
      return undefined;
  }
}
