/** Whoever wants it to stop: words that take long to read, groups and crowds. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Json } from '../../support/slack/json.ts';
import { touchables, wordsOf } from '../../support/slack/surface.ts';
import { type Office, openOffice, readable } from './office.ts';
import { type Seeing, seeing } from './seeing.ts';

const TILL = `sop: till
title: Count the till
roles:
  - {id: opener, title: Opener}
steps:
  - {id: count, title: Count it, role: opener}
`;

let office: Office;
let see: Seeing;
beforeAll(async () => {
  office = await openOffice();
  see = seeing(office);
  await office.publishes(TILL, { opener: ['ben'] });
});
afterAll(() => office.end());
afterEach(() => expect(office.slack.violations).toEqual([]));

const person = (name: string) => office.slack.person(name);

let sent = 0;
function command(name: string, text: string): Json {
  sent += 1;
  return {
    ...{ command: '/sop', text, team_id: office.slack.id, user_id: person(name).id, api_app_id: 'A1' },
    ...{ channel_id: office.slack.channel('ops'), trigger_id: `1.${sent}.x` },
    response_url: `${office.slack.url}/none`,
  };
}

describe('words that take long to read', () => {
  it.each([
    ['a role of blanks', `role${' '.repeat(4_000)}x`],
    ['a role of adds', `role ${'a add '.repeat(5_000)}`],
    ['groups without an end', `role x add ${'<!subteam^S1|'.repeat(3_000)}`],
    ['people without an end', `show ${'<@U1|'.repeat(8_000)}`],
    ['dates without an end', `show ${'<!date^a|b'.repeat(4_000)}`],
  ])('do not stop it: %s', async (_, text) => {
    const sent = { ...command('eva', text) };
    expect(await office.slack.desk.send('slash_commands', sent)).toMatchObject({ status: 200 });
    await person('ana').slash('ops', '/sop help');
  });

  it('of a thousand people do not ask Slack a thousand times', async () => {
    const before = office.slack.callsOf('users.info').length;
    const many = Array.from({ length: 1_000 }, (_, index) => `<@U0NOBODY${index}>`).join(' ');
    await office.slack.desk.send('slash_commands', command('eva', `show ${many}`));
    await person('ana').slash('ops', '/sop help');
    await office.app.worker.idle();
    expect(office.slack.callsOf('users.info').length - before).toBeLessThanOrEqual(50);
  });
});

it('a group of many does not make somebody ask Slack about each who may not give a role', async () => {
  await office.slack.setGroup('empty', ['gus', 'lea', 'robo']);
  const asked = () =>
    office.slack
      .callsOf('users.info')
      .filter((one) => [person('lea').id, person('robo').id].includes(String(one.args.user)));
  expect(asked()).toEqual([]);
  await person('eva').slash('ops', `/sop role opener add <!subteam^${office.slack.group('empty').id}|@everybody>`);
  expect(readable(await see.whisper('eva', 'Only an administrator'))).toContain('Nothing was changed');
  expect(asked()).toEqual([]);
});

it('a hundred taps at once are all answered, and do what one does', async () => {
  await person('ben').slash('ops', '/sop run till');
  const run = await office.says('ops', 'of 1 step');
  const owed = await office.answers(run, 'Count it');
  const value = touchables(owed.blocks).find((one) => wordsOf(one) === 'Done')?.element.value;
  const taps = Array.from({ length: 100 }, (_, index) =>
    office.slack.desk.send('interactive', {
      ...{
        type: 'block_actions',
        user: { id: person('eva').id, team_id: office.slack.id },
        team: { id: office.slack.id },
      },
      ...{ trigger_id: `7.${index}.x`, channel: { id: owed.channel }, message: { ts: owed.ts } },
      container: { type: 'message', channel_id: owed.channel, message_ts: owed.ts },
      actions: [{ type: 'button', action_id: 'x', block_id: 'b', action_ts: `5.${index}`, value }],
    }),
  );
  expect(new Set((await Promise.all(taps)).map((one) => one.status))).toEqual(new Set([200]));
  await person('ana').slash('ops', '/sop status');
  await see.whisper('ana', 'Count the till');
  await office.app.worker.idle();
  expect(readable(office.slack.message(owed) ?? owed)).not.toContain('Done by');
});
