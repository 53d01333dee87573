/** A list of lines in a channel, ticked in place by several people with the same card before them. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { characters } from '../../../src/cards/block-kit-fit.ts';
import { type Json, objects, text } from '../../support/slack/json.ts';
import { type Message, words } from '../../support/slack/surface.ts';
import { buttonsOf, type Office, openOffice, readable } from './office.ts';
import { type Seeing, seeing } from './seeing.ts';

const CLOSING = `sop: closing
title: Closing
presentation: checklist
roles:
  - {id: cleaner, title: Cleaner}
  - {id: lead, title: Shift lead}
exception_owner: lead
steps:
  - {id: tables, title: Wipe the tables, role: cleaner, needs: []}
  - {id: counter, title: Wipe the counter, role: cleaner, needs: []}
  - id: till
    title: Count the till
    role: cleaner
    needs: []
    evidence:
      - {id: cash, title: Cash in the till, type: number, unit: EUR}
  - id: doors
    title: Lock up
    role: cleaner
    needs: []
    evidence:
      - {id: locked, title: All doors are locked, type: checkbox}
  - {id: lights, title: Lights off, role: cleaner, needs: [tables]}
`;

const LONG = (count: number) => `sop: long-${count}
title: Long list of ${count}
presentation: checklist
roles:
  - {id: cleaner, title: Cleaner}
steps:
${Array.from({ length: count }, (_, at) => `  - {id: s${at + 1}, title: Wipe shelf ${at + 1}, role: cleaner}`).join('\n')}
`;

let office: Office;
let see: Seeing;
let run: Message;
beforeAll(async () => {
  office = await openOffice();
  see = seeing(office);
  await office.publishes(CLOSING, { cleaner: ['ben', 'chen'], lead: ['dora'] });
  for (const count of [20, 60]) await office.publishes(LONG(count), { cleaner: ['ben'] });
});
afterAll(async () => {
  await see.quiet();
  await office.end();
});

/** The groups of boxes that a card shows. */
function groups(message: Message): { block: string; shown: string[]; ticked: string[]; json: Json }[] {
  return message.blocks.flatMap((block) =>
    objects(block.elements)
      .filter((element) => element.type === 'checkboxes')
      .map((json) => ({
        ...{ block: text(block.block_id), json, shown: objects(json.options).map((one) => words(one.text)) },
        ticked: objects(json.initial_options).map((one) => words(one.text)),
      })),
  );
}

const now = () => office.slack.message(run) ?? run;
const ticked = () => groups(now()).flatMap((group) => group.ticked);
const until = (wanted: readonly string[]) =>
  office.slack.until(
    () => JSON.stringify(ticked()) === JSON.stringify(wanted),
    () => `${wanted.join(', ')} ticked; there is: ${ticked().join(', ')}`,
  );
/** The group that a line stands in. */
const boxOf = (message: Message, line: string) => {
  const group = groups(message).find(({ shown }) => shown.includes(line));
  return { block: group?.block ?? '', action: text(group?.json.action_id) };
};

async function starts(key: string, says: string): Promise<Message> {
  const known = new Set(office.slack.messages('kitchen').map(({ ts }) => ts));
  await office.slack.person('ana').slash('kitchen', `/sop run ${key}`);
  return office.slack.until(
    () => office.slack.messages('kitchen').find((one) => !known.has(one.ts) && readable(one).includes(says)),
    'the card',
  );
}

