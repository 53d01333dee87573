/** Who people are, as Teams says: what they may follows from it. */
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { findMember } from '../../../src/store/members.ts';
import { loadPeople } from '../../../src/store/people.ts';
import { listRuns } from '../../../src/store/runs.ts';
import type { Json } from '../../support/slack/json.ts';
import { members, message } from '../../support/teams/activities.ts';
import { buttonOn } from '../../support/teams/filling.ts';
import { isBots, type Message } from '../../support/teams/held.ts';
import { type Executed, executed } from '../../support/teams/invokes.ts';
import { BOT, GENERAL, type Place, SHIFT_LEADS, type Someone, TENANT_ID } from '../../support/teams/seed.ts';
import { placeOf } from '../../support/teams/world.ts';
import { type Cafe, openCafe, readable } from './cafe.ts';
import { type Seeing, seeing } from './seeing.ts';

const TILL = `sop: till
title: Count the till
roles:
  - {id: opener, title: Opener}
  - {id: boss, title: Boss}
steps:
  - {id: count, title: Count it, role: opener, approval: {role: boss}}
`;

const FRIDGE = `sop: fridge
title: Fridge
steps:
  - {id: read, title: Read it, evidence: [{id: degrees, title: Degrees, type: number, unit: °C}]}
`;

const DOOR = `sop: door
title: Door
steps:
  - {id: open, title: Unlock it}
`;

const HOUR = 60 * 60_000;
const OTHER_TENANT = '0d0d0d0d-1111-4222-8333-444444444444';

/** Somebody whom the playground does not know. */
function stranger(key: string, more: Partial<Someone> = {}): Someone {
  const name = `${key[0]?.toUpperCase()}${key.slice(1)} Zimmer`;
  const aadObjectId = `0f0e0d0c-15d8-4d2f-8a63-${[...key].map((one) => one.charCodeAt(0).toString(16)).join('')}`;
  return {
    ...{ key, name, email: `${key}@other.example`, zone: 'Europe/Berlin', locale: 'de-DE' },
    ...{ id: `29:1${key}`, aadObjectId: aadObjectId.padEnd(36, '0'), ...more },
  };
}

const ZOE = stranger('zoe');
const GIL = stranger('gil');

let cafe: Cafe;
let see: Seeing;
let ahead = 0;
beforeAll(async () => {
  const admins = ['ana@harbour.example', 'eva@harbour.example', ZOE.email, GIL.email, ZOE.aadObjectId];
  cafe = await openCafe({
    ...{ guests: ['eva'], env: { TEAMS_ADMINS: admins.join(',') } },
    parts: { clock: { now: () => Date.now() + ahead } },
  });
  see = seeing(cafe);
  await cafe.publishes(TILL, { opener: ['ben', 'eva'], boss: ['dee'] });
  for (const yaml of [FRIDGE, DOOR]) await cafe.publishes(yaml);
  for (const sop of ['fridge', 'door']) await person('ben').says('Kitchen', `@Sopwith run ${sop}`);
});
afterAll(() => cafe.end());
afterEach(() => {
  cafe.teams.connector.clear();
  expect(cafe.teams.violations).toEqual([]);
});

const person = (name: string) => cafe.teams.person(name);
const member = (one: Pick<Someone, 'aadObjectId'>) => findMember(cafe.app.db, cafe.workspace, one.aadObjectId);
const holders = async (role: string) => (await loadPeople(cafe.app.db, cafe.workspace)).holders[role] ?? [];
const runs = () => listRuns(cafe.app.db, cafe.workspace, { limit: 50 });

/** What Teams says of somebody from now on, in place of what the playground does; undefined: that they are not there. */
function tells(id: string, facts: Json | undefined): void {
  const answer = facts
    ? { status: 200, body: facts }
    : { status: 404, body: { error: { code: 'MemberNotFoundInConversation' } } };
  const match = ({ method, path }: { method: string; path: string }) =>
    method === 'GET' && path.endsWith(`/members/${id}`);
  cafe.teams.connector.inject({ kind: 'status', ...answer, match, times: 1_000 });
}

function factsOf({ id, name, aadObjectId, email }: Someone, more: Json = {}): Json {
  return { id, name, aadObjectId, email, userPrincipalName: email, tenantId: TENANT_ID, userRole: 'user', ...more };
}

