/** What concerns another conversation or one person alone, and what concerns Sopwith not at all. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { png } from '../../support/png.ts';
import type { Call } from '../../support/teams/connector-proxy.ts';
import { REFUSALS } from '../../support/teams/faults.ts';
import { isBots, type Message } from '../../support/teams/held.ts';
import { KITCHEN } from '../../support/teams/seed.ts';
import { type Cafe, openCafe, readable } from './cafe.ts';
import { runOf } from './evidence.ts';
import { type Seeing, seeing } from './seeing.ts';
import { OPENING } from './sops.ts';

const NOTE = 'The answer is in your own chat with me';

let cafe: Cafe;
let sees: Seeing;
beforeAll(async () => {
  cafe = await openCafe();
  sees = seeing(cafe);
  await cafe.publishes(OPENING, { opener: ['ben'] });
});
afterAll(async () => {
  await sees.quiet();
  await cafe.end();
});

const person = (name: string) => cafe.teams.person(name);

describe('a routine for another channel', () => {
  const ana = () => person('ana');
  const DONE = 'in the channel that you named';
  const routines = () => cafe.teams.messages('Kitchen').filter((one) => readable(one).includes('Routine: Opening'));

  it('is refused alone with Sopwith while it is in no team: it knows none', async () => {
    await ana().says('chat', 'routine opening weekdays 06:30 in #Kitchen');
    await sees.chat('ana', 'I know no channel “Kitchen” that you are in');
  });

  it('is set there, said in another channel', async () => {
    const post = await ana().says('General', '@Sopwith routine opening weekdays 06:30 in #Kitchen');
    await sees.thread(post, DONE);
    expect(readable(await sees.place('Kitchen', 'Routine: Opening'))).toMatch(
      /Every weekday at 06:30 \(Europe\/Lisbon\)/,
    );
    expect(cafe.teams.messages('General').filter((one) => readable(one).includes('Routine'))).toEqual([]);
  });

  it('is set there, said alone with Sopwith, in small letters too', async () => {
    await ana().says('chat', 'routine opening weekdays 07:15 in #kitchen');
    await sees.chat('ana', DONE);
    const [routine] = routines();
    await cafe.becomes(routine as Message, 'Every weekday at 07:15');
    expect(routines()).toHaveLength(1);
  });

  it('is set in the first channel of a team, which has no name of its own', async () => {
    const post = await ana().says('Kitchen', '@Sopwith routine opening weekends 09:00 in #General');
    await sees.thread(post, DONE);
    await sees.place('General', 'Routine: Opening');
  });

  it('is refused alike where there is no such channel, and where they are not in it', async () => {
    const isSeeing = ({ path }: Call) => path === `/v3/conversations/${KITCHEN.id}/members/${person('eva').id}`;
    cafe.teams.connector.inject({ ...REFUSALS.gone, match: isSeeing, times: 9 });
    const told = async (name: string) => {
      const post = await person('eva').says('General', `@Sopwith routine opening daily 05:00 in #${name}`);
      return readable(await sees.thread(post, 'Not done'));
    };
    const [none, closed] = [await told('Cellar'), await told('Kitchen')];
    cafe.teams.connector.clear();
    expect(none).toContain('I know no channel “Cellar” that you are in');
    expect(closed).toBe(none.replace('Cellar', 'Kitchen'));
    expect(readable(routines()[0] as Message)).toContain('07:15');
  });
});

describe('what is for one person alone', () => {
  let run: Message;
  beforeAll(async () => {
    await person('ana').says('Kitchen', '@Sopwith run opening');
    run = await sees.place('Kitchen', '0 of 2 steps');
  });

  const PRIVATE = ['library', 'mine', 'status', 'evidence opening', 'yaml opening'];
  const refused = (match: (call: Call) => boolean, refusal: (typeof REFUSALS)[keyof typeof REFUSALS]) =>
    cafe.teams.connector.inject({ ...refusal, match, times: 99 });
  const ADVICE = /Not shown here[\s\S]*Add Sopwith to yourself in Teams/;

  it.each(PRIVATE)('is told in a chat that is opened for it, where nobody else is: %s', async (typed) => {
    const post = await person('dee').says('Kitchen', `@Sopwith ${typed}`);
    await sees.thread(post, NOTE);
    expect(cafe.teams.thread(post).filter(isBots)).toHaveLength(1);
    const [answer] = person('dee').direct().filter(isBots).slice(-1);
    if (!answer) throw new Error('Nothing was told');
    const isFile = answer.attachments.some(({ contentType }) => contentType.endsWith('file.consent'));
    expect(isFile).toBe(/^(evidence|yaml)/.test(typed));
  });

  it.each(PRIVATE)('is not shown elsewhere where no chat can be opened, and what to do is said: %s', async (typed) => {
    refused(({ method, path }) => method === 'POST' && path === '/v3/conversations', REFUSALS.blocked);
    const post = await person('eva').says('Kitchen', `@Sopwith ${typed}`);
    await sees.thread(post, ADVICE);
    cafe.teams.connector.clear();
    expect(cafe.teams.thread(post).filter(isBots)).toHaveLength(1);
    expect(person('eva').direct()).toEqual([]);
  });

  it.each(PRIVATE)('nor where the chat is blocked: %s', async (typed) => {
    const { chat } = person('ben');
    const before = person('ben').direct().length;
    refused(({ path }) => path.startsWith(`/v3/conversations/${chat}/`), REFUSALS.blocked);
    const post = await person('ben').says('Kitchen', `@Sopwith ${typed}`);
    await sees.thread(post, ADVICE);
    cafe.teams.connector.clear();
    expect(cafe.teams.thread(post).filter(isBots)).toHaveLength(1);
    expect(person('ben').direct()).toHaveLength(before);
  });

  it('is about the run in whose thread it is asked, not about the newest', async () => {
    await person('ana').says('Kitchen', '@Sopwith run opening');
    await sees.place('Kitchen', '0 of 2 steps');
    await person('ana').replies(run, '@Sopwith evidence');
    await sees.thread(run, NOTE);
    const offer = person('ana').direct().at(-1);
    expect(offer?.attachments[0]?.name).toBe(`opening-${runOf(run)}.evidence.json`);
  });
});

describe('a file, where neither Graph nor a page brings it', () => {
  const ADVICE = 'Send it to me in our own chat';
  const picture = { name: 'a.png', bytes: png(12, 10) };
  beforeAll(() => cafe.teams.graph.forbid('files', 'channel messages'));
  afterAll(() => cafe.teams.graph.allow('files', 'channel messages'));

  it('is asked for in the own chat, as a document and as evidence', async () => {
    const post = await person('ana').says('Kitchen', '@Sopwith import', { files: [picture] });
    await sees.thread(post, ADVICE);
    const bare = await person('ana').says('Kitchen', '@Sopwith import');
    await sees.thread(bare, 'There is no file in this conversation yet');
    await person('ana').says('Kitchen', '@Sopwith run opening');
    const run = await sees.place('Kitchen', '0 of 2 steps');
    await person('ben').replies(run, '', { files: [picture] });
    await sees.thread(run, ADVICE);
  });
});

describe('talk', () => {
  it('is left alone: nothing is answered, nothing is kept, and nobody is looked up for it', async () => {
    const [eva, max] = [person('eva'), person('max')];
    // What is owed to the conversations is said first: they take so much in a second.
    await vi.waitFor(async () => expect((await everything(cafe)).effects).toBe(0), 15_000);
    const before = { said: cafe.teams.held.all().length, kept: await everything(cafe) };
    const calls = cafe.teams.connector.calls.length;
    const asked = cafe.teams.graph.calls.length;
    const post = await eva.says('General', 'the fridge at home is at 4 °C');
    await max.replies(post, 'run opening');
    await max.replies(post, 'status');
    await eva.says('Kitchen', 'look, @Max Keller', { files: [{ name: 'till.pdf', bytes: Buffer.from('%PDF-1.4') }] });
    await eva.says('Kitchen', '/sop run opening', { pictures: [{ name: 'a.png', bytes: png(10, 10) }] });
    await max.says('group', 'mine');
    await max.says('group', 'as I said', { quotes: await eva.says('group', '4.2') });
    expect(cafe.teams.desk.deliveries.filter((one) => one.activity.text === 'status')).toHaveLength(1);
    await sees.done();
    expect(cafe.teams.held.all().length).toBe(before.said + 8);
    expect(cafe.teams.connector.calls.slice(calls)).toEqual([]);
    expect(cafe.teams.graph.calls.slice(asked)).toEqual([]);
    expect(await everything(cafe)).toEqual(before.kept);
  });
});

/** How many rows there are in each table, and how many files. */
async function everything({ config }: Cafe): Promise<Readonly<Record<string, unknown>>> {
  const file = new Sqlite(join(config.data, 'sopwith.db'), { readonly: true });
  const tables = file.prepare("select name from sqlite_schema where type = 'table'").all() as { name: string }[];
  const counts = tables.map(
    ({ name }) => [name, file.prepare(`select count(*) from "${name}"`).pluck().get()] as const,
  );
  file.close();
  const files = await readdir(join(config.data, 'files'), { recursive: true }).catch(() => []);
  return { ...Object.fromEntries(counts), files: files.length };
}
