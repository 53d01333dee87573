/** One bot, two organisations, in which everything is called alike. Nothing of one is seen, done or decided from the other. */
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { fromYaml } from '../../../src/engine/yaml.ts';
import type { Command } from '../../../src/runtime/command.ts';
import { listMembers } from '../../../src/store/members.ts';
import { grantRole, loadPeople } from '../../../src/store/people.ts';
import { listRuns } from '../../../src/store/runs.ts';
import { installation } from '../../support/teams/activities.ts';
import { isBots, type Message } from '../../support/teams/held.ts';
import { extensionQuery } from '../../support/teams/invokes.ts';
import { chatOf, createOtherTenant, type OtherTenant } from '../../support/teams/other-tenant.ts';
import { cardOf } from '../../support/teams/reading.ts';
import { KITCHEN, type Place, someoneCalled, TENANT_ID } from '../../support/teams/seed.ts';
import { placeOf } from '../../support/teams/world.ts';
import { type Cafe, openCafe, readable } from './cafe.ts';
import { type Seeing, seeing } from './seeing.ts';

const TEA = (title: string) => `sop: tea
title: ${title}
roles:
  - {id: opener, title: Opener}
  - {id: boss, title: Boss}
steps:
  - {id: boil, title: Boil the water, role: opener, approval: {role: boss}}
  - {id: pour, title: Pour it, evidence: [{id: cups, title: Cups, type: number}]}
`;

const OTHER = '0d0d0d0d-1111-4222-8333-444444444444';
const [ANA, BEN, CEM, DEE] = ['ana', 'ben', 'cem', 'dee'].map(someoneCalled) as [Who, Who, Who, Who];
type Who = ReturnType<typeof someoneCalled>;

let cafe: Cafe;
let see: Seeing;
let other: OtherTenant;
let [here, there] = ['', ''];
beforeAll(async () => {
  other = createOtherTenant(
    OTHER,
    () => cafe.teams.desk,
    () => cafe.teams.url,
  );
  cafe = await openCafe({ rooms: [other.room], env: { TEAMS_TENANT_ID: '' } });
  see = seeing(cafe);
  [here, there] = [cafe.workspace, `teams-${OTHER}`];
});
afterAll(() => cafe.end());
afterEach(() => expect(cafe.teams.violations).toEqual([]));

const person = (name: string) => cafe.teams.person(name);
const runsOf = (workspace: string) => listRuns(cafe.app.db, workspace, { limit: 50 });
const holdersOf = async (workspace: string, role: string) =>
  (await loadPeople(cafe.app.db, workspace)).holders[role] ?? [];
const privately = (who: Who): Place => ({ kind: 'personal', id: chatOf(who.id) });

/** What Sopwith said in the other tenant, and says this. */
function saidThere(words: string | RegExp, conversation?: string): Promise<Message> {
  return vi.waitFor(() => {
    const all = other.held.all().filter((one) => conversation === undefined || one.conversation === conversation);
    const found = all.findLast((one) =>
      typeof words === 'string' ? readable(one).includes(words) : words.test(readable(one)),
    );
    if (!found) throw new Error(`${words}; there is:\n${all.map(readable).join('\n--\n')}`);
    return found;
  }, 10_000);
}

/** As they are now. */
const now = (one: Message) => readable(other.held.message(one.id) ?? cafe.teams.held.message(one.id) ?? one);

