/** What runs in a private conversation is seen by who is in it, and by whom the run itself names. Nobody else. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type ActionValue, encodeAction, VERBS } from '../../../src/cards/action.ts';
import { loadStream } from '../../../src/store/streams.ts';
import { PEOPLE } from '../../support/slack/seed.ts';
import { type Message, touchables } from '../../support/slack/surface.ts';
import { buttonsOf, type Office, openOffice, readable } from './office.ts';
import { type Seeing, seeing } from './seeing.ts';

const RAISE = `sop: raise
title: Raise of the salary
roles:
  - {id: clerk, title: Clerk}
  - {id: boss, title: Boss}
  - {id: payer, title: Payer}
steps:
  - id: sum
    title: Work out the sum
    role: clerk
    evidence: [{id: sum, title: New salary, type: number, unit: EUR}]
    approval: {role: boss}
  - {id: pay, title: Pay it out, role: payer}
`;

const TEA = `sop: tea
title: Tea
roles: [{id: cook, title: Cook}]
steps:
  - {id: boil, title: Boil the water, role: cook}
`;

/** Words of the private run: none of them may reach anybody else. */
const SECRET = /Raise of the salary|Work out|Pay it out|4711/;
const NOT_IN = 'in a conversation that you are not in';

let office: Office;
let see: Seeing;
let run: Message;
let id: string;
beforeAll(async () => {
  office = await openOffice({ teams: [{ people: [...PEOPLE] }] });
  see = seeing(office);
  await office.publishes(RAISE, { clerk: ['ben'], boss: ['dora'], payer: ['ben', 'ana'] });
  await office.publishes(TEA, { cook: ['chen'] });
  await person('ben').slash('office', '/sop run raise');
  run = await office.says('office', 'Raise of the salary');
  id = /\\"run\\":\\"([^\\]+)/.exec(JSON.stringify(run.blocks))?.[1] ?? '';
  for (const name of ['eva', 'gus', 'ana']) {
    await person(name).slash('ops', '/sop help');
    await see.whisper(name, '/sop run');
  }
});
afterAll(async () => {
  await see.quiet();
  await office.end();
});
afterEach(() => {
  const said = [...person('eva').whispers(), ...person('eva').direct()].map(readable).join('\n');
  // The SOP itself may be known to everybody; what runs where, and what was recorded, may not.
  expect(said).not.toMatch(SECRET);
});

const person = (name: string) => office.slack.person(name);
const version = async () => (await loadStream(office.app.db, 'run', `slack-${office.slack.id}`, id))?.version;
const status = async (name: string, channel: string) => {
  await person(name).slash(channel, '/sop status');
  return readable(await see.whisper(name, /Open runs|No run is open/));
};

let taps = 0;
/** As if a button of a card in that channel had this value. */
function forged(name: string, channel: string, value: ActionValue) {
  taps += 1;
  const place = office.slack.channel(channel);
  return office.slack.desk.send('interactive', {
    ...{
      type: 'block_actions',
      user: { id: person(name).id, team_id: office.slack.id },
      team: { id: office.slack.id },
    },
    ...{ trigger_id: `9.${taps}.x`, channel: { id: place, name: channel } },
    ...{ container: { type: 'message', channel_id: place, message_ts: '1.1' }, message: { ts: '1.1' } },
    actions: [{ type: 'button', action_id: 'x', block_id: 'b', action_ts: `9.${taps}`, value: encodeAction(value) }],
  });
}

/** The same out of a form whose modal says that it was opened there. */
function forgedForm(name: string, channel: string, value: ActionValue) {
  taps += 1;
  const private_metadata = JSON.stringify({ value, channel: office.slack.channel(channel) });
  const team_id = office.slack.id;
  const view = { id: `V${taps}`, type: 'modal', team_id, callback_id: 'form', private_metadata, hash: '1.x' };
  return office.slack.desk.send('interactive', {
    ...{ type: 'view_submission', user: { id: person(name).id, team_id }, team: { id: team_id } },
    ...{ trigger_id: `9.${taps}.x`, response_urls: [] },
    view: { ...view, state: { values: {} }, previous_view_id: null, root_view_id: view.id, blocks: [] },
  });
}

