/**
 * Every template as a business would use it: drafted with a phrase, published as it is, started by the routine that it
 * suggests, done by its people with a problem and a late step on the way, and proved by its trail.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHOICE_FIELD } from '../../src/cards/views/evidence-fields.ts';
import { CLOSES_FIELD, DUE_FIELD, SCHEDULE_FIELD } from '../../src/cards/views/routine-form.ts';
import { type Definition, type EvidenceItem, type Step, stepOf } from '../../src/engine/definition.ts';
import { evaluate } from '../../src/engine/expression.ts';
import { readiness } from '../../src/engine/readiness.ts';
import { isOwed } from '../../src/engine/run/live.ts';
import type { OwedStep } from '../../src/engine/run/state.ts';
import { fromYaml } from '../../src/engine/yaml.ts';
import { checkTrail } from '../../src/runtime/check-trail.ts';
import type { FieldValue } from '../../src/runtime/conversation.ts';
import { readClosing } from '../../src/runtime/schedule/closing.ts';
import { readSchedule } from '../../src/runtime/schedule/read.ts';
import { loadRoutine } from '../../src/runtime/talking.ts';
import { grantRole } from '../../src/store/people.ts';
import { listRoutines } from '../../src/store/routines.ts';
import { photo } from './doing.ts';
import { CASES, type Case } from './template-cases.ts';
import { told } from './words.ts';
import { MINUTE, openWorkplace, type Workplace } from './workplace.ts';

const folder = new URL('../../templates/', import.meta.url);
const NAMES = readdirSync(folder).map((name) => name.replace('.sop.yaml', ''));
/** Each role of a template is another person's. */
const PEOPLE = ['ana', 'ben', 'chloe', 'dev', 'finn', 'gia'];
/** More than a run has steps and decisions. */
const MOST = 60;
/** Whoever publishes and sets routines. */
const OWNER = 'eva';

it('there are ten, for what a small business does most', () => {
  expect(NAMES.toSorted()).toEqual(Object.keys(CASES).toSorted());
  expect(NAMES).toHaveLength(10);
});

