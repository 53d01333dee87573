/** Whatever people do, in whatever order: the saved state is what the events give, and the chains are whole. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../../src/engine/actor.ts';
import { lettingGo } from '../../src/engine/run/cause.ts';
import { isOwed } from '../../src/engine/run/live.ts';
import type { Command } from '../../src/runtime/command.ts';
import { replayDiffers } from '../../src/runtime/replay.ts';
import { loadRun } from '../../src/runtime/talking.ts';
import { verifyChain } from '../../src/store/chain.ts';
import { readEvents } from '../../src/store/events.ts';
import { brokenStreams, saidTwiceOrNever } from './said-once.ts';
import { HOUR, openWorkplace, type Workplace } from './workplace.ts';

const step = fc.constantFrom('check_order', 'verdict', 'pay', 'explain', 'close', 'nowhere');
const person = fc.constantFrom('ana', 'ben', 'chloe', 'dev', 'eva', 'gia', 'nobody');
const words = fc.oneof(fc.constant('Because'), fc.constant(''), fc.string({ maxLength: 60, unit: 'binary' }));
const attempt = fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined, freq: 1 });
const exception = fc.integer({ min: 1, max: 4 }).map((number) => `x${number}`);
const number = fc.oneof(fc.integer({ min: -5, max: 400 }), fc.constant('4,5'), fc.constant('many'));
const item = fc.oneof(
  fc.record({ item: fc.constantFrom('paid', 'refunded'), value: number }),
  fc.record({ item: fc.constantFrom('first_refund', 'order_link', 'constructor'), value: fc.boolean() }),
  fc.record({ item: fc.constantFrom('payment_reference', 'explanation', 'ticket'), value: words }),
);
const items = fc.array(item, { minLength: 1, maxLength: 3 });
const of = <Type extends string>(type: Type) => fc.constant(type);

/** What can be asked of the run by anybody, sensible or not. */
const anything = fc.oneof(
  fc.record({ type: of('approveStep'), step, attempt }),
  fc.record({
    ...{ type: of('rejectStep'), step, attempt, reason: words },
    steps: fc.constantFrom(undefined, 'all', ['pay'], ['check_order', 'nowhere']),
  }),
  fc.record({ type: of('claimStep'), step }),
  fc.record({ type: of('assignStep'), step, member: person }),
  fc.record({ type: of('recordEvidence'), step, items }),
  fc.record({ type: of('completeStep'), step, attempt, items }),
  fc.record({ type: of('skipStep'), step, reason: words }),
  fc.record({ type: of('reopenStep'), step, reason: words }),
  fc.record({ type: of('raiseException'), step, kind: fc.constantFrom('tool_failed', 'other'), note: words }),
  fc.record({
    type: of('resolveException'),
    exception,
    reason: words,
    resolution: fc.constantFrom('retry', 'escalate'),
  }),
  fc.record({ type: of('addNote'), step, text: words }),
  fc.record({ type: of('changeDue'), step, due: fc.integer({ min: 0, max: 2_000_000_000_000 }), reason: words }),
  fc.record({ type: of('substitute'), from: person, to: person, reason: words }),
  fc.record({ type: of('remindStep'), step, due: fc.nat(), attempt: fc.integer() }),
);

/** A step towards the end, so that streams get somewhere: what the first thing that waits, waits for. */
const sensible = fc.record({
  choice: fc.constantFrom('grant', 'grant', 'refuse'),
  isAgreed: fc.oneof({ weight: 4, arbitrary: fc.constant(true) }, fc.constant(false)),
  resolution: fc.constantFrom('retry', 'skip', 'override', 'override'),
  refunded: fc.constantFrom(300, 300, 500),
  isBack: fc.oneof({ weight: 6, arbitrary: fc.constant(false) }, fc.constant(true)),
});
type Sensible = typeof sensible extends fc.Arbitrary<infer Value> ? Value : never;
const turn = fc.record({
  move: fc.oneof(fc.record({ asked: anything, by: person }), fc.record({ towards: sensible, by: fc.nat() })),
  later: fc.oneof(
    { weight: 8, arbitrary: fc.integer({ min: 0, max: HOUR }) },
    fc.integer({ min: HOUR, max: 50 * HOUR }),
  ),
  isTwice: fc.boolean(),
});

