import { describe, expect, it } from 'vitest';
import { readHtml } from '../../../src/adapters/documents/html.ts';
import { readMarkdown } from '../../../src/adapters/documents/markdown.ts';
import { sniff } from '../../../src/adapters/documents/sniff.ts';
import { brief, failureOf, read } from './brief.ts';

const page = async (html: string) => brief(await read(readHtml, html));
const markdown = async (text: string) => brief(await read(readMarkdown, text));

it('reads the main content and not what leads about the site', async () => {
  const html = `<!doctype html><html><head><title>Opening | Handbook | Acme</title><style>p{}</style></head><body>
    <header><a href="/">Acme</a></header><nav><ul><li>Home<li>Jobs</ul></nav>
    <main><nav class="toc"><ol><li><a href="#a">Before</a></ol></nav>
      <h2 id="a">1. Before<a class="headerlink" href="#a">¶</a></h2>
      <p>Walk&nbsp;round the house<sup><a href="#fn1">1</a></sup>, and look at every single window of the ground floor.</p>
      <p hidden>Draft</p><div style="display: none">Old</div><span class="sr-only">Skip</span>
      <aside>Did you know?</aside><script>var x = 'Check the gas';</script><pre>run --now</pre>
      <section role="doc-endnotes"><ol><li id="fn1">A note.</ol></section>
    </main><footer>© Acme</footer></body></html>`;
  expect(await page(html)).toEqual([
    'h1 Opening',
    'h2 1. Before',
    'p0 Walk round the house, and look at every single window of the ground floor.',
  ]);
});

it('refuses a page to sign in', async () => {
  const form = '<body><h1>Acme</h1><form><input type="email"><input type="password"><button>Sign in</button></form>';
  expect(await failureOf(read(readHtml, form))).toBe('not_a_document');
});

it('reads a page that marks no main content', async () => {
  expect(await page('<body><div id=nav><h1>Closing</h1></div><div>Lock up.<br>Go home.</div>')).toEqual([
    'h1 Closing',
    'p0 Lock up. Go home.',
  ]);
});

it('reads lists: numbers, letters, nesting, boxes, definitions', async () => {
  const html = `<ol start="3"><li><p>Unlock</p><p>Both doors.</p><ol type="a"><li>front</li><li value="4">back</li></ol></li>
    <li><div>Lights<ul><li>kitchen</ul></div></li><ol><li>astray</ol></ol>
    <ul><li><label><input type="checkbox"> Gas off</label><li><input type="checkbox" checked>Water off</ul>
    <p>☐ Till counted<br>☐ Safe locked</p><p>1) First<br>2) Second</p>
    <dl><dt>Float<dd>Money in the till.</dl><details><summary>More</summary><p>Details</p></details>`;
  expect(await page(html)).toEqual([
    'i0 3. Unlock',
    'p1 Both doors.',
    'i1 a. front',
    'i1 d. back',
    'i0 4. Lights',
    'i1 • kitchen',
    'i1 1. astray',
    'i0 ☐ Gas off',
    'i0 ☑ Water off',
    'i0 ☐ Till counted',
    'i0 ☐ Safe locked',
    'i0 1) First',
    'i0 2) Second',
    'p0 Float',
    'p1 Money in the till.',
    'p0 More',
    'p0 Details',
  ]);
});

describe('tables', () => {
  const cells = async (html: string) =>
    (await read(readHtml, `<table>${html}</table>`)).blocks.map(({ text, table }) => [
      text,
      table?.row,
      table?.column,
      table?.header,
      ...(table?.span ? [table.span] : []),
    ]);

  it('have headers of one row or two, merged cells, and heads of rows', async () => {
    const html = `<thead><tr><th rowspan=2>Task<th colspan=2>Limit<tr><th>min<th>max</thead>
      <tr><th scope=row rowspan=2>Fridge<td>0<td>5<tr><td colspan=2>log it`;
    expect(await cells(html)).toEqual([
      ['Fridge', 0, 0, 'Task', { rows: 2, columns: 1 }],
      ['0', 0, 1, 'Limit min'],
      ['5', 0, 2, 'Limit max'],
      ['log it', 1, 1, 'Limit min', { rows: 1, columns: 2 }],
    ]);
  });

  it('may have a first row that looks like a header, or none', async () => {
    expect(await cells('<tr><td>Who<td>What<tr><td>Cook<td>Clean')).toEqual([
      ['Cook', 0, 0, 'Who'],
      ['Clean', 0, 1, 'What'],
    ]);
    expect(await cells('<tr><td>1<td>Clean the floor.<tr><td>2<td>Lock')).toEqual([
      ['1', 0, 0, undefined],
      ['Clean the floor.', 0, 1, undefined],
      ['2', 1, 0, undefined],
      ['Lock', 1, 1, undefined],
    ]);
  });

  it('keep the paragraphs and items of a cell on lines of their own', async () => {
    const html = '<tr><th>Task<th>Done<tr><td>Lock:<ul><li>gate<li>door</ul><ol><li>key</ol><td><input type=checkbox>';
    expect(await cells(html)).toEqual([
      ['Lock:\n- gate\n- door\n1. key', 0, 0, 'Task'],
      ['☐', 0, 1, 'Done'],
    ]);
  });

  it('that only arrange the page give what is in them', async () => {
    expect(await page('<table><tr><td><h2>Bar</h2><ul><li>Count<li>Close</ul><td><h2>Hall</h2><p>Sweep')).toEqual([
      'h2 Bar',
      'i0 • Count',
      'i0 • Close',
      'h2 Hall',
      'p0 Sweep',
    ]);
    expect(
      await page('<table><tr><td>Kitchen<td>Bar<tr><td><p>☐ gas<br>☐ oven<td><p>☐ till<br>☐ safe</table>'),
    ).toEqual(['p0 Kitchen', 'i0 ☐ gas', 'i0 ☐ oven', 'p0 Bar', 'i0 ☐ till', 'i0 ☐ safe']);
  });
});