describe.each(Object.entries(CASES))('%s', (name, ordinary) => {
  const definition = definitionIn(readFileSync(new URL(`${name}.sop.yaml`, folder), 'utf8'));
  const { routine } = definition;
  let work: Workplace;
  beforeAll(async () => {
    work = await openWorkplace('sqlite');
    for (const [index, { id }] of definition.roles.entries()) await gives(id, PEOPLE[index] ?? '');
    for (const [role, member] of Object.entries(ordinary.also ?? {})) await gives(role, member);
  });
  afterAll(() => work.end());

  const gives = (role: string, member: string) =>
    work.app.db.transaction((tx) => grantRole(tx, work.app.workspace, role, member));

  it('answers all six questions, each as far as it goes', () => {
    expect(readiness(definition)).toMatchObject({ score: 100 });
    expect(definition.purpose && definition.scope && definition.retention?.basis).toBeTruthy();
    expect(definition.roles.filter((one) => one.for === undefined)).toEqual([]);
    expect(definition.inputs.length * definition.sources.length * definition.boundaries.length).toBeGreaterThan(0);
    expect(definition.defaults.escalate?.length).toBeGreaterThanOrEqual(2);
    expect(definition.steps.filter((one) => !one.instructions && one.kind !== 'approval')).toEqual([]);
    // What is looked up somewhere says what happens when that is old or does not answer.
    expect(definition.steps.filter((one) => one.sources.length > 0 && one.on?.source_stale === undefined)).toEqual([]);
  });

  it('suggests times that can be read, unless something else starts it', () => {
    expect(routine === undefined).toBe(ordinary.startedBy !== undefined);
    if (!routine) return;
    expect(readSchedule(routine.schedule)).toMatchObject({ ok: true });
    for (const typed of [routine.due, routine.closes]) if (typed) expect(readClosing(typed)).toBeDefined();
  });

  it.each(definition.boundaries.map((one) => [one.title, one] as const))('stops where: %s', (_, { id, when }) => {
    const facts = (given: (typeof ordinary.stops)[string]) => ({
      inputs: { ...ordinary.inputs, ...given.inputs },
      evidence: Object.fromEntries(
        Object.entries({ ...ordinary.evidence, ...given.evidence }).map(([item, value]) => [
          item,
          { value, by: 'ana' },
        ]),
      ),
      decisions: { ...given.decisions },
    });
    expect(evaluate(definition, when, facts(ordinary.stops[id] ?? {}))).toEqual({ known: true, value: true });
    expect(evaluate(definition, when, facts({}))).not.toEqual({ known: true, value: true });
  });

  it('is drafted with a phrase and published as it is', async () => {
    expect(told(await work.say(OWNER, `template ${name}`))).toBe('');
    await work.idle();
    const draft = await work.find('kitchen', definition.title);
    expect(told(await work.press(OWNER, draft, 'Publish'))).toBe('');
    await work.idle();
    expect((await work.find('kitchen', definition.title)).says).toContain('Published by Eva Novak');
  });

  it('runs from its start to its end with a problem and a late step, and proves it', async () => {
    if (routine) await startsByItself(work, definition, ordinary);
    else await starts(work, definition, ordinary);
    await getsAProblem(work, definition);
    await isLate(work);
    await goesToItsEnd(work, definition, ordinary, {});
    const run = await work.run('kitchen');
    expect(run.exceptions.map((one) => one.status)).toEqual(['resolved']);
    expect(run.routine === undefined).toBe(routine === undefined);
    const answer = await work.say(OWNER, `evidence ${name}`);
    if (answer.type !== 'file') throw new Error(told(answer));
    expect(checkTrail(JSON.parse(new TextDecoder().decode(answer.bytes)))).toMatchObject({ status: 'whole' });
    if (routine) expect(told(await work.say(OWNER, `routine ${name} end`))).toBe('');
    await work.idle();
  });

  if (ordinary.ways.length > 0) {
    it.each(ordinary.ways.map((way) => [JSON.stringify(way), way] as const))(
      'runs to its end with %s',
      async (_, way) => {
        await starts(work, definition, ordinary);
        await goesToItsEnd(work, definition, ordinary, way);
        expect((await work.run('kitchen')).exceptions).toEqual([]);
      },
    );
  }
});

async function starts(work: Workplace, { sop }: Definition, { inputs }: Case): Promise<void> {
  const asked = await work.say(OWNER, `run ${sop}`);
  if (asked.type === 'form') expect(told(await work.send(OWNER, asked.value, inputs))).toBe('');
  await work.idle();
}

/** The form of the routine, sent as it stands: it begins with what the SOP suggests. */
async function startsByItself(work: Workplace, { sop, routine }: Definition, { inputs }: Case): Promise<void> {
  const asked = await work.say(OWNER, `routine ${sop}`);
  if (asked.type !== 'form') throw new Error(told(asked));
  const given = asked.form.fields.flatMap((one) =>
    'value' in one && one.value !== undefined ? [[one.id, one.value]] : [],
  );
  const fields = Object.fromEntries(given) as Record<string, FieldValue>;
  const { schedule, due, closes } = routine ?? {};
  // In words, whatever the file writes.
  expect(readSchedule(String(fields[SCHEDULE_FIELD]))).toEqual(readSchedule(schedule ?? ''));
  expect([fields[DUE_FIELD], fields[CLOSES_FIELD]]).toEqual([due, closes]);
  expect(told(await work.send(OWNER, asked.value, { ...fields, ...inputs }))).toBe('');
  await work.idle();
  const [listed] = await listRoutines(work.app.db, work.app.workspace, 1);
  const set = await loadRoutine(work.app, work.app.workspace, listed?.id ?? '');
  if (set?.status !== 'active') throw new Error('there is no routine');
  await work.pass(set.next - work.clock.at);
  expect(await work.run('kitchen')).toMatchObject({ status: 'open', startedAt: set.next });
}

const isOpen = (step: OwedStep) => step.state !== 'waiting_approval';