/** Says it to Sopwith, whoever it is. */
function says(by: Someone, place: Place, words: string, more: Json = {}) {
  const mentions = [{ text: '<at>Sopwith</at>', id: BOT.id, name: BOT.name }];
  const said = message(
    { by, place, serviceUrl: cafe.teams.serviceUrl },
    { text: `<at>Sopwith</at> ${words}`, mentions },
  );
  return cafe.teams.desk.send({ ...said, ...more }).done;
}

/** Presses a button that Dee sees. Gives what is answered. */
async function presses(
  by: Someone,
  on: Message,
  button: string,
  more: Json = {},
  place: Place = placeOf(on.conversation),
): Promise<string> {
  const { action } = buttonOn((await person('dee').sees(on)) ?? {}, button);
  const scene = { by, place, serviceUrl: cafe.teams.serviceUrl };
  const pressed = executed(scene, on.id, action as unknown as Executed);
  return JSON.stringify((await cafe.teams.desk.send({ ...pressed, ...more }).done).body);
}

const shown = (one: Message) => readable(cafe.teams.held.message(one.id) ?? one);

describe('people', () => {
  it('are known by the ids of the directory, with the names, clocks and languages that Teams tells', async () => {
    const ana = person('ana');
    expect(await member(ana)).toMatchObject({
      ...{ id: ana.aadObjectId, identity: `teams:${TENANT_ID}:${ana.aadObjectId}`, name: 'Ana Silva', kind: 'person' },
      ...{ admin: true, active: true, timeZone: 'Europe/Lisbon', locale: 'en-GB' },
    });
    expect(await member(person('dee'))).toMatchObject({ timeZone: 'America/Chicago', locale: 'en-US', admin: false });
    // Nobody is known who has said nothing.
    expect(await member(person('max'))).toBeUndefined();
  });

  it('are the same in whatever letters their id comes, and are where their client last was', async () => {
    const ben = person('ben');
    const shouting = { from: { id: ben.id, name: ben.name, aadObjectId: ben.aadObjectId.toUpperCase() } };
    await says(ben, SHIFT_LEADS, 'help', { ...shouting, localTimezone: 'Asia/Tokyo', locale: 'ja-JP' });
    await vi.waitFor(async () => expect(await member(ben)).toMatchObject({ timeZone: 'Asia/Tokyo', locale: 'ja-JP' }));
    tells(ben.id, factsOf(ben, { aadObjectId: ben.aadObjectId.toUpperCase() }));
    // What is no zone and no tag of a language is not kept.
    await says(ben, SHIFT_LEADS, 'list', { localTimezone: 'Mars/Olympus', locale: 'not a tag!' });
    await says(ben, SHIFT_LEADS, 'list', { localTimezone: null, locale: null });
    await see.done();
    expect(await member(ben)).toMatchObject({ timeZone: 'Asia/Tokyo', locale: 'ja-JP' });
    expect(await member({ aadObjectId: ben.aadObjectId.toUpperCase() })).toBeUndefined();
  });

  it('are called by another name within an hour, and stand while Teams says nothing of them', async () => {
    const ben = person('ben');
    tells(ben.id, factsOf(ben, { name: 'Benjamin Okafor' }));
    ahead += HOUR;
    await ben.says('chat', 'help');
    await vi.waitFor(async () => expect(await member(ben)).toMatchObject({ name: 'Benjamin Okafor' }));
    cafe.teams.connector.clear();
    tells(ben.id, undefined);
    ahead += HOUR;
    await ben.says('chat', 'mine');
    await see.chat('ben', /waits for you/);
    expect(await member(ben)).toMatchObject({ name: 'Benjamin Okafor', active: true });
  });
});

describe('a guest', () => {
  it('holds a role and does its work, and never administers, even when listed', async () => {
    const eva = person('eva');
    expect(await member(eva)).toMatchObject({ admin: false, active: true });
    expect(await holders('opener')).toContain(eva.aadObjectId);
    await eva.says('Kitchen', '@Sopwith run till');
    const run = await cafe.says('Kitchen', 'Count the till');
    await eva.presses(await cafe.answers(run, 'Count it'), 'Done');
    await cafe.answers(run, 'approval is needed');
    const post = await eva.says('Kitchen', '@Sopwith role boss add @Max Keller');
    await cafe.answers(post, 'Only an administrator');
    expect(await holders('boss')).toEqual([person('dee').aadObjectId]);
  });

  it('is known by the name that the directory gives guests, where Teams says no more', async () => {
    const upn = 'gil_other.example#EXT#@harbour.onmicrosoft.com';
    tells(GIL.id, factsOf(GIL, { userPrincipalName: upn, userRole: undefined }));
    see.past();
    await says(GIL, SHIFT_LEADS, 'help');
    await see.place('group', 'What you can say');
    expect(await member(GIL)).toMatchObject({ admin: false, active: true });
  });
});

