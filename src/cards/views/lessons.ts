/** What runs taught that nobody has decided over, and what is being counted. */
import { type Definition, sequenceOrder, stepOf } from '../../engine/definition.ts';
import type { Counted } from '../../engine/lessons/lessons.ts';
import type { Proposal } from '../../engine/lessons/proposal.ts';
import type { KnownSop } from '../../engine/sop/state.ts';
import type { Card, Element, Line } from '../card.ts';
import { editText, happened } from '../lesson-words.ts';
import { count, quoted, sentence, typed } from '../sentence.ts';
import { capital } from '../text.ts';

export interface OpenLesson {
  readonly sop: KnownSop;
  readonly proposal: Proposal;
  /** Of limits: they are readings that whoever asks may not see. */
  readonly isVeiled?: boolean;
}

/** Days that a case counts. */
const DAYS = 90;
export const MOST = 12;

/** Of all SOPs. `troubled`: those that have cases, with how many. */
export function lessonsCard(
  open: readonly OpenLesson[],
  troubled: readonly { readonly key: string; readonly title: string; readonly cases: number }[],
): Card {
  const items = troubled.slice(0, MOST).map(({ key, title, cases }): Line => {
    return { mark: 'todo', text: title, detail: sentence(`${count(cases, 'case')} · `, typed(`lessons ${key}`)) };
  });
  const counted: Element[] =
    items.length === 0
      ? []
      : [
          { type: 'heading', text: `Trouble in the last ${DAYS} days` },
          { type: 'list', items },
          ...left(troubled.length - items.length),
        ];
  return cardOf('What runs teach', open, counted);
}

/** Of one SOP, with what is counted on each of its steps. */
export function sopLessonsCard(sop: KnownSop, open: readonly OpenLesson[], counted: readonly Counted[]): Card {
  const definition = sop.active;
  const items = definition ? counted.slice(0, MOST).map((one) => countedLine(definition, one)) : [];
  const elements: Element[] =
    items.length === 0
      ? []
      : [
          { type: 'heading', text: `Counted in the last ${DAYS} days` },
          { type: 'list', items },
          ...left(counted.length - items.length),
        ];
  return cardOf(`What runs of ${quoted(sop.title)} teach`, open, elements);
}

function cardOf(title: string, open: readonly OpenLesson[], counted: readonly Element[]): Card {
  const shown = open.slice(0, MOST).map(openLine);
  const elements: Element[] = [
    ...(shown.length > 0
      ? [
          { type: 'heading', text: 'Waits for a decision' } as const,
          { type: 'list', items: shown } as const,
          ...left(open.length - shown.length),
        ]
      : []),
    ...counted,
    ...(shown.length === 0 && counted.length === 0 ? [{ type: 'text', text: NOTHING } as const] : []),
    { type: 'context', text: RULE },
  ];
  const waits = open.length === 0 ? 'nothing waits for a decision' : `${count(open.length, 'proposal')} to decide over`;
  return {
    title,
    tone: open.length > 0 ? 'attention' : 'neutral',
    elements,
    actions: [],
    fallback: `${title}: ${waits}`,
  };
}

/** On a card of what waits for somebody: that there is something of this. */
export function proposalsWaiting(proposals: number): readonly Element[] {
  if (proposals === 0) return [];
  const what = count(proposals, 'change that runs suggest waits', 'changes that runs suggest wait');
  return [{ type: 'text', text: sentence(`${what} for your decision: `, typed('lessons'), ' shows them.') }];
}

const NOTHING = 'So far everything went as it should.';
const RULE =
  'The same trouble with a step in three runs, or one person who says that the procedure should change, makes a proposal. Whoever answers for the SOP decides over it.';

function openLine({ sop, proposal, isVeiled }: OpenLesson): Line {
  const { active } = sop;
  const what = active ? editText(active, proposal.step, proposal.edit, isVeiled) : '';
  return {
    mark: 'now',
    text: sentence({ type: 'bold', text: sop.title }, ...(active ? [` · ${placeOf(active, proposal.step)}`] : [])),
    detail: `${what} · ${count(proposal.seen, 'run')}`,
    action: {
      label: 'Show',
      style: 'default',
      value: { v: 1, verb: 'show_proposal', sop: sop.sop, proposal: proposal.proposal },
    },
  };
}

function countedLine(definition: Definition, { step, about, runs, needed, edit }: Counted): Line {
  const isOver = runs >= needed && edit === undefined;
  const so = isOver ? `${count(runs, 'run')}; no rule knows what to change` : `${runs} of ${count(needed, 'run')}`;
  return {
    mark: 'todo',
    text: placeOf(definition, step),
    detail: `${capital(happened(definition, step, about))}: ${so}`,
  };
}

/** `Step 3: Read the fridge` */
function placeOf(definition: Definition, step: string | undefined): string {
  if (step === undefined) return 'The SOP as a whole';
  return `Step ${sequenceOrder(definition, step)}: ${stepOf(definition, step)?.title ?? step.replaceAll('_', ' ')}`;
}

function left(more: number): readonly Element[] {
  return more > 0 ? [{ type: 'context', text: `and ${more} more` }] : [];
}
