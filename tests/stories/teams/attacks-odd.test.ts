/** Whoever makes up what a client sends: whom it names, what it holds, how much of it. Nobody becomes anybody, and nothing breaks. */
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { findMember, listMembers } from '../../../src/store/members.ts';
import { listRuns } from '../../../src/store/runs.ts';
import { findTeamsPeople } from '../../../src/store/teams-people.ts';
import type { Json } from '../../support/slack/json.ts';
import { message, type Scene } from '../../support/teams/activities.ts';
import { executed, extensionFetch, taskFetch, taskSubmit } from '../../support/teams/invokes.ts';
import { type Place, TENANT_ID } from '../../support/teams/seed.ts';
import { type Cafe, openCafe } from './cafe.ts';
import { claims, opening, pressing } from './claiming.ts';
import { type Seeing, seeing } from './seeing.ts';

const TEA = `sop: tea
title: Make tea
roles:
  - {id: cook, title: Cook}
steps:
  - {id: boil, title: Boil the water, role: cook}
`;

let cafe: Cafe;
let see: Seeing;
beforeAll(async () => {
  cafe = await openCafe({ env: { PUBLIC_URL: 'https://sopwith.example' } });
  see = seeing(cafe);
  await cafe.publishes(TEA, { cook: ['ben', 'dee', 'eva'] });
  await person('ben').says('chat', 'run tea');
  await see.chat('ben', 'of 1 step');
});
afterAll(async () => {
  await see.quiet();
  await cafe.end();
});
afterEach(() => expect(cafe.teams.violations).toEqual([]));

const person = (name: string) => cafe.teams.person(name);
const chatOf = (name: string): Place => ({ kind: 'personal', id: person(name).chat });
const runs = () => listRuns(cafe.app.db, cafe.workspace, { limit: 50 });

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

it('nobody administers by an address that is an administrator’s', async () => {
  const { id, name, aadObjectId, email: own } = person('max');
  const facts = { id, name, aadObjectId, userPrincipalName: own, tenantId: TENANT_ID, userRole: 'user' };
  const match = ({ path }: { path: string }) => path.endsWith(`/members/${id}`);
  cafe.teams.connector.inject({ kind: 'status', status: 200, body: { ...facts, email: person('ana').email }, match });
  await person('max').says('chat', 'role boss add Eva Lund');
  await see.chat('max', 'Only an administrator');
  expect(await findMember(cafe.app.db, cafe.workspace, person('max').aadObjectId)).toMatchObject({
    admin: false,
    active: true,
  });
});

describe('what a client makes up', () => {
  let known: number;
  beforeAll(async () => {
    known = (await listMembers(cafe.app.db, cafe.workspace)).length;
  });
  const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, at) => [`a0.f${at}`, 'x']));

  it.each<[string, (run: string) => Json]>([
    ['keys of every object', (run) => ({ value: { v: 1, verb: 'note', run }, isForm: true, ...PROTOTYPE })],
    ['a value that is one', () => ({ value: JSON.parse('{"v":1,"verb":"note","__proto__":{"run":"x"}}') })],
    ['a verb that is none', (run) => ({ value: { v: 1, verb: 'constructor', run } })],
    ['a run that is none', () => ({ value: { v: 1, verb: 'show_evidence', run: '__proto__' } })],
    ['a step that is none', (run) => ({ value: { v: 1, verb: 'complete', run, step: 'constructor' }, isForm: true })],
    ['an SOP that is none', () => ({ value: { v: 1, verb: 'start', sop: 'constructor' }, isForm: true })],
    ['numbers beyond measure', (run) => ({ value: { v: 1, verb: 'approve', run, step: 'boil', attempt: 1e308 } })],
    ['a thousand fields', (run) => ({ value: { v: 1, verb: 'note', run }, isForm: true, ...many(5_000) })],
    [
      'a text beyond measure',
      (run) => ({ value: { v: 1, verb: 'note', run }, isForm: true, 'a0.note': 'x'.repeat(400_000) }),
    ],
    ['what is given beforehand', (run) => ({ value: { v: 1, verb: 'note', run }, given: { ...PROTOTYPE, note: 'x' } })],
    ['another version', (run) => ({ value: { v: 2, verb: 'approve', run, step: 'boil' } })],
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