describe.each<[string, Someone, (one: Someone) => Json | undefined, Json]>([
  ['somebody of another tenant', ZOE, (one) => factsOf(one, { tenantId: OTHER_TENANT }), {}],
  [
    'somebody anonymous',
    stranger('ano'),
    (one) => factsOf(one, { aadObjectId: undefined, userRole: 'anonymous' }),
    { from: { id: '29:1ano', name: 'Ano Zimmer' } },
  ],
  ['somebody anonymous with an id', stranger('anx'), (one) => factsOf(one, { userRole: 'anonymous' }), {}],
  ['somebody whom Teams does not find there', stranger('lou'), () => undefined, {}],
])('%s', (_, who, facts, from) => {
  it.each([
    'list',
    'status',
    'show till',
    'yaml till',
    'roles',
    'evidence',
    'mine',
    'digest',
    'run',
    'new',
    'template',
  ])('reads nothing by asking for “%s”', async (phrase) => {
    tells(who.id, facts(who));
    const all = () => cafe.teams.messages('group').filter(isBots);
    const before = all().length;
    await says(who, SHIFT_LEADS, phrase, from);
    await cafe.teams.until(() => all().length > before, 'an answer');
    const said = all().slice(before).map(readable).join('\n');
    expect(said).toMatch(/Only a member of this workspace|I cannot write to you alone/);
    expect(said).not.toMatch(/till|Count it|Boss|Ben|Dee/i);
  });

  it('starts, does, records and decides nothing', async () => {
    tells(who.id, facts(who));
    const before = await runs();
    await says(who, SHIFT_LEADS, 'run till', from);
    await says(who, SHIFT_LEADS, 'role boss add Ana', from);
    const door = await cafe.says('Kitchen', 'Door');
    expect(await presses(who, await cafe.answers(door, 'Unlock it'), 'Done', from)).toContain('Only a member');
    expect(await presses(who, door, 'Evidence', from)).toContain('Only a member');
    const fridge = await cafe.says('Kitchen', 'Fridge');
    const reading = { by: who, place: placeOf(fridge.conversation), serviceUrl: cafe.teams.serviceUrl };
    await cafe.teams.desk.send({ ...message(reading, { text: '4.2' }), ...from }).done;
    const till = await cafe.says('Kitchen', 'Count the till');
    const asked = await cafe.answers(till, 'approval is needed');
    expect(await presses(who, asked, 'Approve', from)).toContain('Only');
    await see.done();
    expect(await runs()).toEqual(before);
    expect(shown(asked)).toContain('approval is needed');
    expect(shown(door)).toContain('0 of 1 step');
    expect(shown(fridge)).toContain('0 of 1 step');
    expect(shown(await cafe.answers(fridge, 'Read it'))).not.toContain('4.2');
    expect(await holders('boss')).toEqual([person('dee').aadObjectId]);
  });

  it('is given no role', async () => {
    tells(who.id, facts(who));
    const named = { text: `<at>${who.name}</at>`, id: who.id, name: who.name };
    const mentions = [{ text: '<at>Sopwith</at>', id: BOT.id, name: BOT.name }, named];
    const scene = { by: person('ana'), place: SHIFT_LEADS, serviceUrl: cafe.teams.serviceUrl };
    const text = `<at>Sopwith</at> role boss add ${named.text}`;
    await cafe.teams.desk.send(message(scene, { text, mentions })).done;
    await see.place('group', /Not changed|Nobody here/);
    expect(await holders('boss')).toEqual([person('dee').aadObjectId]);
  });
});

