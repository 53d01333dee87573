/** A reader whose findings a test decides. */
import type { Drafting } from '../../src/engine/drafting/draft.ts';
import type { DocumentReader, Progress } from '../../src/runtime/ports.ts';

export type Part = 'one' | 'two' | 'three';
export type Drafted = { drafts: Drafting['drafts'][number][]; pages: number };

export interface Reader {
  /** All of the parts, as a reader that works finds them. */
  whole(): Drafted;
  /** What it finds when it is asked. */
  drafting(progress: (note: Progress) => void): Drafted;
  readonly documents: DocumentReader & { close(): Promise<void> };
}

export function readerOf(parts: readonly Part[]): Reader {
  const whole = (): Drafted => ({
    drafts: parts.map((part) => ({ definition: definitionOf(part), questions: [] })),
    pages: 1,
  });
  const reader: Reader = {
    whole,
    drafting: whole,
    documents: {
      draft: async (_file, progress) => reader.drafting(progress),
      close: async () => {},
    },
  };
  return reader;
}

function definitionOf(part: Part) {
  return {
    ...{ sop: `part-${part}`, title: `Part ${part}`, purpose: 'It is done.' },
    roles: [{ id: 'opener', title: 'Opener' }],
    steps: [{ id: 'first', title: 'Do it', role: 'opener' }],
  };
}
