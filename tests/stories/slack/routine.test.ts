/** Routines in Slack: set by phrase and by form, in this channel and in another, seen on App Home. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Message } from '../../support/slack/surface.ts';
import { buttonsOf, type Office, openOffice, readable } from './office.ts';
import { type Seeing, seeing } from './seeing.ts';

const ROUND = `sop: round
title: Round
presentation: checklist
inputs:
  - {id: floor, title: Floor, type: number, min: 1}
roles:
  - {id: opener, title: Opener}
routine: {schedule: weekdays 06:30, time_zone: UTC}
steps:
  - {id: lights, title: Switch on the lights, role: opener}
`;

const TEA = `sop: tea
title: Tea
roles:
  - {id: opener, title: Opener}
steps:
  - {id: boil, title: Boil the water, role: opener}
`;

/** Monday, 6:00 UTC, whatever the machine's clock says. */
let ahead = Date.UTC(2026, 10, 23, 6) - Date.now();
const clock = { now: () => Date.now() + ahead };
const MINUTE = 60_000;

describe('routines', () => {
  let office: Office;
  let sees: Seeing;
  let card: Message;
  beforeAll(async () => {
    office = await openOffice({ parts: { clock } });
    sees = seeing(office);
    await office.publishes(ROUND, { opener: ['ben'] });
    await office.publishes(TEA, { opener: ['ben'] });
  });
  afterAll(async () => {
    await sees.quiet();
    await office.end();
  });

  const person = (name: string) => office.slack.person(name);
  const passes = async (minutes: number) => {
    ahead += minutes * MINUTE;
    await office.app.worker.idle();
  };

  it('asks in a form, begins with what the SOP suggests, and says what is wrong at its field', async () => {
    const ana = person('ana');
    await ana.slash('kitchen', '/sop routine round');
    const form = await sees.modal('ana', 'Time zone');
    const wrong = await ana.submits(form, { When: 'now and then', Floor: '2' });
    expect(wrong.errors).toEqual({ When: expect.stringContaining('weekdays 06:30') });
    const nowhere = await ana.submits(await sees.modal('ana', 'When'), { When: 'weekdays 06:30', 'Time zone': 'Mars' });
    expect(nowhere.errors).toEqual({ 'Time zone': expect.stringContaining('Europe/Lisbon') });
    const low = await ana.submits(await sees.modal('ana', 'When'), { 'Time zone': 'UTC', Floor: '0' });
    expect(low.errors).toEqual({ Floor: expect.stringContaining('at least 1') });
    const done = await ana.submits(await sees.modal('ana', 'When'), { Floor: '2' });
    expect(done.view).toBeUndefined();
    card = await office.says('kitchen', 'Routine: Round');
    expect(readable(card)).toMatch(/Every weekday at 06:30 \(UTC\)[\s\S]*Floor[\s\S]*2/);
    expect(buttonsOf(card)).toEqual(expect.arrayContaining(['Skip next', 'Pause', 'Change']));
  });

  it('is set in another channel by naming it, and not in one that whoever asks is not in', async () => {
    const ana = person('ana');
    const lobby = office.slack.channel('lobby');
    await ana.slash('kitchen', `/sop routine tea daily 06:45 UTC in <#${lobby}|lobby>`);
    await office.says('lobby', 'Routine: Tea');
    await sees.whisper('ana', 'in the channel that you named');
    const secret = office.slack.addChannel({ name: 'board', isPrivate: true, people: ['eva'] });
    await ana.slash('kitchen', `/sop routine tea daily 06:50 UTC in <#${secret}|board>`);
    await sees.whisper('ana', 'I cannot post into that channel for you');
    expect(office.slack.messages(secret)).toEqual([]);
  });

  it('is set where it was named, also by a form that asks for more, which keeps what was typed', async () => {
    const ana = person('ana');
    const lobby = office.slack.channel('lobby');
    await ana.slash('ops', `/sop routine round daily 21:00 UTC in <#${lobby}|lobby>`);
    await ana.submits(await sees.modal('ana', 'Floor'), { Floor: '4' });
    await office.says('lobby', 'Routine: Round');
    const ops = office.slack.channel('ops');
    await ana.says('lobby', `<@${office.slack.bot.userId}> routine round daily 22:15 UTC in <#${ops}|ops>`);
    const button = await sees.whisper('ana', 'tap Fill in');
    await ana.taps(button, 'Fill in');
    await ana.submits(await sees.modal('ana', 'Floor'), { Floor: '5' });
    const card = await office.says('ops', 'Routine: Round');
    expect(readable(card)).toMatch(/22:15 \(UTC\)[\s\S]*5/);
    expect(readable(await office.says('lobby', 'Routine: Round'))).toMatch(/21:00/);
    for (const channel of ['ops', 'lobby']) await ana.slash(channel, '/sop routine round end');
    await office.becomes(card, 'It starts no more runs');
  });

  it('opens no form for a channel that whoever asks is not in, whatever the button says', async () => {
    const secret = office.slack.addChannel({ name: 'cellar', isPrivate: true, people: ['eva'] });
    const ops = office.slack.channel('ops');
    const ana = person('ana');
    await ana.says('kitchen', `<@${office.slack.bot.userId}> routine round daily 22:15 UTC in <#${ops}|ops>`);
    const button = await sees.whisper('ana', 'tap Fill in');
    const blocks = JSON.parse(JSON.stringify(button.blocks).replaceAll(ops, secret)) as Message['blocks'];
    await ana.taps({ ...button, blocks }, 'Fill in', undefined, { asSeen: true });
    await sees.whisper('ana', 'I cannot post into that channel for you');
  });

  it('is no way to another one in a channel that whoever set it has left', async () => {
    const ben = person('ben');
    await ben.slash('office', '/sop routine tea daily 09:00 UTC');
    const left = await office.says('office', 'Routine: Tea');
    await person('ana').removes('office', 'ben');
    const blocks = JSON.parse(JSON.stringify(left.blocks).replaceAll('sop-tea', 'sop-round')) as Message['blocks'];
    await ben.taps({ ...left, blocks }, 'Change', undefined, { asSeen: true });
    await sees.whisper('ben', /routine/);
    expect(ben.modal()).toBeUndefined();
    await person('ana').invites('office', 'ben');
    await ben.slash('office', '/sop routine tea end');
    await office.becomes(left, 'It starts no more runs');
  });

  it('shows on App Home what is to come, what runs, and what was skipped', async () => {
    const ben = person('ben');
    await ben.opensHome();
    await sees.home('ben', /Routines today[\s\S]*Round[\s\S]*to come[\s\S]*Tea[\s\S]*to come/);
    await person('ana').slash('lobby', '/sop routine tea skip');
    await office.says('lobby', /Skipped by/);
    await passes(31);
    const run = await office.says('kitchen', 'Switch on the lights');
    expect(readable(run)).toMatch(/Started by its routine/);
    await ben.opensHome();
    await sees.home('ben', /Round[\s\S]*0 of 1 step done[\s\S]*Tea[\s\S]*skipped/);
    await passes(30);
    expect(office.slack.messages('lobby').filter((one) => readable(one).includes('Boil'))).toEqual([]);
  });

  it('is changed, paused and ended by whoever set it, and by nobody who may not', async () => {
    const [ana, ben] = [person('ana'), person('ben')];
    await ben.taps(card, 'Pause');
    await sees.whisper('ben', 'who set the routine');
    await ana.taps(card, 'Change');
    const form = await sees.modal('ana', 'Floor');
    await ana.submits(form, { When: 'weekdays 07:15', Floor: '3' });
    await office.becomes(card, /07:15[\s\S]*3/);
    await ana.taps(card, 'Pause');
    await office.becomes(card, 'Paused by');
    await ana.taps(card, 'Resume');
    await office.becomes(card, 'Next:');
    const runs = () => office.slack.messages('kitchen').filter((one) => readable(one).includes('Switch on')).length;
    // A finger that trembles starts one.
    await Promise.all([ana.taps(card, 'Run it now'), ana.taps(card, 'Run it now')]);
    await office.slack.until(() => runs() === 2, 'a second run');
    await ana.taps(card, 'End this routine');
    await office.becomes(card, 'It starts no more runs');
    ahead += MINUTE;
    await ana.taps(card, 'Run it now', undefined, { asSeen: true });
    await sees.whisper('ana', 'has ended');
    expect(runs()).toBe(2);
    await ana.slash('kitchen', '/sop routines');
    await sees.whisper('ana', 'There is no routine here');
  });
});
