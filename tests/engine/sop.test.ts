import { describe, expect, test } from 'vitest';
import type { Actor } from '../../src/engine/actor.ts';
import { parseDefinition } from '../../src/engine/check.ts';
import type { Definition } from '../../src/engine/definition.ts';
import type { SopCommand } from '../../src/engine/sop/commands.ts';
import { decideSop, type SopContext } from '../../src/engine/sop/decide.ts';
import type { SopEvent } from '../../src/engine/sop/events.ts';
import { evolveSop } from '../../src/engine/sop/evolve.ts';
import { initialSop } from '../../src/engine/sop/state.ts';
import { specification } from './specification.ts';

const { given, fold } = specification({ initial: initialSop, decide: decideSop, evolve: evolveSop });

const ana: Actor = { type: 'member', id: 'ana', identity: 'web:ana' };
const ben: Actor = { type: 'member', id: 'ben', identity: 'web:ben' };
const agent: Actor = { type: 'agent', id: 'drafter' };
const service: Actor = { type: 'service', id: 'api' };
const timer: Actor = { type: 'timer' };
const by = (actor: Actor, more: Partial<SopContext> = {}): SopContext => ({
  now: 1_000,
  actor,
  keyTaken: false,
  people: { members: ['ana', 'ben', 'eva'], holders: {}, standIns: {}, admins: [] },
  ...more,
});

const written = { sop: 'opening-checks', title: 'Opening checks', steps: [{ id: 'look', title: 'Look' }] };
const other = { ...written, title: 'Opening checks, mended' };
const empty = { sop: 'opening-checks', title: 'Opening checks' };
const definition = parsed(written);
const mended = parsed(other);

function parsed(raw: unknown): Definition {
  const read = parseDefinition(raw);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.definition;
}

const sop = 'sop1';
const create: SopCommand = { type: 'createDraft', sop, definition: written, questions: [], place: 'web:C1' };
const publish: SopCommand = { type: 'publishDraft', sop };
const discard: SopCommand = { type: 'discardDraft', sop };
const revise: SopCommand = { type: 'reviseSop', sop, place: 'web:C2' };
const archive: SopCommand = { type: 'archiveSop', sop };
const edit = (number: number, raw: Record<string, unknown> = other): SopCommand => ({
  ...{ type: 'editDraft', sop, edit: number, definition: raw },
});

const at = { at: 1_000, actor: ana };
const created = (draft = 1, of: Definition = definition): SopEvent => ({
  ...{ type: 'DraftCreated', sop, key: 'opening-checks', draft, definition: of, questions: [], place: 'web:C1' },
  ...at,
});
const published = (revision = 1, draft = revision, of: Definition = definition): SopEvent => ({
  ...{ type: 'SopPublished', revision, draft, definition: of },
  ...at,
});
const discarded = (draft: number): SopEvent => ({ type: 'DraftDiscarded', draft, ...at });

describe('a draft', () => {
  test('is proposed by anybody, with what it was drafted from', () => {
    const document = { file: 'f'.repeat(64), name: 'opening.pdf' };
    const questions = [{ step: 'look', text: 'Who looks?', confidence: 0.4 }];
    for (const actor of [ana, agent, service, timer]) {
      const asked: SopCommand = { ...create, questions, document };
      given([])
        .when(asked, by(actor))
        .then([
          {
            type: 'DraftCreated',
            draft: 1,
            key: 'opening-checks',
            definition,
            questions,
            document,
            place: 'web:C1',
            actor,
            at: 1_000,
          },
        ]);
    }
  });

  test('is a state of its own until it is published', () => {
    expect(fold([created()])).toEqual({
      ...{ status: 'draft', sop, key: 'opening-checks', title: 'Opening checks', revision: 0, drafts: 1 },
      draft: { draft: 1, edit: 0, definition, questions: [], place: 'web:C1', editedBy: ana, editedAt: 1_000 },
    });
  });

  test('is edited by one person after the other, never over each other', () => {
    const first = given([created()]).when(edit(0), by(ben));
    first.then([{ type: 'DraftChanged', edit: 1, change: { set: { title: 'Opening checks, mended' } }, actor: ben }]);
    expect(first.state).toMatchObject({
      ...{ title: 'Opening checks, mended', draft: { edit: 1, definition: mended, editedBy: ben } },
    });
    given(first.events).when(edit(0), by(ana)).then({ refused: 'draft_changed', edit: 1, by: 'ben' });
    given(first.events)
      .when(edit(1, written), by(ana))
      .then([{ type: 'DraftChanged', edit: 2 }]);
  });

  test('changes its key until it is published, if the key is free', () => {
    const renamed = { ...written, sop: 'opening' };
    expect(given([created()]).when(edit(0, renamed), by(ana)).state).toMatchObject({ key: 'opening' });
    given([created()])
      .when(edit(0, renamed), by(ana, { keyTaken: true }))
      .then({ refused: 'key_taken', key: 'opening' });
    given([])
      .when(create, by(ana, { keyTaken: true }))
      .then({ refused: 'key_taken', key: 'opening-checks' });
    given([created(), published(), created(2)])
      .when(edit(0, renamed), by(ana))
      .then({
        refused: 'definition_invalid',
        problems: [
          {
            path: 'sop',
            problem: 'it has been published as opening-checks, which cannot change; write sop: opening-checks.',
          },
        ],
      });
  });

  test('is never wrong: each problem is told', () => {
    const wrong = { ...written, steps: [{ id: 'look', title: 'Look', role: 'cook', when: 'inputs.x > 1' }] };
    const problems = [{ path: 'steps.look.role' }, { path: 'steps.look.when' }];
    given([])
      .when({ ...create, definition: wrong }, by(ana))
      .then({ refused: 'definition_invalid', problems });
    given([created()]).when(edit(0, wrong), by(ana)).then({ refused: 'definition_invalid', problems });
  });
});

