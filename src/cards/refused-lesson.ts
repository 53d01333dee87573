/** Why something was not done with what runs taught. */
import type { Actor } from '../engine/actor.ts';
import type { Instant } from '../engine/instant.ts';
import type { Unfit } from '../engine/lessons/edit.ts';
import type { ProposalRefusal } from '../engine/sop/refusals.ts';
import type { Span, Text } from './card.ts';
import { quoted, sentence, typed, who } from './sentence.ts';

/** `words_unseen`: words, or readings, of conversations that they are not in would stand in the SOP. */
export type LessonRefusal = ProposalRefusal | { readonly code: 'words_unseen' };

const CODES: Readonly<Record<LessonRefusal['code'], true>> = {
  ...{ nothing_learned: true, not_a_service: true, proposal_unknown: true, proposal_decided: true },
  ...{ proposal_not_yours: true, proposal_unfit: true, dismissal_reason_missing: true, words_unseen: true },
};

export function isOfLesson(refusal: { readonly code: string }): refusal is LessonRefusal {
  return Object.hasOwn(CODES, refusal.code);
}

/** `at`: how an instant is said. */
export function lessonSentence(refusal: LessonRefusal, at: (instant: Instant) => readonly Span[]): Text {
  switch (refusal.code) {
    case 'nothing_learned':
      return 'Nothing more is to be learned from this now.';
    case 'not_a_service':
      return 'Only Sopwith itself gathers what happened in runs; there is nothing for you to do.';
    case 'proposal_unknown':
      return sentence(
        `This was decided over long ago; the history of ${quoted(refusal.title)} keeps it. `,
        typed('lessons'),
        ' shows what is open.',
      );
    case 'proposal_decided':
      return sentence(...decidedWords(refusal.how, refusal.by), at(refusal.at), '; nothing more is needed.');
    case 'proposal_not_yours': {
      const roles = refusal.roles.map((role) => role.replaceAll('_', ' '));
      const whose = roles.length === 0 ? 'an administrator' : `somebody with the role ${roles.join(' or ')}`;
      return `What ${quoted(refusal.title)} learns from its runs is decided by ${whose}. Ask them to do it.`;
    }
    case 'proposal_unfit':
      return UNFIT[refusal.why](refusal.in === 'draft' ? 'the draft' : 'the revision in force');
    case 'dismissal_reason_missing':
      return 'Dismissing needs a reason, which is kept with the SOP. Write it, then dismiss again.';
    case 'words_unseen':
      return 'This would write into the SOP what was said or recorded in conversations that you are not in, so it is for somebody who can read them.';
  }
}

function decidedWords(
  how: Extract<ProposalRefusal, { code: 'proposal_decided' }>['how'],
  by: Actor,
): readonly (string | Span)[] {
  switch (how) {
    case 'accepted':
      return [who(by), ' took this into the draft'];
    case 'dismissed':
      return [who(by), ' dismissed this'];
    case 'discarded':
      return [who(by), ' threw away the draft that this was in'];
    case 'published':
      return [who(by), ' published this'];
    case 'overtaken':
      return [who(by), ' changed the SOP itself'];
  }
}

const UNFIT: Readonly<Record<Unfit, (what: string) => string>> = {
  gone: (what) =>
    `What this would change is not in ${what} any more, so nothing was done. Dismiss it, if it is not needed.`,
  changed: (what) =>
    `Somebody has changed the same thing in ${what} already, so nothing was done. Look at it there; then dismiss this, if it is not needed.`,
  full: (what) =>
    `There is no room for another line in ${what}, so nothing was done. Make its words shorter there, then try again.`,
};
