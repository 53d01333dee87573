/** What runs in the process that `process.ts` starts. */
import { once } from 'node:events';
import { join } from 'node:path';
import { pino } from 'pino';
import { createWebChat } from '../../src/adapters/web/chat.ts';
import { createPulse } from '../../src/adapters/web/pulse.ts';
import { createApp } from '../../src/app.ts';
import type { Chat } from '../../src/runtime/ports.ts';
import { openDatabase } from '../../src/store/database.ts';
import type { Jobs } from '../../src/store/jobs.ts';
import type { Line, Orders } from './process.ts';

const orders = JSON.parse(process.argv[2] ?? '{}') as Orders;
const { config, commands, hang } = orders;
const clock = { now: () => orders.now };
const say = (line: Line) => process.stdout.write(`${JSON.stringify(line)}\n`);

// The workspace's own chat, through a connection of its own, except that it may stand still in the middle of a post.
const where =
  config.databaseUrl === undefined ? { file: join(config.data, 'sopwith.db') } : { url: config.databaseUrl };
const own = await openDatabase(where);
const real = createWebChat({ db: own, clock, pulse: createPulse(own, () => {}) });
let posts = 0;
const chat: Chat = {
  ...real,
  async post(message) {
    const isHere = hang?.at === posts++;
    const title = typeof message.card.title === 'string' ? message.card.title : '';
    if (isHere && hang.when === 'before') await standStill({ type: 'posting', title });
    const posted = await real.post(message);
    if (isHere) await standStill({ type: 'posted', title });
    return posted;
  },
};

/** Stands still around one of the calls that a routine's firing makes. */
const around = (real: Jobs): Jobs => {
  const starts = new Set<string>();
  let isSeen = false;
  const stand = () => standStill({ type: 'firing' });
  return {
    ...real,
    async dueTimers(...asked) {
      const due = await real.dueTimers(...asked);
      isSeen ||= due.some(({ id }) => id.startsWith('routine:'));
      if (orders.firing === 'seen' && isSeen) await stand();
      return due;
    },
    async lease(...asked) {
      if (orders.firing === 'fired' && isSeen) await stand();
      const leased = await real.lease(...asked);
      const own = leased.filter(({ effect }) => effect.type === 'start_run');
      if (orders.firing === 'owed' && own.length > 0) await stand();
      for (const { id } of own) starts.add(id);
      return leased;
    },
    async complete(ids) {
      if (orders.firing === 'started' && ids.some((id) => starts.has(id))) await stand();
      return real.complete(ids);
    },
  };
};

const app = await createApp(config, { clock, log: pino({ level: 'silent' }), chats: [chat], jobs: around });
say({ type: 'ready' });
await once(process.stdin, 'data');
await Promise.all(
  commands.map(async ({ key, member, command }) => {
    const actor = { type: 'member', id: member, identity: `web:${member}` } as const;
    const reply = await app.handle({ workspace: app.workspace, key, actor, command });
    const code = reply.status === 'refused' ? { code: reply.refusal.code } : {};
    say({ type: 'reply', key, status: reply.status, ...code });
  }),
);
await app.worker.idle();
say({ type: 'idle' });
await app.stop();
await own.close();
process.stdin.destroy();

/** Says where it stands, and never goes on. */
function standStill(line: Line): Promise<never> {
  say(line);
  return new Promise(() => {});
}
