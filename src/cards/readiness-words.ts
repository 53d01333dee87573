/** How ready an SOP is, in words. */
import type { Question } from '../engine/readiness.ts';
import type { Ready, Verdict } from '../engine/ready.ts';

export const QUESTION_NAMES: Readonly<Record<Question, string>> = {
  inputs: 'What it asks first',
  sources: 'What is checked',
  approvals: 'Who approves',
  evidence: 'What is kept',
  escalation: 'What happens when it is late',
  boundaries: 'What stops it',
};

export const VERDICTS: Readonly<Record<Verdict, string>> = {
  ready: 'Ready',
  nearly: 'Nearly ready',
  not_yet: 'Not yet',
};

/** Why it stands where it stands, and what to do next. */
export function readinessReason({ score, weakest, verdict, next }: Ready): string {
  if (!next) return 'Nothing is missing.';
  const isHere = next.question === weakest.question;
  const low = verdict === 'ready' ? '' : `“${QUESTION_NAMES[weakest.question]}” has ${weakest.score} of 100. `;
  const where = isHere || verdict === 'ready' ? 'Next' : `Next, under “${QUESTION_NAMES[next.question]}”`;
  const gain = next.score > score ? ` That brings it from ${score} to ${next.score}.` : '';
  return `${low}${where}: ${next.finding.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase())}${gain}`;
}
