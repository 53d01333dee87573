/** The workflow map and the readiness of a workspace, through the whole program: what is on them, and what is not. */
import Papa from 'papaparse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLayout } from '../../src/adapters/layout/elk.ts';
import { rowsOf } from '../../src/engine/map/inventory.ts';
import {
  flowPicture,
  mapCsv,
  sopFlow,
  systemsMap,
  systemsPicture,
  workflowMap,
} from '../../src/runtime/library/map.ts';
import { csvOf } from '../../src/runtime/library/map-csv.ts';
import { readinessOfAll } from '../../src/runtime/library/ready.ts';
import { createMemory } from '../../src/runtime/memory.ts';
import { drafted, published } from '../stories/publishing.ts';
import { openWorkplace, type Workplace } from '../stories/workplace.ts';
import { DATABASES } from '../support/database.ts';
import { definitionOf, mapped, TEMPLATES } from '../support/procedures.ts';
import { RESTAURANT, tea } from '../support/sops.ts';

const STOCK = `
sop: stock
title: Stock
purpose: What is there is known.
workstream: Kitchen
${RESTAURANT}defaults: {due: 1h, escalate: [{after: 1h, to: shift_lead}]}
steps:
  - {id: count, title: Count it, role: opener, reads: [Store], evidence: [{id: pieces, title: Pieces, type: number, min: 0}]}
  - {id: order, title: Order more, role: opener, writes: [Supplier], approval: {role: shift_lead}}
retention: {keep: P2Y}
`;

describe.each(DATABASES)('the map of a workspace on %s', (kind) => {
  let work: Workplace;
  let stock: string;
  let teaId: string;
  beforeAll(async () => {
    work = await openWorkplace(kind);
    stock = await published(work, STOCK);
    teaId = await published(work, tea('{id: boil, title: Boil water}', '{id: pour, title: Pour it}'));
    await drafted(work, tea('{id: boil, title: Boil it all}').replace('sop: tea', 'sop: soup').replace('Tea', 'Soup'));
  });
  afterAll(() => work.end());

  const looking = () => ({ db: work.app.db, memory: createMemory(), chats: new Map(), now: () => work.clock.at });
  const asked = (more = {}) => ({ workspace: work.app.workspace, ...more });
  const keys = (rows: readonly { readonly sop: { readonly key: string } }[]) => [
    ...new Set(rows.map((row) => row.sop.key)),
  ];

  it('has every step of what is in force, and drafts only for whoever asks', async () => {
    const { rows, of, sops, isCut } = await workflowMap(looking(), asked());
    expect(keys(rows)).toEqual(expect.arrayContaining(['stock', 'tea']));
    expect(keys(rows)).not.toContain('soup');
    expect(of).toBe(sops.reduce((sum, one) => sum + one.definition.steps.length, 0));
    expect(isCut).toBe(false);
    const all = await workflowMap(looking(), asked({ drafts: true }));
    expect(all.rows.filter(({ sop }) => sop.key === 'soup')).toMatchObject([
      { sop: { status: 'draft', revision: 0 }, step: { id: 'boil', title: 'Boil it all' } },
    ]);
  });

  it('filters, and says what there is to filter by', async () => {
    const { rows, of, facets } = await workflowMap(looking(), asked(), { sop: 'stock', writing: true });
    expect(rows.map(({ step }) => step.id)).toEqual(['order']);
    expect(of).toBeGreaterThan(2);
    expect(facets.systems).toEqual(expect.arrayContaining(['Store', 'Supplier']));
    expect(facets.workstreams).toContain('Kitchen');
    const map = await workflowMap(looking(), asked(), { workstream: 'Kitchen' });
    expect(systemsMap(map)).toMatchObject({
      systems: ['Store', 'Supplier'],
      procedures: [{ id: stock, touches: [{ how: 'reads' }, { how: 'writes' }] }],
    });
    expect(systemsPicture(map, { id: 'm', standing: 'page', shape: 'wide', href: (id) => `/sops/${id}` })).toContain(
      `/sops/${stock}`,
    );
  });

  it('shows nothing of another workspace', async () => {
    const other = { workspace: 'another' };
    expect(await workflowMap(looking(), other)).toMatchObject({ rows: [], sops: [], of: 0 });
    expect(await readinessOfAll(looking(), other)).toEqual({ sops: [], isCut: false });
    expect(await sopFlow(looking(), 'another', stock)).toBeUndefined();
  });

  it('draws the flow of an SOP, and of none that is archived', async () => {
    const layout = createLayout((error) => expect(error).toBeUndefined());
    const flow = await sopFlow(looking(), work.app.workspace, stock);
    expect(flow?.graph.nodes.map(({ id }) => id)).toEqual(['start', 'step:count', 'step:order', 'end']);
    const drawing = { id: 'f', standing: 'file', shape: 'wide' } as const;
    const drawn = flow && (await flowPicture(layout, flow.sop.definition, drawing));
    expect(drawn).toContain('Count it');
    await layout.close();
    const gone = await published(work, tea('{id: a, title: A}').replace('sop: tea', 'sop: gone'));
    const ana = { type: 'member', id: 'ana', identity: 'web:ana' } as const;
    const { workspace } = work.app;
    const archive = { workspace, key: 'archive', actor: ana, command: { type: 'archiveSop', sop: gone } } as const;
    expect(await work.app.handle(archive)).toMatchObject({ status: 'accepted' });
    expect(await sopFlow(looking(), workspace, gone)).toBeUndefined();
    expect(keys((await workflowMap(looking(), asked({ drafts: true }))).rows)).not.toContain('gone');
  });

  it('is a file that spreadsheets read', async () => {
    const csv = await mapCsv(await workflowMap(looking(), asked(), { sop: 'stock' }));
    expect(csv.startsWith('\uFEFFProcedure,Key,')).toBe(true);
    const { data, errors } = Papa.parse<Record<string, string>>(csv.slice(1), { header: true, skipEmptyLines: true });
    expect(errors).toEqual([]);
    expect(data).toMatchObject([
      {
        ...{
          Procedure: 'Stock',
          Number: '1',
          Step: 'Count it',
          'Done by': 'Opener',
          Reads: 'Store',
          Approval: 'nobody',
        },
        ...{ Evidence: 'Pieces, at least 0 (number)', 'Kept for': '2 years', Delegation: 'people only' },
        ...{ 'If a tool fails': 'the step waits; Shift lead decides', 'If a source is stale': '' },
      },
      { Step: 'Order more', Writes: 'Supplier', Approval: 'Approved by Shift lead', After: 'Count it' },
    ]);
  });

  it('says which SOP is furthest from being ready, why, and what to do next', async () => {
    const { sops } = await readinessOfAll(looking(), asked());
    expect(sops.map(({ score }) => score)).toEqual(sops.map(({ score }) => score).toSorted((a, b) => a - b));
    const tea = sops.find(({ id }) => id === teaId);
    expect(tea).toMatchObject({
      ...{ key: 'tea', verdict: 'not_yet', stands: 'Not yet', weakest: { question: 'escalation', score: 0 } },
      next: {
        question: 'escalation',
        finding: 'None of its 2 steps has a deadline: add one for all, “due” in the defaults.',
      },
    });
    expect(tea?.reason).toBe(
      `“What happens when it is late” has 0 of 100. Next: None of its 2 steps has a deadline: add one for all, “due” in the defaults. That brings it from ${tea?.score} to ${tea?.next?.score}.`,
    );
  });
});

