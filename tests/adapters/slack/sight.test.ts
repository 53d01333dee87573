/** Whether somebody may read a conversation, asked of Slack as seldom as can be. */
import { beforeEach, expect, it } from 'vitest';
import { createSight, TooMany } from '../../../src/adapters/slack/sight.ts';
import type { Team } from '../../../src/adapters/slack/teams.ts';

/** Channels of the workspace: who is in them, and of which kind they are. */
let channels: Record<string, { readonly isPrivate: boolean; members: string[] }>;
let calls: string[];
let now: number;
beforeEach(() => {
  channels = {
    CPUBLIC: { isPrivate: false, members: ['UANA'] },
    GBACK: { isPrivate: true, members: ['UANA', 'UGUS'] },
  };
  calls = [];
  now = 0;
});

const LISTED = 2;
const client = {
  conversations: {
    async info({ channel }: { channel: string }) {
      calls.push(`info ${channel}`);
      return { channel: { is_channel: true, is_private: channels[channel]?.isPrivate } };
    },
    async members({ channel, cursor = '0' }: { channel: string; cursor?: string }) {
      calls.push(`members ${channel}`);
      const all = channels[channel]?.members ?? [];
      const end = Number(cursor) + LISTED;
      const next_cursor = end < all.length ? String(end) : '';
      return { members: all.slice(Number(cursor), end), response_metadata: { next_cursor } };
    },
    async open({ users }: { users: string }) {
      calls.push(`open ${users}`);
      return { channel: { id: `D${users.slice(1)}` } };
    },
  },
  users: {
    async info({ user }: { user: string }) {
      calls.push(`user ${user}`);
      return { user: { is_restricted: user === 'UGUS' } };
    },
  },
};
const team = { id: 'T1', client } as unknown as Team;
const sight = () => createSight({ now: () => now });

it.each([
  ['UANA', 'CPUBLIC', true],
  ['UBEN', 'CPUBLIC', true],
  ['UGUS', 'CPUBLIC', false],
  ['UANA', 'GBACK', true],
  ['UGUS', 'GBACK', true],
  ['UBEN', 'GBACK', false],
  ['UANA', 'DANA', true],
  ['UBEN', 'DANA', false],
  ['UANA', 'UANA', true],
  ['UBEN', 'UANA', false],
])('%s sees %s: %s', async (user, channel, sees) => {
  expect(await sight().sees(team, user, channel)).toBe(sees);
});

it('asks once a minute, once for however many ask together, and not about whoever did something there', async () => {
  const known = sight();
  await Promise.all(['UANA', 'UBEN', 'UGUS', 'UBEN'].map((user) => known.sees(team, user, 'GBACK')));
  expect(calls).toEqual(['info GBACK', 'members GBACK']);
  now = 59_999;
  await known.sees(team, 'UBEN', 'GBACK');
  expect(calls).toHaveLength(2);
  now = 60_000;
  await known.sees(team, 'UBEN', 'GBACK');
  expect(calls).toHaveLength(4);
  known.isThere('T1', 'UDORA', 'GBACK');
  expect(await known.sees(team, 'UDORA', 'GBACK')).toBe(true);
  expect(calls).toHaveLength(4);
});

it('hears at once who has left, whatever their screen still lets them press, and who has come back', async () => {
  const known = sight();
  expect(await known.sees(team, 'UANA', 'GBACK')).toBe(true);
  channels.GBACK?.members.splice(0, 1);
  known.left('T1', 'UANA', 'GBACK');
  known.isThere('T1', 'UANA', 'GBACK');
  expect(await known.sees(team, 'UANA', 'GBACK')).toBe(false);
  channels.GBACK?.members.push('UANA');
  known.isThere('T1', 'UANA', 'GBACK');
  expect(await known.sees(team, 'UANA', 'GBACK')).toBe(true);
});

it('takes nobody for there who left while the list was read', async () => {
  const known = sight();
  const reading = known.sees(team, 'UGUS', 'GBACK');
  // The first page is on its way by now.
  while (!calls.includes('members GBACK')) await Promise.resolve();
  known.left('T1', 'UANA', 'GBACK');
  channels.GBACK = { isPrivate: true, members: ['UGUS'] };
  await reading;
  expect(await known.sees(team, 'UANA', 'GBACK')).toBe(false);
});

it('believes nothing for longer because a clock was put back', async () => {
  const known = sight();
  now = 3_600_000;
  expect(await known.sees(team, 'UANA', 'GBACK')).toBe(true);
  channels.GBACK = { isPrivate: true, members: ['UGUS'] };
  now = 0;
  expect(await known.sees(team, 'UANA', 'GBACK')).toBe(false);
});

it('looks through so many pages, and takes nobody for somebody who is not there because there are more', async () => {
  channels.GBACK = { isPrivate: true, members: Array.from({ length: 100 }, (_, at) => `U${at}`) };
  await expect(sight().sees(team, 'UBEN', 'GBACK')).rejects.toThrow(TooMany);
  expect(calls.filter((one) => one.startsWith('members'))).toHaveLength(20);
});

it('keeps workspaces apart, and forgets one that the app has left', async () => {
  const known = sight();
  known.isThere('T1', 'UDORA', 'GBACK');
  expect(await known.sees({ ...team, id: 'T2' }, 'UDORA', 'GBACK')).toBe(false);
  known.forget('T1');
  expect(await known.sees(team, 'UDORA', 'GBACK')).toBe(false);
});
