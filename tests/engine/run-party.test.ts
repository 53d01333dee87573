/** Whom a run names: they see it and do their part, though its conversation is closed to them. */
import { expect, test } from 'vitest';
import type { Actor } from '../../src/engine/actor.ts';
import { isParty } from '../../src/engine/run/party.ts';
import {
  AGENT,
  contextOf,
  cooks,
  does,
  ownerless,
  PEOPLE,
  person,
  procedure,
  type Story,
  started,
  TIMER,
} from './run-story.ts';

const steps = [
  cooks('a', { approval: { role: 'lead' } }),
  { id: 'ok', title: 'Ok', kind: 'approval' as const, approval: { role: 'director' } },
  { id: 'free', title: 'Anybody', needs: [] },
];
const begun = started(procedure(steps));
const done = begun.by('ana', does.complete('a'));
const alone = started(ownerless(steps));
const orphaned = started(ownerless(steps), { by: TIMER });
const scheduled = started(ownerless(steps), { by: TIMER, more: { inputsBy: person('sam') } });

const names = (run: Story, who: string | Actor, step?: string) =>
  isParty(run.state, { ...contextOf(run.definition, who, run.now, run.people), definition: run.definition }, step);
/** Of all people, those whom the run names. */
const party = (run: Story, step?: string) => PEOPLE.members.filter((member) => names(run, member, step));

test.each<[string, Story, readonly string[]]>([
  ['who started it, who answers for it, who holds the role that it waits for', begun, ['sam', 'max', 'ana', 'ben']],
  ['one who took a step, and no other of the role', begun.by('ana', does.claim('a')), ['sam', 'max', 'ana']],
  ['whom a step was given', begun.by('max', does.assign('free', 'olga')), ['sam', 'max', 'olga', 'ana', 'ben']],
  ['approvers, once they are asked', done, ['sam', 'max', 'lea', 'leo', 'lin']],
  ['the next ones, once it is their turn', done.by('lea', does.approve('a')), ['sam', 'max', 'dora']],
  [
    'who decides over a problem, while it is open',
    begun.by('ana', does.raise('a')),
    ['sam', 'max', 'olga', 'ana', 'ben'],
  ],
  [
    'who stands in for one of them',
    begun.by('ana', does.claim('a')).by('ana', does.substitute('ana', 'sam')),
    ['sam', 'max'],
  ],
  ['nobody but those who answer for it, once it is over', begun.by('sam', does.cancel()).among({}), ['sam', 'max']],
  ['no administrator, while somebody answers for it', alone, ['sam', 'ana', 'ben']],
  ['an administrator, where nobody else does', orphaned, ['ada', 'ana', 'ben']],
  ['whoever set the routine that started it', scheduled, ['sam', 'ana', 'ben']],
  ['nobody who has left', begun.among({ members: ['max', 'ana'] }), ['max', 'ana']],
])('%s', (_, run, members) => {
  expect(party(run)).toEqual(PEOPLE.members.filter((one) => members.includes(one)));
});

test('where the administrators answer for it, each of them does, however many there are', () => {
  expect(party(orphaned.among({ admins: PEOPLE.members }))).toEqual(PEOPLE.members);
});

test('a machine is none, and a person is the same through another entrance', () => {
  for (const nobody of [AGENT, TIMER]) expect(names(begun, nobody)).toBe(false);
  const twin = begun.among({ members: [...PEOPLE.members, 'sam2'] });
  expect(names(twin, person('sam2', 'web:sam'))).toBe(true);
  expect(names(twin, person('sam2'))).toBe(false);
});

test('of a step, who did it or was asked to hears what became of it, and of no other', () => {
  const approved = done.by('lea', does.approve('a'));
  expect(party(approved, 'a')).toEqual(['ana', 'ben', 'lea', 'leo', 'lin', 'max', 'dora', 'sam']);
  expect(party(approved, 'ok')).toEqual(['max', 'dora', 'sam']);
  // What has not been anybody's turn names nobody.
  expect(party(begun, 'ok')).toEqual(party(begun));
  // Work that was sent back: its approver is told so, and not that they are not there.
  expect(party(done.by('lea', does.reject('a')), 'a')).toContain('lea');
});
