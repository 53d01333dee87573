/** Looking for what may have been said, through Microsoft Graph as the stand-in has it. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ChatError } from '../../../src/runtime/ports.ts';
import type { Call } from '../../support/teams/connector-proxy.ts';
import { REFUSALS, type Wrong } from '../../support/teams/faults.ts';
import { cardOf } from '../../support/teams/reading.ts';
import { BOT, KITCHEN, SHIFT_LEADS, TEAM } from '../../support/teams/seed.ts';
import { startTeams, type Teams } from '../../support/teams/teams.ts';
import { openSpeaking, type Speaking, WORKSPACE } from './speaking.ts';

let teams: Teams;
let speaking: Speaking;
beforeAll(async () => {
  teams = await startTeams();
});
afterAll(() => teams.close());
beforeEach(async () => {
  speaking = await openSpeaking(teams);
});
afterEach(async () => {
  teams.graph.clear();
  teams.graph.allow('channel messages', 'chat messages');
  await speaking.end();
});

interface Where {
  readonly place?: string;
  readonly thread?: string;
}

const find = (effect: string, { place = KITCHEN.id, thread }: Where = {}) =>
  speaking.chat.find({ workspace: WORKSPACE, place, effect, ...(thread === undefined ? {} : { thread }) });
const post = async (effect: string, where: Where = {}) =>
  (await speaking.chat.post(speaking.message('Tea', { effect, ...where }))).id;
/** Later than what was posted. */
let latest = Date.now() + 3_600_000;
/** People talk in a channel or a thread. */
const talk = (count: number, conversation: string = KITCHEN.id) => {
  for (let at = 0; at < count; at += 1) {
    latest += 1;
    const where = conversation === KITCHEN.id ? `${conversation};messageid=${latest}` : conversation;
    teams.held.add({ id: `${latest}`, conversation: where, by: teams.person('ana').id, text: `talk ${at}` });
  }
};
const asked = () => teams.graph.calls.length;

describe('a message', () => {
  it('is found in its channel, in its thread and in its group chat, and nowhere else', async () => {
    const chat = { place: SHIFT_LEADS.id };
    const run = await post('run');
    const thread = { thread: run };
    const [step, said] = [await post('step', thread), await post('said', chat)];
    expect([await find('run'), await find('step', thread), await find('said', chat)]).toEqual([run, step, said]);
    const elsewhere = [
      find('run', thread),
      find('run', chat),
      find('step'),
      find('said'),
      find('step', { thread: step }),
    ];
    expect(await Promise.all(elsewhere)).toEqual(Array(5).fill(undefined));
  });

  it('of a chat is looked for in the chat, whatever thread it is about', async () => {
    const place = SHIFT_LEADS.id;
    const run = await post('run', { place });
    const step = await post('step', { place, thread: run });
    expect(await find('step', { place, thread: run })).toBe(step);
  });

  it('is found as long as it is among the newest two hundred, behind whatever people said', async () => {
    const run = await post('run');
    const thread = `${KITCHEN.id};messageid=${run}`;
    const step = await post('step', { thread: run });
    talk(120);
    talk(199, thread);
    const before = asked();
    expect([await find('run'), asked() - before]).toEqual([run, 3]);
    expect([await find('step', { thread: run }), asked() - before]).toEqual([step, 3 + 4]);
    talk(1, thread);
    // There may be more of them, and whoever waits for the card waits meanwhile.
    expect([await find('step', { thread: run }), asked() - before]).toEqual([undefined, 3 + 4 + 4]);
  });

  it('that somebody deleted is not found, whether Graph leaves it out or says that it was deleted', async () => {
    const id = await post('run');
    const attachments = [{ content: JSON.stringify(cardOf(teams.held.message(id) ?? { attachments: [] })) }];
    teams.held.remove(id);
    expect(await find('run')).toBeUndefined();
    const told = (deletedDateTime: string | null) => {
      const value = [{ id, deletedDateTime, attachments }];
      teams.graph.inject({ kind: 'status', status: 200, body: { value } });
    };
    told('2026-11-02T08:00:00Z');
    expect(await find('run')).toBeUndefined();
    told(null);
    expect(await find('run')).toBe(id);
  });

  it('of another effect whose id begins or ends alike is not it', async () => {
    await post(`${WORKSPACE}:r1:12`);
    await post(`x${WORKSPACE}:r1:1`);
    await post(`${WORKSPACE}:r1:1:root`);
    expect(await find(`${WORKSPACE}:r1:1`)).toBeUndefined();
    const id = await post(`${WORKSPACE}:r1:1`);
    expect(await find(`${WORKSPACE}:r1:1`)).toBe(id);
  });

  it('that a person sent with the same mark is none of ours', async () => {
    const run = await post('run');
    const { attachments } = teams.held.message(run) ?? { attachments: [] };
    latest += 1;
    const copy = { id: `${latest}`, conversation: `${KITCHEN.id};messageid=${latest}`, text: '', attachments };
    teams.held.add({ ...copy, by: teams.person('max').id });
    expect(await find('run')).toBe(run);
    teams.held.remove(run);
    expect(await find('run')).toBeUndefined();
    teams.held.add({ ...copy, by: BOT.id });
    expect(await find('run')).toBe(copy.id);
  });
});

