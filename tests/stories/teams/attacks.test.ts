/** Whoever belongs to the tenant but wants more than they may: to decide or read as somebody else, to be elsewhere, to make it stop. */
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { listMembers } from '../../../src/store/members.ts';
import { listRuns } from '../../../src/store/runs.ts';
import { findTeamsPeople } from '../../../src/store/teams-people.ts';
import type { Json } from '../../support/slack/json.ts';
import { message, type Scene, submitted } from '../../support/teams/activities.ts';
import type { Message } from '../../support/teams/held.ts';
import { executed, extensionFetch, taskFetch, taskSubmit } from '../../support/teams/invokes.ts';
import { type Place, SHIFT_LEADS, TENANT_ID } from '../../support/teams/seed.ts';
import { placeOf } from '../../support/teams/world.ts';
import { type Cafe, openCafe, readable } from './cafe.ts';
import { claims, opening, pressing, searching } from './claiming.ts';
import { runOf } from './evidence.ts';
import { type Seeing, seeing } from './seeing.ts';

const TILL = `sop: till
title: Count the till
roles:
  - {id: opener, title: Opener}
  - {id: boss, title: Boss}
steps:
  - {id: count, title: Count it, role: opener, evidence: [{id: sum, title: Sum, type: number}], approval: {role: boss}}
`;
const TEA = 'sop: tea\ntitle: Make tea\nsteps:\n  - {id: boil, title: Boil the water}\n';

let cafe: Cafe;
let see: Seeing;
let tea: string;
let known: number;
beforeAll(async () => {
  cafe = await openCafe({ env: { PUBLIC_URL: 'https://sopwith.example' } });
  see = seeing(cafe);
  await cafe.publishes(TILL, { opener: ['ben'], boss: ['dee'] });
  tea = await cafe.publishes(TEA);
  // Eva is in the team, and in no group chat.
  await see.thread(await person('eva').says('Kitchen', '@Sopwith help'), 'What you can say');
  isNotIn('eva', SHIFT_LEADS.id);
  known = (await listMembers(cafe.app.db, cafe.workspace)).length;
});
afterAll(async () => {
  await see.quiet();
  await cafe.end();
});
afterEach(() => expect(cafe.teams.violations).toEqual([]));

const person = (name: string) => cafe.teams.person(name);
const chatOf = (name: string): Place => ({ kind: 'personal', id: person(name).chat });
const runs = () => listRuns(cafe.app.db, cafe.workspace, { limit: 50 });

function isNotIn(name: string, place: string): void {
  const path = `/v3/conversations/${place}/members/${person(name).id}`;
  const body = { error: { code: 'MemberNotFoundInConversation' } };
  cafe.teams.connector.inject({ kind: 'status', status: 404, body, times: 1_000, match: (call) => call.path === path });
}

describe('a conversation that somebody only claims to be in', () => {
  let run: Message;
  let id: string;
  beforeAll(async () => {
    await person('ben').says('group', '@Sopwith run till');
    run = await see.place('group', 'of 1 step');
    id = runOf(run);
    await see.place('group', 'Count it');
    await person('ben').says('group', '@Sopwith 812.5');
    await see.place('group', 'Recorded');
    await see.done();
  });

  it('shows them nothing of its runs, whichever way they ask', async () => {
    const answers = [
      await claims(cafe, 'eva', SHIFT_LEADS, searching('till')),
      await claims(cafe, 'eva', SHIFT_LEADS, pressing({ verb: 'show_steps', run: id })),
      await claims(cafe, 'eva', SHIFT_LEADS, pressing({ verb: 'show_evidence', run: id })),
      await claims(cafe, 'eva', SHIFT_LEADS, opening({ verb: 'show_evidence', run: id })),
      await claims(cafe, 'eva', SHIFT_LEADS, opening({ verb: 'cancel', run: id })),
      await claims(cafe, 'eva', SHIFT_LEADS, (scene) =>
        executed(scene, run.id, { verb: 'sopwith_refresh' }, 'automatic'),
      ),
      await claims(cafe, 'eva', SHIFT_LEADS, (scene) => executed(scene, run.id, { verb: 'sopwith_back' })),
      // For a while what was claimed would be believed.
      await claims(cafe, 'eva', chatOf('eva'), searching('till')),
      await claims(cafe, 'eva', chatOf('eva'), opening({ verb: 'show_evidence', run: id })),
    ];
    for (const answer of answers) expect(answer).not.toMatch(/Count it|812|Run, open|Ben/);
    await person('eva').says('chat', 'status');
    expect(readable(await see.chat('eva', /[Rr]un/))).not.toContain('till');
    // Whoever is in it sees all of this.
    expect(await claims(cafe, 'ben', SHIFT_LEADS, searching('till'))).toContain('Run, open');
    expect(await claims(cafe, 'ben', SHIFT_LEADS, opening({ verb: 'show_evidence', run: id }))).toContain('812');
  });

  it('hears nothing from them', async () => {
    const before = cafe.teams.messages('group').length;
    const payload = { id: '1700000000000', body: { contentType: 'html', content: '<p>1. Boil. 2. Pour.</p>' } };
    await claims(cafe, 'eva', SHIFT_LEADS, pressing({ verb: 'start', sop: tea }));
    await claims(cafe, 'eva', SHIFT_LEADS, (scene) => extensionFetch(scene, 'import', payload));
    await claims(cafe, 'eva', SHIFT_LEADS, (scene) => extensionFetch(scene, 'evidence', payload));
    await see.done();
    expect(cafe.teams.messages('group')).toHaveLength(before);
    expect((await runs()).filter((one) => one.place.includes(SHIFT_LEADS.id))).toHaveLength(1);
  });

  it('does not become theirs by what they say it is', async () => {
    const lie: Place = { kind: 'personal', id: SHIFT_LEADS.id };
    expect(await claims(cafe, 'eva', lie, opening({ verb: 'show_evidence', run: id }))).not.toContain('812');
    expect(await claims(cafe, 'eva', lie, searching('till'))).not.toContain('Run, open');
    const channel: Place = { kind: 'channel', id: SHIFT_LEADS.id, name: 'x' };
    expect(await claims(cafe, 'eva', channel, searching('till'))).not.toContain('Run, open');
    expect(await claims(cafe, 'ben', SHIFT_LEADS, opening({ verb: 'show_evidence', run: id }))).toContain('812');
  });
});

