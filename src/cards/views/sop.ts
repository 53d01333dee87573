/** An SOP for whoever asks what it says and how ready it is. */
import type { Definition } from '../../engine/definition.ts';
import type { Question, Readiness } from '../../engine/readiness.ts';
import type { KnownSop } from '../../engine/sop/state.ts';
import type { ActionValue } from '../action.ts';
import type { Action, Card, Element, Line } from '../card.ts';
import { quoted } from '../sentence.ts';
import { capital } from '../text.ts';
import { definitionElements, MOST_STEPS } from './definition-elements.ts';

export function sopCard(state: KnownSop, definition: Definition, ready: Readiness): Card {
  const draft = state.draft ? ', a new draft is open' : '';
  return {
    title: definition.title,
    subtitle: `${definition.sop} · ${statusOf(state)}${draft}`,
    tone: 'neutral',
    elements: [...definitionElements(definition), ...readinessElements(ready)],
    actions: [...actionsOf(state), ...allSteps(definition, { v: 1, sop: state.sop })],
    fallback: `${definition.title}: ${statusOf(state)}`,
  };
}

/** `revision 3`, `draft`, `archived` */
export function statusOf({ status, revision }: { readonly status: string; readonly revision: number }): string {
  if (status === 'active') return `revision ${revision}`;
  return status === 'archived' ? 'archived' : 'draft, not published yet';
}

const ASKED: Readonly<Record<Question, string>> = {
  inputs: 'What counts as valid input',
  sources: 'Which sources must be checked',
  approvals: 'Who can approve which action',
  evidence: 'What evidence must be kept',
  escalation: 'When to escalate',
  boundaries: 'What cannot be decided here',
};

function readinessElements({ score, clauses }: Readiness): readonly Element[] {
  const items = clauses.map(({ question, score: worth, findings }): Line => {
    const [finding] = findings;
    const detail =
      finding === undefined
        ? undefined
        : `${capital(finding)}${findings.length > 1 ? ` And ${findings.length - 1} more.` : ''}`;
    return {
      mark: worth === 100 ? 'done' : worth > 0 ? 'now' : 'todo',
      text: ASKED[question],
      ...(detail === undefined ? {} : { detail }),
    };
  });
  return [
    { type: 'heading', text: 'How ready it is' },
    { type: 'progress', done: score, total: 100, label: `${score} of 100` },
    { type: 'list', items },
  ];
}

/** The way to the steps that the card has no room for. */
export function allSteps(definition: Definition, about: Omit<ActionValue, 'verb'>): readonly Action[] {
  if (definition.steps.length <= MOST_STEPS) return [];
  return [{ label: 'Show all steps', style: 'default', value: { ...about, verb: 'show_steps', from: 1 } }];
}

function actionsOf({ sop, title, status, draft }: KnownSop): readonly Action[] {
  const about = { v: 1, sop } as const;
  const revise: Action = { label: 'Revise', style: 'default', value: { ...about, verb: 'revise' } };
  const archive: Action = {
    ...{ label: 'Archive', style: 'default', value: { ...about, verb: 'archive' } },
    // One more press: what is in force ends for everybody.
    form: { title: `Archive ${quoted(title)}?`, submit: 'Archive: no new runs', fields: [] },
  };
  if (status === 'archived') return draft ? [] : [revise];
  if (status !== 'active') return [];
  const run: Action = { label: 'Run', style: 'primary', value: { ...about, verb: 'start' } };
  const routine: Action = { label: 'Routine', style: 'default', value: { ...about, verb: 'routine' } };
  return [run, routine, ...(draft ? [] : [revise]), archive];
}
