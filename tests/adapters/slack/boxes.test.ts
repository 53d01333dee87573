/** What is made of the boxes that Slack says are ticked. */
import { describe, expect, it } from 'vitest';
import { type Boxes, type Change, createBoxMemory, drawnIn } from '../../../src/adapters/slack/boxes.ts';

const tick = (step: string) => JSON.stringify({ v: 1, verb: 'tick', run: 'r', step, attempt: 1 });
const done = (step: string) => JSON.stringify({ v: 1, verb: 'reopen', run: 'r', step });
const [A, B] = [tick('a'), tick('b')];
const D = done('d');

type Sent = Partial<Boxes> & Pick<Boxes, 'selected'>;
const NONE: Change = { before: [], ticked: [], takenBack: [], unticked: [] };

describe('boxes', () => {
  it.each<[string, readonly Sent[], Partial<Change> | undefined]>([
    ['one tick', [{ selected: [A] }], { ticked: [A] }],
    ['a second, which comes with the first', [{ selected: [A] }, { selected: [A, B] }], { before: [A], ticked: [B] }],
    ['both at once', [{ selected: [A, B] }], { ticked: [A, B] }],
    ['a tick that is taken back at once', [{ selected: [A] }, { selected: [] }], { takenBack: [A] }],
    ['what was drawn ticked, and is not any more', [{ selected: [], drawn: [D] }], { unticked: [D] }],
    [
      'the same while its reason is asked for',
      [
        { selected: [], drawn: [D] },
        { selected: [A], drawn: [D] },
      ],
      { ticked: [A] },
    ],
    ['a message that was drawn anew: nothing is unticked', [{ selected: [A], drawn: [] }], { ticked: [A] }],
    [
      'the same request, sent again',
      [
        { selected: [A], at: 1 },
        { selected: [A], at: 1 },
      ],
      { before: [A] },
    ],
    [
      'an older request after a newer one',
      [
        { selected: [A, B], at: 2 },
        { selected: [A], at: 1 },
      ],
      undefined,
    ],
    ['the same boxes, drawn anew', [{ selected: [A] }, { selected: [A], name: 'other' }], { ticked: [A] }],
    ['what is no box of ours', [{ selected: ['x', '{}', '{"v":1,"verb":"cancel","run":"r"}'] }], {}],
  ])('%s', (_what, sent, wanted) => {
    const memory = createBoxMemory();
    const changes = sent.map((one, index) => memory.change({ name: 'block', at: index + 1, drawn: [], ...one }));
    expect(changes.at(-1)).toEqual(wanted && { ...NONE, ...wanted });
  });

  it('are read only from the block of that name', () => {
    const block = (block_id: string, ...values: string[]) => ({
      ...{ type: 'actions', block_id },
      elements: [{ type: 'checkboxes', initial_options: values.map((value) => ({ value })) }],
    });
    const blocks = [{ type: 'divider' }, block('one', A), block('two', B, D), null, 'x'];
    expect(drawnIn(blocks, 'two')).toEqual([B, D]);
    expect(drawnIn(blocks, 'three')).toEqual([]);
    expect(drawnIn(undefined, 'two')).toEqual([]);
  });
});
