/** What Slack refuses, loses or limits: nothing of a run is lost, and nothing is said twice. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { RunState } from '../../../src/engine/run/state.ts';
import { parkedEffects } from '../../../src/store/effects.ts';
import { loadStream } from '../../../src/store/streams.ts';
import type { Wrong } from '../../support/slack/faults.ts';
import { buttonsOf, type Office, openOffice, readable } from './office.ts';

const LIGHTS = `sop: lights
title: Lights
presentation: checklist
roles:
  - {id: opener, title: Opener}
steps:
  - {id: lights, title: Switch on the lights, role: opener}
`;

const FRIDGE = `sop: fridge
title: Fridge
roles:
  - {id: opener, title: Opener}
steps:
  - id: read
    title: Read the fridge
    role: opener
    evidence:
      - {id: temperature, title: Fridge temperature, type: number, unit: °C, min: 0, max: 5}
  - {id: shut, title: Shut the fridge, role: opener}
`;

/** The program's clock goes ahead of the machine's by so much. */
let ahead = 0;
const clock = { now: () => Date.now() + ahead };

let office: Office;
beforeEach(() => {
  ahead = 0;
});

const opened = async () => {
  office = await openOffice({ parts: { clock } });
  await office.publishes(LIGHTS, { opener: ['ben'] });
  await office.publishes(FRIDGE, { opener: ['ben'] });
};
/** What stands in a channel from a run of this title. */
const cards = (channel: string, title: string) =>
  office.slack.messages(channel).filter((one) => readable(one).includes(title));
const parked = () => parkedEffects(office.app.db, `slack-${office.slack.id}`, 10);

describe('a fault on the way', () => {
  beforeAll(opened);
  afterAll(() => office.end());
  afterEach(() => expect(office.slack.violations).toEqual([]));

  const FAULTS: readonly (readonly [string, Wrong])[] = [
    ['an error of the server', { kind: 'status', status: 500 }],
    ['an answer that is no JSON', { kind: 'status', status: 200, body: '<html>' }],
    ['a broken connection', { kind: 'reset' }],
    ['an error of Slack', { kind: 'error', error: 'internal_error' }],
    ['an answer that is lost after it was done', { kind: 'after' }],
  ];

  it.each(FAULTS)('%s: the card is posted once, and the step below it once', async (_what, wrong) => {
    const { slack } = office;
    const channel = slack.addChannel({ name: `room-${slack.calls.length}` });
    slack.inject({ method: 'chat.postMessage', channel, times: 1, ...wrong });
    await slack.person('ben').slash(channel, '/sop run fridge');
    const run = await office.says(channel, 'of 2 steps');
    slack.inject({ method: 'chat.update', channel, times: 1, ...wrong });
    const step = await office.answers(run, 'Read the fridge');
    slack.inject({ method: 'chat.postMessage', channel, times: 1, ...wrong });
    await slack.person('ben').replies(run, '4');
    await office.becomes(step, '4 °C');
    await slack.person('ben').taps(step, 'Done');
    await slack.person('ben').submits(await slack.until(() => slack.person('ben').modal()));
    await office.answers(run, 'Shut the fridge');
    await office.app.worker.idle();
    expect(cards(channel, 'of 2 steps')).toHaveLength(1);
    expect(slack.thread(run).filter((one) => readable(one).startsWith('Shut the fridge'))).toHaveLength(1);
    expect(slack.faults.left()).toBe(0);
    expect(await parked()).toEqual([]);
  });

  it('a rate limit holds up its channel for as long as Slack says, and no other; it is no attempt', async () => {
    const { slack } = office;
    const ben = slack.person('ben');
    const kitchen = slack.channel('kitchen');
    slack.inject({ method: 'chat.postMessage', channel: kitchen, kind: 'ratelimited', retryAfter: 2 });
    const warned = office.log.length;
    await ben.slash('kitchen', '/sop run lights');
    await ben.slash('office', '/sop run lights');
    const other = await office.says('office', 'Lights');
    const held = await office.says('kitchen', 'Lights');
    expect(Number(held.ts)).toBeGreaterThan(Number(other.ts));
    const [refused, taken] = slack.callsOf('chat.postMessage').filter((one) => one.channel === kitchen);
    expect(refused?.answer).toBeUndefined();
    expect((taken?.at ?? 0) - (refused?.at ?? 0)).toBeGreaterThanOrEqual(2_000);
    expect(office.log.slice(warned).filter((line) => line.level >= 40)).toEqual([]);
  });

  it('a rate limit without a time is waited out for half a minute', async () => {
    const { slack } = office;
    const channel = slack.addChannel({ name: 'cellar' });
    slack.inject({ method: 'chat.postMessage', channel, kind: 'ratelimited' });
    await slack.person('ben').slash(channel, '/sop run lights');
    await slack.until(() => slack.callsOf('chat.postMessage').some((one) => one.channel === channel));
    await office.app.worker.idle();
    expect(cards(channel, 'Lights')).toEqual([]);
    ahead = 31_000;
    office.app.worker.wake();
    await office.says(channel, 'Lights');
    expect(slack.callsOf('chat.postMessage').filter((one) => one.channel === channel)).toHaveLength(2);
  });

  it.each([
    ['chat.postMessage', 'invalid_blocks'],
    ['chat.postMessage', 'msg_blocks_too_long'],
    ['chat.postMessage', 'msg_too_long'],
  ])('%s refused as %s is told in words', async (method, error) => {
    const { slack } = office;
    const channel = slack.addChannel({ name: `words-${error}` });
    slack.inject({ method, channel, kind: 'error', error });
    await slack.person('ben').slash(channel, '/sop run lights');
    const told = await office.says(channel, 'Slack could not show the card');
    expect(told).toMatchObject({ blocks: [], text: expect.stringContaining('Lights') });
  });

  it('a card that becomes too long is told in words, in its place', async () => {
    const { slack } = office;
    const channel = slack.addChannel({ name: 'attic-2' });
    await slack.person('ben').slash(channel, '/sop run lights');
    const card = await office.says(channel, 'Lights');
    slack.inject({ method: 'chat.update', channel, kind: 'error', error: 'msg_too_long' });
    await slack.person('ben').taps(card, 'tick:0', ['Switch on the lights']);
    await office.becomes(card, 'Slack could not show the card');
    expect(cards(channel, 'Lights')).toHaveLength(1);
  });
});