describe('the file for spreadsheets', () => {
  const called = (title: string, index: number) =>
    mapped({ ...definitionOf('sop: a\ntitle: A\nsteps: [{id: a, title: A}]'), title }, { id: `s${index}` });

  it('runs nothing, whatever things are called', async () => {
    const formulas = ['=1+1', '+1', '-1', '@SUM(A1)', '＝1+1', '=HYPERLINK("http://evil.example","a")\n=1'];
    const sops = formulas.map(called);
    const csv = await csvOf(sops.flatMap(rowsOf), sops);
    const { data } = Papa.parse<readonly string[]>(csv.slice(1), { skipEmptyLines: true });
    expect(data.slice(1).map(([title]) => title)).toEqual(formulas.map((title) => `'${title.replace('\n=', "\n'=")}`));
  });

  it('begins no formula for a spreadsheet that takes semicolons for its commas', async () => {
    const titles = ['Tea;=1+1', 'Tea; @SUM(A1)', 'Tea";-1', 'Tea; hot, 5-10 minutes'];
    const sops = titles.map(called);
    const lines = (await csvOf(sops.flatMap(rowsOf), sops)).split('\r\n').slice(1, -1);
    for (const cell of lines.flatMap((line) => line.split(';')).map((one) => one.trim()))
      expect(cell).not.toMatch(/^[=+\-@]/);
    expect(lines.at(-1)).toContain('Tea; hot, 5-10 minutes');
  });

  it('has as many cells in each row as it has columns, and no cell that begins a formula', async () => {
    const sops = TEMPLATES.map((one) => mapped(one));
    const { data } = Papa.parse<readonly string[]>((await csvOf(sops.flatMap(rowsOf), sops)).slice(1), {
      skipEmptyLines: true,
    });
    expect(data).toHaveLength(1 + sops.flatMap(rowsOf).length);
    expect(new Set(data.map((row) => row.length)).size).toBe(1);
    expect(data.flat().filter((cell) => /^[=+\-@]/.test(cell))).toEqual([]);
  });
});
