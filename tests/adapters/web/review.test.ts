import type { Hono } from 'hono';
import { afterEach, describe, expect, it } from 'vitest';
import { LOCAL_WORKSPACE } from '../../../src/adapters/web/seed.ts';
import { LIMITS } from '../../../src/engine/limits.ts';
import type { KnownSop } from '../../../src/engine/sop/state.ts';
import { loadStream } from '../../../src/store/streams.ts';
import { asPage, createSetting, post, type Setting } from './setting.ts';

const SOP = 'sop-1';
const STEPS = ['Open the doors', 'Light the lamps', 'Count the till'].map((title, index) => ({
  ...{ id: `s${index + 1}`, title },
  source: { page: 1, quote: title },
}));
const DEFINITION = { sop: 'opening', title: 'Opening <b>', roles: [{ id: 'lead', title: 'Lead' }], steps: STEPS };

let setting: Setting;
let app: Hono;
afterEach(() => setting.end());

async function open(more: { definition?: object; workspace?: string; document?: object } = {}) {
  setting = await createSetting();
  app = setting.app;
  const { definition = DEFINITION, workspace = LOCAL_WORKSPACE, document } = more;
  const reply = await setting.handle({
    ...{ workspace, key: 'effect:made', actor: { type: 'service', id: 'import' } },
    command: {
      ...{ type: 'createDraft', sop: SOP, definition: { ...definition }, place: 'web:kitchen' },
      questions: [{ step: 's1', text: 'Who opens?', confidence: 0.3, about: { step: 's1', field: 'role' } }],
      ...(document && { document: document as never }),
    },
  });
  expect(reply.status).toBe('accepted');
}

const state = async () => (await loadStream(setting.db, 'sop', LOCAL_WORKSPACE, SOP))?.state as KnownSop;
const saved = async () => (await state()).draft?.definition;
const path = (rest = '') => `/drafts/${SOP}${rest}`;

async function get(rest = '', headers: Record<string, string> = {}) {
  const response = await app.request(`/api/local${path(rest)}`, { headers });
  return { status: response.status, body: (await response.json()) as Record<string, never> };
}

let count = 0;
async function send(what: string, body: object, headers: Record<string, string> = {}, member = 'ana') {
  count += 1;
  const response = await post(app, path(`/${what}`), body, { ...asPage(member, `key-${10_000 + count}`), ...headers });
  return { status: response.status, body: (await response.json()) as Record<string, never> };
}

/** The same browser as somebody else. */
async function become(member: string): Promise<Record<string, string>> {
  const response = await post(app, '/session', { member }, asPage('ana', `key-become-${member}`));
  return { cookie: response.headers.get('set-cookie')?.split(';')[0] ?? '', 'x-sopwith-member': member };
}

const titled = (...titles: string[]) => ({
  ...DEFINITION,
  steps: STEPS.map((step, index) => ({ ...step, title: titles[index] ?? step.title })),
});
const saving = (definition: object, more: object = {}) => ({ draft: 1, edit: 0, definition, answers: [], ...more });

describe('the page of a draft', () => {
  it('allows nothing but its own scripts, and escapes what the draft says', async () => {
    await open();
    const response = await app.request(path());
    const text = await response.text();
    expect(response.status).toBe(200);
    expect(response.headers.get('content-security-policy')).toContain("default-src 'self'");
    expect(response.headers.get('content-security-policy')).not.toContain('unsafe');
    expect(text).toContain('Opening &lt;b&gt;');
    expect(text).not.toMatch(/<script>|onclick=|style=|<b>/);
  });

  it('says that there is none where there is none, also of another workspace', async () => {
    await open({ workspace: 'other' });
    expect((await app.request(path())).status).toBe(404);
    expect((await get()).status).toBe(404);
    expect((await get('/document')).status).toBe(404);
    expect((await send('save', saving(DEFINITION))).status).toBe(404);
  });

  it('brings pdf.js along, whose worker alone may compile', async () => {
    await open();
    const worker = await app.request('/assets/pdfjs/pdf.worker.min.mjs');
    expect(worker.headers.get('content-type')).toContain('text/javascript');
    expect(worker.headers.get('content-security-policy')).toContain("'wasm-unsafe-eval'");
    const library = await app.request('/assets/pdfjs/pdf.min.mjs');
    expect(library.headers.get('content-security-policy')).not.toContain('unsafe');
    expect((await app.request('/assets/pdfjs/wasm/openjpeg.wasm')).headers.get('content-type')).toBe(
      'application/wasm',
    );
    expect((await app.request('/assets/pdfjs/..%2Fpackage.json')).status).toBe(404);
  });
});

