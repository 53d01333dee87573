/** What people wrote is text on every page: nothing of it is an element, an attribute or an address. */
import { type DefaultTreeAdapterMap, parse } from 'parse5';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Workplace } from '../../stories/workplace.ts';
import { club, fillHostile, type Hostile, TRIES, WRITTEN } from './hostile-house.ts';
import { type BrowserTab, openHouse, signedIn } from './visiting.ts';

let work: Workplace;
let eva: BrowserTab;
let hostile: Hostile;
beforeAll(async () => {
  work = await openHouse('sqlite', undefined, { chats: [club] });
  hostile = await fillHostile(work);
  eva = await signedIn(work, 'eva', work.app.workspace);
});
afterAll(() => work.end());

type Node = DefaultTreeAdapterMap['node'];
type Element = DefaultTreeAdapterMap['element'];

function* elementsOf(node: Node): Generator<Element> {
  if ('tagName' in node) yield node;
  if ('childNodes' in node) for (const child of node.childNodes) yield* elementsOf(child);
  if ('content' in node) yield* elementsOf(node.content);
}

const ADDRESSES = new Set(['href', 'src', 'action', 'formaction', 'xlink:href', 'poster', 'data', 'srcdoc']);

/** What stands in a page that no page of ours has. */
function strangeIn(page: string): readonly string[] {
  return [...elementsOf(parse(page))].flatMap(({ tagName, attrs }) => {
    const of = (name: string) => attrs.find((one) => one.name === name)?.value;
    const names = attrs
      .map(({ name }) => name)
      .filter((name) => !/^[a-z][a-z:-]*\d?$/i.test(name) || /^(on|srcdoc|style$)/.test(name));
    const isOwnScript = tagName !== 'script' || of('src')?.startsWith('/library/assets/');
    const isOwnImage = tagName !== 'img' || of('src')?.startsWith('/library/');
    const addresses = attrs.filter(
      ({ name, value }) =>
        ADDRESSES.has(name) &&
        !/^(\/(?!\/)|\?|#|https:\/\/(example\.com|www\.standardwebhooks\.com)(\/|$))/.test(value),
    );
    return [
      ...(isOwnScript && isOwnImage && tagName !== 'x-x' && tagName !== 'style' ? [] : [`<${tagName}>`]),
      ...names.map((name) => `<${tagName} ${name}>`),
      ...attrs
        .filter(({ name }) => name === 'data-x' || name === 'autofocus')
        .map(({ name }) => `<${tagName} ${name}>`),
      ...addresses.map(({ name, value }) => `<${tagName} ${name}="${value}">`),
    ];
  });
}

/** All pages that links lead to, from each page that the header leads to. */
async function walk(): Promise<ReadonlyMap<string, string>> {
  const pages = new Map<string, string>();
  const ahead = ['/library', '/library/work', `/library/sops/${hostile.sop}`, `/library/runs/${hostile.ended}`];
  for (let path = ahead.shift(); path !== undefined; path = ahead.shift()) {
    if (pages.has(path) || pages.size > 150) continue;
    const { status, text, headers } = await eva.get(path);
    if (!headers.get('content-type')?.includes('text/html')) continue;
    expect(status, path).toBe(200);
    pages.set(path, text);
    for (const { tagName, attrs } of elementsOf(parse(text))) {
      const href = tagName === 'a' ? attrs.find(({ name }) => name === 'href')?.value : undefined;
      const { origin, pathname, search } = new URL(href ?? '', `http://here${path}`);
      const to = origin === 'http://here' && tagName === 'a' ? `${pathname}${search}` : '';
      if (/^\/library(?!\/(?:assets|files|sign|sops\/sample))/.test(to) && !/\/pack\.\w+$/.test(to)) ahead.push(to);
    }
  }
  return pages;
}

/** What is said in chat, in the review or in the evidence pack only, so far. */
const ELSEWHERE: readonly string[] = ['scope', 'basis', 'away'];

it('is text wherever it stands', async () => {
  const pages = await walk();
  const seen = new Set<string>();
  for (const [path, text] of pages) {
    expect(strangeIn(text), path).toEqual([]);
    for (const [, word = ''] of text.matchAll(/w-([a-z-]+)/g)) seen.add(word);
  }
  expect(WRITTEN.filter((word) => !seen.has(word) && !ELSEWHERE.includes(word))).toEqual([]);
  expect(pages.size).toBeGreaterThan(20);
});

it('is text in pictures and files, which run nothing', async () => {
  for (const path of ['/library/map.svg', `/library/sops/${hostile.sop}/flow.svg`]) {
    const { status, text, headers } = await eva.get(path);
    expect([status, headers.get('content-security-policy')], path).toEqual([200, expect.stringContaining('sandbox')]);
    const names = new Set([...elementsOf(parse(text))].map(({ tagName }) => tagName));
    for (const name of ['x-x', 'script', 'img', 'foreignObject', 'a']) expect(names, path).not.toContain(name);
    expect(text, path).toContain('w-s');
  }
  const page = await eva.get(`/library/runs/${hostile.open}`);
  const files = [...elementsOf(parse(page.text))].flatMap(({ attrs }) =>
    attrs.flatMap(({ name, value }) => (name === 'href' && value.startsWith('/library/files/') ? value : [])),
  );
  expect(files.length).toBeGreaterThan(1);
  for (const path of files) {
    const { headers } = await eva.get(path);
    expect(headers.get('content-type'), path).toMatch(/^(image\/png|application\/octet-stream)$/);
    expect(headers.get('content-security-policy'), path).toBe("default-src 'none'; sandbox");
    expect(headers.get('content-disposition'), path).toMatch(
      /^(inline|attachment); filename="[^"\\\r\n/]*"; filename\*=UTF-8''[\w.%!~-]*$/,
    );
  }
});

it('would be found if it were not', () => {
  expect(strangeIn(`<p title="${TRIES}">${TRIES}</p>`).length).toBeGreaterThan(5);
});
