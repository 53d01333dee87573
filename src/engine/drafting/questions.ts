/** What a reviewer should say of a step, because the words leave it open. */
import { isDecision } from './decision.ts';
import type { About, Question } from './draft.ts';
import { clip, fold } from './fold.ts';
import { says } from './found.ts';
import type { AboutStep } from './inferences.ts';
import { scheduleIn } from './routine.ts';
import { clockWords } from './time-of-day.ts';
import type { Lexicon } from './words/lexicon.ts';

/** One sentence each, with the field whose value answers it. */
export function questionsOf({ step, reading, titleOf }: AboutStep, lexicon: Lexicon): Question[] {
  const { candidate, approval, condition, escalation, clock } = reading;
  const quoted = `“${clip(step.title, 60)}”`;
  const found: Question[] = [];
  const ask = (
    field: About['field'],
    text: string,
    confidence: number,
    reason: string,
    more: Omit<About, 'step' | 'field'> = {},
  ) => {
    const about = { step: step.id, field, ...more };
    found.push({ step: step.id, text, confidence, reason: clip(reason, 200), about });
  };
  if (candidate.confidence < 0.75) {
    ask(
      'step',
      `Is ${quoted} a step, or an explanation?`,
      candidate.confidence,
      'it is not marked as an item of a list of steps',
    );
  }
  if (approval) {
    const { role, quorum = 1 } = approval.approval;
    const title = titleOf(role);
    const who = quorum > 1 ? `${quorum} people of the role ${title}` : `one person of the role ${title}`;
    const held = step.kind === 'approval' ? step.when : step.approval?.when;
    // No input of a run holds the amount, so that the draft asks for approval whatever it is.
    if (approval.amount !== undefined && held === undefined)
      ask(
        'approval',
        `Is the approval of ${who} for ${quoted} needed only above ${approval.amount}?`,
        Math.min(approval.confidence, 0.5),
        says(approval.words),
        {
          ...(approval.above === undefined ? {} : { above: approval.above }),
          ...(approval.unit === undefined ? {} : { unit: approval.unit }),
        },
      );
    else ask('approval', `Does ${quoted} need the approval of ${who}?`, approval.confidence, says(approval.words));
  } else if (lexicon.approval.test(fold(candidate.text).split(' ').slice(0, 7).join(' '))) {
    ask('approval', `${quoted} speaks of an approval: which role gives it?`, 0.4, says(candidate.text));
  }
  if (step.options && condition?.otherwise !== undefined) {
    ask(
      'options',
      `Are these the two ways of ${quoted}, and does one person choose?`,
      0.55,
      says(`${condition.words} … ${condition.otherwise}`),
    );
  } else if (condition && reading.when !== undefined) {
    ask('when', `Does ${quoted} apply only in this case?`, 0.5, says(condition.words), only(condition.words));
  } else if (condition) {
    ask(
      'when',
      `${quoted} holds only in one case: what decides that it applies?`,
      0.5,
      says(condition.words),
      only(condition.words),
    );
  }
  if (step.kind !== 'decision' && isDecision(candidate.text, lexicon)) {
    ask('options', `${quoted} is a decision: between which ways?`, 0.5, says(candidate.text));
  }
  if (escalation && step.escalate === undefined) {
    const { to: role } = escalation.value;
    ask('escalate', `After how long does ${titleOf(role)} take over ${quoted}?`, 0.5, escalation.reason, { role });
  }
  if (clock && step.due === undefined) {
    const time = clockWords(clock.value);
    ask('due', `${quoted} is due by ${time}: how long is that from when it can begin?`, 0.5, clock.reason);
  }
  const told = candidate.columns.due;
  if (told !== undefined && !clock && step.due === undefined && scheduleIn(told, lexicon) === undefined) {
    ask('due', `${quoted} is due “${clip(told, 60)}”: how long is that from when it can begin?`, 0.5, says(told));
  }
  for (const { value: item, confidence, reason } of step.kind === 'approval' ? [] : reading.evidence) {
    if (item.type === 'number' && item.min === undefined && item.max === undefined) {
      ask('limit', `Which values are in order for ${quoted}?`, 0.55, reason, { evidence: item.id });
    } else if (confidence < 0.6) {
      ask('evidence', `Should ${quoted} ask for “${clip(item.title, 60)}”?`, confidence, reason, { evidence: item.id });
    }
  }
  return found;
}

/** A title that a decision can take. */
function only(words: string): Pick<About, 'words'> {
  return { words: clip(words, 120) };
}