/** Publishes it there, as its Ana. */
async function publishesThere(yaml: string): Promise<void> {
  const read = fromYaml(yaml);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  for (const who of [ANA, BEN, CEM, DEE]) {
    await other.says(who, privately(who), 'help');
    await saidThere('What you can say', chatOf(who.id));
  }
  const actor = { type: 'member', id: ANA.aadObjectId, identity: `teams:${OTHER}:${ANA.aadObjectId}` } as const;
  const commands: readonly Command[] = [
    {
      type: 'createDraft',
      sop: 'sop-tea',
      definition: read.definition,
      questions: [],
      place: `teams:${chatOf(ANA.id)}`,
    },
    { type: 'publishDraft', sop: 'sop-tea' },
  ];
  for (const command of commands) {
    // Under the keys that the first tenant used.
    const reply = await cafe.app.handle({ workspace: there, key: `${command.type}:sop-tea`, actor, command });
    expect(reply).toMatchObject({ status: 'accepted' });
  }
  await cafe.app.db.transaction(async (tx) => {
    await grantRole(tx, there, 'opener', BEN.aadObjectId);
    await grantRole(tx, there, 'boss', CEM.aadObjectId);
  });
  await cafe.app.worker.idle();
}

let run: Message;
let runThere: Message;
let step: Message;
let stepThere: Message;

