/** The Chat port on Teams: the real connector client, against the stand-in. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Card } from '../../../src/cards/card.ts';
import { ChatError } from '../../../src/runtime/ports.ts';
import { saveTeamsPerson } from '../../../src/store/teams-people.ts';
import { type Json, objects } from '../../support/slack/json.ts';
import { REFUSALS, tooMany } from '../../support/teams/faults.ts';
import type { Message } from '../../support/teams/held.ts';
import { buttonsOf, cardOf, readable } from '../../support/teams/reading.ts';
import { GENERAL, KITCHEN, SHIFT_LEADS, TENANT_ID } from '../../support/teams/seed.ts';
import { startTeams, type Teams } from '../../support/teams/teams.ts';
import { chatContract } from '../chat.contract.ts';
import { openSpeaking, type Speaking, type SpeakingOptions, WORKSPACE } from './speaking.ts';

const TEA: Card = { title: 'Tea', tone: 'neutral', elements: [], actions: [], fallback: 'Tea' };
/** It asks for a decision. */
const ASKING: Card = { ...TEA, actions: [{ label: 'Approve', style: 'primary', value: { v: 1, verb: 'approve' } }] };

let teams: Teams;
beforeAll(async () => {
  teams = await startTeams();
});
afterAll(() => teams.close());
afterEach(() => expect(teams.violations).toEqual([]));

const person = (name: string) => teams.person(name);
const member = (name: string) => person(name).aadObjectId;
const threadIn = (place: string, post: string) => `${place};messageid=${post}`;

chatContract('teams', async () => {
  const { chat, end } = await openSpeaking(teams);
  return {
    ...{ chat, workspace: WORKSPACE, places: [KITCHEN.id, GENERAL.id], end },
    read: async (place, thread) => {
      const said = teams.held.messages(thread === undefined ? place : threadIn(place, thread));
      return said.filter(({ id }) => id !== thread).map(readable);
    },
    remove: async (_, id) => teams.held.remove(id),
  };
});

let speaking: Speaking;
function opens(options: SpeakingOptions = {}): void {
  beforeEach(async () => {
    speaking = await openSpeaking(teams, options);
  });
  afterEach(async () => {
    expect(teams.connector.left()).toBe(0);
    await speaking.end();
  });
}

async function posted(...message: Parameters<Speaking['message']>): Promise<Message> {
  const { id } = await speaking.chat.post(speaking.message(...message));
  return standing(id);
}

function standing(id: string): Message {
  const message = teams.held.message(id);
  if (!message) throw new Error('it was posted');
  return message;
}

function elementsOf(message: Message): Json[] {
  return objects(cardOf(message)?.body);
}

async function failureOf(work: Promise<unknown>): Promise<ChatError> {
  const failure: unknown = await work.catch((error: unknown) => error);
  if (failure instanceof ChatError) return failure;
  throw new Error('it was to fail', { cause: failure });
}

describe('a message in Teams', () => {
  opens();

  it('stands in a thread of a channel, and beside the others in a chat, which has no threads', async () => {
    const run = await posted('Run');
    const step = await posted('Step', { thread: run.id, effect: 'e2' });
    expect([run.conversation, step.conversation]).toEqual([threadIn(KITCHEN.id, run.id), run.conversation]);
    const place = SHIFT_LEADS.id;
    const talk = await posted('Run', { place });
    const answer = await posted('Step', { place, thread: talk.id, effect: 'e2' });
    expect(answer.conversation).toBe(place);
    await speaking.chat.update(answer.id, speaking.message('Step, done', { place, thread: talk.id }));
    await speaking.chat.update(step.id, speaking.message('Step, done', { thread: run.id }));
    expect([step, answer].map(({ id }) => readable(standing(id)))).toEqual(['Step, done', 'Step, done']);
  });

  it('carries what posts it on its first element, until it is brought up to date', async () => {
    const card: Card = { ...TEA, elements: [{ type: 'text', text: 'Green' }] };
    const ids = (message: Message) => elementsOf(message).map(({ id }) => id);
    const shown = await posted(card, { effect: `${WORKSPACE}:r1:3` });
    expect(ids(shown)).toEqual([`effect-${WORKSPACE}:r1:3`, undefined]);
    await speaking.chat.update(shown.id, speaking.message(card));
    expect(ids(standing(shown.id))).toEqual([undefined, undefined]);
  });

  it('begins in its channel and tenant, with a line that says what it is about', async () => {
    await posted({ ...TEA, fallback: 'Tea for Ana' });
    const [begun] = teams.connector.callsOf('POST', /conversations$/).slice(-1);
    expect(begun?.body).toMatchObject({
      ...{ isGroup: true, tenantId: TENANT_ID },
      channelData: { channel: { id: KITCHEN.id }, tenant: { id: TENANT_ID } },
      activity: { summary: 'Tea for Ana' },
    });
  });
});

