/** The Chat port on Slack, against the stand-in. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createSlackChat } from '../../../src/adapters/slack/chat.ts';
import { createPace } from '../../../src/adapters/slack/pace.ts';
import { SCOPE_NAMES } from '../../../src/adapters/slack/scopes.ts';
import { createSight } from '../../../src/adapters/slack/sight.ts';
import { createTeams } from '../../../src/adapters/slack/teams.ts';
import { type Chat, ChatError } from '../../../src/runtime/ports.ts';
import { sealWith } from '../../../src/runtime/sealed.ts';
import { openDatabase } from '../../../src/store/database.ts';
import { migrate } from '../../../src/store/migrate.ts';
import { type Slack, startSlack } from '../../support/slack/slack.ts';
import { readable } from '../../support/slack/surface.ts';
import { chatContract } from '../chat.contract.ts';

interface Opened {
  readonly slack: Slack;
  readonly chat: Chat;
  end(): Promise<void>;
}

async function opened(patience = 2_000): Promise<Opened> {
  const slack = await startSlack({ teams: [{ scopes: SCOPE_NAMES }] });
  const folder = await mkdtemp(join(tmpdir(), 'sopwith-chat-'));
  const db = await openDatabase({ file: join(folder, 'sopwith.db') });
  await migrate(db);
  const clock = { now: Date.now };
  const settings = { botToken: slack.bot.token, apiUrl: slack.settings.SLACK_API_URL, patience };
  const teams = createTeams({ db, clock, seal: sealWith('x'.repeat(32), 'slack tokens'), settings, logger: undefined });
  await teams.connect(slack.bot.token);
  const undrawable = () => {
    throw new Error('every card is drawable');
  };
  const unsure = () => undefined;
  const pictures = async () => new Map<string, string>();
  const quiet = { undrawable, unsure, unpictured: undrawable, pictures, changed: () => undefined };
  const chat = createSlackChat({ teams, pace: createPace(clock, 0), sight: createSight(clock), ...quiet });
  return {
    ...{ slack, chat },
    async end() {
      expect(slack.violations).toEqual([]);
      await db.close();
      await slack.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

chatContract('slack', async () => {
  const { slack, chat, end } = await opened();
  const channel = (place: string) => slack.channel(place);
  return {
    ...{ chat, workspace: `slack-${slack.id}`, places: [channel('ops'), channel('kitchen')], end },
    read: async (place, thread) => {
      const said = thread === undefined ? slack.messages(place) : slack.thread({ channel: place, ts: thread });
      return said.map(readable);
    },
    remove: async (place, id) => {
      const message = slack.message({ channel: place, ts: id });
      if (message) await slack.person('ana').deletes(message);
    },
  };
});

describe('what Slack answers', () => {
  const CARD = { title: 'Tea', tone: 'neutral', elements: [], actions: [], fallback: 'Tea' } as const;

  it.each([
    ['ratelimited', { kind: 'ratelimited', retryAfter: 7 }, 'wait', 7_000],
    ['ratelimited without a time', { kind: 'ratelimited' }, 'wait', 30_000],
    ['nothing', { kind: 'hang' }, 'retry', undefined],
    ['500', { kind: 'status', status: 500 }, 'retry', undefined],
    ['a broken connection', { kind: 'reset' }, 'retry', undefined],
    ['is_archived', { kind: 'error', error: 'is_archived' }, 'never', undefined],
    ['not_in_channel', { kind: 'error', error: 'not_in_channel' }, 'never', undefined],
    ['token_revoked', { kind: 'error', error: 'token_revoked' }, 'never', undefined],
    ['missing_scope', { kind: 'error', error: 'missing_scope' }, 'never', undefined],
    ['thread_not_found', { kind: 'error', error: 'thread_not_found' }, 'gone', undefined],
    ['fatal_error', { kind: 'error', error: 'fatal_error' }, 'retry', undefined],
    ['a word nobody knows', { kind: 'error', error: 'a_new_error' }, 'retry', undefined],
  ] as const)('%s means what is to be done', async (_what, wrong, outcome, after) => {
    const { slack, chat, end } = await opened(300);
    slack.inject({ method: 'chat.postMessage', ...wrong });
    const message = {
      workspace: `slack-${slack.id}`,
      place: slack.channel('ops'),
      effect: 'e1',
      card: CARD,
      names: {},
    };
    const failure = await chat.post(message).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ChatError);
    expect(failure).toMatchObject({ outcome, after });
    await end();
  });

  it('a message far up in a long channel, or down a long thread, is found', async () => {
    const { slack, chat, end } = await opened();
    const [workspace, place] = [`slack-${slack.id}`, slack.channel('ops')];
    const { id } = await chat.post({ workspace, place, effect: 'root', card: CARD, names: {} });
    for (let at = 0; at < 210; at += 1) await slack.person('ben').says('ops', `talk ${at}`);
    const root = slack.message({ channel: place, ts: id });
    if (!root) throw new Error('it was posted');
    for (let at = 0; at < 210; at += 1) await slack.person('ben').replies(root, `answer ${at}`);
    const step = await chat.post({ workspace, place, thread: id, effect: 'step', card: CARD, names: {} });
    expect(await chat.find({ workspace, place, effect: 'root' })).toBe(id);
    expect(await chat.find({ workspace, place, thread: id, effect: 'step' })).toBe(step.id);
    expect(await chat.find({ workspace, place, thread: '1.000001', effect: 'step' })).toBeUndefined();
    await end();
  });
});
