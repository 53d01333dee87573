/** A run's history to be looked at: acts with their waiting, reminders folded, nothing lost. */
import { expect, it } from 'vitest';
import { passagesOf, waitedText } from '../../src/cards/history.ts';
import { approvalRequests } from '../../src/cards/pack/approvals.ts';
import { plain } from '../../src/cards/text.ts';
import { accountOf } from '../../src/engine/run/account.ts';
import type { RunEvent } from '../../src/engine/run/events.ts';
import { cooks, does, HOUR, MINUTE, MONDAY, person, procedure, started, TIMER } from '../engine/run-story.ts';
import { NAMES, OPENING, troubled } from './pack/packed.ts';

const words = { name: (id: string) => NAMES[id as keyof typeof NAMES] ?? id, time: () => '' };

function waited(definition: typeof OPENING, events: readonly RunEvent[]): readonly string[] {
  const waits = accountOf(events, [0, Number.POSITIVE_INFINITY])?.waits ?? [];
  return passagesOf(events, waits).flatMap(({ moments }) =>
    moments.flatMap((one) => one.waits.map((wait) => `${one.seq} ${plain(waitedText(definition, one, wait), words)}`)),
  );
}

it('says with what was waited for how long and for whom', () => {
  expect(waited(OPENING, troubled().events)).toMatchInlineSnapshot(`
    [
      "3 Waited 3 min for cook to do it",
      "5 Waited 2 min for cook to do it",
      "9 Waited 1 min for owner to decide over a problem",
      "10 Waited 11 min for Ana Lima (cook) to do it",
      "13 Waited 7 min for lead to approve it",
      "14 Waited 2 h for Ana Lima (cook) to do it",
      "19 Waited 1 min for lead to approve it",
      "25 Waited 2 min for cook to do it",
    ]
  `);
});

it('keeps every event, in order, whatever is folded', () => {
  const { events } = troubled();
  const remind = (at: number): RunEvent => ({ type: 'StepReminded', step: 'floor', at, actor: TIMER });
  const reminders = Array.from({ length: 40 }, (_, index) => remind(MONDAY + 9 * HOUR + index * MINUTE));
  const note: RunEvent = { type: 'NoteAdded', text: 'Soon', at: MONDAY + 10 * HOUR, actor: person('ana') };
  const all = [...events, ...reminders, note, remind(MONDAY + 11 * HOUR)];
  const passages = passagesOf(all, []);
  expect(passages.flatMap(({ moments }) => moments.flatMap((one) => one.events))).toEqual(all);
  expect(passages.slice(-3).map(({ type, moments }) => [type, moments.length, moments[0].seq])).toEqual([
    ['reminders', 40, events.length + 1],
    ['moment', 1, events.length + 41],
    ['moment', 1, events.length + 42],
  ]);
});

it('tells every request of an approval with what came of it', () => {
  const requests = approvalRequests(troubled().events);
  expect(requests.map(({ asked, decided }) => [asked.quorum, ...decided.map(({ type }) => type)])).toEqual([
    [2, 'StepRejected'],
    [2, 'StepApproved', 'StepApproved'],
  ]);
  const gate = procedure([
    cooks('a', { approval: { role: 'lead' }, due: 'PT1H', escalate: [{ after: 'PT1H', to: 'manager' }] }),
  ]);
  const run = started(gate)
    .by('ana', does.complete('a'))
    .later(3 * HOUR);
  const late = run.by(TIMER, does.escalate('a', run.now - 2 * HOUR));
  const [request] = approvalRequests(late.by('max', does.reject('a')).events);
  expect(request?.passed.map(({ role }) => role)).toEqual(['manager']);
  expect(request?.decided).toHaveLength(1);
});
