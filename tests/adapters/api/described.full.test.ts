/** Everything that the description tells of can be done as it says: so a client that was made of it works. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { LIMITS } from '../../../src/engine/limits.ts';
import { drafted, published } from '../../stories/publishing.ts';
import { openWorkplace, type Workplace } from '../../stories/workplace.ts';
import { png } from '../../support/png.ts';
import { RESTAURANT } from '../../support/sops.ts';
import { type Calling, calling, type Told } from './caller.ts';
import { conformityTo } from './conformity.ts';
import { describedBy, type Operation, operationsIn } from './operations.ts';

const sopCalled = (key: string) => `
sop: ${key}
title: Tea
purpose: There is tea.
workstream: Service
${RESTAURANT}inputs:
  - {id: cups, title: Cups, type: number, required: false}
steps:
  - id: boil
    title: Boil water
    role: opener
    due: PT10M
    reads: [Thermometer]
    evidence:
      - {id: heat, title: Heat, type: number, unit: °C, min: 90}
      - {id: photo, title: Photo, type: photo, required: false}
  - {id: pour, title: Pour it, role: opener, approval: {role: shift_lead}}
`;

let work: Workplace;
let caller: Calling;
let operations: readonly Operation[];
let wrongWith: ReturnType<typeof conformityTo>;
beforeAll(async () => {
  work = await openWorkplace('sqlite');
  caller = calling(work);
  const described = await describedBy(caller);
  operations = operationsIn(described);
  wrongWith = conformityTo(described);
});
afterAll(() => work.end());

it('each operation is done, and answers as described', async () => {
  const done = new Set<string>();
  const [ana, eva] = [await caller.as('ana'), await caller.as('eva')];
  const told = (name: string, answer: Told): Told => {
    const one = operations.find((each) => each.name === name);
    if (!one) throw new Error(`${name} is not described`);
    expect({ name, said: answer.status < 400 ? '' : answer.said, wrong: wrongWith(one, answer) }).toEqual({
      name,
      said: '',
      wrong: [],
    });
    done.add(name);
    return answer;
  };
  const get = async (path: string, params: Readonly<Record<string, string>> = {}, query = '') => {
    const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => params[name] ?? '');
    return told(`GET /api${path}`, await caller.call('GET', `${filled}${query}`, { token: eva }));
  };
  const post = async (path: string, id: string, body: unknown, token = eva) =>
    told(`POST /api${path}`, await caller.call('POST', path.replace('{id}', id), { token, body }));
  const send = async (path: string, file: File, fields: Readonly<Record<string, string>> = {}) => {
    const form = new FormData();
    form.append('file', file);
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    const headers = { authorization: `Bearer ${eva}` };
    const response = await work.app.web.request(`/api${path}`, { method: 'POST', body: form, headers });
    const { status, headers: given } = response;
    return told(`POST /api${path}`, { status, headers: given, said: await response.json() });
  };

  const draft = await drafted(work, sopCalled('new-tea'));
  await get('/sops/{id}', { id: draft });
  await post('/sops/{id}/publish', draft, { draft: 1, edit: 0 });
  const sop = await published(work, sopCalled('tea'));
  await post('/sops/{id}/revise', sop, { place: 'web:kitchen' });
  await post('/sops/{id}/publish', sop, {});
  await post('/sops/{id}/routine', sop, { enabled: true, schedule: 'weekdays 06:30', place: 'web:kitchen', due: '1h' });
  await post('/sops/{id}/routine', sop, { enabled: false, place: 'web:kitchen' });

  const { files } = (await send('/files', new File([png(8, 8)], 'pot.png'))).said;
  const run = (await post('/sops/{id}/run', sop, { place: 'web:kitchen', inputs: { cups: 4 } }, ana)).said.runId;
  await get('/sops/{id}', { id: sop });
  await get('/sops', {}, '?limit=100');
  const act = (body: object, token = ana) => post('/runs/{id}/commands', run, body, token);
  await act({ type: 'addNote', text: 'The pot is new.' });
  const items = [
    { item: 'heat', value: '80' },
    { item: 'photo', value: files[0] },
  ];
  await act({ type: 'completeStep', step: 'boil', items });
  await get('/runs/{id}', { id: run });
  await act(
    { type: 'resolveException', exception: 'x1', resolution: 'override', reason: 'Warm enough.' },
    await caller.as('ben'),
  );
  await act({ type: 'completeStep', step: 'pour' });
  await get('/runs/{id}', { id: run });
  await act({ type: 'approveStep', step: 'pour' }, await caller.as('ben'));
  for (const path of ['/runs/{id}', '/runs/{id}/evidence', '/runs/{id}/events', '/runs/{id}/trail'])
    await get(path, { id: run });
  for (const as of ['pdf', 'zip']) await get('/runs/{id}/pack', { id: run }, `?as=${as}`);
  await get('/runs', {}, `?sop=${sop}&limit=1`);
  await get('/files/{file}', { file: files[0].file });
  await get('/sops/{id}', { id: sop });
  await get('/sops/{id}/flow.svg', { id: sop });

  const paper = new File(['# Coffee\n\n1. Grind the beans.\n2. Boil water.\n3. Pour it.\n'], 'coffee.md');
  const sent = await send('/sops/import', paper, { place: 'web:kitchen' });
  await get('/imports/{id}', { id: sent.said.import.id });
  await work.idle();
  await get('/imports/{id}', { id: sent.said.import.id });
  const again = await send('/files', new File(['# Cocoa\n\n1. Warm the milk.\n2. Stir.\n'], 'cocoa.md'));
  await post('/sops/import', '', { documentId: again.said.files[0].file, place: 'web:kitchen' });
  await work.idle();
  for (const path of ['/map', '/map.csv', '/map.svg', '/readiness']) await get(path, {}, '?drafts=true');
  await post('/sops/{id}/archive', sop, {});
  await get('/sops/{id}', { id: sop });
  await get('/sops', {}, '?limit=100');

  const manager = await caller.tokenOf('eva', ['webhooks']);
  const manage = async (
    method: string,
    path: string,
    given: { id?: string; delivery?: string; body?: object } = {},
  ) => {
    const filled = path.replace('{id}', given.id ?? '').replace('{delivery}', given.delivery ?? '');
    const asked = { token: manager, ...(given.body && { body: given.body }) };
    return told(`${method} /api${path}`, await caller.call(method, filled, asked)).said;
  };
  // Nobody is there, and nobody is asked: the name is kept free for that.
  const made = await manage('POST', '/webhooks', { body: { url: 'https://hook.invalid/in', events: ['run'] } });
  const { id } = made.webhook as { id: string };
  await manage('GET', '/webhooks');
  await manage('PATCH', '/webhooks/{id}', { id, body: { events: ['step', 'run.started'] } });
  await manage('POST', '/webhooks/{id}/secret', { id });
  const { delivery } = await manage('POST', '/webhooks/{id}/ping', { id });
  await manage('POST', '/webhooks/{id}/deliveries/{delivery}/again', { id, delivery: delivery.id });
  await manage('GET', '/webhooks/{id}/deliveries', { id });
  await manage('DELETE', '/webhooks/{id}', { id });

  const heard = await work.app.web.request('/api/stream', { headers: { authorization: `Bearer ${eva}` } });
  await heard.body?.cancel();
  told('GET /api/stream', { status: heard.status, headers: heard.headers, said: '' });
  expect(operations.map(({ name }) => name).filter((name) => !done.has(name))).toEqual([]);
});

it('no upload is larger than a file may be', async () => {
  const token = await caller.as('eva');
  const uploads = operations.filter(({ takes }) => takes.includes('multipart/form-data'));
  expect(uploads.length).toBeGreaterThan(1);
  for (const one of uploads) {
    const body = new FormData();
    body.append('file', new File([new Uint8Array(LIMITS.fileBytes + 1)], 'large.bin'));
    const headers = { authorization: `Bearer ${token}` };
    const response = await work.app.web.request(`/api${one.path}`, { method: 'POST', body, headers });
    const answer = { status: response.status, headers: response.headers, said: await response.json() };
    expect([answer.status, wrongWith(one, answer)], one.name).toEqual([413, []]);
  }
});

it('the way in is described', async () => {
  const all = JSON.stringify((await caller.call('GET', '/openapi.json')).said);
  expect(all).toContain('"securitySchemes":{"bearer":{"type":"http","scheme":"bearer"');
  const names = [...all.matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name);
  const { schemas } = JSON.parse(all).components as { schemas: object };
  expect(names.filter((name) => !Object.hasOwn(schemas, name ?? ''))).toEqual([]);
});
