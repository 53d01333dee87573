/** A draft for its reviewer: what it says, what is uncertain, what is missing; once settled, by whom. */
import { type Definition, roleTitle, type Step } from '../../engine/definition.ts';
import type { DefinitionProblem } from '../../engine/sop/refusals.ts';
import type { Draft, KnownSop } from '../../engine/sop/state.ts';
import type { Action, Card, Element, Line } from '../card.ts';
import { count, quoted, sentence, who } from '../sentence.ts';
import { capital } from '../text.ts';
import { definitionElements } from './definition-elements.ts';

const MOST_QUESTIONS = 6;
const MOST_MISSING = 8;

/** `missing`: what a published SOP must say and this draft does not. */
export function draftCard(state: KnownSop, draft: number, missing: readonly DefinitionProblem[]): Card {
  if (state.draft?.draft === draft) return open(state, state.draft, missing);
  const { settled } = state;
  const body = { title: state.title, subtitle: `Draft ${draft} · ${state.key}`, actions: [] };
  if (settled?.draft !== draft) {
    const text = 'This draft is settled. The newest card of this SOP shows how it stands.';
    return {
      ...body,
      tone: 'neutral',
      elements: [{ type: 'notice', tone: 'neutral', text }],
      fallback: `${state.title}: ${text}`,
    };
  }
  const at = { type: 'time', at: settled.at, style: 'date_time' } as const;
  if (settled.how === 'discarded') {
    const text = sentence('Discarded by ', who(settled.by), ' on ', at, '.');
    return {
      ...body,
      tone: 'neutral',
      elements: [{ type: 'notice', tone: 'neutral', text }],
      fallback: `${state.title}: discarded`,
    };
  }
  const text = sentence('Published by ', who(settled.by), ' on ', at, `, as revision ${state.revision}. `);
  const run = sentence('Run it with ', { type: 'code', text: `/sop run ${state.key}` }, '.');
  const elements = state.active ? definitionElements(state.active) : [];
  return {
    ...{ ...body, tone: 'good', elements: [...elements, { type: 'notice', tone: 'good', text: sentence(text, run) }] },
    fallback: `${state.title}: published as revision ${state.revision}`,
  };
}

function open(state: KnownSop, draft: Draft, missing: readonly DefinitionProblem[]): Card {
  const { definition } = draft;
  const from = draft.document ? ` · from ${draft.document.name}` : '';
  const next = state.revision > 0 ? `Draft of revision ${state.revision + 1}` : 'Draft';
  return {
    title: definition.title,
    subtitle: `${next} · ${definition.sop}${from}`,
    tone: missing.length > 0 ? 'attention' : 'accent',
    elements: [...definitionElements(definition), ...uncertain(draft), ...missingElements(definition, missing)],
    actions: actionsOf(state, draft, missing.length === 0),
    fallback: `Draft ${quoted(definition.title)}: ${count(definition.steps.length, 'step')}, ${count(draft.questions.length, 'question')}`,
  };
}

function uncertain({ definition, questions }: Draft): readonly Element[] {
  if (questions.length === 0) return [];
  const items = questions.slice(0, MOST_QUESTIONS).map(({ step, text }): Line => {
    const index = definition.steps.findIndex((one) => one.id === step);
    return { mark: 'now', text, ...(index < 0 ? {} : { detail: `Step ${index + 1}` }) };
  });
  return [{ type: 'heading', text: 'Please check' }, { type: 'list', items }, ...more(questions.length - items.length)];
}

function missingElements(definition: Definition, missing: readonly DefinitionProblem[]): readonly Element[] {
  if (missing.length === 0) return [];
  const items = missing.slice(0, MOST_MISSING).map(({ path, problem }): Line => {
    return { mark: 'blocked', text: sentence({ type: 'bold', text: placeIn(definition, path) }, `: ${problem}`) };
  });
  return [
    { type: 'heading', text: 'Before it can be published' },
    { type: 'list', items },
    ...more(missing.length - items.length),
  ];
}

/** The title of the step that a path leads to, else the path itself. */
function placeIn(definition: Definition, path: string): string {
  const [list, id] = path.split('.');
  const step: Step | undefined = list === 'steps' ? definition.steps.find((one) => one.id === id) : undefined;
  if (step) return step.title;
  return list === 'roles' && id !== undefined ? roleTitle(definition, id) : capital(path);
}

function more(left: number): readonly Element[] {
  return left > 0 ? [{ type: 'context', text: `and ${left} more` }] : [];
}

function actionsOf({ sop }: KnownSop, { draft, edit }: Draft, isReady: boolean): readonly Action[] {
  const about = { v: 1, sop, draft } as const;
  const publish: Action = { label: 'Publish', style: 'primary', value: { ...about, verb: 'publish', edit } };
  return [
    ...(isReady ? [publish] : []),
    { label: 'Edit', style: 'default', value: { ...about, verb: 'edit', edit } },
    { label: 'Discard', style: 'danger', value: { ...about, verb: 'discard' } },
  ];
}
