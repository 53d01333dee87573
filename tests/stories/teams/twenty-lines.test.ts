/** A checklist of twenty lines in Teams: one message, however many of them are done, photographed, due or late at once. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { png } from '../../support/png.ts';
import { isBots, type Message } from '../../support/teams/held.ts';
import { TICKS, TWENTY } from '../twenty-lines.ts';
import { buttonsOf, type Cafe, openCafe, readable } from './cafe.ts';
import { recordedIn, runOf } from './evidence.ts';
import { type Seeing, seeing } from './seeing.ts';

const MINUTE = 60_000;

describe('a list of twenty lines', () => {
  let cafe: Cafe;
  let sees: Seeing;
  let run: Message;
  let ahead = 0;
  beforeAll(async () => {
    cafe = await openCafe({ parts: { clock: { now: () => Date.now() + ahead } } });
    sees = seeing(cafe);
    await cafe.publishes(TWENTY, { cleaner: ['ben', 'eva'], lead: ['cem'], manager: ['dee'] });
    await person('ana').says('Kitchen', '@Sopwith run closing-round');
    run = await sees.place('Kitchen', '0 of 20 steps');
    await sees.done();
  });
  afterAll(async () => {
    await sees.quiet();
    await cafe.end();
  });

  const person = (name: string) => cafe.teams.person(name);
  const ours = () => cafe.teams.messages('Kitchen').filter(isBots);
  const replies = () => cafe.teams.thread(run).filter(isBots).map(readable);
  const passes = async (minutes: number) => {
    ahead += minutes * MINUTE;
    await cafe.app.worker.idle();
  };

  it('is one message in the channel, and none in its thread', () => {
    expect(ours().map(({ id }) => id)).toEqual([run.id]);
    expect(replies()).toEqual([]);
    for (const title of [...TICKS, 'Read the fridge', 'Close the gas'])
      expect(readable(run)).toContain(`●\n${title}\n`);
    expect(readable(run)).not.toMatch(/and \d+ more/);
  });

  it('is ticked in place, asks a reading in a form, and shows who and when', async () => {
    await person('ben').presses(run, 'Done');
    await cafe.becomes(run, /Empty the bins\nBen Okafor at/);
    const dialog = await person('eva').presses(run, 'Record');
    if (!dialog) throw new Error('no dialog');
    await person('eva').submits(dialog, { 'Fridge temperature, °C': '3,5' }, { on: run });
    await cafe.becomes(run, /Read the fridge\nEva \w+ at .* · 3\.5 °C/);
    await cafe.becomes(run, '2 of 20 steps');
  });

  it('takes a photo from the thread, and shows it on its line', async () => {
    await person('ben').replies(run, '', { pictures: [{ name: 'kitchen.png', bytes: png(21, 20) }] });
    await sees.thread(run, '✓ Recorded.');
    await cafe.becomes(run, 'Photo of the kitchen recorded');
    expect(await recordedIn(cafe, runOf(run))).toContain('kitchen_photo: picture (ben)');
    expect(buttonsOf(cafe.teams.held.message(run.id) ?? run)).not.toContain('Record');
  });

  it('reminds of all lines in one message', async () => {
    const before = replies().length;
    await passes(20);
    const [said, ...more] = replies().slice(before);
    expect(more).toEqual([]);
    expect(said).toMatch(/18 steps are due soon[\s\S]*these are due at[\s\S]*Wipe the tables[\s\S]*Lights off/);
    expect(said).toContain('Ben Okafor');
  });

  it('shows what is late with a sign and by how much, and asks the next one once', async () => {
    await passes(11);
    await cafe.becomes(run, /!\nWipe the tables\n.*late, due/);
    const before = replies().length;
    await passes(15);
    await cafe.becomes(run, /16 min late/);
    const [said, ...more] = replies().slice(before);
    expect(more).toEqual([]);
    expect(said).toMatch(/18 steps are late/);
    expect(said).toContain(person('cem').name);
    expect(ours().map(({ id }) => id)).toEqual([run.id]);
  });
});