describe('random streams of commands', () => {
  let work: Workplace;
  let streams = 0;
  beforeAll(async () => {
    work = await openWorkplace('sqlite');
  });
  afterAll(() => work.end());

  const handle = (key: string, by: string, command: object) => {
    const actor: Actor = { type: 'member', id: by, identity: `web:${by}` };
    return work.app.handle({ workspace: work.app.workspace, key, actor, command: command as Command });
  };

  /** Who could do what now. */
  const next = async (run: string, how: Sensible, by: number) => {
    const state = await loadRun(work.app, work.app.workspace, run);
    const one = (people: readonly string[]) => people[by % people.length] ?? 'eva';
    const open = state?.exceptions.find((each) => each.status === 'open');
    if (open) {
      const resolution = how.resolution === 'override' ? lettingGo(open.cause) : how.resolution;
      return {
        by: one(['eva', 'gia']),
        asked: { type: 'resolveException', exception: open.id, resolution, reason: 'So' },
      };
    }
    const owed = how.isBack ? undefined : state?.steps.find(isOwed);
    if (!owed) return { by: 'eva', asked: { type: 'reopenStep', step: 'check_order', reason: 'Again' } };
    const { id } = owed;
    if (owed.state === 'waiting_approval') {
      const asked = how.isAgreed ? { type: 'approveStep', step: id } : { type: 'rejectStep', step: id, reason: 'No' };
      return { by: one(['ben', 'gia', 'dev', 'eva']), asked };
    }
    const recorded: Record<string, object[]> = {
      check_order: [
        { item: 'order_link', value: 'https://example.com/1' },
        { item: 'paid', value: 300 },
        { item: 'first_refund', value: true },
      ],
      pay: [
        { item: 'payment_reference', value: 'P-1' },
        { item: 'refunded', value: how.refunded },
      ],
      explain: [{ item: 'explanation', value: 'The rule says so' }],
      close: [{ item: 'ticket', value: 'https://example.com/2' }],
    };
    const choice = id === 'verdict' ? { choice: how.choice } : {};
    return {
      by: owed.assignee ?? 'chloe',
      asked: { type: 'completeStep', step: id, items: recorded[id] ?? [], ...choice },
    };
  };

  it('end where replaying their events ends', async () => {
    const happened = new Set<string>();
    const property = fc.asyncProperty(
      fc.constantFrom(50, 250, 250, 5_000),
      fc.array(turn, { minLength: 10, maxLength: 40, size: 'max' }),
      async (amount, turns) => {
        const run = `random-${++streams}`;
        const inputs = { order: 'A-1', amount, reason: 'late' };
        await handle(run, 'eva', { type: 'startRun', run, sop: 'sample-order-refund', place: 'web:support', inputs });
        for (const [index, { move, later, isTwice }] of turns.entries()) {
          work.clock.at += later;
          const { asked, by } = 'asked' in move ? move : await next(run, move.towards, move.by);
          const reply = await handle(`${run}:${index}`, by, { ...asked, run });
          if (isTwice) expect(await handle(`${run}:${index}`, by, { ...asked, run })).toEqual(reply);
          if (index % 8 === 0) await work.idle();
        }
        const events = await readEvents(work.app.db, work.app.workspace, run);
        expect(verifyChain(events)).toMatchObject({ status: 'whole', events: events.length });
        expect(await replayDiffers(work.app.db, work.app.workspace, run, events)).toBe(false);
        for (const { type } of events) happened.add(type);
      },
    );
    await fc.assert(property, { numRuns: 30 });
    await work.idle();
    // A generator that makes nothing but refusals would prove nothing.
    const often = [
      'StepApproved',
      'StepRejected',
      'StepReopened',
      'ExceptionResolved',
      'StepEscalated',
      'RunCompleted',
    ];
    expect(often.filter((type) => !happened.has(type))).toEqual([]);
    expect(await saidTwiceOrNever(work.app)).toEqual([]);
    expect(await brokenStreams(work.app)).toEqual([]);
  });

  it('are found out where the saved state is not what they give', async () => {
    const run = 'random-1';
    const events = await readEvents(work.app.db, work.app.workspace, run);
    expect(await replayDiffers(work.app.db, work.app.workspace, run, events.slice(0, -1))).toBe(true);
    const [first, ...rest] = events;
    if (!first) throw new Error('it has events');
    const changed = { ...first, data: { ...(first.data as object), inputs: { amount: 1 } } };
    expect(await replayDiffers(work.app.db, work.app.workspace, run, [changed, ...rest])).toBe(true);
  });
});
