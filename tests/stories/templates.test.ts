/** Every template as a business would use it: published as it is, with its people, and run to its end on each of two ways. */
import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHOICE_FIELD } from '../../src/cards/views/evidence-fields.ts';
import { type Definition, type EvidenceItem, type Input, stepOf } from '../../src/engine/definition.ts';
import { readiness } from '../../src/engine/readiness.ts';
import { isOwed } from '../../src/engine/run/live.ts';
import { fromYaml } from '../../src/engine/yaml.ts';
import type { FieldValue } from '../../src/runtime/conversation.ts';
import { readSchedule } from '../../src/runtime/schedule/read.ts';
import { grantRole } from '../../src/store/people.ts';
import { photo } from './doing.ts';
import { published } from './publishing.ts';
import { told } from './words.ts';
import { openWorkplace, type Workplace } from './workplace.ts';

const folder = new URL('../../templates/', import.meta.url);
const TEMPLATES = readdirSync(folder).map((name) => [name.replace('.sop.yaml', '')] as const);
const NAMES = [
  ...['opening-checks', 'closing-checks', 'staff-handover', 'complaint-handling', 'quote-follow-up'],
  ...['booking-enquiry', 'supplier-renewal', 'refund-request', 'incident-first-hour', 'new-starter'],
];
/** Each role of a template is another person's. */
const PEOPLE = ['ana', 'ben', 'chloe', 'dev', 'finn', 'gia'];
/** More than a run has steps and decisions. */
const MOST = 60;

type Way = 'first' | 'last';

it('there are ten, for what a small business does most', () => {
  expect(TEMPLATES.flat().toSorted()).toEqual(NAMES.toSorted());
});

describe.each(TEMPLATES)('%s', (name) => {
  const yaml = readFileSync(new URL(`${name}.sop.yaml`, folder), 'utf8');
  let work: Workplace;
  beforeAll(async () => {
    work = await openWorkplace('sqlite');
  });
  afterAll(() => work.end());

  const definition = definitionIn(yaml);

  it('answers all six questions, and its suggested times can be read', () => {
    expect(readiness(definition)).toMatchObject({ score: 100 });
    expect(definition.purpose && definition.scope && definition.retention).toBeTruthy();
    if (definition.routine) expect(readSchedule(definition.routine.schedule)).toMatchObject({ ok: true });
  });

  it.each<[Way]>([['first'], ['last']])('runs to its end with the %s option of each choice', async (way) => {
    const { app } = work;
    if (way === 'first') {
      for (const [index, { id }] of definition.roles.entries()) {
        const member = PEOPLE[index] ?? '';
        await app.db.transaction((tx) => grantRole(tx, app.workspace, id, member));
      }
      await published(work, yaml);
    }
    const sop = `sop-${definition.sop}`;
    const inputs = Object.fromEntries(definition.inputs.map((one) => [one.id, inputFor(one, way)]));
    expect(await work.send('ana', { v: 1, verb: 'start', sop }, inputs)).toEqual({ type: 'none' });
    await work.idle();
    for (let turn = 0; turn < MOST; turn += 1) {
      const run = await work.run('kitchen');
      const step = run.steps.find(isOwed);
      if (!step) break;
      const member = PEOPLE[definition.roles.findIndex((one) => one.id === step.role)] ?? 'ana';
      const value = { v: 1, run: run.run, step: step.id, attempt: step.attempt } as const;
      const isApproval = step.state === 'waiting_approval';
      const answer = isApproval
        ? await work.send(member, { ...value, verb: 'approve' })
        : await work.send(member, { ...value, verb: 'complete' }, await fieldsFor(work, definition, step.id, way));
      if (answer.type !== 'none') throw new Error(`${step.id} as ${member}: ${told(answer)}`);
      await work.idle();
    }
    const run = await work.run('kitchen');
    expect(run).toMatchObject({ status: 'ended', outcome: 'completed' });
    expect(run.exceptions).toEqual([]);
  });
});

function definitionIn(yaml: string): Definition {
  const read = fromYaml(yaml);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.definition;
}

function inputFor(input: Input, way: Way): FieldValue {
  switch (input.type) {
    case 'number':
      return Math.min(input.max ?? 1, Math.max(input.min ?? 1, 1));
    case 'choice':
      return (way === 'first' ? input.options?.[0] : input.options?.at(-1))?.id ?? '';
    case 'checkbox':
      return false;
    case 'date':
      return '2026-12-01';
    case 'link':
      return 'https://example.com/1';
    case 'text':
      return 'as it is';
  }
}

async function fieldsFor(
  work: Workplace,
  definition: Definition,
  id: string,
  way: Way,
): Promise<Record<string, FieldValue>> {
  const step = stepOf(definition, id);
  const given: [string, FieldValue][] = [];
  for (const item of step?.evidence ?? []) given.push([item.id, await evidenceFor(work, item, way)]);
  const options = step?.kind === 'decision' ? (step.options ?? []) : [];
  const option = way === 'first' ? options[0] : options.at(-1);
  return Object.fromEntries([...given, ...(option ? [[CHOICE_FIELD, option.id] as const] : [])]);
}

async function evidenceFor(work: Workplace, item: EvidenceItem, way: Way): Promise<FieldValue> {
  switch (item.type) {
    case 'number':
      return ((item.min ?? 0) + (item.max ?? (item.min ?? 0) + 10)) / 2;
    case 'choice':
      return (way === 'first' ? item.options?.[0] : item.options?.at(-1))?.id ?? '';
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
