/** What changes is told at once to who listens, each change once, also to who was away for a while. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pruneChanges } from '../../../src/store/changes.ts';
import { published } from '../../stories/publishing.ts';
import { openWorkplace, type Workplace } from '../../stories/workplace.ts';
import { DATABASES } from '../../support/database.ts';
import { tea } from '../../support/sops.ts';
import { type Calling, calling } from './caller.ts';

interface Event {
  readonly event: string;
  readonly id: string | undefined;
  readonly data: { readonly id?: string; readonly version?: number };
}

describe.each(DATABASES)('the stream of changes on %s', (kind) => {
  let work: Workplace;
  let caller: Calling;
  let sop: string;
  beforeAll(async () => {
    work = await openWorkplace(kind);
    caller = calling(work);
    sop = await published(work, tea('{id: boil, title: Boil water, role: opener}'));
  });
  afterAll(() => work.end());

  /** Listens until so many events have come; `meanwhile` happens once the stream is open. */
  const heard = async (many: number, meanwhile: () => Promise<unknown>, last?: string): Promise<readonly Event[]> => {
    const headers = { authorization: `Bearer ${await caller.as('ana')}` };
    const resumed = last === undefined ? {} : { 'last-event-id': last };
    const response = await work.app.web.request('/api/stream', { headers: { ...headers, ...resumed } });
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    const reader = (response.body as ReadableStream<Uint8Array>).getReader();
    const text = new TextDecoder();
    const events: Event[] = [];
    let rest = '';
    let isBegun = false;
    while (events.length < many) {
      const { value, done } = await reader.read();
      if (done) throw new Error(`the stream ended after ${events.length} events`);
      rest += text.decode(value, { stream: true });
      const blocks = rest.split('\n\n');
      rest = blocks.pop() ?? '';
      for (const block of blocks) {
        const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1];
        const event = field('event');
        // On PostgreSQL what was published a moment ago may be told of once more, while others there are at work.
        if (event !== undefined && event !== 'sop')
          events.push({ event, id: field('id'), data: JSON.parse(field('data') ?? '{}') });
      }
      if (!isBegun) {
        isBegun = true;
        await meanwhile();
      }
    }
    await reader.cancel();
    return events;
  };
  const start = async () => {
    const token = await caller.as('ana');
    return (await caller.call('POST', `/sops/${sop}/run`, { token, body: { place: 'web:kitchen' } })).said
      .runId as string;
  };
  const does = async (run: string) => {
    const token = await caller.as('ana');
    await caller.call('POST', `/runs/${run}/commands`, { token, body: { type: 'completeStep', step: 'boil' } });
  };
  const runsIn = (events: readonly Event[]) => events.filter((one) => one.event === 'run').map((one) => one.data);

  it('tells of each commit of a run, and goes on after the last that was heard', async () => {
    let run = '';
    const first = await heard(1, async () => {
      run = await start();
    });
    const { version = 0 } = first[0]?.data ?? {};
    expect(first).toMatchObject([{ event: 'run', data: { id: run } }]);
    await does(run);
    const other = await start();
    const missed = await heard(2, async () => {}, first[0]?.id);
    expect(runsIn(missed)).toMatchObject([{ id: run }, { id: other }]);
    expect(missed[0]?.data.version).toBeGreaterThan(version);
  });

  it('says when what was missed is not known any more', async () => {
    const [old] = await heard(1, start);
    await start();
    await pruneChanges(work.app.db, work.clock.at + 1);
    await start();
    expect(await heard(1, async () => {}, old?.id)).toMatchObject([{ event: 'reset' }]);
    const { status } = await caller.call('GET', '/stream', {
      token: await caller.as('ana'),
      headers: { 'last-event-id': 'x' },
    });
    expect(status).toBe(400);
  });
});