describe('the chat of somebody else', () => {
  it('stays theirs, whoever claims to be in it', async () => {
    await person('ben').says('chat', 'run till');
    const run = await see.chat('ben', 'of 1 step');
    await see.done();
    const answers = [
      await claims(cafe, 'eva', chatOf('ben'), opening({ verb: 'show_evidence', run: runOf(run) })),
      await claims(cafe, 'eva', chatOf('ben'), searching('till')),
      await claims(cafe, 'eva', chatOf('ben'), pressing({ verb: 'start', sop: tea })),
      await claims(cafe, 'eva', chatOf('ben'), (scene) =>
        executed(scene, run.id, { verb: 'sopwith_refresh' }, 'automatic'),
      ),
    ];
    for (const answer of answers) expect(answer).not.toMatch(/Count it|Run, open|of 1 step/);
    await see.done();
    expect((await runs()).filter(({ place }) => place.includes(person('ben').chat))).toHaveLength(1);
    // What is theirs alone comes to them still.
    const [hers, his] = [person('eva').direct().length, person('ben').direct().length];
    await person('ben').says('Kitchen', '@Sopwith mine');
    await person('eva').says('Kitchen', '@Sopwith mine');
    await cafe.teams.until(() => person('eva').direct().length > hers && person('ben').direct().length > his);
  });
});