describe('where nobody can look', () => {
  it.each([
    ['is not permitted', KITCHEN.id, () => teams.graph.forbid('channel messages')],
    ['is not permitted in chats', SHIFT_LEADS.id, () => teams.graph.forbid('chat messages')],
    ['knows no such conversation', KITCHEN.id, () => wrong({ kind: 'status', status: 404 })],
    ['does not understand', KITCHEN.id, () => wrong({ kind: 'status', status: 400 })],
  ])('because it %s, there is nothing to find', async (_why, place, happens) => {
    const id = await post('run', { place });
    expect(await find('run', { place })).toBe(id);
    happens();
    expect(await find('run', { place })).toBeUndefined();
  });

  it('because Graph knows no personal chat as the Bot Framework calls it, there is nothing to find', async () => {
    const place = await speaking.knowsChat('ben');
    await post('run', { place });
    expect(await find('run', { place })).toBeUndefined();
  });

  it('because the app is nobody to the login of this tenant, there is nothing to find', async () => {
    // As MSAL says it.
    const unknown = Object.assign(new Error('AADSTS700016'), { name: 'ServerError', errorCode: 'unauthorized_client' });
    const other = await openSpeaking(teams, { tokens: () => Promise.reject(unknown) });
    const looking = other.chat.find({ workspace: WORKSPACE, place: KITCHEN.id, effect: 'run' });
    expect(await looking).toBeUndefined();
    await other.end();
  });

  it('Graph is not asked where Sopwith is not', async () => {
    const before = asked();
    expect(await find('run', { place: '19:elsewhere@thread.tacv2' })).toBeUndefined();
    expect(asked()).toBe(before);
  });

  it('Graph is asked about a team once Teams has said what Graph calls it', async () => {
    const places = [{ id: KITCHEN.id, kind: 'channel', team: TEAM.id }] as const;
    const other = await openSpeaking(teams, { places });
    const { id } = await other.chat.post(other.message('Tea', { effect: 'run' }));
    const look = () => other.chat.find({ workspace: WORKSPACE, place: KITCHEN.id, effect: 'run' });
    const before = asked();
    const match = ({ path }: Call) => path === `/v3/teams/${TEAM.id}`;
    teams.connector.inject({ ...REFUSALS.notInRoster, match });
    expect([await look(), asked() - before]).toEqual([undefined, 0]);
    // It may have been said, and Teams may say so another time.
    teams.connector.inject({ ...REFUSALS.changed, match });
    await expect(look()).rejects.toMatchObject({ outcome: 'retry' });
    expect([await look(), asked() - before]).toEqual([id, 1]);
    expect(teams.connector.left()).toBe(0);
    await other.end();
  });
});

const wrong = (how: Wrong) => teams.graph.inject(how);

describe('while Graph is down, it is tried again:', () => {
  it.each([
    ['an error', { kind: 'status', status: 503 }],
    ['too many requests', { kind: 'status', status: 429 }],
    ['a broken connection', { kind: 'reset' }],
    ['an answer that is no JSON', { kind: 'status', status: 200, body: '<html>' }],
    ['an answer of another form', { kind: 'status', status: 200, body: { value: 'none' } }],
    [
      'a page on another host',
      { kind: 'status', status: 200, body: { value: [], '@odata.nextLink': 'https://x.org/' } },
    ],
  ] as const)('%s', async (_what, how) => {
    const id = await post('run');
    wrong(how);
    const failure = await find('run').catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ChatError);
    expect(failure).toMatchObject({ outcome: 'retry', advice: expect.stringContaining('tried again') });
    expect(await find('run')).toBe(id);
  });

  it('a login that does not answer', async () => {
    const id = await post('run');
    teams.identity.isDown = true;
    const failure = await find('run').catch((error: unknown) => error);
    teams.identity.isDown = false;
    expect(failure).toMatchObject({ outcome: 'retry' });
    expect(await find('run')).toBe(id);
  });
});
