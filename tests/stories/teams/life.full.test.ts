/** Sopwith comes, goes and comes again; Teams tells of the same thing more than once. Nothing is said twice, and nothing is lost. */
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Command } from '../../../src/runtime/command.ts';
import { parkedEffects } from '../../../src/store/effects.ts';
import { loadPeople } from '../../../src/store/people.ts';
import { listRuns } from '../../../src/store/runs.ts';
import type { Json } from '../../support/slack/json.ts';
import { installation, members, message } from '../../support/teams/activities.ts';
import type { Delivery } from '../../support/teams/desk.ts';
import { REFUSALS } from '../../support/teams/faults.ts';
import { isBots, type Message } from '../../support/teams/held.ts';
import { fileConsent } from '../../support/teams/invokes.ts';
import { BOT, GENERAL, KITCHEN, type Place, SHIFT_LEADS, TENANT_ID } from '../../support/teams/seed.ts';
import { buttonsOf, type Cafe, openCafe, readable } from './cafe.ts';

const TILL = `sop: till
title: Count the till
roles:
  - {id: opener, title: Opener}
  - {id: boss, title: Boss}
steps:
  - {id: count, title: Count it, role: opener}
  - {id: lock, title: Lock it up, role: opener}
`;

const FRIDGE = `sop: fridge
title: Fridge
roles:
  - {id: cook, title: Cook}
steps:
  - {id: read, title: Read it, role: cook, evidence: [{id: degrees, title: Degrees, type: number, unit: °C}]}
  - {id: close, title: Close it, role: cook}
`;

const CALLED = {
  text: '<at>Sopwith</at> run till',
  mentions: [{ text: '<at>Sopwith</at>', id: BOT.id, name: BOT.name }],
};

let cafe: Cafe;
const person = (name: string) => cafe.teams.person(name);
const sceneOf = (name: string, place: Place) => ({ by: person(name), place, serviceUrl: cafe.teams.serviceUrl });
const parked = () => parkedEffects(cafe.app.db, cafe.workspace, 50);
/** What is heard is answered at once and done afterwards: a stop waits for it. */
const afterwards = async () => {
  await cafe.stops();
  await cafe.starts();
  await cafe.app.worker.idle();
};

function opens(): void {
  beforeAll(async () => {
    cafe = await openCafe();
  });
  afterAll(() => cafe.end());
  afterEach(() => {
    expect(cafe.teams.violations).toEqual([]);
    const faults = cafe.log.filter((line) => line.level >= 50).map((line) => line.msg);
    // An operator is told of what is parked.
    expect(faults.filter((msg) => !msg.startsWith('an effect is parked'))).toEqual([]);
  });
}

describe('whoever adds it', () => {
  opens();

  it('is greeted once in each place, however often and in whatever way Teams tells', async () => {
    const welcomes = () =>
      [person('ana').chat, SHIFT_LEADS.id, KITCHEN.id].map(
        (place) =>
          cafe.teams.messages(place).filter((one) => /Sopwith is here|I am Sopwith/.test(readable(one))).length,
      );
    for (const place of ['chat', 'group', 'Kitchen']) await person('ana').installs(place);
    await vi.waitFor(() => expect(welcomes()).toEqual([1, 1, 1]), 5_000);
    const again = async (name: string, place: Place) => {
      const scene = sceneOf(name, place);
      const told = [installation(scene, 'add'), members(scene, 'added', [BOT.id]), installation(scene, 'add')];
      await Promise.all(told.map((one) => cafe.teams.desk.send(one).done));
    };
    for (const place of ['chat', 'group', 'Kitchen']) await person('ana').installs(place);
    await again('ana', { kind: 'personal', id: person('ana').chat });
    await again('ben', SHIFT_LEADS);
    await again('ben', KITCHEN);
    await Promise.all(cafe.teams.desk.deliveries.map((one) => cafe.teams.desk.redeliver(one).done));
    await afterwards();
    expect(welcomes()).toEqual([1, 1, 1]);
    // All at once, where it was never before.
    await Promise.all([again('ben', GENERAL), again('eva', GENERAL)]);
    await cafe.says('General', 'Sopwith is here');
    await afterwards();
    expect(cafe.teams.messages('General').filter((one) => readable(one).includes('Sopwith is here'))).toHaveLength(1);
  });

  it('is told in their chat what they may send, and elsewhere how it is called', async () => {
    expect(readable(await cafe.tells('ana', 'I am Sopwith'))).toMatch(/document/);
    expect(readable(await cafe.says('Kitchen', 'Sopwith is here'))).toContain('@Sopwith');
    expect(readable(await cafe.says('group', 'Sopwith is here'))).toContain('@Sopwith');
  });

  it('for others is not greeted: somebody else comes or goes', async () => {
    const before = cafe.teams.held.all().length;
    for (const change of ['added', 'removed'] as const) {
      await cafe.teams.desk.send(members(sceneOf('ana', KITCHEN), change, [person('dee').id])).done;
    }
    await afterwards();
    expect(cafe.teams.held.all()).toHaveLength(before);
  });
});

