/** What a pressed button asks for. The value says which verb on what; the form's fields say the rest. */
import { randomUUIDv7 } from 'node:crypto';
import type { ActionValue } from '../cards/action.ts';
import { definitionProblemsCard } from '../cards/views/definition-problems.ts';
import { CHOICE_FIELD } from '../cards/views/evidence-fields.ts';
import type { EvidenceValue, InputValue, Recorded } from '../engine/run/values.ts';
import { refuse, told } from './answering.ts';
import { ask } from './ask.ts';
import type { Command, Refusal } from './command.ts';
import type { Answer, FieldValue, Pressed } from './conversation.ts';
import { command, NOTHING, type Talking } from './talking.ts';

/** Answers a press. A value that makes no sense is refused like a card that is out of date. */
export async function press(talking: Talking, pressed: Pressed): Promise<Answer> {
  const { value } = pressed;
  const more = await ask(talking, pressed);
  if (more) return more;
  const asked = await commandOf(pressed);
  if (!asked) return refuse(talking, pressed, { code: 'card_outdated', step: value.step ?? '' }, value.run);
  if ('problems' in asked) return told(definitionProblemsCard(asked.problems));
  const reply = await command(talking, pressed, asked.command);
  return reply.status === 'refused' ? refuse(talking, pressed, reply.refusal, value.run) : NOTHING;
}

type Asked =
  | { readonly command: Command }
  | { readonly problems: Extract<Refusal, { code: 'definition_invalid' }>['problems'] };

async function commandOf(pressed: Pressed): Promise<Asked | undefined> {
  const { value, place } = pressed;
  const fields = pressed.fields ?? {};
  const { run, step, sop, exception } = value;
  const attempt = value.attempt === undefined ? {} : { attempt: value.attempt };
  const reason = text(fields.reason);
  if (value.import !== undefined) return ofImport(value.verb, value.import);
  if (sop !== undefined) return ofSop(value, sop, fields, place);
  if (run === undefined) return undefined;
  if (value.verb === 'cancel') return { command: { type: 'cancelRun', run, reason } };
  if (value.verb === 'resolve') {
    const { resolution } = value;
    if (exception === undefined || resolution === undefined) return undefined;
    return { command: { type: 'resolveException', run, exception, resolution, reason } };
  }
  if (value.verb === 'raise') {
    const where = step === undefined ? {} : { step };
    const note = text(fields.note);
    return { command: { type: 'raiseException', run, ...where, kind: kindOf(fields.kind), note } };
  }
  if (value.verb === 'note') {
    const where = step === undefined ? {} : { step };
    return { command: { type: 'addNote', run, ...where, text: text(fields.note) } };
  }
  if (step === undefined) return undefined;
  switch (value.verb) {
    case 'claim':
      return { command: { type: 'claimStep', run, step } };
    case 'assign':
      return { command: { type: 'assignStep', run, step, member: text(fields.member) } };
    case 'complete': {
      const chosen = fields[CHOICE_FIELD];
      const choice = value.choice ?? (typeof chosen === 'string' ? chosen : undefined);
      const taken = choice === undefined || choice === '' ? {} : { choice };
      return { command: { type: 'completeStep', run, step, ...attempt, items: recordedIn(fields), ...taken } };
    }
    case 'record':
      return { command: { type: 'recordEvidence', run, step, items: recordedIn(fields) } };
    case 'approve':
      return { command: { type: 'approveStep', run, step, ...attempt } };
    case 'reject':
      return { command: { type: 'rejectStep', run, step, ...attempt, reason } };
    case 'skip':
      return { command: { type: 'skipStep', run, step, reason } };
    case 'reopen':
      return { command: { type: 'reopenStep', run, step, reason } };
    case 'start':
    case 'due':
    case 'publish':
    case 'discard':
    case 'revise':
    case 'archive':
    case 'edit':
    case 'retry_import':
    case 'discard_import':
    case 'show_evidence':
    case 'show_steps':
      return undefined;
  }
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

function inputsIn(fields: Readonly<Record<string, FieldValue>>): Record<string, InputValue> {
  const given = Object.entries(fields).filter((field): field is [string, InputValue] => typeof field[1] !== 'object');
  return Object.fromEntries(given.filter(([, value]) => value !== ''));
}

/** Evidence fields are called as their items; a field left empty records nothing. */
function recordedIn(fields: Readonly<Record<string, FieldValue>>): Recorded[] {
  return Object.entries(fields).flatMap(([field, value]): Recorded[] => {
    if (field === CHOICE_FIELD) return [];
    const values: readonly EvidenceValue[] = Array.isArray(value) ? value : [value as EvidenceValue];
    return values.filter((one) => one !== '').map((one) => ({ item: field, value: one }));
  });
}

function kindOf(field: FieldValue | undefined) {
  const kinds = ['source_stale', 'tool_failed', 'out_of_policy', 'out_of_limits', 'other'] as const;
  return kinds.find((kind) => kind === field) ?? 'other';
}

function text(field: FieldValue | undefined): string {
  return typeof field === 'string' ? field : '';
}