describe('what comes twice', () => {
  beforeAll(opened);
  afterAll(() => office.end());

  it('changes nothing: an event once more, 20 hours later after a new start, and a tap twice', async () => {
    const { slack } = office;
    const ben = slack.person('ben');
    await ben.slash('kitchen', '/sop run fridge');
    const run = await office.says('kitchen', 'of 2 steps');
    const step = await office.answers(run, 'Read the fridge');
    await ben.replies(run, '4');
    await office.becomes(step, '4 °C');
    const reply = slack.desk.deliveries.findLast((one) => JSON.stringify(one.payload).includes('"text":"4"'));
    const started = slack.desk.deliveries.findLast(
      (one) => one.type === 'slash_commands' && one.payload.text === 'run fridge',
    );
    if (!reply || !started) throw new Error('both were delivered');
    const before = await everything(run.ts);
    expect(before.evidence).toHaveLength(1);

    expect(await slack.redeliver(reply)).toMatchObject({ status: 200 });
    await slack.redeliver(started);
    await office.app.worker.idle();
    expect(await everything(run.ts)).toEqual(before);

    await office.stops();
    await office.starts();
    ahead = 20 * 3_600_000;
    await slack.redeliver(reply, 3);
    await slack.redeliver(started, 3);
    await office.app.worker.idle();
    expect(await everything(run.ts)).toEqual(before);

    await ben.taps(step, 'Done');
    const form = await slack.until(() => ben.modal());
    await ben.submits(form);
    const next = await office.answers(run, 'Shut the fridge');
    await Promise.all([ben.taps(next, 'Done'), ben.taps(next, 'Done')]);
    await office.becomes(run, /[Cc]ompleted/);
    const tap = slack.desk.deliveries.findLast((one) => one.type === 'interactive');
    await office.app.worker.idle();
    const ended = await everything(run.ts);
    if (tap) await slack.redeliver(tap);
    await office.app.worker.idle();
    expect(await everything(run.ts)).toEqual(ended);
    expect(slack.violations).toEqual([]);
  });

  async function everything(root: string) {
    const { slack, app } = office;
    const message = slack.messages('kitchen').find((one) => one.ts === root);
    const button = JSON.stringify(message?.blocks).match(/\\"run\\":\\"([^\\]+)/);
    const state = (await loadStream(app.db, 'run', `slack-${slack.id}`, button?.[1] ?? ''))?.state as RunState;
    if (state.status === 'none') throw new Error('it runs');
    return {
      evidence: state.evidence.map(({ id }) => id),
      steps: state.steps.map((one) => one.state),
      runs: slack.messages('kitchen').map((one) => readable(one)),
      thread: message === undefined ? [] : slack.thread(message).map((one) => readable(one)),
    };
  }
});

describe('a message that somebody deletes', () => {
  beforeAll(opened);
  afterAll(() => office.end());
  afterEach(() => expect(office.slack.violations).toEqual([]));

  it('is said again while there is something to do; the thread begins anew below it', async () => {
    const { slack } = office;
    const [ana, ben] = [slack.person('ana'), slack.person('ben')];
    await ben.slash('kitchen', '/sop run fridge');
    const run = await office.says('kitchen', 'of 2 steps');
    const step = await office.answers(run, 'Read the fridge');
    await ben.replies(run, '4');
    await office.becomes(step, '4 °C');
    await ana.deletes(run);
    await ben.taps(step, 'Done');
    await ben.submits(await slack.until(() => ben.modal()));
    const again = await office.says('kitchen', 'of 2 steps');
    expect(again.ts).not.toBe(run.ts);
    const next = await office.answers(again, 'Shut the fridge');
    await ben.taps(next, 'Done');
    await office.becomes(again, /[Cc]ompleted/);
    expect(await parked()).toEqual([]);
  });

  it('stays deleted when it is settled', async () => {
    const { slack } = office;
    const [ana, ben] = [slack.person('ana'), slack.person('ben')];
    const channel = slack.addChannel({ name: 'porch' });
    await ben.slash(channel, '/sop run fridge');
    const run = await office.says(channel, 'of 2 steps');
    const step = await office.answers(run, 'Read the fridge');
    await ben.replies(run, '4');
    await office.becomes(step, '4 °C');
    await ben.taps(step, 'Done');
    await ben.submits(await slack.until(() => ben.modal()));
    const next = await office.answers(run, 'Shut the fridge');
    await slack.until(() => !buttonsOf(slack.message(step) ?? step).includes('Done'));
    await ana.deletes(slack.message(step) ?? step);
    await ben.taps(next, 'Done');
    await office.becomes(run, /[Cc]ompleted/);
    await office.app.worker.idle();
    expect(slack.thread(run).filter((one) => readable(one).startsWith('Read the fridge'))).toEqual([]);
  });
});