describe('a decision', () => {
  let run: Message;
  let asked: Message;
  beforeAll(async () => {
    see.past();
    await person('ben').says('Kitchen', '@Sopwith run till');
    run = await see.place('Kitchen', 'of 1 step');
    await see.thread(run, 'Count it');
    await person('ben').replies(run, '812.5');
    await see.thread(run, 'Recorded');
    const complete = { verb: 'complete', run: runOf(run), step: 'count', attempt: 1 };
    await claims(cafe, 'ben', placeOf(run.conversation), pressing(complete, '1', { isForm: true }));
    asked = await see.thread(run, 'approval is needed');
  });
  const approve = () => ({ verb: 'approve', run: runOf(run), step: 'count', attempt: 1 });
  const stands = () => readable(cafe.teams.held.message(asked.id) ?? asked);

  it('is not taken by hand, in whatever way it is sent', async () => {
    for (const name of ['eva', 'ben', 'ana']) {
      const there = placeOf(asked.conversation);
      const data = { value: { v: 1, ...approve() } };
      const answers = [
        await claims(cafe, name, there, pressing(approve(), asked.id)),
        await claims(
          cafe,
          name,
          there,
          pressing(approve(), asked.id, { isForm: true, 'a0.reason': 'x', member: 'dee' }),
        ),
        await claims(cafe, name, there, opening(approve())),
        await claims(cafe, name, there, (scene) => taskSubmit(scene, asked.id, { ...data, isForm: true })),
        await claims(cafe, name, there, pressing({ ...approve(), attempt: 2 }, asked.id)),
        // As text, as Teams knows it too.
        await claims(cafe, name, there, (scene) =>
          executed(scene, asked.id, { verb: 'sopwith', data: { value: JSON.stringify(data.value) } }),
        ),
        await claims(cafe, name, there, (scene) =>
          executed(scene, asked.id, { verb: 'sopwith_refresh', data: { ...data, userIds: [person('dee').id] } }),
        ),
      ];
      for (const answer of answers.slice(0, -1)) expect(answer).toMatch(/Only |is an old one/);
      expect(answers.at(-1)).not.toMatch(/"title":"(Approve|Reject)"/);
      await claims(cafe, name, there, (scene) => submitted(scene, asked.id, data));
    }
    await see.done();
    expect(stands()).toContain('approval is needed');
  });

  it('is not taken by who names somebody else in the fields or in the data', async () => {
    const there = placeOf(asked.conversation);
    const dee = person('dee').aadObjectId;
    for (const more of [{ member: dee }, { from: dee }, { actor: { type: 'member', id: dee } }, { workspace: 'x' }]) {
      expect(await claims(cafe, 'eva', there, pressing({ ...approve(), ...more }, asked.id))).toContain(
        'not one of mine',
      );
      expect(await claims(cafe, 'eva', there, pressing(approve(), asked.id, { isForm: true, ...more }))).toContain(
        'Only Dee',
      );
    }
    await see.done();
    expect(stands()).toContain('approval is needed');
  });

  it('is taken once by who may, however often it is brought', async () => {
    const made = executed(
      { by: person('dee'), place: placeOf(asked.conversation), serviceUrl: cafe.teams.serviceUrl },
      asked.id,
      { verb: 'sopwith', data: { value: { v: 1, ...approve() } } },
    );
    const answers = await Promise.all(Array.from({ length: 5 }, () => cafe.teams.desk.send(made).done));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    await cafe.becomes(run, /[Cc]ompleted/);
    // Brought again as somebody else's, or as of another conversation.
    const from = { id: person('eva').id, name: 'Dee Novak', aadObjectId: person('eva').aadObjectId };
    await cafe.teams.desk.send({ ...made, from }).done;
    await see.done();
    expect(stands().match(/Dee Novak/g)?.length).toBe(1);
    expect(stands()).not.toContain('Eva Lund');
  });
});