describe('another bot', () => {
  const robo = stranger('rob', { id: '28:rob', name: 'Robo' });
  const from = { from: { id: robo.id, name: robo.name, role: 'bot' } };

  it('is not answered, starts nothing and decides nothing', async () => {
    const before = { runs: await runs(), said: cafe.teams.held.all().length };
    for (const phrase of ['help', 'run till', 'list']) await says(robo, SHIFT_LEADS, phrase, from);
    const asked = await cafe.answers(await cafe.says('Kitchen', 'Count the till'), 'approval is needed');
    expect(await presses(robo, asked, 'Approve', from)).toContain('Only');
    // Whatever id it goes by.
    const dees = { from: { ...from.from, aadObjectId: person('dee').aadObjectId } };
    expect(await presses(robo, asked, 'Approve', dees)).toContain('Only');
    await see.done();
    expect({ runs: await runs(), said: cafe.teams.held.all().length }).toEqual(before);
    expect(shown(asked)).toContain('approval is needed');
    expect(await member(person('dee'))).toMatchObject({ kind: 'person', active: true });
  });
});

describe('a role', () => {
  it('is given to several who are named, and taken from them, by whoever may', async () => {
    const [cem, max, dee] = ['cem', 'max', 'dee'].map((name) => person(name).aadObjectId);
    const refused = await person('ben').says('Kitchen', '@Sopwith role boss add @Cem Yilmaz @Max Keller');
    expect(readable(await cafe.answers(refused, 'administrator')).match(/administrator/g)).toHaveLength(1);
    expect(await holders('boss')).toEqual([dee]);
    const post = await person('ana').says('Kitchen', '@Sopwith role boss add @Cem Yilmaz @Max Keller');
    expect(readable(await cafe.answers(post, 'Cem Yilmaz now holds'))).toContain('Max Keller now holds');
    expect(await holders('boss')).toEqual([cem, dee, max].toSorted());
    const taken = await person('ana').says('Kitchen', '@Sopwith role boss remove @Cem Yilmaz @Max Keller');
    expect(readable(await cafe.answers(taken, 'Cem Yilmaz'))).toContain('Max Keller');
    expect(await holders('boss')).toEqual([dee]);
  });

  it('for owners needs a team, and the permission to read who owns it', async () => {
    await person('ana').says('group', '@Sopwith role keeper add owners');
    await see.place('group', 'Ask in a channel of the team');
    cafe.teams.graph.forbid('members');
    const refused = await person('ana').says('Kitchen', '@Sopwith role keeper add owners');
    expect(readable(await cafe.answers(refused, 'cannot read who owns'))).toContain('TeamMember.Read.Group');
    expect(await holders('keeper')).toEqual([]);
    cafe.teams.graph.allow('members');
    const post = await person('ana').says('Kitchen', '@Sopwith role keeper add owners');
    await cafe.answers(post, 'Ana Silva now holds');
    expect(await holders('keeper')).toEqual([person('ana').aadObjectId]);
  });
});

describe('whoever left a team', () => {
  const status = async (name: string) => {
    await person(name).says('chat', 'status');
    return readable(await see.chat(name, /Open runs|No run is open/));
  };
  const leaves = (name: string) => tells(person(name).id, undefined);

  it('does not see its runs any more, from the moment that Teams tells of it', async () => {
    expect(await status('max')).toContain('Count the till');
    leaves('max');
    // For a minute what Teams said is taken for true.
    expect(await status('max')).toContain('Count the till');
    // Teams tells it of the team, by its first channel.
    const scene = { by: person('ana'), place: GENERAL, serviceUrl: cafe.teams.serviceUrl };
    await cafe.teams.desk.send(members(scene, 'removed', [person('max').id])).done;
    await vi.waitFor(async () => expect(await status('max')).not.toContain('Count the till'), 5_000);
    // A button of it, kept in some other place, opens nothing either.
    const door = await cafe.says('Kitchen', 'Door');
    const chat = { kind: 'personal', id: person('max').chat } as const;
    expect(await presses(person('max'), door, 'Evidence', {}, chat)).toContain('in a conversation that you are not in');
  });

  it('does not see them after a minute, where Teams says nothing of it', async () => {
    expect(await status('cem')).toContain('Count the till');
    leaves('cem');
    ahead += 59_000;
    expect(await status('cem')).toContain('Count the till');
    ahead += 1_001;
    expect(await status('cem')).not.toContain('Count the till');
  });

  it('sees them again when they are back', async () => {
    ahead += 60_001;
    expect(await status('max')).toContain('Count the till');
    expect(await status('cem')).toContain('Count the till');
  });
});
