/** What runs taught, for whoever answers for the SOP: what was seen, in whose words, what would change, and what became of it. */
import { type Definition, sequenceOrder, stepOf } from '../../engine/definition.ts';
import type { Case } from '../../engine/lessons/case.ts';
import { applied } from '../../engine/lessons/edit.ts';
import type { Proposal } from '../../engine/lessons/proposal.ts';
import { compare } from '../../engine/sop/compare.ts';
import type { KnownSop } from '../../engine/sop/state.ts';
import type { Action, Card, Element, Form, Line, Span, Tone } from '../card.ts';
import { editText, readings, seenText } from '../lesson-words.ts';
import { count, lasting, quoted, sentence, typed, who } from '../sentence.ts';
import { capital, clip, plain, UNNAMED } from '../text.ts';
import { called } from '../turn.ts';
import { changeLines } from './changes.ts';
import { reasonForm } from './reason-form.ts';
import { toldCard } from './told.ts';

/** What a reader may see of it. */
export interface Shown {
  readonly cases: readonly Case[];
  /** Cases in conversations that they are not in. */
  readonly hidden: number;
  /** The words that it would add; absent where it adds none, or they may not all be shown. */
  readonly line?: string | undefined;
  /** The new limits are readings that not all readers may see. */
  readonly isVeiled?: boolean;
  /** Who is called to decide. */
  readonly asked: readonly string[];
}

const MOST_CASES = 5;
const LONGEST = 300;

export function proposalCard(sop: KnownSop, number: number, shown: Shown): Card {
  const proposal = sop.proposals?.find((one) => one.proposal === number);
  const definition = sop.active;
  if (!proposal || !definition) return toldCard(sop.title, FORGOTTEN);
  const { step } = proposal;
  const order = step === undefined ? 0 : sequenceOrder(definition, step);
  const title = `${sop.title}: should ${order > 0 ? `step ${order}` : 'it'} change?`;
  const seen = seenText(definition, proposal, shown.cases);
  const about = step === undefined ? undefined : (stepOf(definition, step)?.title ?? step.replaceAll('_', ' '));
  const body = { title, ...(about === undefined ? {} : { subtitle: about }) };
  const told: Element[] = [{ type: 'text', text: seen }, ...casesOf(proposal, shown)];
  const settled = settledBy(sop, proposal);
  if (settled) {
    const isKnown = proposal.status === 'accepted' || proposal.status === 'published';
    const change = editText(definition, step, proposal.edit, shown.isVeiled && !isKnown);
    return {
      ...{ ...body, tone: settled.tone, actions: [], fallback: `${title} ${settled.short}` },
      elements: [
        ...told,
        { type: 'text', text: `${change}${shown.line === undefined ? '.' : ':'}` },
        ...quoteOf(shown),
        { type: 'notice', tone: settled.tone, text: settled.text },
      ],
    };
  }
  return {
    ...{ ...body, tone: 'attention', fallback: clip(`${title} ${capital(plain(seen, UNNAMED))}`, LONGEST) },
    elements: [
      ...told,
      ...changeOf(definition, proposal, shown),
      { type: 'text', text: sentence(called(shown.asked, 'Whoever answers for it'), ', please decide. ', NOT_YET) },
    ],
    actions: actionsOf(sop, proposal, shown.hidden),
  };
}

export function dismissForm(): Form {
  return reasonForm('Dismiss the proposal', 'Dismiss', 'Why should the procedure stay as it is?');
}

const FORGOTTEN = 'This was decided over long ago. The history of the SOP keeps it.';
const NOT_YET = 'Nothing changes before a draft with it is published.';

function casesOf({ about }: Proposal, { cases, hidden }: Shown): readonly Element[] {
  const items = cases.slice(0, MOST_CASES).map((one): Line => {
    const values = readings(one, about.item);
    const took = one.took === undefined ? [] : [`It took ${lasting(one.took)}`];
    const words = [one.note, one.reason, one.change?.say].filter((said) => said !== undefined && said !== '');
    const said = words.map((word) => quoted(clip(word ?? '', LONGEST)));
    return {
      mark: 'now',
      text: sentence([...values, ...took, ...said].join(' · ')),
      detail: sentence(...by(one), { type: 'time', at: one.at, style: 'date_time' }),
      action: { label: 'Show the run', style: 'default', value: { v: 1, verb: 'show_evidence', run: one.run } },
    };
  });
  const left = cases.length - items.length;
  const more = [
    ...(left > 0 ? [`${left} more like these.`] : []),
    ...(hidden > 0
      ? [`${count(hidden, 'case is', 'cases are')} in a conversation that not everybody asked here can read.`]
      : []),
  ];
  return [
    ...(items.length > 0 ? [{ type: 'list', items } as const] : []),
    ...(more.length > 0 ? [{ type: 'context', text: more.join(' ') } as const] : []),
  ];
}

