/** Whatever is sent, the API answers as its description says: never with a fault of its own, and errors as problem details. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { published } from '../../stories/publishing.ts';
import { openWorkplace, type Workplace } from '../../stories/workplace.ts';
import { tea } from '../../support/sops.ts';
import { type Calling, calling } from './caller.ts';
import { conformityTo } from './conformity.ts';
import { describedBy, type Operation, operationsIn } from './operations.ts';

const NASTY = [
  '',
  ' ',
  '\u0000',
  '../../etc/passwd',
  '%2e%2e',
  '<script>',
  "'; drop table sops --",
  '𝕏'.repeat(40),
  'constructor',
  '__proto__',
  '-1',
  '1e999',
  'null',
];

/** Tries so many requests, the same ones for each seed. */
export function contract({ numRuns, seed }: { readonly numRuns: number; readonly seed: number }): void {
  describe('the contract of the HTTP API', () => {
    let work: Workplace;
    let caller: Calling;
    let ids: readonly string[];
    let operations: readonly Operation[];
    let wrongWith: ReturnType<typeof conformityTo>;
    beforeAll(async () => {
      work = await openWorkplace('sqlite');
      caller = calling(work);
      const sop = await published(work, tea('{id: boil, title: Boil water, role: opener}'));
      const token = await caller.as('ana');
      const { said } = await caller.call('POST', `/sops/${sop}/run`, { token, body: { place: 'web:kitchen' } });
      ids = [sop, said.runId];
      const described = await describedBy(caller);
      operations = operationsIn(described);
      wrongWith = conformityTo(described);
    });
    afterAll(() => work.end());

    const nasty = fc.constantFrom(...NASTY);
    /** What could be meant for an operation, with parts of it anything. */
    const MEANT: readonly (readonly [path: RegExp, body: fc.Arbitrary<unknown>])[] = [
      [
        /commands$/,
        fc.record(
          {
            type: fc.constantFrom(
              'completeStep',
              'approveStep',
              'raiseException',
              'addNote',
              'skipStep',
              'changeDue',
              'expireRun',
            ),
            step: fc.oneof(fc.constant('boil'), nasty),
            items: fc.oneof(fc.constant([]), fc.jsonValue()),
            due: fc.oneof(fc.integer(), fc.jsonValue()),
            reason: fc.oneof(fc.string(), fc.jsonValue()),
            text: fc.string(),
            kind: fc.oneof(fc.constant('other'), nasty),
            note: fc.string(),
          },
          { requiredKeys: ['type'] },
        ),
      ],
      [
        /run$/,
        fc.record(
          { place: fc.oneof(fc.constant('web:kitchen'), nasty), inputs: fc.oneof(fc.constant({}), fc.jsonValue()) },
          { requiredKeys: [] },
        ),
      ],
      [
        /routine$/,
        fc.record(
          {
            enabled: fc.boolean(),
            schedule: fc.oneof(fc.constant('weekdays 06:30'), fc.constant('0 0 31 2 *'), nasty),
            place: fc.oneof(fc.constant('web:kitchen'), nasty),
            due: fc.oneof(fc.constant('1h'), nasty),
            timeZone: fc.oneof(fc.constant('Europe/Lisbon'), nasty),
          },
          { requiredKeys: ['enabled'] },
        ),
      ],
      [
        /import$/,
        fc.record({ documentId: fc.constantFrom('a'.repeat(64), ...NASTY), place: nasty }, { requiredKeys: [] }),
      ],
      [/(publish|revise|archive)$/, fc.record({ draft: fc.nat(3), edit: fc.nat(3) }, { requiredKeys: [] })],
    ];
    const calls = () =>
      fc
        .nat()
        .map((at) => operations[at % operations.length])
        .filter((one) => one !== undefined && !one.path.endsWith('/stream'))
        .chain((one) => {
          const meant = MEANT.find(([path]) => one && path.test(one.path))?.[1] ?? fc.jsonValue();
          const own = one?.path.includes('/sops/') ? ids[0] : ids[1];
          return fc.record({
            one: fc.constant(one),
            id: fc.oneof(
              { weight: 3, arbitrary: fc.constant(own ?? '') },
              { weight: 1, arbitrary: nasty.map(encodeURIComponent) },
            ),
            body: fc.oneof({ weight: 3, arbitrary: meant }, { weight: 1, arbitrary: fc.jsonValue() }),
            words: fc.array(fc.oneof(fc.constant('5'), fc.constant('active'), nasty, fc.string({ maxLength: 200 })), {
              maxLength: 5,
            }),
          });
        });

    it('answers anything, and never with a fault', async () => {
      let [token, manager] = ['', ''];
      let made = 0;
      const seen = new Set<number>();
      await fc.assert(
        fc.asyncProperty(calls(), async ({ one, id, body, words }) => {
          if (!one) return;
          // One alone would be asked to wait.
          if (made++ % 100 === 0) {
            token = await caller.tokenOf('ana');
            manager = await caller.tokenOf('eva', ['webhooks']);
          }
          const path = one.path.replace(/\{[^}]+\}/g, id);
          const query = words.map((word, at) => `${one.query[at] ?? 'other'}=${encodeURIComponent(word)}`).join('&');
          const address = query === '' ? path : `${path}?${query}`;
          const told = await caller.call(one.method, address, {
            token: one.scope === 'webhooks' ? manager : token,
            ...(one.takes.length > 0 ? { body } : {}),
          });
          seen.add(told.status);
          const isOurs = told.status >= 500 && told.status !== 503;
          expect({ address, body, isOurs, said: isOurs ? told.said : '' }).toEqual({
            address,
            body,
            isOurs: false,
            said: '',
          });
          expect({ address, body, status: told.status, wrong: wrongWith(one, told) }).toMatchObject({ wrong: [] });
          if (told.status < 400) return;
          expect(told.headers.get('content-type')).toBe('application/problem+json');
          const sentences = { code: expect.stringMatching(/^[a-z_]+$/), detail: expect.stringMatching(/\S/) };
          expect(told.said).toMatchObject({ status: told.status, ...sentences });
        }),
        { numRuns, seed },
      );
      // It came to all of these: nothing is shown by what is refused at the door.
      for (const status of [200, 202, 400, 404, 409, 422]) expect(seen).toContain(status);
    });

    it('asks whoever calls too often to wait, and nobody else', async () => {
      const token = await caller.tokenOf('ana');
      const calls = await Promise.all(
        Array.from({ length: 200 }, () => caller.call('GET', '/sops?limit=1', { token })),
      );
      const refused = calls.filter(({ status }) => status === 429);
      expect(refused.length).toBeGreaterThan(20);
      expect(refused[0]?.said).toMatchObject({ code: 'too_many_requests' });
      expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0);
      expect((await caller.call('GET', '/sops?limit=1', { token: await caller.tokenOf('ana') })).status).toBe(200);
    });

    it('reads no request whose body is no JSON, too large, or cut off', async () => {
      const token = await caller.tokenOf('ana');
      const post = (body: string | Uint8Array<ArrayBuffer>, type = 'application/json') =>
        work.app.web.request(`/api/sops/${ids[0]}/run`, {
          method: 'POST',
          body,
          headers: { authorization: `Bearer ${token}`, 'content-type': type },
        });
      expect((await post('{"place":')).status).toBe(400);
      expect((await post(`{"place":"${'x'.repeat(300_000)}"}`)).status).toBe(413);
      expect((await post('a=1', 'application/x-www-form-urlencoded')).status).toBeGreaterThanOrEqual(400);
      const upload = await work.app.web.request('/api/files', {
        ...{ method: 'POST', body: '--x\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\nhalf' },
        headers: { authorization: `Bearer ${token}`, 'content-type': 'multipart/form-data; boundary=x' },
      });
      expect(upload.status).toBe(400);
      expect(upload.headers.get('content-type')).toBe('application/problem+json');
    });
  });
}