describe('a team that it is removed from', () => {
  opens();
  let run: Message;
  let id: string;
  let notice: Message;
  beforeAll(async () => {
    await cafe.publishes(TILL, { opener: ['ben'], boss: ['dee'] });
    await person('ana').installs('General');
    await person('ben').says('Kitchen', '@Sopwith run till');
    run = await cafe.says('Kitchen', 'of 2 steps');
    await cafe.answers(run, 'Count it');
    await cafe.app.worker.idle();
    id = String((await listRuns(cafe.app.db, cafe.workspace, { status: 'open', limit: 10 }))[0]?.id);
  });

  /** Without Teams: the other way that people work. */
  const completes = (step: string) => {
    const { aadObjectId } = person('ben');
    const actor = { type: 'member', id: aadObjectId, identity: `teams:${TENANT_ID}:${aadObjectId}` } as const;
    const command: Command = { type: 'completeStep', run: id, step, items: [] };
    return cafe.app.handle({ workspace: cafe.workspace, key: `away:${step}`, actor, command });
  };
  const toKitchen = () =>
    cafe.teams.connector.calls.filter((one) => JSON.stringify([one.path, one.body]).includes(KITCHEN.id)).length;

  it('hears nothing more: it waits, and whoever answers for the run reads what to do', async () => {
    const before = cafe.teams.messages('Kitchen').length + cafe.teams.thread(run).length;
    // Teams tells of the team, by its first channel.
    await cafe.teams.desk.send(members(sceneOf('ana', GENERAL), 'removed', [BOT.id])).done;
    await cafe.teams.desk.send(installation(sceneOf('ana', GENERAL), 'remove')).done;
    await afterwards();
    const calls = toKitchen();
    expect(await completes('count')).toMatchObject({ status: 'accepted' });
    notice = await cafe.tells('ben', /^Not posted/);
    expect(readable(notice)).toContain('Add the app there again');
    expect(buttonsOf(notice)).toContain('Post again');
    await cafe.app.worker.idle();
    expect(await parked()).not.toEqual([]);
    expect((await parked()).every((one) => one.error.includes('is not in this conversation of Teams any more'))).toBe(
      true,
    );
    expect(cafe.teams.messages('Kitchen').length + cafe.teams.thread(run).length).toBe(before);
    expect(toKitchen()).toBe(calls);
    expect(cafe.log.map((line) => line.msg)).toContainEqual(expect.stringContaining('the app was removed'));
  });

  it('is told all of it, once, when it is added again', async () => {
    await person('ana').installs('General');
    await cafe.becomes(run, '1 of 2');
    await cafe.answers(run, 'Lock it up');
    await cafe.becomes(notice, 'on its way again');
    await afterwards();
    expect(await parked()).toEqual([]);
    expect(cafe.teams.thread(run).filter((one) => readable(one).startsWith('Lock it up'))).toHaveLength(1);
    // It is welcome once more.
    expect(cafe.teams.messages('General').filter((one) => readable(one).includes('Sopwith is here'))).toHaveLength(2);
  });

  it('without a word of Teams’ is noticed by what Teams refuses, and mended likewise', async () => {
    const { connector } = cafe.teams;
    connector.inject({ ...REFUSALS.notInRoster, match: ({ path }) => path.includes(KITCHEN.id), times: 100 });
    expect(await completes('lock')).toMatchObject({ status: 'accepted' });
    await vi.waitFor(async () => expect(await parked()).not.toEqual([]), 5_000);
    connector.clear();
    expect(readable(cafe.teams.held.message(run.id) as Message)).toContain('1 of 2');
    await person('ana').installs('General');
    await cafe.becomes(run, /[Cc]ompleted/);
    await afterwards();
    expect(await parked()).toEqual([]);
  });
});