describe('somebody who is not in it', () => {
  it('does not find the run in the status, wherever they ask; who is in it does, wherever they ask', async () => {
    expect(await status('eva', 'ops')).toContain('No run is open');
    expect(await status('chen', 'ops')).toContain('Raise of the salary');
    expect(await status('chen', 'office')).toContain('Raise of the salary');
  });

  it('finds nothing of it in App Home', async () => {
    await person('eva').opensHome();
    expect(readable(await see.home('eva', 'Nothing waits for you'))).not.toMatch(/Work out|Raise of the salary ·/);
  });

  const OF_RUN = VERBS.filter(
    (verb) => !/^(start|publish|discard|revise|archive|edit|retry_|answer|interview)/.test(verb),
  ).filter((verb) => !/routine|slot|discard_import|edit_step/.test(verb));
  it.each(OF_RUN)('is told one sentence and does nothing with a forged button: %s', async (verb) => {
    const before = await version();
    await forged('eva', 'ops', { v: 1, verb, run: id, step: 'sum' });
    await see.whisper('eva', NOT_IN);
    expect(await version()).toBe(before);
  });

  it.each(['complete', 'note', 'cancel', 'approve', 'substitute'] as const)(
    'and nothing with a forged form, though it says that it comes from there: %s',
    async (verb) => {
      const before = await version();
      for (const channel of ['ops', 'office']) {
        const { body } = await forgedForm('eva', channel, { v: 1, verb, run: id, step: 'sum' });
        expect(JSON.stringify(body)).toContain(NOT_IN);
      }
      expect(await version()).toBe(before);
    },
  );

  it('hears that it could not be checked, and nothing else, while Slack does not say who is there', async () => {
    const before = await version();
    const faulty = office.slack.addChannel({ name: 'cellar', isPrivate: true, people: ['ben'] });
    await person('ben').slash('cellar', '/sop run raise');
    const other = await office.says('cellar', 'Raise of the salary');
    const otherId = /\\"run\\":\\"([^\\]+)/.exec(JSON.stringify(other.blocks))?.[1] ?? '';
    office.slack.inject({ method: 'conversations.members', channel: faulty, kind: 'status', status: 500, times: 9 });
    await forged('eva', 'ops', { v: 1, verb: 'show_steps', run: otherId });
    await see.whisper('eva', 'could not be checked');
    await person('eva').slash('ops', '/sop status');
    await see.whisper('eva', /Some runs are not listed[\s\S]*Ask in the conversation/);
    office.slack.faults.clear();
    await forged('eva', 'ops', { v: 1, verb: 'show_steps', run: otherId });
    await see.whisper('eva', NOT_IN);
    await forged('ben', 'cellar', { v: 1, verb: 'show_steps', run: otherId });
    await see.whisper('ben', 'Work out the sum');
    expect(await version()).toBe(before);
  });
});

describe('who is in it', () => {
  it('does what the run asks of them, and reads its evidence there', async () => {
    const step = await office.answers(run, 'Work out the sum');
    await person('ben').taps(step, 'Done');
    await person('ben').submits(await see.modal('ben', 'New salary'), { 'New salary, EUR': '4711' });
    await person('chen').taps(run, 'Evidence');
    await see.whisper('chen', '4711');
  });
});

