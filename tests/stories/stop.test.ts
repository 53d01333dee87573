/** Stopping while somebody still waits for an answer. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { gate } from '../runtime/paper.ts';
import { openWorkplace, type Workplace } from './workplace.ts';

describe('a stop', () => {
  let work: Workplace;
  let address: string;
  const [slow, begun] = [gate(), gate()];
  beforeEach(async () => {
    work = await openWorkplace('sqlite');
    work.app.web.get('/slow', async (c) => {
      begun.open();
      await slow.opened;
      return c.text('done');
    });
    work.app.web.get(
      '/endless',
      () => new Response(new ReadableStream({ start: (to) => to.enqueue(new TextEncoder().encode('data')) })),
    );
    address = await work.app.listen();
  });
  afterEach(() => work.end());

  it('cuts event streams at once, and lets other requests end', async () => {
    const stream = await fetch(`${address}/endless`, { headers: { accept: 'text/event-stream' } });
    const answer = fetch(`${address}/slow`);
    await begun.opened;
    const stopped = work.app.stop();
    await expect(stream.text()).rejects.toThrow();
    slow.open();
    expect(await (await answer).text()).toBe('done');
    await stopped;
    await expect(fetch(`${address}/slow`)).rejects.toThrow();
  });

  it('does not wait for ever for a request that does not end', async () => {
    const endless = await fetch(`${address}/endless`);
    await work.app.stop();
    await expect(endless.text()).rejects.toThrow();
  });
});
