/** The pictures of the map: what they say, that they can be read, and that nothing in them could run or be refused. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { parseFragment } from 'parse5';
import { afterAll, describe, expect, it, test } from 'vitest';
import { createLayout } from '../../src/adapters/layout/elk.ts';
import { plainLayout } from '../../src/adapters/layout/plain.ts';
import { type Colour, MAP_COLOURS } from '../../src/cards/map/colours.ts';
import { conditionWords } from '../../src/cards/map/condition-words.ts';
import { flowParts, unarranged } from '../../src/cards/map/flow-boxes.ts';
import { type FlowPicture, flowSvg } from '../../src/cards/map/flow-svg.ts';
import { widthOf, wrapped } from '../../src/cards/map/letters.ts';
import { systemsSvg } from '../../src/cards/map/systems-svg.ts';
import type { Definition } from '../../src/engine/definition.ts';
import { flowGraph } from '../../src/engine/map/flow-graph.ts';
import { rowsOf } from '../../src/engine/map/inventory.ts';
import { matrixOf } from '../../src/engine/map/matrix.ts';
import { definitionOf, mapped, REFUND, SHOP_RETURNS, TEMPLATES } from '../support/procedures.ts';

const layout = createLayout((error) => {
  throw error;
});
afterAll(() => layout.close());

interface Node {
  readonly nodeName: string;
  readonly attrs?: readonly { readonly name: string; readonly value: string }[];
  readonly childNodes?: readonly Node[];
  readonly value?: string;
}

const all = (node: Node): readonly Node[] => [node, ...(node.childNodes ?? []).flatMap(all)];
const nodesOf = (svg: string) => all(parseFragment(svg) as unknown as Node);
const textsOf = (svg: string, name = 'text') =>
  nodesOf(svg)
    .filter((one) => one.nodeName === name)
    .map((one) => one.childNodes?.map((child) => child.value).join('') ?? '');
const attributesOf = (svg: string) => nodesOf(svg).flatMap((one) => one.attrs ?? []);

function flowOf(definition: Definition, more: Partial<FlowPicture> = {}): string {
  const parts = flowParts(definition, flowGraph(definition));
  const picture = { id: 'm1', title: definition.title, standing: 'page', ...more } as const;
  return flowSvg(parts, plainLayout(unarranged(parts)), picture);
}

const systemsOf = (definitions: readonly Definition[], more = {}) =>
  systemsSvg(matrixOf(definitions.flatMap((one) => rowsOf(mapped(one)))), {
    ...{ id: 'm2', standing: 'page', shape: 'wide' },
    ...more,
  });

const HOSTILE = '</title><script>alert(1)</script>" onload="x" \u202E\uFFFF &amp;';
const hostile = definitionOf(
  JSON.stringify({
    ...{ sop: 'a', title: HOSTILE, workstream: HOSTILE, roles: [{ id: 'r', title: HOSTILE }] },
    inputs: [{ id: 'i', title: HOSTILE, type: 'checkbox' }],
    steps: [
      {
        ...{ id: 'd', title: HOSTILE, role: 'r', kind: 'decision', reads: [HOSTILE], approval: { role: 'r' } },
        options: ['a', 'b'].map((id) => ({ id, title: HOSTILE })),
      },
      { id: 's', title: HOSTILE, when: 'decisions.d == "a"', writes: [HOSTILE] },
    ],
    boundaries: [{ id: 'b', when: 'inputs.i', title: HOSTILE, role: 'r' }],
  }),
);

describe('the flow of a procedure as SVG', () => {
  it('is drawn as the documents show it', async () => {
    const parts = flowParts(REFUND, flowGraph(REFUND));
    const arranged = await layout.arrange(unarranged(parts), 'wide');
    const drawn = flowSvg(parts, arranged, { id: 'refund', title: REFUND.title, standing: 'file' });
    await expect(drawn.replaceAll('><', '>\n<')).toMatchFileSnapshot('../../docs/refund-flow.svg');
  });

  it('says who does what, what stops it and who approves it, and where an answer leads', () => {
    const svg = flowOf(REFUND);
    const words = textsOf(svg).join(' ');
    for (const said of [
      ...['Check the order', 'Support agent · judgment', 'Reads Handbook', 'Writes Payments', 'Grant it', 'Refuse it'],
      'Stops the run: More than 1,000 EUR is asked for. Head of support decides.',
      'Approved by Finance lead, where Amount asked for > 100; by Head of support unless Amount asked for ≤ 500',
    ]) {
      expect(words).toContain(said);
    }
    expect(textsOf(svg, 'desc')).toEqual([
      'The flow of its steps, from top to bottom: 5 steps, 2 branches, 2 approvals, 2 boundaries. Drawn as a plain list, because a better picture took too long.',
    ]);
    expect(words).toContain('Drawn as a plain list');
  });

  it('says all of what it cuts to whoever points at it', () => {
    const long = 'Compare each of the pieces with the note that came along with them, and with the order '
      .repeat(2)
      .trim();
    const definition = definitionOf(`sop: a\ntitle: A\nsteps: [{id: a, title: "${long}"}]`);
    const svg = flowOf(definition);
    expect(textsOf(svg).filter((text) => text.endsWith('…'))).toHaveLength(1);
    expect(textsOf(svg, 'title')).toContainEqual(expect.stringContaining(`1. ${long}`));
  });

  it('is one picture for whoever has it read out, and a group of links where its steps lead somewhere', () => {
    expect(flowOf(REFUND)).toContain('role="img" aria-labelledby="m1-title" aria-describedby="m1-desc"');
    expect(attributesOf(flowOf(REFUND)).some(({ name }) => name === 'href')).toBe(false);
    const linked = flowOf(REFUND, { href: (step) => `/sops/1#${step}` });
    expect(linked).toContain('role="group"');
    const links = nodesOf(linked).filter((one) => one.nodeName === 'a');
    const [first] = links.map((one) => Object.fromEntries((one.attrs ?? []).map(({ name, value }) => [name, value])));
    expect(links).toHaveLength(REFUND.steps.length);
    expect(first).toEqual({ href: '/sops/1#check_order' });
    // What a link is called is the title that it begins with.
    expect(links.map((one) => one.childNodes?.[0]?.nodeName)).toEqual(REFUND.steps.map(() => 'title'));
  });

  it('leads nowhere but to addresses', () => {
    for (const address of ['javascript:alert(1)', ' java\nscript:x', '//evil.example', 'data:text/html,x']) {
      expect(nodesOf(flowOf(REFUND, { href: () => address })).some((one) => one.nodeName === 'a')).toBe(false);
    }
  });
});

describe('systems and procedures as SVG', () => {
  it('says which procedure reads and writes what, in which steps', () => {
    const svg = systemsOf(TEMPLATES, { href: (sop: string) => `/sops/${sop}` });
    expect(textsOf(svg)).toEqual(
      expect.arrayContaining(['Customer support', 'Refund approval', 'Payments', 'RW', 'reads and writes']),
    );
    expect(textsOf(svg, 'title')).toContain('Refund approval writes Payments\nWritten in: 3. Pay the refund');
    expect(svg).toContain('href="/sops/sop-refund-approval"');
  });

  it('is narrower on a phone', () => {
    const width = (svg: string) => Number(/ width="([\d.]+)"/.exec(svg)?.[1]);
    expect(width(systemsOf([SHOP_RETURNS], { shape: 'narrow' }))).toBeLessThan(width(systemsOf([SHOP_RETURNS])));
  });

  it('says so where no system is named, and what it leaves out', () => {
    const none = definitionOf('sop: a\ntitle: A\nsteps: [{id: a, title: A}]');
    expect(textsOf(systemsOf([none]))).toContain('No step names a system that it reads or writes.');
    const many = Array.from({ length: 160 }, (_, index) => ({ ...REFUND, sop: `refund-${index}` }));
    expect(textsOf(systemsOf(many))).toContain('and 10 more procedures, which the table has');
  });
});

describe('every picture', () => {
  const pictures = (standing: 'page' | 'file') => [flowOf(hostile, { standing }), systemsOf([hostile], { standing })];

  it('has nothing in it that a strict policy refuses, whatever it is called', () => {
    for (const svg of pictures('page')) {
      const names = new Set(nodesOf(svg).map((one) => one.nodeName));
      const known = ['#document-fragment', '#text', 'svg', 'title', 'desc', 'g', 'path', 'rect', 'text'];
      expect([...names].filter((name) => !known.includes(name))).toEqual([]);
      expect(attributesOf(svg).filter(({ name }) => /^on|^style$|href/.test(name))).toEqual([]);
      expect(svg).not.toMatch(/[\u202E\uFFFF]/);
      expect(textsOf(svg, 'title').join()).toContain('<script>alert(1)</script>');
    }
  });

  it('takes the colours of the page it stands in; as a file it has them all, in light and dark', () => {
    for (const svg of pictures('page')) {
      const colours = attributesOf(svg).filter(({ name }) => name === 'fill' || name === 'stroke');
      expect(colours.filter(({ value }) => !/^(?:none|var\(--map-[a-z-]+, #[0-9a-f]{6}\))$/.test(value))).toEqual([]);
    }
    for (const svg of pictures('file')) {
      expect(svg).not.toContain('var(');
      expect(svg).toMatch(/^<\?xml [^>]*>\n<svg xmlns="http:\/\/www.w3.org\/2000\/svg"/);
      expect(textsOf(svg, 'style')[0]).toContain('prefers-color-scheme:dark');
    }
  });
});

describe('the colours', () => {
  const css = readFileSync(join(import.meta.dirname, '../../src/adapters/library/assets/library.css'), 'utf8');

  it('are those of the page’s style', () => {
    const written = [...css.matchAll(/--map-([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);/g)];
    expect(written.map(([, name, light, dark]) => [name, [light, dark]])).toEqual(Object.entries(MAP_COLOURS));
  });

  test.each<[Colour, Colour, number]>([
    ...(['box', 'paper', 'badge', 'decision', 'gate'] as const).map(
      (on) => ['ink', on, 4.5] as [Colour, Colour, number],
    ),
    ...(['box', 'paper', 'badge', 'decision', 'gate'] as const).map(
      (on) => ['quiet', on, 4.5] as [Colour, Colour, number],
    ),
    ['decision-ink', 'paper', 4.5],
    ['decision-ink', 'box', 4.5],
    ...(['decision', 'gate', 'stop', 'read', 'write'] as const).map(
      (on) => [`${on}-ink`, on, 4.5] as [Colour, Colour, number],
    ),
    ...(['line', 'edge', 'decision-line', 'gate-line', 'stop-line', 'read-line', 'write-line'] as const).map(
      (line) => [line, 'paper', 3] as [Colour, Colour, number],
    ),
  ])('%s is seen on %s (%s to 1), in light and dark', (ink, ground, least) => {
    for (const theme of [0, 1]) {
      const [one = '', other = ''] = [MAP_COLOURS[ink][theme], MAP_COLOURS[ground][theme]];
      expect(contrast(one, other)).toBeGreaterThanOrEqual(least);
    }
  });
});

/** https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
function contrast(one: string, other: string): number {
  const light = (colour: string) => {
    const [red = 0, green = 0, blue = 0] = [1, 3, 5]
      .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [more = 0, less = 0] = [light(one), light(other)].toSorted((a, b) => b - a);
  return (more + 0.05) / (less + 0.05);
}

describe('words in a box', () => {
  it('never go beyond it, and lose nothing unless they say so', () => {
    const letters = { size: 12 };
    const text = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 80 }),
      fc.lorem({ maxCount: 20 }),
      fc.constant('x'.repeat(90)),
    );
    const property = fc.property(text, fc.integer({ min: 1, max: 4 }), (said, lines) => {
      const { lines: found, isCut } = wrapped(said, letters, { width: 120, lines });
      expect(found.length).toBeLessThanOrEqual(lines);
      // One character is drawn whatever its width is.
      for (const line of found) expect(widthOf(line, letters) <= 120 || [...line].length <= 2).toBe(true);
      if (isCut) expect(found.at(-1)).toMatch(/…$/);
      else expect(found.join('').replaceAll(' ', '')).toBe(oneWord(said));
    });
    fc.assert(property, { numRuns: 300 });
  });
});

const oneWord = (text: string) =>
  wrapped(text, { size: 1 }, { width: 1e9, lines: 1 }).lines.join('').replaceAll(' ', '');

test.each([
  ['inputs.amount > 100', 'Amount asked for > 100'],
  ['inputs.reason in ["late", "damaged"]', 'Why is one of “Arrived too late”, “Arrived damaged”'],
  [
    'decisions.verdict == "grant" && inputs.amount <= 5.5',
    'Grant the refund? is “Grant it” and Amount asked for ≤ 5.5',
  ],
  [
    '!(evidence.first_refund.value) || has(inputs.note)',
    'not (Not refunded before) or What the customer wrote is given',
  ],
  ['evidence.paid.by != "ana"', 'who recorded Amount paid is not “ana”'],
  ['inputs.order.startsWith("inputs.amount")', 'Order number.startsWith(“inputs.amount”)'],
])('%s is said as %s', (source, words) => {
  expect(conditionWords(REFUND, source)).toBe(words);
});

it('the procedure of forty steps is drawn with all of them', () => {
  const numbers = textsOf(flowOf(SHOP_RETURNS)).filter((text) => /^\d+$/.test(text));
  expect(numbers.map(Number)).toEqual(Array.from({ length: 40 }, (_, index) => index + 1));
});