describe('whom the run names', () => {
  it('approves in the direct copy without being in it, and looks at the step before', async () => {
    const dora = person('dora');
    expect(await status('dora', 'ops')).toContain('Raise of the salary');
    await forged('dora', 'ops', { v: 1, verb: 'show_step', run: id, step: 'sum' });
    await see.whisper('dora', '4711');
    const copy = await see.direct('dora', 'Work out the sum');
    await dora.taps(copy, 'Approve');
    await office.slack.until(() => !buttonsOf(office.slack.message(copy) ?? copy).includes('Approve'), 'it settles');
    // A finger that was late is told what became of it.
    await dora.taps(copy, 'Approve', undefined, { asSeen: true });
    await see.whisper('dora', /completed|approved/);
    await office.answers(run, 'Pay it out');
  });

  it('sees no more of it than that once it waits for them no longer', async () => {
    expect(await status('dora', 'ops')).not.toContain('Raise of the salary');
    for (const verb of ['show_steps', 'show_evidence', 'more', 'cancel'] as const) {
      await forged('dora', 'ops', { v: 1, verb, run: id });
      await see.whisper('dora', NOT_IN);
      // What is of the whole run is not theirs because a button names the step that is.
      await forged('dora', 'ops', { v: 1, verb, run: id, step: 'sum' });
      await see.whisper('dora', NOT_IN);
    }
  });

  it('is somebody with a role that it waits for, in App Home as well', async () => {
    const ana = person('ana');
    await ana.slash('ops', `/sop role payer add ${person('eva').mention}`);
    await see.whisper('ana', /payer/i);
    await person('eva').opensHome();
    const home = await see.home('eva', 'Pay it out');
    await person('eva').taps(home, 'Open');
    expect(readable(await see.modal('eva', 'Pay it out'))).toContain('Raise of the salary');
    await ana.slash('ops', `/sop role payer remove ${person('eva').mention}`);
    await see.whisper('ana', /payer/i);
    const card = person('eva').modal();
    if (card) await person('eva').closes(card);
    await person('eva').opensHome();
    await see.home('eva', 'Nothing waits for you');
  });
});

describe('a membership', () => {
  it('that ends takes the sight with it, also from a form that was open', async () => {
    const chen = person('chen');
    await chen.taps(run, 'All steps');
    await see.whisper('chen', 'Pay it out');
    await person('ana').removes('office', 'chen');
    const before = await version();
    for (const verb of ['show_steps', 'show_evidence', 'note'] as const) {
      await forged('chen', 'ops', { v: 1, verb, run: id });
      await see.whisper('chen', NOT_IN);
    }
    const { body } = await forgedForm('chen', 'office', { v: 1, verb: 'note', run: id });
    expect(JSON.stringify(body)).toContain(NOT_IN);
    expect(await status('chen', 'ops')).not.toContain('Raise of the salary');
    await person('ana').invites('office', 'chen');
    expect(await status('chen', 'office')).toContain('Raise of the salary');
    expect(await version()).toBe(before);
  });
});

describe('a guest', () => {
  it('sees what runs in a public channel that they are in, and in no other', async () => {
    const lounge = office.slack.addChannel({ name: 'lounge', people: ['ana', 'chen', 'gus'] });
    await person('chen').slash('lounge', '/sop run tea');
    await office.says('lounge', 'of 1 step');
    expect(await status('gus', 'lounge')).toMatch(/1 run\b[\s\S]*Tea/);
    await person('chen').slash('kitchen', '/sop run tea');
    const other = await office.says('kitchen', 'of 1 step');
    expect(await status('gus', 'lounge')).toMatch(/1 run\b/);
    expect(await status('eva', 'ops')).toMatch(/2 runs\b[\s\S]*Tea[\s\S]*Tea/);
    const [button] = touchables(other.blocks).filter((one) => String(one.element.value).includes('"run"'));
    const value = JSON.parse(String(button?.element.value)) as ActionValue;
    await forged('gus', 'lounge', { v: 1, verb: 'show_steps', ...(value.run && { run: value.run }) });
    await see.whisper('gus', NOT_IN);
    expect(lounge).not.toBe('');
  });
});

describe('a direct message', () => {
  it('of somebody with the app is theirs alone', async () => {
    const chen = person('chen');
    const direct = await chen.opensDirect();
    await chen.slash(direct, '/sop run tea');
    const own = await see.direct('chen', 'of 1 step');
    const ownId = /\\"run\\":\\"([^\\]+)/.exec(JSON.stringify(own.blocks))?.[1] ?? '';
    expect(await status('eva', 'ops')).toMatch(/2 runs\b/);
    await forged('eva', 'ops', { v: 1, verb: 'show_evidence', run: ownId });
    await see.whisper('eva', NOT_IN);
    await forged('eva', 'ops', { v: 1, verb: 'cancel', run: ownId });
    await see.whisper('eva', NOT_IN);
  });
});