describe('what is brought once more', () => {
  opens();
  beforeAll(async () => {
    await cafe.publishes(TILL, { opener: ['ben'], boss: ['dee'] });
    await cafe.publishes(FRIDGE, { cook: ['ben'] });
  });

  /** What they said last, as the Bot Framework brings it again: at once, and when it is long done. */
  const again = async (count = 2) => {
    const last = cafe.teams.desk.deliveries.at(-1) as Delivery;
    await Promise.all(Array.from({ length: count }, () => cafe.teams.desk.redeliver(last).done));
    await afterwards();
    return last;
  };
  const said = (place: string) => cafe.teams.messages(place).length;

  it('phrases in a chat are answered once each', async () => {
    const before = said(person('ana').chat);
    const phrases = ['help', 'mine', 'roles', 'run nonsense', 'yaml till', 'import'];
    for (const phrase of phrases) {
      const count = said(person('ana').chat);
      await person('ana').says('chat', phrase);
      await cafe.teams.until(() => said(person('ana').chat) === count + 2, `an answer to ${phrase}`);
      const last = cafe.teams.desk.deliveries.at(-1) as Delivery;
      await Promise.all([1, 2].map(() => cafe.teams.desk.redeliver(last).done));
    }
    await afterwards();
    const all = cafe.teams.messages(person('ana').chat).slice(before);
    expect(all.map((one) => (isBots(one) ? 'answer' : one.text))).toEqual(phrases.flatMap((one) => [one, 'answer']));
  });

  it('a phrase in a channel starts one run, and is answered once', async () => {
    const posts = said('Kitchen');
    await person('ben').says('Kitchen', '@Sopwith run fridge');
    await cafe.says('Kitchen', '0 of 2 steps');
    const last = await again(3);
    // By now the program was started anew, and remembers nothing but what it wrote down.
    await cafe.teams.desk.redeliver(last).done;
    await afterwards();
    expect(said('Kitchen')).toBe(posts + 2);
    expect(await listRuns(cafe.app.db, cafe.workspace, { status: 'open', limit: 10 })).toHaveLength(1);
  });

  it('a reading is recorded once, and said to be', async () => {
    const run = await cafe.says('Kitchen', '0 of 2 steps');
    const step = await cafe.answers(run, 'Read it');
    await person('ben').replies(run, '4.2 °C');
    await cafe.answers(run, 'Recorded');
    const replies = cafe.teams.thread(run).length;
    await again();
    expect(cafe.teams.thread(run)).toHaveLength(replies);
    expect(readable(cafe.teams.held.message(step.id) as Message).split('4.2').length - 1).toBe(1);
  });

  it('a form that is sent is one, and is answered each time alike', async () => {
    const run = await cafe.says('Kitchen', '0 of 2 steps');
    const dialog = await person('ben').presses(await cafe.answers(run, 'Read it'), 'Done');
    await person('ben').submits(dialog as Json, {}, { on: await cafe.answers(run, 'Read it') });
    const last = await again(3);
    await cafe.answers(run, 'Close it');
    expect(answersTo(last)).toEqual([200, 200, 200, 200]);
    expect(cafe.teams.thread(run).filter((one) => readable(one).startsWith('Close it'))).toHaveLength(1);
    expect(readable(cafe.teams.held.message(run.id) as Message)).toContain('1 of 2');
  });

  it('a press that begins a run begins one', async () => {
    await person('ben').says('Kitchen', '@Sopwith show till');
    const card = await cafe.answers(cafe.teams.messages('Kitchen').at(-1) as Message, 'Count the till');
    await person('ben').presses(card, 'Run');
    await again(3);
    const runs = await listRuns(cafe.app.db, cafe.workspace, { key: 'till', limit: 10 });
    expect(runs).toHaveLength(1);
  });

  it('a press is one press', async () => {
    const run = await cafe.says('Kitchen', 'Count the till');
    await person('ben').presses(await cafe.answers(run, 'Count it'), 'Done');
    const last = await again(3);
    await cafe.answers(run, 'Lock it up');
    expect(answersTo(last)).toEqual([200, 200, 200, 200]);
    expect(bodiesOf(last)).toHaveLength(1);
    expect(cafe.teams.thread(run).filter((one) => readable(one).startsWith('Lock it up'))).toHaveLength(1);
  });

  it('a file is brought once to whoever agreed', async () => {
    const { desk, files, url } = cafe.teams;
    const chat = person('ana').direct();
    const offered = chat.find((one) => one.attachments.some(({ contentType }) => contentType.endsWith('consent')));
    const { content, name = '' } = (offered as Message).attachments[0] ?? {};
    const scene = sceneOf('ana', { kind: 'personal', id: person('ana').chat });
    const agreed = { action: 'accept', context: (content as Json).acceptContext as Json } as const;
    const accepted = fileConsent(scene, String(offered?.id), { ...agreed, uploadInfo: files.uploadInfo(url, name) });
    await Promise.all([1, 2, 3].map(() => desk.send(accepted).done));
    await afterwards();
    expect(files.brought().map((one) => one.name)).toEqual([name]);
    expect(person('ana').direct()).toHaveLength(chat.length + 1);
  });

  it('a role is given once', async () => {
    const post = await person('ana').says('Kitchen', '@Sopwith role boss add @Cem Yilmaz');
    await cafe.answers(post, 'Cem Yilmaz now holds');
    await again();
    expect(cafe.teams.thread(post)).toHaveLength(1);
    expect((await loadPeople(cafe.app.db, cafe.workspace)).holders.boss).toHaveLength(2);
  });

  it('what somebody else says in the same instant elsewhere is another thing', async () => {
    const at = Date.now();
    const run = (name: string, place: typeof KITCHEN | typeof GENERAL) =>
      message({ ...sceneOf(name, place), at }, CALLED);
    const before = [said('Kitchen'), said('General')];
    await Promise.all([run('ben', KITCHEN), run('dee', GENERAL)].map((one) => cafe.teams.desk.send(one).done));
    await afterwards();
    expect([said('Kitchen'), said('General')]).toEqual(before.map((count) => count + 1));
  });

  /** How the bot answered each time that it was brought the same. */
  const same = (last: Delivery) => cafe.teams.desk.deliveries.filter((one) => one.activity.id === last.activity.id);
  const answersTo = (last: Delivery) => same(last).map((one) => one.answer?.status);
  const bodiesOf = (last: Delivery) => [...new Set(same(last).map((one) => JSON.stringify(one.answer?.body as Json)))];
});