describe('whoever is called', () => {
  opens();
  const names = () => ({ [member('ana')]: 'Ana Silva', [member('eva')]: 'Eva Lund' });
  const calling = (): Card => {
    const call = (name: string) => ({ type: 'mention', member: member(name) }) as const;
    return { ...TEA, elements: [{ type: 'text', text: ['It is up to ', call('ana'), ' and ', call('eva')] }] };
  };

  it('is told by Teams in a channel, where it is known what Teams calls them', async () => {
    const shown = await posted(calling(), { names: names() });
    expect(cardOf(shown)?.msteams).toEqual({
      entities: [
        { type: 'mention', text: '<at>Ana Silva</at>', mentioned: { id: person('ana').id, name: 'Ana Silva' } },
      ],
    });
    const text = 'It is up to <at>Ana Silva</at> and @Eva Lund';
    expect(elementsOf(shown).at(-1)).toMatchObject({ type: 'TextBlock', text });
  });

  it('is not called alone with Sopwith, where nobody else is meant', async () => {
    const shown = await posted(calling(), { names: names(), place: await speaking.knowsChat('ana') });
    expect(cardOf(shown)?.msteams).toBeUndefined();
    expect(readable(shown)).toContain('It is up to @Ana Silva and @Eva Lund');
  });
});

describe('a card that asks for a decision', () => {
  opens();
  const FOR_ALL = [undefined, ['Approve']];
  const seen = (message: Message) => [cardOf(message)?.refresh, buttonsOf(message)];

  it('is asked for anew by those who decide, and has no buttons for all', async () => {
    const shown = await posted(ASKING, { deciders: [member('cem'), member('dee')], effect: 'e7' });
    const action = { type: 'Action.Execute', title: 'Refresh', verb: 'sopwith_refresh', data: { effect: 'e7' } };
    expect(seen(shown)).toEqual([{ action, userIds: [person('cem').id, person('dee').id] }, []]);
    await speaking.chat.update(shown.id, speaking.message(ASKING, { deciders: [member('dee')] }));
    expect(seen(standing(shown.id))).toMatchObject([{ userIds: [person('dee').id] }, []]);
    await speaking.chat.update(shown.id, speaking.message(ASKING));
    expect(seen(standing(shown.id))).toEqual(FOR_ALL);
  });

  it('is asked for by sixty people at most: of one more, everybody sees the buttons', async () => {
    const all = Array.from({ length: 61 }, (_, at) => `decider-${at}`);
    // As long as Teams has them.
    const teamsIdOf = (one: string) => `29:1${one}`.padEnd(75, 'x');
    for (const one of all)
      await saveTeamsPerson(speaking.db, { workspace: WORKSPACE, member: one, teamsId: teamsIdOf(one) });
    const sixty = await posted(ASKING, { deciders: all.slice(1) });
    expect(seen(sixty)).toMatchObject([{ userIds: all.slice(1).map(teamsIdOf) }, []]);
    expect(seen(await posted(ASKING, { deciders: all, effect: 'e2' }))).toEqual(FOR_ALL);
  });

  it('fits into what Teams takes, however much else stands on it', async () => {
    const words = Array.from(
      { length: 30 },
      (_, at) => `${at} ${'Tea with milk and a little of everything. '.repeat(60)}`,
    );
    const deciders = Array.from({ length: 60 }, (_, at) => `decider-${at}`);
    for (const one of deciders)
      await saveTeamsPerson(speaking.db, { workspace: WORKSPACE, member: one, teamsId: `29:1${one}`.padEnd(75, 'x') });
    const text = deciders.map((one) => ({ type: 'mention', member: one }) as const);
    const elements = [{ type: 'text', text } as const, ...words.map((one) => ({ type: 'text', text: one }) as const)];
    const names = Object.fromEntries(deciders.map((one) => [one, `${one} of the harbour`]));
    const shown = await posted({ ...ASKING, elements }, { deciders, names });
    expect(seen(shown)).toMatchObject([{ userIds: { length: 60 } }, []]);
    expect(speaking.undrawn).toEqual([]);
  });

  it('has its buttons for all where one of those who decide is not known to Teams, or nobody decides', async () => {
    expect(seen(await posted(ASKING, { deciders: [member('cem'), member('eva')] }))).toEqual(FOR_ALL);
    expect(seen(await posted(ASKING, { deciders: [], effect: 'e2' }))).toEqual(FOR_ALL);
  });

  it('has them for all where clients cannot ask for it anew', async () => {
    const plain = await openSpeaking(teams, { dialogs: false });
    const { id } = await plain.chat.post(plain.message(ASKING, { deciders: [member('cem'), member('dee')] }));
    expect(seen(standing(id))).toEqual(FOR_ALL);
    await plain.end();
  });
});

