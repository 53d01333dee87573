/** A draft for its reviewer: what it says, what is uncertain, what is missing; once settled, by whom. */
import { type Definition, roleTitle, type Step } from '../../engine/definition.ts';
import type { DefinitionProblem } from '../../engine/sop/refusals.ts';
import type { AnsweredQuestion, Draft, KnownSop } from '../../engine/sop/state.ts';
import type { Action, Card, Element, Line, More } from '../card.ts';
import { count, quoted, sentence, who } from '../sentence.ts';
import { capital, clip } from '../text.ts';
import { changeElements } from './changes.ts';
import { definitionElements } from './definition-elements.ts';
import { learnedElements } from './learned.ts';
import { allSteps } from './sop.ts';

const MOST_QUESTIONS = 6;
const MOST_ANSWERS = 4;
const LONGEST_ANSWER = 300;
const MOST_MISSING = 8;

/** `missing`: what a published SOP must say and this draft does not. */
export function draftCard(state: KnownSop, draft: number, missing: readonly DefinitionProblem[]): Card {
  if (state.draft?.draft === draft) return open(state, state.draft, missing);
  const { settled } = state;
  const from = settled?.draft === draft && settled.from !== undefined ? ` · from ${settled.from}` : '';
  const body = { title: state.title, subtitle: `Draft ${draft} · ${state.key}${from}`, actions: [] };
  if (settled?.draft !== draft) {
    const text = 'This draft was published or discarded. The newest card of this SOP shows how it stands.';
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
  const left = settled.open === undefined ? '' : `${leftOpen(settled.open)} `;
  const text = sentence('Published by ', who(settled.by), ' on ', at, `, as revision ${state.revision}. ${left}`);
  const routine = state.active?.routine
    ? sentence(' Its times are set with ', { type: 'code', text: `/sop routine ${state.key}` }, '.')
    : '';
  const run = sentence('Run it with ', { type: 'code', text: `/sop run ${state.key}` }, '.', routine);
  const elements = [...(state.active ? definitionElements(state.active) : []), ...learnedElements(state, draft)];
  return {
    ...{ ...body, tone: 'good', elements: [...elements, { type: 'notice', tone: 'good', text: sentence(text, run) }] },
    actions: state.active ? allSteps(state.active, { v: 1, sop: state.sop }) : [],
    fallback: `${state.title}: published as revision ${state.revision}`,
  };
}

/** `2 questions were left open.` */
export function leftOpen(questions: number): string {
  return `${count(questions, 'question was', 'questions were')} left open.`;
}

function open(state: KnownSop, draft: Draft, missing: readonly DefinitionProblem[]): Card {
  const { definition } = draft;
  const from = draft.document ? ` · from ${draft.document.name}` : '';
  const next = state.revision > 0 ? `Draft of revision ${state.revision + 1}` : 'Draft';
  return {
    title: definition.title,
    subtitle: `${next} · ${definition.sop}${from}`,
    tone: missing.length > 0 ? 'attention' : 'accent',
    elements: [
      ...definitionElements(definition),
      ...(state.active ? changeElements(state.active, definition, state.revision) : []),
      ...learnedElements(state, draft.draft),
      ...uncertain(draft),
      ...leftOut(draft),
      ...settledElements(draft),
      ...missingElements(definition, missing),
    ],
    actions: actionsOf(state, draft, missing.length === 0),
    way: {
      label: draft.document ? 'Review beside the document' : 'Review in the browser',
      to: { view: 'draft', sop: state.sop, draft: draft.draft },
    },
    more: moreOf(state, draft),
    fallback: `Draft ${quoted(definition.title)}: ${count(definition.steps.length, 'step')}, ${count(draft.questions.length, 'question')}`,
  };
}

function uncertain({ definition, questions }: Draft): readonly Element[] {
  if (questions.length === 0) return [];
  const items = questions.slice(0, MOST_QUESTIONS).map(({ step, text, reason }): Line => {
    const index = definition.steps.findIndex((one) => one.id === step);
    const detail = [index < 0 ? '' : `Step ${index + 1}`, reason ?? ''].filter((part) => part !== '').join(' · ');
    return { mark: 'now', text, ...(detail === '' ? {} : { detail }) };
  });
  return [{ type: 'heading', text: 'Please check' }, { type: 'list', items }, ...more(questions.length - items.length)];
}

/** Nothing vanishes silently: what was not taken over is counted here and shown beside the document. */
function leftOut({ document }: Draft): readonly Element[] {
  const count = document?.findings?.leftOut ?? 0;
  if (count === 0) return [];
  const lines = count === 1 ? 'One line that reads' : `${count} lines that read`;
  return [
    { type: 'context', text: `${lines} like an instruction ${count === 1 ? 'was' : 'were'} not taken as a step.` },
  ];
}

/** The newest answers, so that whoever publishes sees what others decided. */
function settledElements({ answered = [] }: Draft): readonly Element[] {
  if (answered.length === 0) return [];
  const items = answered.slice(-MOST_ANSWERS).map(({ text, answer, by }: AnsweredQuestion): Line => {
    return { mark: 'done', text, detail: sentence(`${clip(answer, LONGEST_ANSWER)} · `, who(by)) };
  });
  return [{ type: 'heading', text: 'Answered' }, { type: 'list', items }, ...more(answered.length - items.length)];
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
export function placeIn(definition: Definition, path: string): string {
  const [list, id] = path.split('.');
  const step: Step | undefined = list === 'steps' ? definition.steps.find((one) => one.id === id) : undefined;
  if (step) return step.title;
  return list === 'roles' && id !== undefined ? roleTitle(definition, id) : capital(path);
}

function more(left: number): readonly Element[] {
  return left > 0 ? [{ type: 'context', text: `and ${left} more` }] : [];
}

function actionsOf(
  { sop }: KnownSop,
  { draft, edit, definition, questions }: Draft,
  isReady: boolean,
): readonly Action[] {
  const about = { v: 1, sop, draft } as const;
  const publish: Action = { label: 'Publish', style: 'primary', value: { ...about, verb: 'publish', edit } };
  const answer: Action = { label: 'Answer', style: 'default', value: { ...about, verb: 'answer', edit } };
  const one: Action = { label: 'Edit a step', style: 'default', value: { ...about, verb: 'edit_step', edit } };
  return [
    ...(isReady ? [publish] : []),
    ...(questions.length > 0 ? [answer] : []),
    ...(definition.steps.length > 0 ? [one] : []),
    ...allSteps(definition, about),
  ];
}

/** Throwing it away is not asked about again: it stands where no thumb hits it by chance. */
function moreOf({ sop }: KnownSop, { draft, edit }: Draft): readonly More[] {
  const about = { v: 1, sop, draft } as const;
  return [
    { label: 'Edit as YAML', value: { ...about, verb: 'edit', edit } },
    { label: 'Discard the draft', value: { ...about, verb: 'discard' } },
  ];
}