describe('publishing', () => {
  test('makes revision 1, and settles the draft', () => {
    const done = given([created()]).when(publish, by(ben));
    done.then([{ type: 'SopPublished', revision: 1, draft: 1, definition, actor: ben }]);
    expect(done.state).toEqual({
      ...{
        status: 'active',
        sop,
        key: 'opening-checks',
        title: 'Opening checks',
        revision: 1,
        drafts: 1,
        active: definition,
      },
      settled: { draft: 1, how: 'published', by: ben, at: 1_000 },
    });
  });

  test('refuses with the list of what is missing', () => {
    given([created(1, parsed(empty))])
      .when(publish, by(ana))
      .then({
        refused: 'not_publishable',
        missing: [{ path: 'steps', problem: 'there is nothing to do yet; add at least one step.' }],
      });
  });

  test('checks again what was saved under other rules', () => {
    const old = { ...definition, steps: [{ ...parsed(written).steps[0], role: 'nobody' }] } as Definition;
    given([created(1, old)])
      .when(publish, by(ana))
      .then({ refused: 'definition_invalid', problems: [{ path: 'steps.look.role' }] });
  });

  test('twice tells who did it first', () => {
    given([created(), published()])
      .when(publish, by(ben))
      .then({ refused: 'draft_settled', how: 'published', by: ana, at: 1_000 });
    given([created(), discarded(1)])
      .when(publish, by(ben))
      .then({ refused: 'draft_settled', how: 'discarded' });
  });

  test('publishes what the card showed, not what was saved since', () => {
    const edited: SopEvent = { type: 'DraftEdited', edit: 1, definition: mended, ...at };
    given([created(), edited])
      .when({ ...publish, edit: 0 }, by(ben))
      .then({ refused: 'draft_changed', edit: 1, by: 'ana' });
    given([created(), edited])
      .when({ ...publish, edit: 1 }, by(ben))
      .then([{ type: 'SopPublished', definition: mended }]);
  });

  test('what is in force is replaced or archived by its accountable manager only', () => {
    const managed = parsed({ ...written, roles: [{ id: 'manager' }], accountable_manager: 'manager' });
    const inForce = [created(1, managed), published(1, 1, managed), created(2, mended)];
    const people = { members: ['ana', 'ben', 'eva'], holders: { manager: ['eva'] }, standIns: {}, admins: ['ben'] };
    const eva: Actor = { type: 'member', id: 'eva', identity: 'web:eva' };
    for (const command of [publish, archive]) {
      given(inForce).when(command, by(ana, { people })).then({ refused: 'not_accountable', role: 'manager' });
      given(inForce).when(command, by(ben, { people })).then({ refused: 'not_accountable', role: 'manager' });
      expect(given(inForce).when(command, by(eva, { people })).decision.status).toBe('accepted');
    }
    const nobody = { ...people, holders: {} };
    given(inForce)
      .when(archive, by(ana, { people: nobody }))
      .then({ refused: 'not_accountable' });
    given(inForce)
      .when(archive, by(ben, { people: nobody }))
      .then([{ type: 'SopArchived' }]);
  });

  test('whoever is no member of the workspace decides nothing', () => {
    const stranger: Actor = { type: 'member', id: 'mallory', identity: 'web:mallory' };
    for (const command of [publish, discard, edit(0)]) {
      given([created()]).when(command, by(stranger)).then({ refused: 'not_a_person' });
    }
  });

  test('a tap on the card of an earlier draft decides nothing', () => {
    const second = [created(), published(), created(2)];
    given(second)
      .when({ ...publish, draft: 1 }, by(ben))
      .then({ refused: 'draft_settled', how: 'published' });
    given(second)
      .when({ ...discard, draft: 1 }, by(ben))
      .then({ refused: 'draft_settled', how: 'published' });
    given(second)
      .when({ ...edit(0), draft: 1 } as SopCommand, by(ben))
      .then({ refused: 'draft_settled' });
    given([...second, discarded(2), created(3)])
      .when({ ...publish, draft: 1 }, by(ben))
      .then({ refused: 'no_draft' });
    given(second)
      .when({ ...publish, draft: 2 }, by(ben))
      .then([{ type: 'SopPublished', revision: 2, draft: 2 }]);
  });
});