describe('a message of Sopwith', () => {
  it('is taken back for nobody who only names it', async () => {
    see.past();
    await person('ben').says('Kitchen', '@Sopwith run tea');
    const run = await see.place('Kitchen', 'Make tea');
    const step = await see.thread(run, 'Boil the water');
    const effect = /effect-([^"]+)/.exec(JSON.stringify(step.attachments))?.[1];
    expect(effect).toBeDefined();
    const naming = (message: string) => (scene: Scene) =>
      executed(scene, message, { verb: 'sopwith_refresh', data: { effect } }, 'automatic');
    for (const message of [run.id, step.id]) {
      const seen = await claims(cafe, 'eva', placeOf(step.conversation), naming(message));
      expect(seen).toMatch(/Make tea|Boil the water/);
    }
    await see.done();
    expect(cafe.teams.held.deleted()).toEqual([]);
    expect(cafe.teams.connector.callsOf('DELETE')).toEqual([]);
  });
});

describe('a mention', () => {
  const mentioning =
    (mentioned: Json, text = '<at>Somebody</at>') =>
    (scene: Scene) => ({
      ...message(scene, { text: `role keeper add ${text}` }),
      entities: [{ type: 'mention', text, mentioned }],
    });
  const facts = async () => ({
    members: await listMembers(cafe.app.db, cafe.workspace),
    ids: await findTeamsPeople(
      cafe.app.db,
      cafe.workspace,
      ['ana', 'dee'].map((one) => person(one).aadObjectId),
    ),
  });

  it('makes nobody of anybody, whatever it says of whom it names', async () => {
    see.past();
    const before = await facts();
    const [ana, dee, max] = ['ana', 'dee', 'max'].map((one) => person(one).aadObjectId);
    const nobody = { status: 404, body: { error: { code: 'MemberNotFoundInConversation' } } };
    const match = ({ path }: { path: string }) => path.includes('29:1nobody');
    cafe.teams.connector.inject({ kind: 'status', ...nobody, times: 100, match });
    const fit = { name: 'Ana Silva', userRole: 'user', email: person('ana').email, tenantId: TENANT_ID };
    for (const mentioned of [
      { id: '28:1evil', name: 'Ana Silva', aadObjectId: ana },
      { id: '29:1nobody', ...fit, aadObjectId: dee },
      // Of whom nothing was ever heard.
      { id: '29:1nobody', ...fit, aadObjectId: max },
      { id: '29:1nobody', ...fit, aadObjectId: randomUUID() },
      { id: person('ana').email, name: 'Ana Silva' },
      { id: ana, name: 'Somebody else' },
      { id: '__proto__', name: 'x', aadObjectId: '__proto__' },
    ] as readonly Json[]) {
      await claims(cafe, 'eva', chatOf('eva'), mentioning(mentioned));
      await see.chat('eva', 'Only an administrator');
    }
    await see.done();
    const after = await facts();
    expect(after.ids).toEqual(before.ids);
    const kept = (members: typeof before.members) => members.filter(({ kind }) => kind === 'person');
    expect(kept(after.members)).toEqual(kept(before.members));
  });
});

describe('what a client makes up', () => {
  const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, at) => [`a0.f${at}`, 'x']));

  it.each<[string, (run: string) => Json]>([
    ['keys of every object', (run) => ({ value: { v: 1, verb: 'note', run }, isForm: true, ...PROTOTYPE })],
    ['a value that is one', () => ({ value: JSON.parse('{"v":1,"verb":"note","__proto__":{"run":"x"}}') })],
    ['a verb that is none', (run) => ({ value: { v: 1, verb: 'constructor', run } })],
    ['a run that is none', () => ({ value: { v: 1, verb: 'show_evidence', run: '__proto__' } })],
    ['a step that is none', (run) => ({ value: { v: 1, verb: 'complete', run, step: 'constructor' }, isForm: true })],
    ['an SOP that is none', () => ({ value: { v: 1, verb: 'start', sop: 'constructor' }, isForm: true })],
    ['numbers beyond measure', (run) => ({ value: { v: 1, verb: 'approve', run, step: 'count', attempt: 1e308 } })],
    ['a thousand fields', (run) => ({ value: { v: 1, verb: 'note', run }, isForm: true, ...many(5_000) })],
    [
      'a text beyond measure',
      (run) => ({ value: { v: 1, verb: 'note', run }, isForm: true, 'a0.note': 'x'.repeat(400_000) }),
    ],
    ['what is given beforehand', (run) => ({ value: { v: 1, verb: 'note', run }, given: { ...PROTOTYPE, note: 'x' } })],
    ['another version', (run) => ({ value: { v: 2, verb: 'approve', run, step: 'count' } })],
    ['no value', () => ({})],
  ])('is refused, or is nothing: %s', async (_, data) => {
    const [run] = await runs();
    const made = data(run?.id ?? '');
    const there: Place = chatOf('ben');
    for (const answer of [
      await claims(cafe, 'ben', there, (scene) => executed(scene, '1', { verb: 'sopwith', data: made })),
      await claims(cafe, 'ben', there, (scene) => taskFetch(scene, '1', made)),
      await claims(cafe, 'ben', there, (scene) => taskSubmit(scene, '1', made)),
    ])
      expect(answer).not.toMatch(/went wrong on our side|native code|\[object/);
    expect(await listMembers(cafe.app.db, cafe.workspace)).toHaveLength(known);
  });

  it('is refused, however deep it goes', async () => {
    const { teams, address } = cafe;
    const { serviceUrl } = teams;
    const scene = { by: person('ben'), place: chatOf('ben'), serviceUrl };
    const lists = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
    for (const made of [pressing({ verb: 'note', run: 'DEEP' }), opening({ verb: 'note', run: 'DEEP' })]) {
      const body = JSON.stringify(made(scene)).replace('"DEEP"', lists);
      const authorization = `Bearer ${teams.identity.token({ serviceurl: serviceUrl })}`;
      const answer = await fetch(`${address}/api/messages`, { method: 'POST', headers: { authorization }, body });
      expect(await answer.text()).toContain('not one of mine');
    }
  });

  it('holds nobody up: a message of signs alone, for an extension and in a chat', async () => {
    const started = performance.now();
    for (const sign of ['<', '<br', '<img ', '<blockquote itemtype="http://schema.skype.com/Reply"', '&amp;', ' ']) {
      const content = sign.repeat(Math.floor(190_000 / sign.length));
      const payload = { id: '1700000000000', body: { contentType: 'html', content } };
      await claims(cafe, 'eva', chatOf('eva'), (scene) => extensionFetch(scene, 'evidence', payload));
      const html = content.slice(0, 100_000);
      await claims(cafe, 'eva', chatOf('eva'), (scene) => message(scene, { text: html.slice(0, 90_000), html }));
      await cafe.teams.desk.idle();
    }
    await see.done();
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});

const PROTOTYPE = JSON.parse(
  '{"a0.__proto__":"x","a0.constructor":"x","a1.toString":"x","__proto__":"x","constructor":"x"}',
) as Json;

it('writes down no secret, token or link of anybody', async () => {
  const written = JSON.stringify(cafe.log);
  const { appId = '', password = '' } = cafe.teams.settings;
  const tokens = cafe.teams.identity.asked.flatMap(({ token = '' }) => (token === '' ? [] : [token]));
  expect(tokens.length).toBeGreaterThan(0);
  expect(appId).not.toBe('');
  for (const one of [...tokens, password, 'Bearer', '/teams/upload/']) expect(written).not.toContain(one);
});