/** The definition as the page has it: what was left out is filled in. */
async function whole(): Promise<never> {
  const { body } = await get();
  return (body as unknown as { draft: { definition: never } }).draft.definition;
}

describe('who may ask', () => {
  const bodies: Readonly<Record<string, object>> = {
    save: saving(titled('Mine')),
    publish: { draft: 1, edit: 0 },
    discard: { draft: 1 },
    change: { definition: {}, change: { type: 'merge', step: 's1' } },
    merge: { base: {}, mine: {}, choices: {} },
  };

  it.each(Object.entries(bodies))(
    'refuses to %s for another site, without our header, or as somebody else',
    async (what, body) => {
      await open();
      expect((await send(what, body, { origin: 'http://evil.example' })).status).toBe(403);
      expect((await send(what, body, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
      expect((await send(what, body, { host: 'evil.example' })).status).toBe(403);
      const bare = await post(app, path(`/${what}`), body, { 'idempotency-key': 'key-00001' });
      expect(bare.status).toBe(403);
      expect(await send(what, body, {}, 'ben')).toMatchObject({ status: 409, body: { code: 'other_member' } });
      expect((await state()).draft?.edit).toBe(0);
    },
  );

  it('changes nothing by looking', async () => {
    await open();
    const before = await loadStream(setting.db, 'sop', LOCAL_WORKSPACE, SOP);
    for (const address of [path(), `/api/local${path()}`, `/api/local${path('/document')}`]) await app.request(address);
    for (const what of ['save', 'publish', 'discard'])
      expect((await app.request(`/api/local${path(`/${what}`)}`)).status).toBe(404);
    expect(await loadStream(setting.db, 'sop', LOCAL_WORKSPACE, SOP)).toEqual(before);
  });
});

describe('saving', () => {
  it('keeps the draft in its lasting form, once for one key', async () => {
    await open();
    const steps = [{ ...STEPS[0], due: '30m' }, ...STEPS.slice(1)];
    const key = { 'idempotency-key': 'key-of-one-save' };
    const body = saving({ ...DEFINITION, steps });
    const [first, again] = [await send('save', body, key), await send('save', body, key)];
    expect(first).toMatchObject({ status: 200, body: { edit: 1, definition: { steps: [{ due: 'PT30M' }, {}, {}] } } });
    expect(again).toMatchObject({ status: 200, body: { edit: 1 } });
    expect((await state()).draft?.edit).toBe(1);
    expect(await send('save', saving(titled('Other')), key)).toMatchObject({
      status: 422,
      body: { code: 'key_reused' },
    });
  });

  it('refuses over what somebody else saved, and says who', async () => {
    await open();
    const ben = await become('ben');
    expect((await send('save', saving(titled('Ben’s')), ben, 'ben')).status).toBe(200);
    const refused = await send('save', saving(titled('Ana’s')));
    expect(refused).toMatchObject({ status: 409, body: { code: 'draft_changed' } });
    expect(refused.body.message).toContain('Ben Okafor');
    expect((await saved())?.steps[0]?.title).toBe('Ben’s');
  });

  it('says where it is wrong, and keeps the draft as it was', async () => {
    await open();
    const steps = [{ ...STEPS[0], due: 'soonish' }, ...STEPS.slice(1)];
    const refused = await send('save', saving({ ...DEFINITION, steps }));
    expect(refused).toMatchObject({
      status: 422,
      body: { code: 'definition_invalid', problems: [{ path: 'steps.s1.due' }] },
    });
    expect((await state()).draft?.edit).toBe(0);
  });

  it('settles the questions that are answered with it', async () => {
    await open();
    const definition = await whole();
    const change = { type: 'answer', question: 0, text: 'Night guard' };
    const { body } = await send('change', { definition, change });
    expect(body).toMatchObject({ answer: 'Night guard', definition: { steps: [{ role: 'night_guard' }, {}, {}] } });
    const answers = [{ question: 0, answer: body.answer }];
    expect(await send('save', saving(body.definition as unknown as object, { answers }))).toMatchObject({
      status: 200,
      body: { questions: [] },
    });
    expect((await state()).draft?.answered).toMatchObject([{ text: 'Who opens?', answer: 'Night guard' }]);
  });

  it('refuses what is too large, and what is no draft', async () => {
    await open();
    expect((await send('save', saving({ ...DEFINITION, purpose: 'x'.repeat(5_000_000) }))).status).toBe(413);
    expect((await send('save', { draft: 1, definition: 'no' })).status).toBe(400);
    expect(
      (await send('change', { definition: { steps: [{ id: 1 }] }, change: { type: 'merge', step: 's1' } })).status,
    ).toBe(400);
  });
});

it.each(['change', 'merge', 'save'])('refuses in words to %s what is nested by the thousand', async (what) => {
  await open();
  const base = (await whole()) as { steps: object[] };
  const definition = { ...base, steps: base.steps.map((step) => ({ ...step, on: '' })) };
  const change = { definition, change: { type: 'remove', step: 's2' } };
  const bodies = { change, merge: { base, mine: definition, choices: {} }, save: saving(definition) };
  const text = JSON.stringify(bodies[what as keyof typeof bodies]);
  const headers = { 'content-type': 'application/json', ...asPage('ana', `key-nested-${what}`) };
  for (const deep of ['['.repeat(30) + ']'.repeat(30), `${'{"a":'.repeat(9_000)}1${'}'.repeat(9_000)}`]) {
    const body = text.replaceAll('"on":""', `"on":${deep}`);
    const response = await app.request(`/api/local${path(`/${what}`)}`, { method: 'POST', headers, body });
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ message: expect.stringMatching(/nested more than 20 levels/) });
  }
  expect((await state()).draft?.edit).toBe(0);
});

describe('a change', () => {
  it('is worked out and shown with how ready it is, and saves nothing', async () => {
    await open();
    const { body } = await send('change', { definition: await whole(), change: { type: 'move', step: 's3', to: 0 } });
    expect(body).toMatchObject({ definition: { steps: [{ id: 's3' }, { id: 's1' }, { id: 's2' }] } });
    expect(body.judged).toMatchObject({ missing: [], readiness: { score: expect.any(Number) } });
    expect((await state()).draft?.edit).toBe(0);
  });

  it.each([
    ['merge', { type: 'merge', step: 's3' }, 'cannot be one step'],
    ['split', { type: 'split', step: 's1', field: 'title', at: 0 }, 'Put the cursor'],
    ['answer', { type: 'answer', question: 0 }, 'answers nothing'],
  ])('says why it cannot be made: %s', async (_, change, words) => {
    await open();
    const refused = await send('change', { definition: await whole(), change });
    expect(refused).toMatchObject({
      status: 422,
      body: { code: 'impossible', message: expect.stringContaining(words) },
    });
  });

  it('adds an entry with a name of its own, and saves nothing', async () => {
    await open();
    const definition = (await whole()) as object;
    const asked = await send('change', { definition, change: { type: 'addInput', title: 'Refund amount' } });
    expect(asked.body).toMatchObject({ definition: { inputs: [{ id: 'refund_amount', type: 'text' }] } });
    const decides = await send('change', { definition, change: { type: 'kind', step: 's2', of: 'decision' } });
    expect(decides.body).toMatchObject({ definition: { steps: [{}, { kind: 'decision', options: [{}, {}] }, {}] } });
    expect((await state()).draft?.edit).toBe(0);
  });

  it('is refused where it was filled in, if it would make wrong what was right', async () => {
    await open();
    const definition = (await whole()) as object;
    const change = { type: 'addBoundary', title: 'Too much', when: 'inputs.gone > 1', role: 'lead' };
    const refused = await send('change', { definition, change });
    expect(refused).toMatchObject({
      status: 422,
      body: { problems: [{ path: 'boundaries.too_much.when', problem: expect.stringContaining('no input') }] },
    });
    const made = await send('change', { definition, change: { ...change, when: 'true' } });
    expect(made.body).toMatchObject({ definition: { boundaries: [{ id: 'too_much', role: 'lead' }] } });
  });

  it('is not worked out on more than two versions of a draft could hold', async () => {
    await open();
    const definition = (await whole()) as { roles: object[]; steps: object[] };
    const change = { type: 'remove', step: 's2' };
    const roles = Array.from({ length: 2 * LIMITS.roles + 1 }, (_, at) => ({ id: `r${at}` }));
    expect((await send('change', { definition: { ...definition, roles }, change })).status).toBe(400);
    expect((await send('change', { definition: { ...definition, roles: roles.slice(1) }, change })).status).toBe(200);
    const full = { ...definition, roles: roles.slice(0, LIMITS.roles) };
    const more = await send('change', { definition: full, change: { type: 'role', named: 'One more' } });
    expect(more).toMatchObject({ status: 422, body: { message: expect.stringContaining('no room') } });
    const title = 'x'.repeat(2 * LIMITS.title + 1);
    expect((await send('change', { definition: { ...definition, title }, change })).status).toBe(400);
  });

  it('works on what is wrong for the moment too', async () => {
    await open();
    const definition = (await whole()) as { steps: object[] };
    const steps = definition.steps.map((step, index) => (index === 0 ? { ...step, due: 'soonish' } : step));
    const change = { type: 'remove', step: 's2' };
    const { status, body } = await send('change', { definition: { ...definition, steps }, change });
    expect(status).toBe(200);
    expect(body.judged).toMatchObject({ problems: [{ path: 'steps.s1.due' }] });
  });
});

describe('two people', () => {
  it('have what only one of them changed, and are asked about the rest', async () => {
    await open();
    const base = (await whole()) as { steps: { id: string }[] };
    const renamed = (titles: Record<string, string>) => ({
      ...base,
      steps: base.steps.map((step) => ({ ...step, ...(titles[step.id] && { title: titles[step.id] }) })),
    });
    const ben = await become('ben');
    await send('save', saving(renamed({ s1: 'Ben 1', s2: 'Ben 2' })), ben, 'ben');
    const mine = renamed({ s1: 'Ana 1', s3: 'Ana 3' });
    const asked = await send('merge', { base, mine, choices: {} });
    expect(asked.body).toMatchObject({
      draft: { edit: 1, editedBy: 'Ben Okafor' },
      merged: { taken: ['s2'], conflicts: [{ id: 's1', mine: { title: 'Ana 1' }, theirs: { title: 'Ben 1' } }] },
    });
    const settled = await send('merge', { base, mine, choices: { s1: 'mine' } });
    expect(settled.body).toMatchObject({
      merged: { conflicts: [], definition: { steps: [{ title: 'Ana 1' }, { title: 'Ben 2' }, { title: 'Ana 3' }] } },
    });
  });

  it('need not send again what the page has', async () => {
    await open();
    expect((await get('?have=1.0')).body).toEqual({ same: true });
    expect((await get('?have=1.7')).body).toMatchObject({ draft: { edit: 0 } });
  });
});

describe('settling', () => {
  it('publishes no edit that somebody else made meanwhile, and says who did', async () => {
    await open();
    const ben = await become('ben');
    await send('save', saving(titled('Ben’s')), ben, 'ben');
    const refused = await send('publish', { draft: 1, edit: 0 });
    expect(refused).toMatchObject({
      status: 409,
      body: { code: 'draft_changed', message: expect.stringContaining('Ben Okafor') },
    });
    expect((await state()).revision).toBe(0);
    expect((await send('publish', { draft: 1 })).status).toBe(400);
    expect(await send('publish', { draft: 1, edit: 1 })).toMatchObject({ status: 200, body: { revision: 1 } });
    expect((await state()).active?.steps[0]?.title).toBe('Ben’s');
  });

  it('publishes what was seen, once, and says so to whoever comes later', async () => {
    await open();
    expect(await send('publish', { draft: 1, edit: 3 })).toMatchObject({
      status: 409,
      body: { code: 'draft_changed' },
    });
    expect(await send('publish', { draft: 1, edit: 0 })).toMatchObject({
      status: 200,
      body: { revision: 1, settled: { how: 'published' } },
    });
    const late = await send('save', saving(titled('Late')));
    expect(late).toMatchObject({
      status: 422,
      body: { code: 'draft_settled', message: expect.stringContaining('Ana Lima') },
    });
    expect((await get()).body).toMatchObject({ revision: 1, settled: { how: 'published' } });
    expect((await app.request(path())).status).toBe(200);
  });

  it('says what is missing before it can be published', async () => {
    await open({ definition: { ...DEFINITION, steps: [] } });
    expect((await get()).body).toMatchObject({ judged: { missing: [{ path: 'steps' }] } });
    const refused = await send('publish', { draft: 1, edit: 0 });
    expect(refused).toMatchObject({ status: 422, body: { code: 'not_publishable', problems: [{ path: 'steps' }] } });
  });

  it('discards', async () => {
    await open();
    expect(await send('discard', { draft: 1 })).toMatchObject({ status: 200, body: { settled: { how: 'discarded' } } });
    expect((await state()).draft).toBeUndefined();
  });
});

describe('the document', () => {
  const blocks = ['Opening', 'Open the doors', 'Mind the step', 'Light the lamps', 'Count the till'].map((text) => ({
    ...{ page: 1, kind: 'item', level: 0, text },
  }));
  const leftOut = [{ page: 1, quote: 'Mind the step', why: 'it says what not to do' }];

  async function withDocument() {
    await open();
    const findings = { document: { name: 'x.md', pages: 1, blocks }, drafts: [{ inferences: [], leftOut }] };
    const file = await setting.files.put(new TextEncoder().encode(JSON.stringify(findings)));
    await send('discard', { draft: 1 });
    const reply = await setting.handle({
      ...{ workspace: LOCAL_WORKSPACE, key: 'effect:again', actor: { type: 'service', id: 'import' } },
      command: {
        ...{ type: 'createDraft', sop: 'sop-2', definition: { ...DEFINITION, sop: 'second' }, questions: [] },
        document: { file: 'f'.repeat(64), name: 'x.md', findings: { file, draft: 0, leftOut: 1 } },
        place: 'web:kitchen',
      },
    });
    expect(reply.status).toBe('accepted');
  }

  it('comes with the places of the steps and of what was left out', async () => {
    await withDocument();
    const response = await app.request('/api/local/drafts/sop-2/document');
    const body = (await response.json()) as { places: { quote: string; block: number }[] };
    expect(body).toMatchObject({ document: { blocks }, leftOut });
    expect(body.places.map((one) => [one.quote, one.block])).toEqual([
      ['Open the doors', 1],
      ['Light the lamps', 3],
      ['Count the till', 4],
      ['Mind the step', 2],
    ]);
  });

  it('gives a line that was left out to the draft, where it stands', async () => {
    await withDocument();
    const { draft } = (await (await app.request('/api/local/drafts/sop-2')).json()) as {
      draft: { definition: object };
    };
    const change = { type: 'take', page: 1, quote: 'Mind the step' };
    const response = await post(
      app,
      '/drafts/sop-2/change',
      { definition: draft.definition, change },
      asPage('ana', 'key-take-1'),
    );
    expect(await response.json()).toMatchObject({
      definition: { steps: [{ id: 's1' }, { title: 'Mind the step' }, { id: 's2' }, { id: 's3' }] },
    });
  });

  it('is empty where none was kept', async () => {
    await open();
    expect((await get('/document')).body).toEqual({});
  });
});
