/** A checklist of twenty lines in a channel: one message, however many of them are done, photographed, due or late at once. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { png } from '../../support/png.ts';
import type { Message } from '../../support/slack/surface.ts';
import { TICKS, TWENTY } from '../twenty-lines.ts';
import { buttonsOf, type Office, openOffice, readable } from './office.ts';
import { type Seeing, seeing } from './seeing.ts';

/** Monday, 6:30 UTC, whatever the machine's clock says. */
let ahead = Date.UTC(2026, 10, 23, 6, 30) - Date.now();
const clock = { now: () => Date.now() + ahead };
const MINUTE = 60_000;

describe('a list of twenty lines', () => {
  let office: Office;
  let sees: Seeing;
  let run: Message;
  beforeAll(async () => {
    office = await openOffice({ parts: { clock } });
    sees = seeing(office);
    await office.publishes(TWENTY, { cleaner: ['ben', 'chen'], lead: ['dora'], manager: ['ana'] });
    await office.slack.person('ben').slash('kitchen', '/sop run closing-round');
    run = await office.says('kitchen', '0 of 20 steps');
    await office.app.worker.idle();
  });
  afterAll(async () => {
    await sees.quiet();
    await office.end();
  });

  const person = (name: string) => office.slack.person(name);
  const now = () => office.slack.message(run) ?? run;
  const becomes = (words: string | RegExp) => office.becomes(run, words);
  const passes = async (minutes: number) => {
    ahead += minutes * MINUTE;
    await office.app.worker.idle();
  };
  const replies = () => office.slack.thread(run).map(readable);
  /** Whom the newest message of the thread calls. */
  const called = () =>
    [...JSON.stringify(office.slack.thread(run).at(-1)?.blocks).matchAll(/"user_id":"(\w+)"/g)].map(([, id]) => id);

  it('is one message in the channel, and none in its thread', () => {
    expect(office.slack.messages('kitchen').map(({ ts }) => ts)).toEqual([run.ts]);
    expect(replies()).toEqual([]);
    for (const title of [...TICKS, 'Read the fridge', 'Close the gas']) expect(readable(run)).toContain(title);
    expect(readable(run)).not.toMatch(/and \d+ more/);
  });

  it('takes a reading in a form and shows it, who and when', async () => {
    const ben = person('ben');
    const [record = ''] = buttonsOf(now()).filter((label) => label === 'Record');
    await ben.taps(now(), { text: record, action: actionOf('fridge') });
    await ben.submits(await sees.modal('ben', 'Fridge temperature'), { 'Fridge temperature, °C': '3,5' });
    await becomes(/Ben Okafor\s+at[\s\S]{0,80}? · 3\.5 °C/);
    await becomes('1 of 20 steps');
  });

  it('takes a photo from the thread, and shows it on its line', async () => {
    const picture = { name: 'kitchen.png', bytes: png(20, 20) };
    await sees.ticked(await person('chen').replies(run, '', [picture]));
    await becomes('Photo of the kitchen recorded');
    await person('chen').taps(now(), { text: 'Done', action: actionOf('photo') });
    await person('chen').submits(await sees.modal('chen', 'Photo of the kitchen'), {});
    await becomes('2 of 20 steps');
  });

  it('reminds of all lines in one message', async () => {
    const before = replies().length;
    await passes(20);
    const [said, ...more] = replies().slice(before);
    expect(more).toEqual([]);
    expect(said).toMatch(/18 steps are due soon[\s\S]*these are due\s+at[\s\S]*Empty the bins[\s\S]*Lights off/);
    expect(called()).toEqual([person('ben').id, person('chen').id]);
  });

  it('shows what is late with a sign and by how much, and asks the next one once', async () => {
    await passes(11);
    await becomes(/❗ {2}\**Empty the bins/);
    const before = replies().length;
    await passes(15);
    await becomes(/16 min late/);
    const [said, ...more] = replies().slice(before);
    expect(more).toEqual([]);
    expect(said).toMatch(/18 steps are late/);
    expect(called()).toEqual([person('dora').id]);
    expect(office.slack.messages('kitchen').map(({ ts }) => ts)).toEqual([run.ts]);
  });

  /** The button of a line is called by where it stands among all of the card. */
  function actionOf(step: string): string {
    const found = /"action_id":"([^"]+)"(?:(?!"action_id").)*?\\"step\\":\\"STEP\\"/s;
    const source = found.source.replace('STEP', step);
    const id = new RegExp(source, 's').exec(JSON.stringify(now().blocks))?.[1];
    if (id === undefined) throw new Error(`no button of ${step}`);
    return id;
  }
});
