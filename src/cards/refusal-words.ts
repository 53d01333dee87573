/** The words of refusals that come in kinds: what is not yours to do, what lacks a reason, what there is too much of. */

import type { RunRefusal } from '../engine/run/refusals.ts';
import type { Span, Text } from './card.ts';
import { count, sentence, typed } from './sentence.ts';
import { capital } from './text.ts';
import { byName } from './turn.ts';

const MOST_NAMED = 5;

/** What is said with the people where they are known, and what otherwise. */
export function either(
  people: Text | undefined,
  known: (people: Text) => readonly (Text | Span)[],
  unknown: Text,
): readonly Span[] {
  return people === undefined ? sentence(unknown) : sentence(...known(people));
}

export function separated(did: 'step' | 'request', step: string, others: Text): readonly Span[] {
  return did === 'step'
    ? sentence(`You did the work for ${step} yourself, so `, others, ' must decide over it.')
    : sentence('You made this request yourself, so ', others, ` must decide over ${step}.`);
}

/** `. One more approval is needed, from Cem or Dee.`: by name where they are few. */
export function stillMissing(
  { missing, who }: Extract<RunRefusal, { code: 'already_approved' }>,
  role: string,
): readonly Span[] {
  if (missing <= 0) return ['; nothing more is needed.'];
  const from: Text = who.length > 0 && who.length <= MOST_NAMED ? byName(who) : `the role ${role}`;
  const more = count(missing, 'more approval is', 'more approvals are');
  return sentence(`. ${capital(more)} needed, from `, from, '.');
}

/** Who decides where nobody is known by name. */
export function decider(owner: string | undefined, role: (id: string) => string, isInner = false): string {
  if (owner !== undefined) return role(owner);
  return isInner ? 'whoever started the run' : 'Whoever started the run';
}

export const OWNED = {
  exception: 'decide over this problem',
  skip: 'skip this step',
  reopen: 'have this step done again',
  assign: 'give this step to somebody',
  due: 'change this deadline',
  cancel: 'cancel this run',
  substitute: 'let somebody stand in for another person',
} as const;

export const REASONS = {
  reject: 'A rejection needs a reason, so that whoever did the work knows what to change. Write it, then reject again.',
  skip: 'Skipping needs a reason, which is kept with the run. Write it, then skip again.',
  reopen: 'Doing a step again needs a reason, so that it is done better. Write it, then try again.',
  exception: 'Write what happened and why, in a sentence, then send it again.',
  due: 'A new deadline needs a reason, which is kept with the run. Write it, then try again.',
  cancel: 'Cancelling needs a reason, which is kept with the run. Write it, then cancel again.',
  substitute: 'Standing in needs a reason, which is kept with the run. Write it, then try again.',
} as const;

export const MANY = {
  exceptions: 'This run holds as many problems as it can. Settle those that are open, or cancel it and start anew.',
  notes: 'This run holds as many notes as it can. Write this one into the thread instead.',
  values: 'So many values were recorded for this already that no more are kept. Report a problem instead.',
} as const;

export const IMPORTS = {
  reading: 'The document is being read; its card shows how far it is.',
  drafted: 'The document has been read, and its drafts are in the channel.',
  failed: 'Reading the document failed. Its card says why; press Try again there.',
  discarded: 'This import was discarded. Drop the document again and type /sop import.',
} as const;

/** Whoever it was, by name, without telling them. */
export function person(id: string | undefined): Span {
  return id === undefined ? 'Somebody' : { type: 'member', member: id };
}

/** What became of a step that somebody is too late for. */
export function endedSentence(
  refusal: Extract<RunRefusal, { code: 'step_ended' }>,
  step: string,
  at: readonly Span[],
): Text {
  switch (refusal.how) {
    case 'completed':
      return sentence(person(refusal.by), ` completed ${step}`, at, '; nothing more is needed.');
    case 'skipped':
      return sentence(person(refusal.by), ` skipped ${step}`, at, '; its card says why.');
    case 'missed':
      return `${step} was missed: its time is over, and it cannot be done any more in this run.`;
    case 'not_applicable':
      return `${step} does not apply in this run; nothing is needed.`;
  }
}

/** Each with what to type in its place. */
export const RUN_NOT_HERE: Text = sentence(
  'This run is not here. Start one with ',
  typed('run KEY'),
  '; ',
  typed('status'),
  ' shows what is open.',
);
export const BROUGHT_BACK: readonly Span[] = sentence(typed('revise'), ' brings it back as a draft.');

export function onlyRole(role: string, step: string): Text {
  return sentence(
    `Only somebody with the role ${role} can decide over ${step}. `,
    typed('roles'),
    ' shows who that is.',
  );
}
