/**
 * Why something was not done, in words: what happened, and what to do next. Read by a tired person at half past six.
 */
import { type Definition, roleTitle, stepOf } from '../engine/definition.ts';
import type { DigestRefusal } from '../engine/digest/decide.ts';
import type { ImportRefusal } from '../engine/import/import.ts';
import type { Instant } from '../engine/instant.ts';
import type { RoutineRefusal } from '../engine/routine/decide.ts';
import type { RunRefusal } from '../engine/run/refusals.ts';
import type { SettingsRefusal } from '../engine/settings/decide.ts';
import type { SopRefusal } from '../engine/sop/refusals.ts';
import { ableTo } from './able.ts';
import type { Card, Element, Line, Span, Text } from './card.ts';
import { boundaryTitle } from './cause.ts';
import { options } from './problems.ts';
import {
  BROUGHT_BACK,
  decider,
  either,
  endedSentence,
  MANY,
  OWNED,
  onlyRole,
  person,
  REASONS,
  RUN_NOT_HERE,
  separated,
  stillMissing,
} from './refusal-words.ts';
import { problemsOf } from './refused-answers.ts';
import { digestSentence, isOfDigest } from './refused-digest.ts';
import { isOfLesson, type LessonRefusal, lessonSentence } from './refused-lesson.ts';
import { isOfRoutine, routineSentence } from './refused-routine.ts';
import { isOfSettings, settingsSentence } from './refused-settings.ts';
import { isOfSop, sopSentence } from './refused-sop.ts';
import type { Scene } from './scene.ts';
import { inRow, quoted, sentence, typed } from './sentence.ts';
import { capital, plain, UNNAMED } from './text.ts';
import type { UnclearRefusal, UnseenRefusal } from './unclear-refusal.ts';

export type Refusal =
  | RunRefusal
  | SopRefusal
  | ImportRefusal
  | RoutineRefusal
  | SettingsRefusal
  | DigestRefusal
  | { readonly code: 'busy' }
  | UnclearRefusal
  | UnseenRefusal
  | LessonRefusal;

/** What helps to say it well: the titles of steps and roles, and whether it happened today. */
export interface Told {
  readonly definition?: Definition;
  readonly now?: Instant;
  /** The run it is about: who could do it is called by name. */
  readonly scene?: Scene;
}

const MOST_PROBLEMS = 10;
const TODAY = 12 * 3_600_000;

/** A private card for whoever asked. What was typed stays: the card's tone says that nothing was done. */
export function refusalCard(refusal: Refusal, told: Told = {}): Card {
  const text = refusalSentence(refusal, told);
  const problems = problemsOf(refusal);
  const shown = problems.slice(0, MOST_PROBLEMS).map((line): Line => ({ mark: 'blocked', text: line }));
  const left = problems.length - shown.length;
  const elements: Element[] = [
    { type: 'text', text },
    ...(shown.length > 0 ? [{ type: 'list', items: shown } as const] : []),
    ...(left > 0 ? [{ type: 'context', text: `and ${left} more` } as const] : []),
  ];
  const { scene: _, ...nameless } = told;
  const unnamed = refusalSentence('who' in refusal ? { ...refusal, who: [] } : refusal, nameless);
  const said = [unnamed, ...problems.slice(0, MOST_PROBLEMS)].map((one) => plain(one, UNNAMED)).join(' ');
  return { title: 'Not done', tone: 'attention', elements, actions: [], fallback: capital(said) };
}

