/** A document on its way to becoming drafts: progress while it is read, then what came of it. */
import type { LeftOut } from '../../engine/drafting/draft.ts';
import type { ImportState, ModelNote } from '../../engine/import/import.ts';
import type { Action, Card, Element, Line } from '../card.ts';
import { failureSentence } from '../failures.ts';
import { count, quoted } from '../sentence.ts';
import { clip } from '../text.ts';
import { problemLines } from './definition-problems.ts';

/** Lines of a document without steps that are shown, and the characters of each. */
const LINES = 6;
const LONGEST_LINE = 160;

/** What is being done at this moment; nobody knows after a restart, and then it is not said. */
export interface ImportProgress {
  readonly doing: 'opening' | 'reading' | 'drafting' | 'asking';
  readonly page?: number;
  readonly pages?: number;
}

export function importCard(state: Exclude<ImportState, { status: 'none' }>, progress?: ImportProgress): Card {
  const { name } = state.document;
  switch (state.status) {
    case 'reading':
      return {
        ...{ title: `Reading ${name}`, tone: 'accent', elements: reading(progress), actions: [] },
        fallback: `Reading ${name}`,
      };
    case 'drafted': {
      const text = `${outcome(state)}${modelSentence(state.model)}`;
      return {
        title: `Read ${name}`,
        tone: 'good',
        elements: [{ type: 'text', text }],
        actions: [],
        fallback: `${name}: ${text}`,
      };
    }
    case 'failed':
      return failedCard(state);
    case 'discarded': {
      const text = 'Discarded. The file itself is still in this conversation.';
      return {
        title: name,
        tone: 'neutral',
        elements: [{ type: 'text', text }],
        actions: [],
        fallback: `${name}: discarded`,
      };
    }
  }
}

function failedCard(state: Extract<ImportState, { status: 'failed' }>): Card {
  const { name } = state.document;
  const about = { v: 1, import: state.import } as const;
  const isRead = state.failure === 'no_steps';
  const text = failureSentence(state.failure);
  const instead: Action = { label: 'Answer questions instead', style: 'default', value: { v: 1, verb: 'interview' } };
  const actions: Action[] = [
    ...(isRead ? [instead] : []),
    { label: 'Try again', style: 'default', value: { ...about, verb: 'retry_import' } },
    { label: 'Discard', style: 'default', value: { ...about, verb: 'discard_import' } },
  ];
  const interview = isRead
    ? ['Nothing of it is written down? Answer questions: ', { type: 'code', text: '/sop new' } as const, '. ']
    : [];
  const elements: Element[] = [
    { type: 'notice', tone: 'attention', text },
    ...problemLines(state.problems ?? []),
    ...(isRead && state.pages !== undefined ? leftOut(state.pages, state.leftOut ?? []) : []),
    {
      type: 'context',
      text: [...interview, 'Is another file meant? Name it: ', { type: 'code', text: '/sop import NAME' }, '.'],
    },
  ];
  const title = isRead ? `No steps in ${name}` : `Could not read ${name}`;
  return { title, tone: 'attention', elements, actions, fallback: `${name}: ${text}` };
}

/** What was read, and what in it reads like a step: whoever knows the document sees whether something was overlooked. */
function leftOut(pages: number, lines: readonly LeftOut[]): readonly Element[] {
  const read = pages > 1 ? `${pages} pages were read.` : 'It was read to the end.';
  if (lines.length === 0) return [{ type: 'text', text: `${read} No line of it reads like an instruction.` }];
  const items = lines.slice(0, LINES).map(({ page, quote, why }): Line => {
    return {
      mark: 'skipped',
      text: quoted(clip(quote, LONGEST_LINE)),
      detail: pages > 1 ? `page ${page} · ${why}` : why,
    };
  });
  const more = lines.length - items.length;
  return [
    { type: 'text', text: `${read} This reads like an instruction, and was not taken as a step:` },
    { type: 'list', items },
    ...(more > 0 ? ([{ type: 'context', text: `and ${more} more` }] as const) : []),
  ];
}

function outcome({ sops, pages, unchanged = [] }: Extract<ImportState, { status: 'drafted' }>): string {
  const same =
    unchanged.length === 1 ? 'the SOP that came from it before' : `${unchanged.length} SOPs that came from it before`;
  if (sops.length === 0) return `It says nothing new for ${same}, so nothing was changed.`;
  const review = sops.length === 1 ? 'Review it below, then publish it.' : 'Review them below, then publish them.';
  const drafts = `${count(sops.length, 'draft')}${pages > 1 ? ` from ${pages} pages` : ''}. ${review}`;
  return unchanged.length === 0 ? drafts : `${drafts} It says nothing new for ${same}.`;
}

/** What the model did, if there is one: nobody should wonder why two drafts of one document differ. */
function modelSentence(note: ModelNote | undefined): string {
  if (!note) return '';
  const { model, pieces, helped, failed } = note;
  if (helped === pieces) return ` The model ${model} looked at it too; what it added is among the questions.`;
  const part = helped === 0 ? 'Drafted without the model' : `The model helped with ${helped} of ${pieces} parts only`;
  return ` ${part}: ${failed === undefined ? 'it found nothing to say' : MODEL_FAILED[failed]}.`;
}

const MODEL_FAILED = {
  down: 'it could not be reached, or did not let us in',
  slow: 'it did not answer in time',
  refused: 'it declined to answer',
  nonsense: 'its answer could not be read',
  over_budget: 'the document is longer than a model is asked about',
  quote_unknown: 'it quoted words that are not in the document',
  steps_lost: 'it lost steps of the document',
  invalid: 'what it said makes no valid procedure',
} as const satisfies Record<NonNullable<ModelNote['failed']>, string>;

function reading(progress: ImportProgress | undefined): readonly Element[] {
  if (!progress) return [{ type: 'text', text: 'This takes a moment.' }];
  const { doing, page, pages } = progress;
  if (doing === 'reading' && page !== undefined && pages !== undefined && pages > 0) {
    return [{ type: 'progress', done: page, total: pages, label: `page ${page} of ${pages}` }];
  }
  const part = doing === 'asking' && pages !== undefined && pages > 1 ? ` Part ${page} of ${pages}.` : '';
  return [{ type: 'text', text: `${DOING[doing]}${part}` }];
}

const DOING = {
  opening: 'Opening the document.',
  reading: 'Reading the document.',
  drafting: 'Looking for procedures in it.',
  asking: 'Asking the model about it.',
} as const;
