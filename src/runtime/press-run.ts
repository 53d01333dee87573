/** What a button on a card of a run asks for: its command, with what the form's fields say. */
import { changeIn } from '../cards/views/change-question.ts';
import { CHOICE_FIELD } from '../cards/views/evidence-fields.ts';
import { SEND_BACK_FIELD, sentBackIn } from '../cards/views/reject-form.ts';
import { stepOf } from '../engine/definition.ts';
import { optional } from '../engine/optional.ts';
import { tickOf } from '../engine/run/tick.ts';
import type { EvidenceValue, Recorded } from '../engine/run/values.ts';
import type { Command, Refusal } from './command.ts';
import type { FieldValue, Pressed } from './conversation.ts';
import { text } from './field-values.ts';
import { named, peopleHere } from './people-of.ts';
import { loadRun, type Talking, zoneOf } from './talking.ts';
import { readWhen } from './when.ts';

type Asked = { readonly command: Command } | { readonly refusal: Refusal };

/** Undefined if the value makes no sense. */
export async function ofRun(talking: Talking, pressed: Pressed, run: string): Promise<Asked | undefined> {
  const { value } = pressed;
  const fields = pressed.fields ?? {};
  const { step, exception, resolution } = value;
  const where = step === undefined ? {} : { step };
  const reason = text(fields.reason);
  switch (value.verb) {
    case 'cancel':
      return { command: { type: 'cancelRun', run, reason } };
    case 'resolve':
      if (exception === undefined || resolution === undefined) return undefined;
      return {
        command: { type: 'resolveException', run, exception, resolution, reason, change: changeIn(fields) },
      };
    case 'raise':
      return {
        command: { type: 'raiseException', run, ...where, kind: kindOf(fields.kind), note: text(fields.note) },
      };
    case 'note':
      return { command: { type: 'addNote', run, ...where, text: text(fields.note) } };
    case 'substitute':
      return substitute(talking, pressed, run);
    default:
      return step === undefined ? undefined : ofStep(talking, pressed, run, step);
  }
}

async function ofStep(talking: Talking, pressed: Pressed, run: string, step: string): Promise<Asked | undefined> {
  const { value } = pressed;
  const fields = pressed.fields ?? {};
  const attempt = value.attempt === undefined ? {} : { attempt: value.attempt };
  const reason = text(fields.reason);
  switch (value.verb) {
    case 'claim':
      return { command: { type: 'claimStep', run, step } };
    case 'assign': {
      const member = await memberIn(talking, pressed, 'member');
      return 'refusal' in member ? member : { command: { type: 'assignStep', run, step, member: member.id } };
    }
    case 'complete': {
      const chosen = fields[CHOICE_FIELD];
      const choice = value.choice ?? (typeof chosen === 'string' ? chosen : undefined);
      const taken = choice === undefined || choice === '' ? {} : { choice };
      return { command: { type: 'completeStep', run, step, ...attempt, items: recordedIn(fields), ...taken } };
    }
    case 'tick': {
      const items = await tickedItems(talking, pressed, run, step);
      return items && { command: { type: 'completeStep', run, step, ...attempt, items: [...items] } };
    }
    case 'record':
      return { command: { type: 'recordEvidence', run, step, items: recordedIn(fields) } };
    case 'approve':
      return { command: { type: 'approveStep', run, step, ...attempt } };
    case 'reject':
      return {
        command: { type: 'rejectStep', run, step, ...attempt, reason, steps: sentBackIn(fields[SEND_BACK_FIELD]) },
      };
    case 'skip':
      return { command: { type: 'skipStep', run, step, reason } };
    case 'reopen':
      return { command: { type: 'reopenStep', run, step, reason } };
    case 'snooze': {
      const { minutes = 30, slot: due, together } = value;
      const about = { ...optional('due', due), ...optional('together', together) };
      return { command: { type: 'snoozeStep', run, step, minutes, ...about } };
    }
    case 'due': {
      const due = await momentIn(talking, pressed, 'due');
      return 'refusal' in due ? due : { command: { type: 'changeDue', run, step, due: due.at, reason } };
    }
    default:
      return undefined;
  }
}

/** What a tick says of the step; undefined if it says too little to complete it. */
async function tickedItems(talking: Talking, { workspace }: Pressed, run: string, step: string) {
  const state = await loadRun(talking, workspace, run);
  const definition = state && (await talking.memory.definition(talking.db, workspace, state.sop, state.revision));
  const drawn = definition && stepOf(definition, step);
  return drawn && tickOf(drawn);
}

async function substitute(talking: Talking, pressed: Pressed, run: string): Promise<Asked> {
  const fields = pressed.fields ?? {};
  const isOther = text(fields.from) !== '';
  const from = isOther ? await memberIn(talking, pressed, 'from') : { id: pressed.member };
  const to = await memberIn(talking, pressed, 'to');
  if ('refusal' in from) return from;
  if ('refusal' in to) return to;
  const until = text(fields.until).trim() === '' ? undefined : await momentIn(talking, pressed, 'until');
  if (until && 'refusal' in until) return until;
  const ends = until === undefined ? {} : { until: until.at };
  return { command: { type: 'substitute', run, from: from.id, to: to.id, ...ends, reason: text(fields.reason) } };
}

type Found<Value> = Value | { readonly refusal: Refusal };

/** The person whom a field names, by id or by name. */
async function memberIn(talking: Talking, pressed: Pressed, field: string): Promise<Found<{ readonly id: string }>> {
  const typed = text(pressed.fields?.[field]).trim();
  const member = named(await peopleHere(talking, pressed.workspace), typed);
  return member ? { id: member.id } : { refusal: { code: 'member_unknown', typed } };
}

/** Clock times are those of whoever typed them: of their client, else of their profile, else of the workspace. */
async function momentIn(talking: Talking, pressed: Pressed, field: string): Promise<Found<{ readonly at: number }>> {
  const typed = text(pressed.fields?.[field]);
  const zone = await zoneOf(talking, pressed);
  const at = readWhen(typed, { now: talking.now(), zone });
  return at === undefined ? { refusal: { code: 'when_unclear', typed } } : { at };
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
