/** What cannot be posted waits, and whoever answers for the run is told: once, in words, with a button to try again. */
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { parkedEffects } from '../../../src/store/effects.ts';
import type { Person } from '../../support/slack/person.ts';
import { buttonsOf, type Office, openOffice, readable } from './office.ts';

const TILL = (key: string, manager: string) => `sop: ${key}
title: Count the till (${key})
${manager}
roles:
  - {id: opener, title: Opener}
  - {id: boss, title: Boss}
steps:
  - {id: count, title: Count it, role: opener}
  - {id: note, title: Write it down, role: opener}
  - {id: lock, title: Lock it up, role: opener}
`;

describe('what cannot be posted', () => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice();
    await office.publishes(TILL('led', 'accountable_manager: boss'), { opener: ['ben'], boss: ['dora'] });
    await office.publishes(TILL('alone', ''), { opener: ['ben'] });
  });
  afterAll(() => office.end());
  afterEach(() => expect(office.slack.violations).toEqual([]));

  const person = (name: string) => office.slack.person(name);
  const notices = (of: Person) => of.direct().filter((one) => /^(?:Not posted|Posting again)/.test(readable(one)));
  const parked = () => parkedEffects(office.app.db, `slack-${office.slack.id}`, 50);
  const begun = async (channel: string, key: string) => {
    await person('ben').slash(channel, `/sop run ${key}`);
    const run = await office.says(channel, 'of 3 steps');
    return { run, step: await office.answers(run, 'Count it') };
  };

  it('in an archived channel is told to the accountable manager, once for a run, and posted when it can be', async () => {
    const { slack } = office;
    const channel = slack.addChannel({ name: 'till' });
    const { run, step } = await begun(channel, 'led');
    await person('ana').archives(channel);
    await person('ben').taps(step, 'Done');
    const notice = await slack.until(() => notices(person('dora'))[0], 'a notice to Dora');
    expect(readable(notice)).toContain('The channel is archived');
    expect(readable(notice)).toContain('Count the till (led)');
    await office.app.worker.idle();
    expect(notices(person('dora'))).toHaveLength(1);
    expect(notices(person('ben'))).toEqual([]);
    expect((await parked()).length).toBeGreaterThan(0);

    // Asked again while nothing has changed, it says so again, in its place.
    await person('dora').taps(notice, 'Post again');
    await office.app.worker.idle();
    await office.becomes(notice, 'could not be posted');
    expect(notices(person('dora'))).toHaveLength(1);

    slack.workspace.rows.channels.update(channelRow(channel), { is_archived: false });
    await person('dora').taps(await stillOpen(notice), 'Post again');
    await office.answers(run, 'Write it down');
    await office.becomes(notice, 'is on its way again');
    expect(buttonsOf(slack.message(notice) ?? notice)).toEqual([]);
    await office.becomes(run, '1 of 3');
    await office.app.worker.idle();
    expect(await parked()).toEqual([]);
    expect(slack.thread(run).filter((one) => readable(one).startsWith('Write it down'))).toHaveLength(1);
  });

  it('is told to whoever started the run where nobody is accountable, and to nobody about the telling itself', async () => {
    const { slack } = office;
    const channel = slack.addChannel({ name: 'shop' });
    const { step } = await begun(channel, 'alone');
    await person('ana').removes(channel, 'sopwith');
    await person('ben').taps(step, 'Done');
    const notice = await slack.until(() => notices(person('ben'))[0], 'a notice to Ben');
    expect(readable(notice)).toContain('/invite me there');
    expect(notices(person('dora'))).toHaveLength(1);
  });

  it('is only logged where the telling cannot be posted either', async () => {
    const { slack } = office;
    const channel = slack.addChannel({ name: 'yard' });
    const { step } = await begun(channel, 'led');
    const direct = person('dora').direct()[0]?.channel ?? '';
    slack.inject({ method: 'chat.postMessage', channel: direct, kind: 'error', error: 'restricted_action', times: 50 });
    await person('ana').archives(channel);
    await person('ben').taps(step, 'Done');
    await slack.until(() =>
      slack.callsOf('chat.postMessage').some((one) => one.channel === direct && one.answer === undefined),
    );
    await office.app.worker.idle();
    // Once for each message of the run that waits, at most.
    const tried = slack.callsOf('chat.postMessage').filter((one) => one.channel === direct && one.answer === undefined);
    const waiting = await vi.waitFor(async () => {
      const all = await parked();
      expect(all.some((one) => one.stream.startsWith('undelivered:'))).toBe(true);
      return all.filter((one) => !one.stream.startsWith('undelivered:'));
    });
    expect(tried.length).toBeLessThanOrEqual(waiting.length);
    slack.faults.clear();
  });

  it('keeps the other copies of a card settling', async () => {
    const { slack } = office;
    await office.publishes(
      `sop: sign
title: Sign
roles: [{id: opener, title: Opener}, {id: boss, title: Boss}]
steps:
  - {id: sign, title: Sign it, role: opener, approval: {role: boss}}
`,
      { opener: ['ben'], boss: ['dora'] },
    );
    const channel = slack.addChannel({ name: 'desk' });
    await person('ben').slash(channel, '/sop run sign');
    const run = await office.says(channel, 'of 1 step');
    await person('ben').taps(await office.answers(run, 'Sign it'), 'Done');
    const copy = await slack.until(() =>
      person('dora')
        .direct()
        .find((one) => buttonsOf(one).includes('Approve')),
    );
    await person('ana').archives(channel);
    await person('dora').taps(copy, 'Approve');
    await slack.until(() => !buttonsOf(slack.message(copy) ?? copy).includes('Approve'), 'the settled copy');
  });

  it('pauses the routines of the channel, which those who see to them are told alone', async () => {
    const { slack } = office;
    const channel = slack.addChannel({ name: 'depot' });
    const { step } = await begun(channel, 'led');
    await person('eva').slash(channel, '/sop routine led daily 06:45 UTC');
    await office.says(channel, 'Routine: Count the till (led)');
    await person('ana').archives(channel);
    await person('ben').taps(step, 'Done');
    const paused = (of: Person) => of.direct().filter((one) => readable(one).startsWith('Routine paused'));
    for (const who of ['eva', 'dora']) {
      const notice = await slack.until(() => paused(person(who))[0], `a notice to ${who}`);
      expect(readable(notice)).toContain('“Count the till (led)” runs by itself: the conversation was archived');
    }
    expect(paused(person('ben'))).toEqual([]);
    slack.workspace.rows.channels.update(channelRow(channel), { is_archived: false });
    const [notice] = paused(person('dora'));
    await person('dora').taps(notice ?? expect.unreachable(), 'Resume');
    await slack.until(() => paused(person('eva')).length === 0, 'that it was seen to');
    expect(paused(person('dora'))).toEqual([]);
  });

  function channelRow(channel: string): number {
    return office.slack.workspace.rows.channels.findOneBy('channel_id', channel)?.id ?? -1;
  }

  async function stillOpen(notice: Parameters<Office['becomes']>[0]) {
    return office.slack.until(() => {
      const now = office.slack.message(notice);
      return now && buttonsOf(now).includes('Post again') ? now : undefined;
    }, 'the button again');
  }
});
