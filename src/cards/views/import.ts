/** A document on its way to becoming drafts: progress while it is read, then what came of it. */
import type { ImportState } from '../../engine/import/import.ts';
import type { Action, Card, Element } from '../card.ts';
import { failureSentence } from '../failures.ts';
import { count } from '../sentence.ts';

/** What is being done at this moment; nobody knows after a restart, and then it is not said. */
export interface ImportProgress {
  readonly doing: 'opening' | 'reading' | 'drafting';
  readonly page?: number;
  readonly pages?: number;
}

export function importCard(state: Exclude<ImportState, { status: 'none' }>, progress?: ImportProgress): Card {
  const { name } = state.document;
  const about = { v: 1, import: state.import } as const;
  switch (state.status) {
    case 'reading':
      return {
        ...{ title: `Reading ${name}`, tone: 'accent', elements: reading(progress), actions: [] },
        fallback: `Reading ${name}`,
      };
    case 'drafted': {
      const drafts = count(state.sops.length, 'draft');
      const review =
        state.sops.length === 1 ? 'Review it below, then publish it.' : 'Review them below, then publish them.';
      const text = `${drafts} from ${count(state.pages, 'page')}. ${review}`;
      return {
        title: `Read ${name}`,
        tone: 'good',
        elements: [{ type: 'text', text }],
        actions: [],
        fallback: `${name}: ${text}`,
      };
    }
    case 'failed': {
      const text = failureSentence(state.failure);
      const actions: Action[] = [
        { label: 'Try again', style: 'default', value: { ...about, verb: 'retry_import' } },
        { label: 'Discard', style: 'default', value: { ...about, verb: 'discard_import' } },
      ];
      const elements: Element[] = [{ type: 'notice', tone: 'attention', text }];
      return { title: `Could not read ${name}`, tone: 'attention', elements, actions, fallback: `${name}: ${text}` };
    }
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

function reading(progress: ImportProgress | undefined): readonly Element[] {
  if (!progress) return [{ type: 'text', text: 'This takes a moment.' }];
  const { doing, page, pages } = progress;
  if (doing === 'reading' && page !== undefined && pages !== undefined && pages > 0) {
    return [{ type: 'progress', done: page, total: pages, label: `page ${page} of ${pages}` }];
  }
  return [{ type: 'text', text: DOING[doing] }];
}

const DOING = {
  opening: 'Opening the document.',
  reading: 'Reading the document.',
  drafting: 'Looking for procedures in it.',
} as const;
