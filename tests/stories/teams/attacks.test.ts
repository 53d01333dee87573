/** Whoever belongs to the tenant but wants more than they may: to decide or read as somebody else, to be elsewhere, to make it stop. */
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { findMember, listMembers } from '../../../src/store/members.ts';
import { listRuns } from '../../../src/store/runs.ts';
import { findTeamsPeople } from '../../../src/store/teams-people.ts';
import { isJson, type Json } from '../../support/slack/json.ts';
import { message } from '../../support/teams/activities.ts';
import type { Message } from '../../support/teams/held.ts';
import {
  type Executed,
  executed,
  extensionFetch,
  extensionQuery,
  invoke,
  taskFetch,
} from '../../support/teams/invokes.ts';
import { actionsOf, cardOf } from '../../support/teams/reading.ts';
import { BOT, KITCHEN, type Place, SHIFT_LEADS, TENANT_ID } from '../../support/teams/seed.ts';
import { type Cafe, openCafe, readable } from './cafe.ts';
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
beforeAll(async () => {
  cafe = await openCafe({ env: { PUBLIC_URL: 'https://sopwith.example' } });
  see = seeing(cafe);
  await cafe.publishes(TILL, { opener: ['ben'], boss: ['dee'] });
  tea = await cafe.publishes(TEA);
  // Eva is in the team, and in no group chat.
  await person('eva').says('Kitchen', '@Sopwith help');
  isNotIn('eva', SHIFT_LEADS.id);
});
afterAll(() => cafe.end());
afterEach(() => see.quiet());

const person = (name: string) => cafe.teams.person(name);
const chatOf = (name: string): Place => ({ kind: 'personal', id: person(name).chat });
const runs = () => listRuns(cafe.app.db, cafe.workspace, { limit: 50 });

function isNotIn(name: string, place: string): void {
  const path = `/v3/conversations/${place}/members/${person(name).id}`;
  const body = { error: { code: 'MemberNotFoundInConversation' } };
  cafe.teams.connector.inject({ kind: 'status', status: 404, body, times: 1_000, match: (call) => call.path === path });
}

/** What a client asks, wherever it says that it is. Gives what is answered. */
async function claims(name: string, place: Place, made: (scene: Scene) => Json, more: Json = {}): Promise<string> {
  const activity = made({ by: person(name), place, serviceUrl: cafe.teams.serviceUrl });
  const { status, body } = await cafe.teams.desk.send({ ...activity, ...more }).done;
  expect(status).toBe(200);
  return JSON.stringify(body) ?? '';
}
type Scene = Parameters<typeof executed>[0];

/** A button made by hand. */
const pressing =
  (value: Json, on = '1', more: Json = {}) =>
  (scene: Scene) =>
    executed(scene, on, { verb: 'sopwith', data: { value: { v: 1, ...value }, ...more } });
const opening = (value: Json) => (scene: Scene) => taskFetch(scene, '1', { value: { v: 1, ...value } });
const searching = (words: string) => (scene: Scene) => extensionQuery(scene, 'sops', words);

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
      await claims('eva', SHIFT_LEADS, searching('till')),
      await claims('eva', SHIFT_LEADS, pressing({ verb: 'show_steps', run: id })),
      await claims('eva', SHIFT_LEADS, pressing({ verb: 'show_evidence', run: id })),
      await claims('eva', SHIFT_LEADS, opening({ verb: 'show_evidence', run: id })),
      await claims('eva', SHIFT_LEADS, opening({ verb: 'cancel', run: id })),
      await claims('eva', SHIFT_LEADS, (scene) => executed(scene, run.id, { verb: 'sopwith_refresh' }, 'automatic')),
      await claims('eva', SHIFT_LEADS, (scene) => executed(scene, run.id, { verb: 'sopwith_back' })),
      // For a while what was claimed would be believed.
      await claims('eva', chatOf('eva'), searching('till')),
      await claims('eva', chatOf('eva'), opening({ verb: 'show_evidence', run: id })),
    ];
    for (const answer of answers) expect(answer).not.toMatch(/Count it|812|Run, open|Ben/);
    await person('eva').says('chat', 'status');
    expect(readable(await see.chat('eva', /[Rr]un/))).not.toContain('till');
    // Whoever is in it sees all of this.
    expect(await claims('ben', SHIFT_LEADS, searching('till'))).toContain('Run, open');
    expect(await claims('ben', SHIFT_LEADS, opening({ verb: 'show_evidence', run: id }))).toContain('812');
  });

  it('hears nothing from them', async () => {
    const before = cafe.teams.messages('group').length;
    const payload = { id: '1700000000000', body: { contentType: 'html', content: '<p>1. Boil. 2. Pour.</p>' } };
    await claims('eva', SHIFT_LEADS, pressing({ verb: 'start', sop: tea }));
    await claims('eva', SHIFT_LEADS, (scene) => extensionFetch(scene, 'import', payload));
    await claims('eva', SHIFT_LEADS, (scene) => extensionFetch(scene, 'evidence', payload));
    await see.done();
    expect(cafe.teams.messages('group')).toHaveLength(before);
    expect((await runs()).filter((one) => one.place.includes(SHIFT_LEADS.id))).toHaveLength(1);
  });

  it('does not become theirs by what they say it is', async () => {
    const lie: Place = { kind: 'personal', id: SHIFT_LEADS.id };
    expect(await claims('eva', lie, opening({ verb: 'show_evidence', run: id }))).not.toContain('812');
    expect(await claims('eva', lie, searching('till'))).not.toContain('Run, open');
    const channel: Place = { kind: 'channel', id: SHIFT_LEADS.id, name: 'x' };
    expect(await claims('eva', channel, searching('till'))).not.toContain('Run, open');
    expect(await claims('ben', SHIFT_LEADS, opening({ verb: 'show_evidence', run: id }))).toContain('812');
  });
});

describe('the chat of somebody else', () => {
  it('stays theirs, whoever claims to be in it', async () => {
    await person('ben').says('chat', 'run till');
    const run = await see.chat('ben', 'of 1 step');
    await see.done();
    const answers = [
      await claims('eva', chatOf('ben'), opening({ verb: 'show_evidence', run: runOf(run) })),
      await claims('eva', chatOf('ben'), searching('till')),
      await claims('eva', chatOf('ben'), pressing({ verb: 'start', sop: tea })),
      await claims('eva', chatOf('ben'), (scene) => executed(scene, run.id, { verb: 'sopwith_refresh' }, 'automatic')),
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