describe('letters', () => {
  const cases: [string, Buffer][] = [
    ['as the page says', Buffer.from('<meta charset="iso-8859-2"><p>Zam\xEDte\xB9', 'latin1')],
    ['of an unknown name', Buffer.from('<meta charset="x-none"><p>Zamíteš')],
    ['by the mark at the beginning', Buffer.from('\uFEFF<meta charset="koi8-r"><p>Zamíteš', 'utf16le')],
    ['without a word of it', Buffer.from('<p>Zamíteš')],
  ];
  it.each(cases)('%s', async (_what, bytes) => {
    expect(brief(await read(readHtml, bytes))).toEqual(['p0 Zamíteš']);
  });
});

it('knows a page by its beginning, and a piece of one by its name', () => {
  const kind = (text: string, name = 'a') => sniff(Buffer.from(text), name);
  expect(kind('<?xml version="1.0"?>\n<!-- x -->\n<!DOCTYPE html PUBLIC>')).toBe('html');
  expect(kind('\n <HTML lang=de>')).toBe('html');
  expect(kind('<h1>Opening</h1>', 'a.html')).toBe('html');
  expect(kind('<h1 align="center">Opening</h1>', 'README.md')).toBe('markdown');
  expect(() => kind('<!doctype html><p>Sign in', 'handbook.pdf')).toThrow('not_a_document');
  expect(() => kind('From: <Saved by Blink>\nContent-Type: multipart/related;')).toThrow('unsupported');
});

describe('what sites add to Markdown', () => {
  it.each([
    ['YAML', '---\ntitle: "Opening: early"\n---\n1. Go\n'],
    ['TOML', '+++\ntitle = "Opening: early"\ndraft = false\n+++\n1. Go\n'],
  ])('front matter in %s', async (_what, text) => {
    expect(await markdown(text)).toEqual(['h0 Opening: early', 'i0 1. Go']);
  });

  it('boxes of text whose body is indented with tabs, and pictures by their names', async () => {
    const text =
      '!!! danger "Gas"\n\n\t:sign-w001:{ .sign }\n\n\t- Open the window\n\t- Leave\n\n??? example "After"\n\n\t**Sign the list**\n';
    expect(await markdown(text)).toEqual([
      'p0 Gas',
      'i0 • Open the window',
      'i0 • Leave',
      'p0 After',
      'p0 Sign the list',
    ]);
  });

  it('boxes of text', async () => {
    const text =
      ':::warning Hot\nMind the oven.\n:::\n\n> [!NOTE]\n> Ask first.\n\n!!! danger "Gas"\n    Open the window.\n';
    expect(await markdown(text)).toEqual([
      'p0 Hot',
      'p0 Mind the oven.',
      'p1 NOTE: Ask first.',
      'p0 Gas',
      'p0 Open the window.',
    ]);
  });

  it.each([
    [
      'a remark in one paragraph',
      '!!! tip "Be quick"\n\n    Take the stairs.\n\nGo on.',
      ['p0 tip: Be quick Take the stairs.', 'p0 Go on.'],
    ],
    ['a remark without a title', ':::note\nThe lift is slow.\n:::\n', ['p0 note: The lift is slow.']],
    ['a list in a box', '!!! tip "Smoke"\n    1. Leave the house\n', ['p0 Smoke', 'i0 1. Leave the house']],
    [
      'a case in a box',
      '!!! note "Wenn es brennt"\n    Das Haus verlassen.\n',
      ['p0 Wenn es brennt', 'p0 Das Haus verlassen.'],
    ],
    [
      'two paragraphs',
      '!!! note "Keys"\n    Take both.\n\n    Sign for them.\n',
      ['p0 Keys', 'p0 Take both.', 'p0 Sign for them.'],
    ],
  ])('%s', async (_what, text, expected) => {
    expect(await markdown(text)).toEqual(expected);
  });

  it('a number and a dash before a heading', async () => {
    expect(await markdown('## 1 - Greet\n')).toEqual(['h2 1 - Greet']);
    expect((await read(readMarkdown, '## 1 - Greet\n')).blocks).toMatchObject([{ ordered: true }]);
  });

  it('HTML: tables with empty lines, two of them, what folds away, headings', async () => {
    const table = (task: string) =>
      `<table>\n<tr><th>Task</th><th>Who</th></tr>\n\n<tr><td>${task}</td>\n\n<td>Cook &amp; bar</td></tr>\n</table>\n\n`;
    const text = `<h1 align="center">Opening</h1>\n\n${table('Clean')}${table('Close')}<details>\n<summary>More</summary>\n\n1. Lock\n\n</details>\n`;
    expect(await markdown(text)).toEqual([
      'h1 Opening',
      't0 Clean | Cook & bar',
      't1 Close | Cook & bar',
      'p0 More',
      'i0 1. Lock',
    ]);
  });

  it('links that are explained below, and boxes in HTML', async () => {
    const { blocks } = await read(
      readMarkdown,
      '- [the form][f]\n- <input type="checkbox"> done\n\n[f]: https://example.com\n',
    );
    expect(brief({ name: 'a', pages: 1, blocks })).toEqual(['i0 • the form', 'i0 ☐ done']);
    expect(blocks[0]?.link).toBe(true);
  });
});