/** Nobody misses a step in person. */
function by({ by: actor, kind }: Case): readonly Span[] {
  return kind === 'missed' ? [] : [who(actor), ' · '];
}

function changeOf(definition: Definition, { step, edit }: Proposal, { line, isVeiled }: Shown): readonly Element[] {
  const heading = { type: 'heading', text: 'Proposed change' } as const;
  const isTold = edit.type !== 'line' || line !== undefined;
  // Words that may not be shown change the same field.
  const after = applied(definition, { step, edit, line: line ?? '…' });
  if (typeof after === 'string' || after === definition) {
    return [heading, { type: 'text', text: 'The SOP has changed since, and this does not fit it as it is.' }];
  }
  if (isVeiled) {
    const text = `${editText(definition, step, edit, true)}.`;
    return [heading, { type: 'text', text }, { type: 'context', text: UNREAD }];
  }
  return [
    heading,
    { type: 'list', items: changeLines(compare(definition, after)) },
    { type: 'text', text: `${editText(definition, step, edit)}${edit.type === 'line' && isTold ? ':' : '.'}` },
    ...quoteOf({ line }),
    ...(edit.type === 'line' ? [{ type: 'context', text: isTold ? READ_BY_ALL : UNTOLD } as const] : []),
  ];
}

function quoteOf({ line }: Pick<Shown, 'line'>): readonly Element[] {
  return line === undefined ? [] : [{ type: 'quote', text: line }];
}

const READ_BY_ALL = 'Once accepted, everybody who sees the SOP can read these words.';
const UNREAD = 'They were recorded in conversations that not everybody asked here can read.';
const UNTOLD = 'Its words were said in conversations that not everybody asked here can read.';

function actionsOf({ sop }: KnownSop, { proposal }: Proposal, hidden: number): readonly Action[] {
  const about = { v: 1, sop, proposal } as const;
  return [
    { label: 'Accept into the next draft', style: 'primary', value: { ...about, verb: 'accept_proposal' } },
    { label: 'Dismiss', style: 'default', value: { ...about, verb: 'dismiss_proposal' } },
    ...(hidden > 0
      ? [{ label: 'Show what I may read', style: 'default', value: { ...about, verb: 'show_proposal' } } as const]
      : []),
  ];
}

interface Settled {
  readonly tone: Tone;
  readonly text: readonly Span[];
  /** For a notification: nobody is named. */
  readonly short: string;
}

function settledBy({ key }: KnownSop, one: Proposal): Settled | undefined {
  if (one.status === 'open') return undefined;
  const at = { type: 'time', at: one.decidedAt, style: 'date_time' } as const;
  const by = (did: string) => sentence(`${did} by `, who(one.decidedBy), ' on ', at);
  switch (one.status) {
    case 'accepted': {
      const text = sentence(by('Taken into the draft'), '. ', typed(`publish ${key}`), ' publishes it.');
      return { tone: 'accent', text, short: 'Taken into the draft.' };
    }
    case 'dismissed':
      return { tone: 'neutral', text: sentence(by('Dismissed'), `: ${one.reason}`), short: 'Dismissed.' };
    case 'discarded':
      return {
        tone: 'neutral',
        text: sentence(by('Discarded with its draft'), '.'),
        short: 'Discarded with its draft.',
      };
    case 'published': {
      const revision = `in revision ${one.revision}.`;
      return { tone: 'good', text: sentence(by('Published'), `, ${revision}`), short: `Published, ${revision}` };
    }
    case 'overtaken': {
      const text = sentence('Not needed any more: the SOP itself was changed by ', who(one.decidedBy), ' on ', at, '.');
      return { tone: 'neutral', text, short: 'Not needed any more.' };
    }
  }
}