describe('a checklist in a channel', () => {
  beforeEach(async () => {
    run = await starts('closing', 'of 5 steps');
  });

  it('has a box for what a tick completes, and a button for what needs more', async () => {
    expect(groups(run).map(({ shown }) => shown)).toEqual([
      ['Wipe the tables', 'Wipe the counter'],
      ['Lock up', 'Lights off'],
    ]);
    expect(readable(run)).toContain('All doors are locked · ');
    expect(buttonsOf(run)).toContain('Record');
    expect(buttonsOf(run)).not.toContain('Done');
    const ben = office.slack.person('ben');
    await ben.taps(run, 'Record');
    await ben.submits(await see.modal('ben', 'Cash in the till'), { 'Cash in the till, EUR': '198' });
    await office.becomes(run, '1 of 5 steps');
    await ben.taps(now(), boxOf(now(), 'Lock up'), ['Lock up']);
    await until(['Lock up']);
    await office.becomes(run, new RegExp(`${ben.realName} at `));
    await ben.slash('kitchen', '/sop evidence');
    await see.direct('ben', '2 records');
  });

  it('takes two quick ticks, of which the second request holds both', async () => {
    const ben = office.slack.person('ben');
    const box = boxOf(run, 'Wipe the tables');
    // Acknowledged, not done: nobody waits for the card in between.
    await ben.taps(run, box, ['Wipe the tables'], { asSeen: true });
    await ben.taps(run, box, ['Wipe the tables', 'Wipe the counter'], { asSeen: true });
    await until(['Wipe the tables', 'Wipe the counter']);
    expect(groups(now())[0]?.block).not.toBe(box.block);
    await office.app.worker.idle();
    expect(ben.whispers().filter((one) => /already|Not done/.test(readable(one)))).toEqual([]);
  });

  it('asks why at once where a tick is taken back before it was drawn', async () => {
    const ben = office.slack.person('ben');
    const box = boxOf(run, 'Wipe the tables');
    await ben.taps(run, box, ['Wipe the tables'], { asSeen: true });
    await ben.taps(run, box, [], { asSeen: true });
    const form = await see.modal('ben', 'Wipe the tables');
    await until(['Wipe the tables']);
    await ben.submits(form, { 'What must change, and why?': 'That was another table.' });
    await until([]);
  });

  it('never unticks what another ticked meanwhile', async () => {
    const [ben, chen] = [office.slack.person('ben'), office.slack.person('chen')];
    await chen.taps(run, boxOf(run, 'Wipe the tables'), ['Wipe the tables']);
    await until(['Wipe the tables']);
    await ben.taps(run, boxOf(run, 'Wipe the counter'), ['Wipe the counter'], { asSeen: true });
    await until(['Wipe the tables', 'Wipe the counter']);
    expect(ben.modal()).toBeUndefined();
    // Ticked by two at once it is done once, and the second is told by whom.
    await ben.taps(run, boxOf(run, 'Wipe the tables'), ['Wipe the tables', 'Wipe the counter'], { asSeen: true });
    await see.whisper('ben', chen.realName);
  });

  it('asks why where somebody unticks a line, and has it done again', async () => {
    const ben = office.slack.person('ben');
    await ben.taps(run, boxOf(run, 'Wipe the tables'), ['Wipe the tables']);
    await until(['Wipe the tables']);
    const drawn = now();
    await ben.taps(drawn, boxOf(drawn, 'Wipe the tables'), []);
    const form = await see.modal('ben', 'Wipe the tables');
    // Whoever goes away without a reason leaves it done, and sees it so.
    await office.slack.until(() => groups(now())[0]?.block !== groups(drawn)[0]?.block, 'the card drawn anew');
    expect(ticked()).toEqual(['Wipe the tables']);
    await ben.submits(form, { 'What must change, and why?': 'Somebody spilt milk.' });
    await until([]);
    await office.becomes(run, 'to be done again');
  });

  it('says why to whoever may not tick or untick, and shows the card as it is', async () => {
    const [ben, dora] = [office.slack.person('ben'), office.slack.person('dora')];
    await dora.taps(run, boxOf(run, 'Wipe the tables'), ['Wipe the tables']);
    await see.whisper('dora', 'Cleaner');
    await office.slack.until(() => groups(now())[0]?.block !== groups(run)[0]?.block, 'the card drawn anew');
    expect(ticked()).toEqual([]);
    await ben.taps(now(), boxOf(now(), 'Wipe the tables'), ['Wipe the tables']);
    await until(['Wipe the tables']);
    const drawn = now();
    await office.slack.person('chen').taps(drawn, boxOf(drawn, 'Wipe the tables'), []);
    await see.whisper('chen', office.slack.person('dora').realName);
    await office.slack.until(() => groups(now())[0]?.block !== groups(drawn)[0]?.block, 'the card drawn anew');
    expect(ticked()).toEqual(['Wipe the tables']);
  });

  it('says what comes before to whoever ticks a line that waits; going down the list needs no waiting', async () => {
    const ben = office.slack.person('ben');
    await ben.taps(run, boxOf(run, 'Lights off'), ['Lights off']);
    await see.whisper('ben', 'Wipe the tables');
    await office.slack.until(() => groups(now())[1]?.block !== groups(run)[1]?.block, 'the card drawn anew');
    const drawn = now();
    await ben.taps(drawn, boxOf(drawn, 'Wipe the tables'), ['Wipe the tables'], { asSeen: true });
    await ben.taps(drawn, boxOf(drawn, 'Lights off'), ['Lights off'], { asSeen: true });
    await until(['Wipe the tables', 'Lights off']);
  });
});

describe('a long checklist', () => {
  it.each([20, 60])('of %i lines is one card within the limits, that is ticked to its end', async (count) => {
    run = await starts(`long-${count}`, `of ${count} steps`);
    const ben = office.slack.person('ben');
    for (let done = 0; done < count; ) {
      const shown = now();
      expect(shown.blocks.length).toBeLessThanOrEqual(40);
      expect(characters(shown.blocks)).toBeLessThanOrEqual(10_000);
      for (const { shown: lines } of groups(shown)) expect(lines.length).toBeLessThanOrEqual(10);
      expect(buttonsOf(shown).includes('All steps')).toBe(count > 30);
      const open = groups(shown).find((group) => group.ticked.length < group.shown.length);
      const box = { block: open?.block ?? '', action: text(open?.json.action_id) };
      await ben.taps(shown, box, open?.shown ?? [], { asSeen: true });
      done += (open?.shown.length ?? count) - (open?.ticked.length ?? 0);
      await office.becomes(run, done < count ? `${done} of ${count} steps` : /[Cc]ompleted/);
    }
    expect(groups(now())).toEqual([]);
  });
});