/** One clear sentence for every code. No default: a new code must find its words. */
export function refusalSentence(refusal: Refusal, told: Told = {}): Text {
  const step = (id: string) =>
    quoted((told.definition && stepOf(told.definition, id)?.title) ?? id.replaceAll('_', ' '));
  const role = (id: string) =>
    told.definition ? roleTitle(told.definition, id) : id === '' ? 'nobody in particular' : id.replaceAll('_', ' ');
  const at = (instant: Instant) => moment(instant, told.now);
  const able = (one: RunRefusal, title?: string) => ableTo(one, told.scene, title);
  if (isOfSop(refusal)) return sopSentence(refusal, at);
  if (isOfRoutine(refusal)) return routineSentence(refusal);
  if (isOfSettings(refusal)) return settingsSentence(refusal);
  if (isOfDigest(refusal)) return digestSentence(refusal);
  if (isOfLesson(refusal)) return lessonSentence(refusal, at);
  switch (refusal.code) {
    case 'run_not_found':
      return RUN_NOT_HERE;
    case 'run_exists':
      return 'This run has been started already; its card is in the channel.';
    case 'run_ended':
      return sentence(`The run ${overWords(refusal.outcome)}`, at(refusal.at), '; nothing more can be done in it.');
    case 'sop_not_found': {
      const { nearest } = refusal;
      const meant = nearest === undefined ? [typed('list'), ' shows all of them.'] : [`Did you mean ${nearest}?`];
      return sentence(`There is no SOP ${quoted(refusal.sop)}. `, meant);
    }
    case 'sop_not_active':
      return refusal.status === 'draft'
        ? `${quoted(refusal.title)} is a draft. Publish it first, then run it.`
        : sentence(`${quoted(refusal.title)} is archived and is not run any more. `, ...BROUGHT_BACK);
    case 'run_in_flight':
      return `${quoted(refusal.title)} is running already, and runs one at a time. Finish or cancel that run first.`;
    case 'window_closed':
      return `The time for ${quoted(refusal.title)} is over, so it was not started.`;
    case 'inputs_invalid':
      return 'The run has not started. Please correct this and start it again:';
    case 'step_not_found':
      return `There is no step ${step(refusal.step)} that this can be done to. The run’s card shows its steps.`;
    case 'step_not_ready':
      return refusal.waitsFor.length === 0
        ? `It is not the turn of ${step(refusal.step)} yet; its card will come.`
        : sentence(
            `${step(refusal.step)} comes after `,
            inRow(refusal.waitsFor.map(step)),
            ', which must be done first.',
          );
    case 'step_ended':
      return endedSentence(refusal, step(refusal.step), at(refusal.at));
    case 'step_waits_for_approval':
      return `${step(refusal.step)} is done and waits for approval by ${role(refusal.role)}; nothing more is needed from you now.`;
    case 'step_not_waiting_for_approval':
      return `${step(refusal.step)} is not waiting for an approval now; its newest card shows how it stands.`;
    case 'card_outdated':
      return `This card of ${step(refusal.step)} is an old one: the work has changed since. Please use its newest card.`;
    case 'exception_open':
      return sentence(
        `A problem with ${step(refusal.step)} is still open. `,
        able(refusal) ?? decider(refusal.owner, role),
        ' must decide over it first.',
      );
    case 'run_stopped':
      return sentence(
        `The run is stopped: ${boundaryTitle(told.definition, refusal.boundary)}. `,
        able(refusal) ?? decider(refusal.owner, role),
        ' must decide how it goes on.',
      );
    case 'not_yours':
      if (refusal.assignee !== undefined) {
        return sentence(
          `${step(refusal.step)} is with `,
          member(refusal.assignee),
          '. Ask them to do it or to pass it on.',
        );
      }
      return sentence(
        `${step(refusal.step)} is for somebody with the role ${role(refusal.role ?? '')}, which you do not hold. `,
        ...either(able(refusal), (people) => ['That is ', people, '.'], [typed('roles'), ' shows who does.']),
      );
    case 'not_approver':
      return either(
        able(refusal, role(refusal.role)),
        (people) => ['Only ', people, ` can decide over ${step(refusal.step)}.`],
        onlyRole(role(refusal.role), step(refusal.step)),
      );
    case 'not_owner':
      return either(
        able(refusal),
        (people) => ['Only ', people, ` can ${OWNED[refusal.what]}. Please ask them.`],
        refusal.role === undefined
          ? `Only whoever started the run can ${OWNED[refusal.what]}.`
          : `Only somebody with the role ${role(refusal.role)} can ${OWNED[refusal.what]}. Please ask them.`,
      );
    case 'not_skippable':
      return sentence(
        `${step(refusal.step)} may not be skipped by whoever does it. Report a problem, and `,
        able(refusal) ?? decider(refusal.owner, role, true),
        ' decides.',
      );
    case 'not_a_person':
      return 'Only a member of this workspace can do this. Ask an administrator to add you.';
    case 'not_a_timer':
      return 'Only Sopwith’s own clock does this; there is nothing for you to do.';
    case 'separation_of_duties':
      return separated(refusal.did, step(refusal.step), able(refusal) ?? 'somebody else');
    case 'own_reading':
      return sentence(
        'You took this reading yourself, so somebody else decides whether it is accepted',
        ...either(able(refusal), (people) => [': ', people, '.'], '.'),
        ' You can still do the step again.',
      );
    case 'already_approved':
      return sentence(
        member(refusal.by),
        ' approved this',
        at(refusal.at),
        ...stillMissing(refusal, role(refusal.role)),
      );
    case 'approval_missing':
      return sentence(
        `${step(refusal.step)} still needs its approval. Only `,
        able(refusal) ??
          (refusal.role === undefined ? 'an administrator' : `somebody with the role ${role(refusal.role)}`),
        ' can go on without it.',
      );
    case 'not_covered':
      return `${step(refusal.work)} is no finished work that ${step(refusal.step)} decides over, so it cannot go back. Choose from what its newest card offers.`;
    case 'already_assigned':
      return sentence(
        member(refusal.assignee),
        ` has taken ${step(refusal.step)} already; nothing is needed from you.`,
      );
    case 'reason_missing':
      return refusal.what === 'note' ? 'The note is empty. Write it, then send it again.' : REASONS[refusal.what];
    case 'evidence_missing':
      return sentence(
        `${step(refusal.step)} is not done yet. Still needed: `,
        inRow(refusal.items.map(({ title }) => title)),
        '.',
      );
    case 'evidence_invalid':
      return 'Nothing was recorded. Please correct this and send it again:';
    case 'evidence_unknown':
      return `${step(refusal.step)} does not ask for ${quoted(refusal.item)}. Its newest card shows what it asks for.`;
    case 'choice_missing':
      return `Choose how to decide ${step(refusal.step)}: ${options(refusal.options)}.`;
    case 'choice_unknown':
      return `${quoted(refusal.choice)} is not an option of ${step(refusal.step)}. Choose one of these: ${options(refusal.options)}.`;
    case 'exception_not_found':
      return 'This problem is not known in this run. The run’s card shows what is open.';
    case 'exception_resolved':
      return sentence(person(refusal.by), ' decided over this problem', at(refusal.at), '; nothing more is needed.');
    case 'nobody_above':
      return 'There is nobody above you to pass it on to. Choose another way to settle it.';
    case 'resolution_not_possible':
      return 'This way is not open any more, because the step has moved on. Choose another one.';
    case 'member_not_of_role':
      return refusal.role === ''
        ? sentence(member(refusal.member), ' is not an active member of this workspace. Choose somebody else.')
        : sentence(member(refusal.member), ` does not hold the role ${role(refusal.role)}. Choose somebody who does.`);
    case 'substitute_self':
      return 'Nobody can stand in for themself. Choose another person.';
    case 'due_past':
      return 'That time has passed already. Choose a later one.';
    case 'due_after_closing':
      return sentence('The window of this run closes', at(refusal.closes), ', before that. Choose a time until then.');
    case 'role_not_needed':
      return `Nothing in this run waits for the role ${role(refusal.role)} now.`;
    case 'snoozed_enough':
      return `You were reminded of ${step(refusal.step)} as often as it can be put off. Do it now, or ask for another deadline.`;
    case 'absence_not_needed':
      return 'Nothing in this run waits for them now.';
    case 'when_unclear':
      return `${quoted(refusal.typed)} is no time to come. Write how long from now (30m, 2h, 1d), or when: 17:30, tomorrow 9:00, 2026-05-31 17:30.`;
    case 'member_unknown':
      return `Nobody here is called ${quoted(refusal.typed)}, or more than one person is. Write the whole name.`;
    case 'too_many':
      return MANY[refusal.what];
    case 'too_long':
      return `${quoted(refusal.field)} may have at most ${refusal.max} characters. Shorten it, or attach it as a file.`;
    case 'malformed':
      return `${quoted(refusal.field)} cannot be read, so nothing was done. Open the newest card and try again.`;
    case 'key_reused':
      return 'Something else was sent before under the same request number, so this was not done. Please send it again.';
    case 'timer_stale':
      return 'This reminder came too late: the step has moved on.';
    case 'run_unseen':
      return 'That run is in a conversation that you are not in. Ask somebody there to let you in, or to do it.';
    case 'sight_unknown':
      return 'It could not be checked just now whether you are in the conversation of that run, so nothing was done. Please try again in a moment.';
    case 'busy':
      return 'Many people are doing this at once, and it was not done. Please try again in a moment.';
  }
}

function overWords(outcome: string): string {
  return outcome === 'incomplete' ? 'ended incomplete' : `was ${outcome}`;
}

function member(id: string): Span {
  return { type: 'member', member: id };
}

/** ` at 10:42` today, ` on 3 May 2026, 10:42` otherwise. */
function moment(at: Instant, now: Instant | undefined): readonly Span[] {
  const isToday = now !== undefined && Math.abs(now - at) < TODAY;
  return isToday ? [' at ', { type: 'time', at, style: 'time' }] : [' on ', { type: 'time', at, style: 'date_time' }];
}
