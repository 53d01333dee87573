/** The library's pages in a browser, until something of them is seen; beside the same pages as files, in turn. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BrowserContext } from 'playwright-core';
import { openBrowser } from '../tests/support/browser.ts';
import type { Program } from './library-program.ts';
import { median, quantile } from './measure.ts';
import { type Line, short } from './report.ts';

const LOADS = 30;
const WARM = 5;
/** How much longer than a file a page may take until it is seen. */
const RATIO = 2;

export async function pagesOf(program: Program): Promise<readonly Line[]> {
  const pages = [
    ['the Library', '/library'],
    ['an SOP', `/library/sops/${program.sop}`],
    ['a run', `/library/runs/${program.run}`],
  ] as const;
  const kept = await keep(
    program,
    pages.map(([, path]) => path),
  );
  const browser = await openBrowser();
  try {
    const [name = '', value = ''] = program.cookie.split('=');
    const context = await browser.newContext();
    await context.addCookies([{ name, value, url: program.address }]);
    const lines: Line[] = [];
    for (const [what, path] of pages)
      lines.push(await compared(context, what, [`${program.address}${path}`, `${kept.address}${path}`]));
    return lines;
  } finally {
    await browser.close();
    kept.end();
  }
}

async function compared(context: BrowserContext, what: string, [ours, file]: readonly [string, string]): Promise<Line> {
  const [page, still]: [number[], number[]] = [[], []];
  for (let load = 0; load < WARM + LOADS; load += 1) {
    const [one, other] = [await paintOf(context, ours), await paintOf(context, file)];
    if (load < WARM) continue;
    page.push(one);
    still.push(other);
  }
  const told = (times: readonly number[]) =>
    `p50 ${short(quantile(times, 0.5))} ms, p99 ${short(quantile(times, 0.99))} ms`;
  const ratio = median(page.map((time, load) => time / (still[load] ?? Number.NaN)));
  return {
    what: `${what} in Chromium, to the first contentful paint (${LOADS})`,
    ...{ measured: told(page), beside: `the same page as a file: ${told(still)}` },
    goal: { value: ratio, unit: ' ×', bound: 'at most', target: RATIO },
  };
}

/** Milliseconds from the beginning of the navigation, in a new tab of a browser that has been here before. */
async function paintOf(context: BrowserContext, address: string): Promise<number> {
  const page = await context.newPage();
  const answer = await page.goto(address);
  if (answer?.status() !== 200) throw new Error(`${address}: ${answer?.status()}`);
  const time = await page.evaluate(`new Promise((resolve) => {
    new PerformanceObserver((list) => {
      const first = list.getEntriesByName('first-contentful-paint')[0];
      if (first) resolve(first.startTime);
    }).observe({ type: 'paint', buffered: true });
  })`);
  await page.close();
  return Number(time);
}

/** The same bytes under the same paths, from memory: what the browser and the way there take. */
async function keep({ address, cookie }: Program, paths: readonly string[]): Promise<{ address: string; end(): void }> {
  const files = new Map<string, { readonly body: Buffer; readonly headers: Record<string, string> }>();
  const add = async (path: string): Promise<string> => {
    const response = await fetch(`${address}${path}`, { headers: { cookie, accept: 'text/html' } });
    const body = Buffer.from(await response.arrayBuffer());
    // But for its length and its date, as it was sent.
    const headers = Object.fromEntries(
      [...response.headers].filter(
        ([name]) => !/^(content-length|date|connection|keep-alive|transfer-encoding)$/.test(name),
      ),
    );
    files.set(path, { body, headers });
    return body.toString();
  };
  for (const path of paths) {
    const text = await add(path);
    for (const [, asset = ''] of text.matchAll(/(?:href|src)="(\/library\/assets\/[^"]+)"/g))
      if (!files.has(asset)) await add(asset);
  }
  const server = createServer((request, response) => {
    const file = files.get(request.url ?? '');
    if (file) response.writeHead(200, file.headers).end(file.body);
    else response.writeHead(204).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://localhost:${port}`,
    end: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
