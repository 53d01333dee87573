/** Whoever belongs to the tenant but wants more than they may: to decide or read as somebody else, to be where they are not. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { listRuns } from '../../../src/store/runs.ts';
import { findTeamsConversation } from '../../../src/store/teams-conversations.ts';
import type { Json } from '../../support/slack/json.ts';
import { type Scene, submitted } from '../../support/teams/activities.ts';
import type { Message } from '../../support/teams/held.ts';
import { executed, extensionFetch, taskSubmit } from '../../support/teams/invokes.ts';
import { cardOf, textsOf } from '../../support/teams/reading.ts';
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

/** What somebody is called. */
const ODD = '<at>Dee Novak</at> [Approve](https://evil.example) {{DATE(2026-01-01T00:00:00Z)}} **x**';

let cafe: Cafe;
let see: Seeing;
let tea: string;
beforeAll(async () => {
  cafe = await openCafe({ env: { PUBLIC_URL: 'https://sopwith.example' } });
  see = seeing(cafe);
  is('cem', { name: ODD });
  await cafe.publishes(TILL, { opener: ['ben'], boss: ['dee', 'cem'] });
  tea = await cafe.publishes(TEA);
  // Eva is in the team, and in no group chat.
  await see.thread(await person('eva').says('Kitchen', '@Sopwith help'), 'What you can say');
  isNotIn('eva', SHIFT_LEADS.id);
});
afterAll(async () => {
  await see.quiet();
  await cafe.end();
});
afterEach(() => expect(cafe.teams.violations).toEqual([]));

const person = (name: string) => cafe.teams.person(name);
const chatOf = (name: string): Place => ({ kind: 'personal', id: person(name).chat });
const runs = () => listRuns(cafe.app.db, cafe.workspace, { limit: 50 });

/** What Teams says of somebody. */
function is(name: string, more: Json): void {
  const { id, aadObjectId, email } = person(name);
  const facts = { id, name, aadObjectId, email, userPrincipalName: email, tenantId: TENANT_ID, userRole: 'user' };
  const match = ({ path }: { path: string }) => path.endsWith(`/members/${id}`);
  cafe.teams.connector.inject({ kind: 'status', status: 200, body: { ...facts, ...more }, match });
}

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

it('a conversation that Sopwith was never in is nobody’s chat with it', async () => {
  for (const id of ['19:others@thread.v2', '19:1_2@unq.gbl.spaces']) {
    const answer = await claims(cafe, 'eva', { kind: 'personal', id }, pressing({ verb: 'start', sop: tea }));
    expect(answer).toContain('you are not in this conversation');
    const where = { workspace: cafe.workspace, id };
    expect(await findTeamsConversation(cafe.app.db, where)).toBeUndefined();
  }
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
    asked = await see.thread(run, 'must approve');
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
    expect(stands()).toContain('must approve');
  });

  it('is asked of those whom it names, whatever they are called', () => {
    const card = cardOf(asked) ?? {};
    const { entities } = card.msteams as { entities: readonly { text: string; mentioned: Json }[] };
    expect(entities.map(({ mentioned }) => mentioned.id).toSorted()).toEqual(
      ['cem', 'dee'].map((name) => person(name).id).toSorted(),
    );
    expect(new Set(entities.map(({ text }) => text)).size).toBe(2);
    const marks = textsOf(card).flatMap((text) => text.match(/<at>.*?<\/at>/g) ?? []);
    expect(marks.toSorted()).toEqual(entities.map(({ text }) => text).toSorted());
    expect(JSON.stringify(card)).not.toMatch(/\]\(https|\{\{DATE/);
  });

  it('is not taken by who names somebody else in the fields or in the data', async () => {
    const there = placeOf(asked.conversation);
    const dee = person('dee').aadObjectId;
    for (const more of [{ member: dee }, { from: dee }, { actor: { type: 'member', id: dee } }, { workspace: 'x' }]) {
      expect(await claims(cafe, 'eva', there, pressing({ ...approve(), ...more }, asked.id))).toContain(
        'not one of mine',
      );
      expect(await claims(cafe, 'eva', there, pressing(approve(), asked.id, { isForm: true, ...more }))).toContain(
        'Only ',
      );
    }
    await see.done();
    expect(stands()).toContain('must approve');
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