/** Whoever does the first step reports a problem, and its owner lets it be done again. */
async function getsAProblem(work: Workplace, definition: Definition): Promise<void> {
  const run = await work.run('kitchen');
  const step = run.steps.filter(isOwed).find(isOpen);
  if (!step) throw new Error('nothing to do');
  const about = { v: 1, run: run.run, step: step.id } as const;
  const note = { kind: 'tool_failed', note: 'It does not answer' };
  expect(told(await work.send(holderOf(definition, step.role), { ...about, verb: 'raise' }, note))).toBe('');
  const owner = holderOf(definition, definition.exception_owner);
  const value = { v: 1, verb: 'resolve', run: run.run, exception: 'x1', resolution: 'retry' } as const;
  expect(told(await work.send(owner, value, { reason: 'It answers again' }))).toBe('');
  await work.idle();
}

/** The first step that can be done is left lying until just after its deadline: its people were reminded before. */
async function isLate(work: Workplace): Promise<void> {
  const step = (await work.run('kitchen')).steps.filter(isOwed).find(isOpen);
  if (step?.due === undefined) throw new Error('no deadline');
  await work.pass(step.due - work.clock.at + MINUTE / 2);
  const root = (await work.read('kitchen')).findLast((one) => one.says.includes('Started by'));
  expect(root?.says).toMatch(/\[late\]/);
  const reminded = (await work.read('kitchen', root?.id)).filter((one) =>
    /Due soon|^Late|are late/.test(one.card?.fallback ?? ''),
  );
  expect(reminded.length).toBeGreaterThan(0);
}

/** Every step by the person of its role, and every approval. */
async function goesToItsEnd(
  work: Workplace,
  definition: Definition,
  ordinary: Case,
  way: Case['ways'][number],
): Promise<void> {
  for (let turn = 0; turn < MOST; turn += 1) {
    const run = await work.run('kitchen');
    const step = run.steps.find(isOwed);
    if (!step) break;
    const value = { v: 1, run: run.run, step: step.id, attempt: step.attempt } as const;
    const member = holderOf(
      definition,
      step.role,
      step.state === 'waiting_approval' && step.approvals.length > 0 ? ordinary.also : {},
    );
    const answer = isOpen(step)
      ? await work.send(
          member,
          { ...value, verb: 'complete' },
          await fieldsFor(work, stepOf(definition, step.id), ordinary, way),
        )
      : await work.send(member, { ...value, verb: 'approve' });
    if (answer.type !== 'none') throw new Error(`${step.id} as ${member}: ${told(answer)}`);
    await work.idle();
  }
  expect(await work.run('kitchen')).toMatchObject({ status: 'ended', outcome: 'completed' });
}

function definitionIn(yaml: string): Definition {
  const read = fromYaml(yaml);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.definition;
}

function holderOf({ roles }: Definition, role: string | undefined, others: Case['also'] = {}): string {
  return (role && others[role]) || (PEOPLE[roles.findIndex((one) => one.id === role)] ?? '');
}

async function fieldsFor(
  work: Workplace,
  step: Step | undefined,
  ordinary: Case,
  way: Case['ways'][number],
): Promise<Record<string, FieldValue>> {
  const given: [string, FieldValue][] = [];
  for (const item of step?.evidence ?? [])
    given.push([item.id, await evidenceFor(work, item, { ...ordinary.evidence, ...way })]);
  const choice = step?.kind === 'decision' ? (way[step.id] ?? step.options?.[0]?.id) : undefined;
  return Object.fromEntries([...given, ...(choice === undefined ? [] : [[CHOICE_FIELD, choice] as const])]);
}

async function evidenceFor(
  work: Workplace,
  item: EvidenceItem,
  facts: NonNullable<Case['evidence']>,
): Promise<FieldValue> {
  const known = facts[item.id];
  if (known !== undefined) return known;
  switch (item.type) {
    case 'number':
      return ((item.min ?? 0) + (item.max ?? (item.min ?? 0) + 10)) / 2;
    case 'choice':
      return item.options?.[0]?.id ?? '';
    case 'checkbox':
      return true;
    case 'photo':
    case 'file':
      return photo(work);
    case 'link':
      return 'https://example.com/1';
    case 'signature':
      return 'Ana Lima';
    case 'text':
      return 'as it is';
  }
}