describe('two tenants', () => {
  it('have people, SOPs and runs of their own, under the same ids', async () => {
    await cafe.publishes(TEA('Tea at the harbour'), { opener: ['ben'], boss: ['dee'] });
    await publishesThere(TEA('Tea on the hill'));
    await person('ben').says('Kitchen', '@Sopwith run tea');
    await other.says(BEN, KITCHEN, '@Sopwith run tea');
    run = await cafe.says('Kitchen', '0 of 2 steps');
    runThere = await saidThere('0 of 2 steps');
    step = await cafe.answers(run, 'Boil the water');
    stepThere = await saidThere(/^Boil the water/);
    expect([readable(run), readable(runThere)]).toEqual([
      expect.stringContaining('Tea at the harbour'),
      expect.stringContaining('Tea on the hill'),
    ]);
    for (const [workspace, tenant, names] of [
      [here, TENANT_ID, ['Ana Silva', 'Ben Okafor', 'Dee Novak']],
      [there, OTHER, ['Ana Silva', 'Ben Okafor', 'Cem Yilmaz', 'Dee Novak']],
    ] as const) {
      const members = await listMembers(cafe.app.db, workspace);
      expect(members.map(({ name }) => name)).toEqual(names);
      for (const { id, identity } of members) expect(identity).toBe(`teams:${tenant}:${id}`);
      expect(await runsOf(workspace)).toHaveLength(1);
    }
  });

  it.each(['list', 'run', 'status', 'mine', 'roles', 'show tea', 'digest'])(
    'hear nothing of each other by “%s”',
    async (phrase) => {
      const before = other.held.all().length;
      await other.says(BEN, privately(BEN), phrase);
      await vi.waitFor(() => expect(other.held.all().length).toBeGreaterThan(before));
      const saidOver = other.held.all().slice(before).map(readable).join('\n');
      expect(saidOver).not.toMatch(/harbour|Dee Novak/);
      await person('ben').says('chat', phrase);
      see.past();
      await see.done();
      expect(person('ben').direct().map(readable).join('\n')).not.toMatch(/hill|Cem Yilmaz/);
      expect(cafe.teams.messages('Kitchen').concat(cafe.teams.thread(run)).map(readable).join('\n')).not.toMatch(
        /hill|Cem/,
      );
    },
  );

  it('find only their own in the box where messages are written', async () => {
    const scene = (place: Place) => ({ by: BEN, place, serviceUrl: cafe.teams.serviceUrl });
    const found = JSON.stringify(await other.sends(extensionQuery(scene(KITCHEN), 'sops', 'tea')));
    expect(found).toContain('Tea on the hill');
    expect(found).not.toContain('harbour');
    const own = await cafe.teams.desk.send(extensionQuery(scene(KITCHEN), 'sops', 'tea')).done;
    expect(JSON.stringify(own.body)).toContain('Tea at the harbour');
    expect(JSON.stringify(own.body)).not.toContain('hill');
  });

  it('press each other’s buttons in vain', async () => {
    // Ben holds the role in both: as somebody of the other one he is nobody to this run.
    for (const on of [step, { ...step, id: stepThere.id }]) {
      const answer = JSON.stringify(await other.presses(BEN, on, 'Done', cardOf(step)));
      expect(answer).not.toMatch(/harbour|Dee Novak/);
    }
    const own = await person('ben').presses(step, 'Done', {}, { card: cardOf(stepThere) ?? {} });
    expect(JSON.stringify(own)).not.toMatch(/hill|Cem/);
    await see.done();
    expect([now(run), now(runThere)]).toEqual([expect.stringContaining('0 of 2'), expect.stringContaining('0 of 2')]);
    expect([now(step), now(stepThere)]).not.toContainEqual(expect.stringContaining('Done by'));
  });

  it('approve nothing of each other’s', async () => {
    await person('ben').presses(step, 'Done');
    await other.presses(BEN, stepThere, 'Done');
    const asked = await cafe.answers(run, 'approval is needed');
    const askedThere = await saidThere('approval is needed');
    expect(readable(asked)).toContain('Dee Novak');
    expect(readable(askedThere)).toContain('Cem Yilmaz');
    const card = await person('dee').sees(asked);
    for (const who of [DEE, CEM]) {
      expect(JSON.stringify(await other.presses(who, asked, 'Approve', card))).not.toMatch(/harbour/);
    }
    // What the card is to the other tenant's Dee: nothing.
    expect(JSON.stringify(await other.presses(DEE, asked, 'Refresh', refreshOf(asked)))).toContain(
      'not there any more',
    );
    await see.done();
    expect(now(run)).toContain('0 of 2');
    expect(now(asked)).toContain('approval is needed');
    expect(now(askedThere)).toContain('approval is needed');
    await person('dee').presses(asked, 'Approve', {}, card ? { card } : {});
    await cafe.answers(run, 'Pour it');
    await see.done();
    expect(now(runThere)).toContain('0 of 2');
  });

  it('record nothing in each other’s threads', async () => {
    // The same conversation, and the id of the other one's post.
    await other.says(BEN, placeOf(run.conversation), '4');
    await see.done();
    const pour = await cafe.answers(run, 'Pour it');
    expect(now(pour)).not.toContain('4');
    expect(cafe.teams.thread(run).map(readable).join('\n')).not.toContain('Recorded');
    await person('cem').replies(run, '3');
    await cafe.becomes(pour, '3');
  });

  it('give roles to their own', async () => {
    await other.says(ANA, privately(ANA), 'role opener add Dee');
    await saidThere('Dee Novak now holds', chatOf(ANA.id));
    expect(await holdersOf(there, 'opener')).toEqual([BEN.aadObjectId, DEE.aadObjectId].toSorted());
    expect(await holdersOf(here, 'opener')).toEqual([BEN.aadObjectId]);
  });

  it('are left one by one', async () => {
    const scene = { by: ANA, place: KITCHEN, serviceUrl: '' };
    await other.sends(installation(scene, 'remove'));
    await see.done();
    const calls = other.calls.length;
    await person('ben').says('Kitchen', '@Sopwith list');
    await cafe.answers(cafe.teams.messages('Kitchen').at(-1) as Message, 'Tea at the harbour');
    expect(other.calls).toHaveLength(calls);
  });

  it('are answered each where it is reached', () => {
    const own = cafe.teams.connector.calls.map(({ path, body }) => JSON.stringify([path, body])).join('\n');
    expect(own).not.toMatch(/hill|a:other/);
    const theirs = other.calls.map(({ path, body }) => JSON.stringify([path, body])).join('\n');
    expect(theirs).not.toContain('Tea at the harbour');
    expect(other.held.all().every(isBots)).toBe(true);
  });
});

/** The button that a client presses by itself. */
function refreshOf(asked: Message) {
  const { action } = (cardOf(asked)?.refresh ?? {}) as { readonly action?: object };
  return { type: 'AdaptiveCard', version: '1.5', body: [], actions: [action] };
}
