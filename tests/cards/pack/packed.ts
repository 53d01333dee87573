/** Runs as packs know them, out of stories told command by command. */
import type { Packed } from '../../../src/cards/pack/packed.ts';
import type { Definition } from '../../../src/engine/definition.ts';
import type { RunEvent } from '../../../src/engine/run/events.ts';
import { packedOf } from '../../../src/runtime/evidence-pack.ts';
import { TRAIL_FORMAT } from '../../../src/runtime/evidence-trail.ts';
import { GENESIS, link } from '../../../src/store/chain.ts';
import type { StoredEvent } from '../../../src/store/events.ts';
import { cooks, does, HOUR, MINUTE, MONDAY, person, photo, procedure, started } from '../../engine/run-story.ts';

export const NAMES = {
  ...{
    ana: 'Ana Lima',
    ben: 'Ben Okafor',
    lea: 'Lea Yılmaz',
    leo: '北京',
    lin: 'Lin',
    olga: 'Olga',
    max: 'Max',
    sam: 'Sam',
  },
};

/** What a pack is told of these events, as if they had been read from a trail. */
export function packed(definition: Definition, told: readonly RunEvent[]): Packed {
  const { evidence, run } = {
    evidence: [],
    run: { id: 'r1', sop: 's1', title: '', revision: 1, status: '', started_at: 0 },
  };
  const published = { type: 'SopPublished', revision: 1, at: MONDAY - 24 * HOUR, actor: person('max') } as const;
  const trail = { format: TRAIL_FORMAT, version: 1, exported_at: 0, people: NAMES, definition, files: [] } as const;
  const procedure = chained('s1', [published]);
  return packedOf(
    { ...trail, evidence, run, events: chained('r1', told), procedure },
    { id: 'w1', name: 'Sopwith Bistro', timeZone: 'Europe/Berlin' },
  );
}

function chained(
  stream: string,
  told: readonly { readonly type: string; readonly at: number; readonly actor: object }[],
): StoredEvent[] {
  let prevHash = GENESIS;
  return told.map(({ type, at, actor, ...data }, index) => {
    const event = { workspace: 'w1', stream, seq: index + 1, type, at, actor, data };
    const stored = { ...event, prevHash, hash: link(prevHash, event) };
    prevHash = stored.hash;
    return stored;
  });
}

const fridge = { id: 'temp', title: 'Fridge temperature', type: 'number', unit: '°C', min: 0, max: 5 } as const;

export const OPENING = procedure(
  [
    cooks('wash', { title: 'Wash your hands', instructions: 'Twenty seconds, with soap.' }),
    cooks('fridge', {
      ...{ title: 'Check the fridge', due: 'PT30M', escalate: [{ after: 'PT15M', to: 'manager' }] },
      evidence: [fridge, { id: 'shot', title: 'Photo of the display', type: 'photo', required: false }],
      approval: { role: 'lead', quorum: 2, limit: 'inputs.guests < 500', above: 'director' },
      on: { out_of_limits: 'stop' },
    }),
    {
      id: 'go',
      title: 'Open the doors?',
      kind: 'decision',
      role: 'cook',
      options: [
        { id: 'open', title: 'Open' },
        { id: 'wait', title: 'Wait' },
      ],
    },
    cooks('floor', {
      title: 'Sweep the floor',
      skippable: true,
      evidence: [{ id: 'by', title: 'Signed', type: 'signature' }],
    }),
  ],
  {
    ...{
      title: 'Kitchen opening',
      purpose: 'Guests eat safely.',
      retention: { keep: 'P7Y', basis: 'Food safety law' },
    },
    inputs: [{ id: 'guests', title: 'Guests expected', type: 'number', unit: 'people' }],
  },
);

/** A reading out of limits is read again, the work is rejected once and approved by two; a step is skipped. */
export const troubled = () =>
  started(OPENING, { inputs: { guests: 120 } })
    .later(3 * MINUTE)
    .by('ana', does.complete('wash'))
    .later(2 * MINUTE)
    .by(
      'ana',
      does.complete('fridge', {
        items: [
          { item: 'temp', value: 7.5 },
          { item: 'shot', value: photo('a') },
        ],
      }),
    )
    .later(MINUTE)
    .by('olga', does.resolve('x1', 'retry', 'The door stood open', { say: 'Close the door first' }))
    .later(11 * MINUTE)
    .by('ana', does.complete('fridge', { items: [{ item: 'temp', value: 4 }] }))
    .later(7 * MINUTE)
    .by('lea', does.reject('fridge', 'Another fridge'))
    .later(2 * HOUR)
    .by(
      'ana',
      does.complete('fridge', {
        items: [
          { item: 'temp', value: 4.2 },
          { item: 'shot', value: photo('b') },
        ],
      }),
    )
    .by('lea', does.approve('fridge'))
    .later(MINUTE)
    .by('leo', does.approve('fridge'))
    .by('ben', does.note('Delivery came early'))
    .by('ben', does.complete('go', { choice: 'open' }))
    .later(2 * MINUTE)
    .by('ben', does.skip('floor', 'The broom is broken'));