describe('a stop', () => {
  opens();
  beforeAll(async () => {
    await cafe.publishes(TILL, { opener: ['ben'], boss: ['dee'] });
  });

  it('finishes what Teams was told is heard', async () => {
    const { connector } = cafe.teams;
    const held = Promise.withResolvers<void>();
    const before = connector.callsOf('GET', /members/).length;
    connector.inject({ kind: 'held', until: held.promise, match: ({ path }) => /members/.test(path) });
    // Eva was never met: Teams is asked who she is.
    await person('eva').says('Kitchen', '@Sopwith run till');
    await cafe.teams.until(() => connector.callsOf('GET', /members/).length > before, 'a slow call');
    const { address } = cafe;
    const stopped = cafe.stops();
    await vi.waitFor(() => expect(fetch(address)).rejects.toThrow());
    held.resolve();
    await stopped;
    await cafe.starts();
    await cafe.says('Kitchen', 'of 2 steps');
  });

  it('answers the press that it was about to', async () => {
    const run = await cafe.says('Kitchen', 'of 2 steps');
    const step = await cafe.answers(run, 'Count it');
    const { connector } = cafe.teams;
    const held = Promise.withResolvers<void>();
    const before = connector.callsOf('GET').length;
    connector.inject({ kind: 'held', until: held.promise, match: ({ method }) => method === 'GET' });
    const pressed = person('ben').presses(step, 'Done');
    await cafe.teams.until(() => connector.callsOf('GET').length > before, 'a slow call');
    const { address } = cafe;
    const stopped = cafe.stops();
    await vi.waitFor(() => expect(fetch(address)).rejects.toThrow());
    held.resolve();
    expect(await pressed).toMatchObject({ statusCode: 200 });
    await stopped;
    await cafe.starts();
    await cafe.becomes(run, '1 of 2');
  });
});