describe('somebody’s own chat', () => {
  opens();
  const direct = (name: string) => speaking.chat.direct?.(WORKSPACE, member(name));
  const opened = () => teams.connector.callsOf('POST', /conversations$/).filter((one) => isAlone(one.body));
  const isAlone = (body: unknown) => (body as Json).isGroup === false;

  it('is the one that they wrote in, and Teams is not asked', async () => {
    const [before, chat] = [opened().length, await speaking.knowsChat('ben')];
    expect([await direct('ben'), opened().length]).toEqual([chat, before]);
  });

  it('is opened where they never wrote, by either of their names, once', async () => {
    const before = opened().length;
    expect([await direct('cem'), await direct('eva')]).toEqual([person('cem').chat, person('eva').chat]);
    expect([await direct('cem'), await direct('eva')]).toEqual([person('cem').chat, person('eva').chat]);
    const [cem, eva, ...rest] = opened().slice(before);
    expect([cem?.body, eva?.body, rest]).toMatchObject([
      { members: [{ id: person('cem').id }], tenantId: TENANT_ID },
      { members: [{ id: member('eva') }], tenantId: TENANT_ID },
      [],
    ]);
    const shown = await posted('Your turn', { place: person('eva').chat });
    expect(person('eva').direct()).toEqual([shown]);
  });

  it('is not there for whoever cannot be written to, or where Sopwith is nowhere', async () => {
    const stranger = '11111111-2222-4333-8444-555555555555';
    expect(await speaking.chat.direct?.(WORKSPACE, stranger)).toBeUndefined();
    const before = opened().length;
    expect(await speaking.chat.direct?.('teams-elsewhere', member('cem'))).toBeUndefined();
    expect(opened()).toHaveLength(before);
  });

  it('is asked for again where Teams does not answer', async () => {
    teams.connector.inject(REFUSALS.unavailable);
    expect((await failureOf(Promise.resolve(direct('cem')))).outcome).toBe('retry');
    expect(await direct('cem')).toBe(person('cem').chat);
  });
});