describe('the life of an SOP', () => {
  const active = [created(), published()];

  test('revising begins a draft as the active revision is, which keeps running', () => {
    const revised = given(active).when(revise, by(ben));
    revised.then([{ type: 'DraftCreated', draft: 2, key: 'opening-checks', definition, place: 'web:C2' }]);
    expect(revised.state).toMatchObject({
      status: 'active',
      revision: 1,
      active: definition,
      draft: { draft: 2, edit: 0 },
    });
    given(revised.events).when(revise, by(ana)).then({ refused: 'draft_exists', title: 'Opening checks' });
    const edited = given(revised.events).when(edit(0), by(ana));
    expect(edited.state).toMatchObject({ title: 'Opening checks', draft: { definition: mended } });
    expect(given(edited.events).when(publish, by(ana)).state).toMatchObject({
      title: mended.title,
      revision: 2,
      active: mended,
    });
  });

  test('discarding the only draft ends it, discarding a later one does not', () => {
    expect(given([created()]).when(discard, by(ana)).state).toMatchObject({ status: 'discarded', revision: 0 });
    expect(given([...active, created(2)]).when(discard, by(ana)).state).toMatchObject({
      status: 'active',
      revision: 1,
    });
    given(active).when(discard, by(ana)).then({ refused: 'draft_settled', how: 'published' });
    given([created(), discarded(1)])
      .when(revise, by(ana))
      .then({ refused: 'nothing_published' });
  });

  test('an archived one can be revised and published again', () => {
    const put = given(active).when(archive, by(ana));
    put.then([{ type: 'SopArchived' }]);
    expect(put.state).toMatchObject({ status: 'archived', active: definition });
    given(put.events).when(archive, by(ana)).then({ refused: 'already_archived', title: 'Opening checks' });
    const revised = given(put.events).when(revise, by(ana));
    expect(revised.state).toMatchObject({ status: 'archived', draft: { draft: 2 } });
    expect(given(revised.events).when(publish, by(ana)).state).toMatchObject({ status: 'active', revision: 2 });
  });

  test('what was never published cannot be archived or revised', () => {
    given([created()]).when(archive, by(ana)).then({ refused: 'nothing_published', title: 'Opening checks' });
    given([created(), discarded(1)])
      .when(archive, by(ana))
      .then({ refused: 'nothing_published' });
  });

  test('nobody who is no member begins one', () => {
    const stranger: Actor = { type: 'member', id: 'olaf', identity: 'web:olaf' };
    given([]).when(create, by(stranger)).then({ refused: 'not_a_person' });
  });

  test('the same SOP is not created twice', () => {
    given([created()]).when(create, by(ana)).then({ refused: 'sop_exists' });
    given([created(), discarded(1)])
      .when(create, by(ana))
      .then({ refused: 'sop_exists' });
  });

  test.each([edit(0), publish, discard, revise, archive])('$type: an unknown SOP', (command) => {
    given([]).when(command, by(ana)).then({ refused: 'sop_unknown' });
  });

  test.each([edit(0), publish, discard, revise, archive])('$type is for people only', (command) => {
    for (const actor of [agent, service, timer]) {
      given([...active, created(2)])
        .when(command, by(actor))
        .then({ refused: 'not_a_person' });
      given([created()]).when(command, by(actor)).then({ refused: 'not_a_person' });
    }
  });
});
