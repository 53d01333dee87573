/** The main story: a PDF becomes a draft, a person publishes it, people do its steps, and the trail proves it. */
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkTrail } from '../../src/runtime/check-trail.ts';
import { DATABASES } from '../support/database.ts';
import { doStep, photo } from './doing.ts';
import { told } from './words.ts';
import { MINUTE, openWorkplace, type Posted, type Workplace } from './workplace.ts';

describe.each(DATABASES)('opening checks from a PDF, on %s', (kind) => {
  let work: Workplace;
  let trail: string;
  const key = 'opening-checks';
  beforeAll(async () => {
    work = await openWorkplace(kind);
  });
  afterAll(() => work.end());

  it('is drafted from the document, in a channel, with what is uncertain', async () => {
    const bytes = await readFile(new URL('../../samples/opening-checks.pdf', import.meta.url));
    const pdf = await work.upload('opening-checks.pdf', 'application/pdf', bytes);
    expect(await work.say('ana', 'import', { files: [pdf] })).toEqual({ type: 'none' });
    await work.idle();
    const read = await work.find('kitchen', 'Read opening-checks.pdf');
    expect(read.card?.tone).toBe('good');
    const draft = await work.find('kitchen', 'Opening checks');
    expect(draft.says).toContain(key);
    expect(draft.says).toContain('Please check');
    expect(draft.says).toMatch(/fridge/i);
    expect(draft.card?.actions.map((one) => one.label)).toEqual(['Publish', 'Answer', 'Edit a step']);
    expect(draft.card?.more?.map((one) => one.label)).toEqual(['Edit as YAML', 'Discard the draft']);
  });

  it('does not run before a person has published it', async () => {
    expect(told(await work.say('ana', `run ${key}`))).toMatch(/is a draft\. Publish it first/);
    const draft = await work.find('kitchen', 'Opening checks');
    expect(await work.press('eva', draft, 'Publish')).toEqual({ type: 'none' });
    await work.idle();
    const published = await work.find('kitchen', 'Opening checks');
    expect(published.id).toBe(draft.id);
    expect(published.card?.actions).toEqual([]);
    expect(published.says).toContain('Published by Eva Novak');
  });

  it('starts with one card in the channel and its first step in the thread', async () => {
    expect(await work.say('ana', `run ${key}`)).toEqual({ type: 'none' });
    await work.idle();
    const run = await runCard(work);
    const thread = await work.read('kitchen', run.id);
    expect(thread).toHaveLength(1);
    expect(thread[0]?.says).toContain('Wash your hands');
    expect((await work.read('kitchen')).filter((one) => one.says.includes('of 10 steps done'))).toHaveLength(1);
  });

  it('is done by whose turn it is, and by nobody else', async () => {
    const step = await work.find('kitchen', /^Wash your hands/);
    expect(told(await work.press('finn', step, 'Done'))).toMatch(/is with Ana Lima/);
    work.clock.at += 2 * MINUTE;
    expect(await work.press('ana', step, 'Done')).toEqual({ type: 'none' });
    await work.idle();
    expect((await work.find('kitchen', /^Wash your hands/)).card?.actions).toEqual([]);
  });

  it('keeps a reading out of limits and asks the owner', async () => {
    const step = await work.find('kitchen', /^Check the fridge/);
    expect(await work.press('ana', step, 'Done', { fridge_temperature: '7,5' })).toEqual({ type: 'none' });
    await work.idle();
    const problem = await work.find('kitchen', /limits/);
    expect(problem.says).toContain('7.5 °C');
    expect((await work.find('kitchen', /^Check the fridge/)).card?.actions).toEqual([]);
    expect(told(await work.press('ana', problem, 'Accept as it is', { reason: 'never mind' }))).toMatch(/Shift lead/);
    const reason = 'Door stood open, read it again';
    expect(await work.press('ben', problem, 'Do it again', { reason })).toEqual({ type: 'none' });
    await work.idle();
    const cards = (await work.cards('kitchen')).filter((one) => one.card?.title === step.card?.title);
    // The edited card would notify nobody, so the step has a new one; the old one says what became of it.
    expect(cards).toHaveLength(2);
    expect(cards[0]?.card?.actions).toEqual([]);
    expect(await doStep(work, 'ana', { fridge_temperature: 4 })).toMatch(/^Check the fridge/);
  });

  it('takes a photo as evidence, and only a photo', async () => {
    for (const title of [/freezer/i, /probe/i, /use-by/i]) expect(await doStep(work, 'ana')).toMatch(title);
    const step = await work.find('kitchen', /^Clean and sanitise/);
    const text = await work.upload('counter.txt', 'text/plain', new TextEncoder().encode('clean, I swear'));
    expect(told(await work.press('ana', step, 'Done', { photo_counter: text }))).toMatch(/needs a photo/);
    expect(told(await work.press('ana', step, 'Done'))).toMatch(/Still needed: Photo of the counter/);
    expect(await work.press('ana', step, 'Done', { photo_counter: await photo(work) })).toEqual({ type: 'none' });
    await work.idle();
    while (!(await steps(work)).includes('waiting_approval')) await doStep(work, 'ana');
  });

  it('goes back to its doer with a reason, and is approved when it is mended', async () => {
    const asked = await work.find('kitchen', /^Approval: /);
    expect(asked.card?.actions.map((one) => one.label)).toEqual(['Approve', 'Reject', 'Report a problem']);
    expect(told(await work.press('ana', asked, 'Approve'))).toMatch(/Only somebody with the role Shift lead/);
    expect(told(await work.press('ben', asked, 'Reject', { reason: '  ' }))).toMatch(/needs a reason/);
    const reason = 'One extinguisher is behind the crates';
    expect(await work.press('ben', asked, 'Reject', { reason })).toEqual({ type: 'none' });
    await work.idle();
    const again = await work.find('kitchen', /fire exits/);
    expect(again.says).toContain(reason);
    expect(again.says).toContain('Ana Lima');
    expect(told(await work.press('ben', asked, 'Reject', { reason }))).not.toBe('');
    expect(await doStep(work, 'ana')).toMatch(/fire exits/);
    const anew = await work.find('kitchen', /^Approval: /);
    expect(anew.id).not.toBe(asked.id);
    expect(await work.press('ben', anew, 'Approve')).toEqual({ type: 'none' });
    await work.idle();
  });

  it('ends with a card that says so and has nothing more to press but a look', async () => {
    const run = await runCard(work);
    expect(run.card?.tone).toBe('good');
    expect(run.says).toMatch(/Completed/);
    expect(run.says).toContain('10 of 10 steps done');
    const open = (await work.cards('kitchen')).filter((one) =>
      one.card?.actions.some((action) => isDeed(action.value.verb)),
    );
    expect(open).toEqual([]);
    expect(told(await work.press('finn', run, 'All steps'))).toContain('[done] Wash your hands');
    expect(told(await work.press('finn', run, 'Evidence'))).toContain('7.5 °C');
  });

  it('gives a trail that proves itself, and no other', async () => {
    const answer = await work.say('gia', `evidence ${key}`);
    if (answer.type !== 'file') throw new Error(told(answer));
    trail = new TextDecoder().decode(answer.bytes);
    const run = await work.run('kitchen');
    expect(checkTrail(JSON.parse(trail))).toMatchObject({ status: 'whole', title: 'Opening checks' });
    expect(JSON.parse(trail)).toMatchObject({
      run: { id: run.run, status: 'ended', outcome: 'completed', revision: 1, sop: key },
      people: { ana: 'Ana Lima' },
    });
    expect(Object.keys(JSON.parse(trail).people)).not.toContain('gia');
    expect(JSON.parse(trail).files).toHaveLength(1);
  });

  it.each<[string, (trail: Trail) => void, RegExp]>([
    [
      'a changed reading',
      (one) =>
        set(
          one.events.find((e) => e.type === 'EvidenceRecorded'),
          'value',
          4.2,
        ),
      /changed/,
    ],
    ['another actor', (one) => Object.assign(one.events[3]?.actor ?? {}, { id: 'ben' }), /changed/],
    ['an event taken out', (one) => void one.events.splice(4, 1), /missing/],
    ['the last event taken away', (one) => void one.events.pop(), /what it says of the run/],
    ['two events changed over', (one) => one.events.reverse(), /missing|order/],
    ['a listed reading', (one) => Object.assign(one.evidence[0] ?? {}, { value: 4.2 }), /listed evidence/],
    ['a reading left out of the list', (one) => void one.evidence.pop(), /listed evidence/],
    ['a file left out', (one) => void one.files.pop(), /files/],
    ['another procedure', (one) => Object.assign(one.definition, { title: 'Closing checks' }), /procedure/],
    ['a procedure that was never published', (one) => void one.procedure.pop(), /published/],
    ['another outcome', (one) => Object.assign(one.run, { status: 'open' }), /what it says of the run/],
  ])('finds out %s', (_, tamper, where) => {
    const copy = JSON.parse(trail) as Trail;
    tamper(copy);
    const checked = checkTrail(copy);
    expect(checked.status).toBe('broken');
    expect(checked.status === 'broken' && checked.where).toMatch(where);
  });
});

interface Trail {
  readonly run: object;
  readonly definition: object;
  readonly evidence: object[];
  readonly files: object[];
  readonly events: { readonly type: string; readonly actor: object; readonly data: object }[];
  readonly procedure: object[];
}

function set(event: { readonly data: object } | undefined, field: string, value: unknown): void {
  if (!event) throw new Error('the trail has no such event');
  Object.assign(event.data, { [field]: value });
}

async function runCard(work: Workplace): Promise<Posted> {
  return work.find('kitchen', 'Opening checks');
}

async function steps(work: Workplace): Promise<readonly string[]> {
  return (await work.run('kitchen')).steps.map((one) => one.state);
}

function isDeed(verb: string): boolean {
  return verb !== 'show_steps' && verb !== 'show_evidence';
}