describe('who sees a conversation', () => {
  opens();
  const sees = (name: string, place: string) => speaking.chat.sees?.(WORKSPACE, member(name), place);
  const asked = () => teams.connector.callsOf('GET', /\/members\//).length;

  it('is whoever Teams says is in it, asked once a minute', async () => {
    const before = asked();
    expect([await sees('ana', KITCHEN.id), await sees('eva', SHIFT_LEADS.id)]).toEqual([true, true]);
    speaking.later(59_999);
    await sees('ana', KITCHEN.id);
    expect(asked() - before).toBe(2);
    speaking.later(1);
    await sees('ana', KITCHEN.id);
    expect(asked() - before).toBe(3);
  });

  it('is nobody else: neither a stranger, nor anybody where Sopwith is not', async () => {
    expect(await speaking.chat.sees?.(WORKSPACE, '11111111-2222-4333-8444-555555555555', KITCHEN.id)).toBe(false);
    expect(await sees('ana', '19:elsewhere@thread.tacv2')).toBe(false);
  });

  it('is in a personal chat whose chat it is, without asking', async () => {
    const [chat, before] = [await speaking.knowsChat('ben'), asked()];
    expect([await sees('ben', chat), await sees('ana', chat), asked()]).toEqual([true, false, before]);
  });

  it('cannot be told while Teams does not answer, and is asked again', async () => {
    teams.connector.inject(REFUSALS.changed);
    expect((await failureOf(Promise.resolve(sees('ben', KITCHEN.id)))).outcome).toBe('retry');
    expect(await sees('ben', KITCHEN.id)).toBe(true);
  });
});

describe('what Teams answers', () => {
  opens({ patience: 1_000 });

  const WRONG = [
    ['429 with a time', tooMany(7), 'wait', 7_000, 'asks to wait'],
    ['429 without one', tooMany(), 'wait', 2_000, 'asks to wait'],
    ['412', REFUSALS.changed, 'retry', undefined, 'it is tried again'],
    ['502', REFUSALS.unavailable, 'retry', undefined, 'it is tried again'],
    ['a broken connection', { kind: 'reset' }, 'retry', undefined, 'it is tried again'],
    ['nothing', { kind: 'hang' }, 'retry', undefined, 'it is tried again'],
    ['an answer that is lost', { kind: 'after' }, 'retry', undefined, 'it is tried again'],
    ['403', REFUSALS.notInRoster, 'never', undefined, 'Add the app there again'],
    ['403, somebody blocked it', REFUSALS.blocked, 'never', undefined, 'has blocked Sopwith'],
    ['403, for whatever reason', { kind: 'status', status: 403 }, 'never', undefined, 'Add the app there again'],
    ['404', REFUSALS.gone, 'never', undefined, 'Add the app there again'],
    ['401', { kind: 'status', status: 401 }, 'never', undefined, 'TEAMS_APP_PASSWORD'],
    ['400', { kind: 'status', status: 400 }, 'retry', undefined, 'it is tried again'],
  ] as const;

  it.each(WRONG)(
    '%s means what is to be done, and nothing is tried again in silence',
    async (_what, wrong, outcome, after, advice) => {
      const before = teams.connector.calls.length;
      teams.connector.inject(wrong);
      const failure = await failureOf(speaking.chat.post(speaking.message('Tea')));
      expect(failure).toMatchObject({ outcome, after, advice: expect.stringContaining(advice) });
      expect(teams.connector.calls).toHaveLength(before + 1);
    },
  );

  it.each([
    ['does not know the secret any more', 'invalid_client', 'never', /TEAMS_APP_PASSWORD/],
    ['is not reached', 'network_error', 'retry', /tried again/],
  ])('a login that %s means what is to be done', async (_what, errorCode, outcome, advice) => {
    // As MSAL says it.
    const refused = Object.assign(new Error(`${errorCode}: AADSTS7000222`), { name: 'ServerError', errorCode });
    const other = await openSpeaking(teams, { tokens: () => Promise.reject(refused) });
    const failure = await failureOf(other.chat.post(other.message('Tea')));
    expect(failure).toMatchObject({ outcome, advice: expect.stringMatching(advice) });
    await other.end();
  });

  it('404 in a thread means that its first message is gone, and of a message that it is', async () => {
    const run = await posted('Run');
    teams.connector.inject(REFUSALS.gone);
    expect((await failureOf(speaking.chat.post(speaking.message('Step', { thread: run.id })))).outcome).toBe('gone');
    teams.connector.inject(REFUSALS.gone);
    expect((await failureOf(speaking.chat.update(run.id, speaking.message('Run')))).outcome).toBe('gone');
    teams.connector.inject(REFUSALS.gone);
    const chat = speaking.message('Step', { thread: run.id, place: SHIFT_LEADS.id });
    expect((await failureOf(speaking.chat.post(chat))).outcome).toBe('never');
  });

  it('silence concerns one conversation, whatever is to be said or changed there', async () => {
    const run = await posted('Run');
    teams.connector.inject(tooMany(3));
    const again = () => failureOf(speaking.chat.update(run.id, speaking.message('Run, done')));
    expect((await again()).after).toBe(3_000);
    const before = teams.connector.calls.length;
    speaking.later(1_000);
    expect(await again()).toMatchObject({ outcome: 'wait', after: 2_000 });
    expect(await failureOf(speaking.chat.post(speaking.message('More')))).toMatchObject({ outcome: 'wait' });
    expect(teams.connector.calls).toHaveLength(before);
    await posted('Elsewhere', { place: GENERAL.id });
    speaking.later(2_000);
    await speaking.chat.update(run.id, speaking.message('Run, done'));
    expect(readable(standing(run.id))).toBe('Run, done');
  });

  it.each([
    [413, 'MessageSizeTooBig'],
    [413, ''],
    [400, 'BadSyntax'],
  ])('%i %s: the card is told in words, where it would have stood', async (status, code) => {
    const refusal = { kind: 'status', status, body: { error: { code } } } as const;
    teams.connector.inject(refusal);
    const fallback = `<at>Ana</at> & more ${'tea '.repeat(200)}`;
    const run = await posted({ ...TEA, fallback });
    const told = `${fallback.slice(0, 500).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')} …`;
    expect(run).toMatchObject({ attachments: [], text: `${told} (Teams could not show the card. ${STATUS})` });
    await speaking.chat.update(run.id, speaking.message('Run'));
    teams.connector.inject(refusal);
    await speaking.chat.update(run.id, speaking.message('Run, done'));
    expect(standing(run.id).text).toBe(`Run, done (Teams could not show the card. ${STATUS})`);
    expect(speaking.undrawn).toEqual(Array(2).fill({ workspace: WORKSPACE, effect: 'e1' }));
  });

  const STATUS = 'Write “status” to me to see where the run stands.';
});
