/** What a model costs and what it is worth, where it does not do as it is asked. */
import { expect, it } from 'vitest';
import type { Block } from '../../src/engine/drafting/document.ts';
import type { Piece } from '../../src/engine/drafting/pieces.ts';
import { importCommandSchema } from '../../src/engine/import/import.ts';
import { LIMITS } from '../../src/engine/limits.ts';
import { askModel } from '../../src/runtime/ask-model.ts';
import { type Model, ModelError } from '../../src/runtime/ports.ts';

/** Three drafts of one step each, so three pieces. */
const titles = ['Wipe the counter down.', 'Lock the back door.', 'Switch off the lights.'];
const blocks = titles.flatMap((text, index): Block[] => [
  { page: 1, kind: 'heading', text: `Part ${index + 1}`, level: 1 },
  { page: 1, kind: 'item', text, level: 0 },
]);
const drafts = titles.map((text, index) => ({
  definition: {
    ...{ sop: `part-${index + 1}`, title: `Part ${index + 1}` },
    steps: [{ id: 'only', title: text, source: { page: 1, quote: text } }],
  },
  questions: [],
}));

const echo = ({ steps }: Piece) => ({
  entries: steps.map(({ block, quote }) => ({
    ...{ block, quote, is_step: true, reason: 'it says so', kind: 'task', role: null, evidence: [], due: null },
  })),
});

async function asked(answers: readonly (Error | number)[], name = 'small') {
  const pieces: Piece[] = [];
  const model: Model = {
    name,
    async propose(piece) {
      const says = answers[pieces.push(piece) - 1] ?? 0;
      if (typeof says !== 'number') throw says;
      return { answer: echo(piece), tokens: says };
    },
  };
  const { note, drafts: made } = await askModel(model, { name: 'x.md', pages: 1, blocks }, { drafts }, () => {});
  expect(made.map((one) => one.definition.steps)).toEqual(drafts.map((one) => one.definition.steps));
  return { note, count: pieces.length };
}

it.each<[string, readonly (Error | number)[], number, object]>([
  ['answers', [1, 1, 1], 3, { pieces: 3, helped: 3 }],
  ['is down: it is not asked again', [new ModelError('down', 'nobody')], 1, { helped: 0, failed: 'down' }],
  ['chatters once', [1, new ModelError('nonsense', 'chatter', 5), 1], 3, { helped: 2, failed: 'nonsense' }],
  ['costs more than it may', [LIMITS.modelTokens], 1, { helped: 1, failed: 'over_budget' }],
  [
    'costs more than it may though it says nothing of use',
    [new ModelError('refused', 'no', LIMITS.modelTokens)],
    1,
    { failed: 'refused' },
  ],
])('a model that %s', async (_what, answers, count, note) => {
  const found = await asked(answers);
  expect(found.count).toBe(count);
  expect(found.note).toMatchObject(note);
});

it('a fault of ours is no answer', () => expect(asked([new TypeError('ours')])).rejects.toThrow('ours'));

it('a name as long as a path can be noted', async () => {
  const { note } = await asked([1, 1, 1], `/models/${'deep/'.repeat(40)}small.gguf`);
  const command = { type: 'noteDrafts', import: 'i', sops: [], pages: 1, model: note };
  expect(importCommandSchema.safeParse(command).success).toBe(true);
});
