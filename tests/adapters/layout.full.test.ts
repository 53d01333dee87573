/** Pictures arranged: nothing overlaps, no line goes through a box, and a picture that takes too long comes all the same. */
import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { createLayout } from '../../src/adapters/layout/elk.ts';
import { plainLayout } from '../../src/adapters/layout/plain.ts';
import type { Arranged, Place, Point, Unarranged } from '../../src/cards/map/arranged.ts';
import { flowParts, unarranged } from '../../src/cards/map/flow-boxes.ts';
import type { Definition } from '../../src/engine/definition.ts';
import { flowGraph } from '../../src/engine/map/flow-graph.ts';
import { validDefinition } from '../engine/definition.arbitrary.ts';
import { SHOP_RETURNS, TEMPLATES } from '../support/procedures.ts';

const failures: unknown[] = [];
const layout = createLayout((error) => failures.push(error));
afterAll(() => layout.close());

const boxesOf = (definition: Definition) => unarranged(flowParts(definition, flowGraph(definition)));

/** Sums of fractions. */
const SLACK = 0.01;
const meet = (one: Place, other: Place) =>
  one.x + one.width > other.x + SLACK &&
  other.x + other.width > one.x + SLACK &&
  one.y + one.height > other.y + SLACK &&
  other.y + other.height > one.y + SLACK;

function lineBox([from, to]: readonly [Point, Point]): Place {
  const [x, y] = [Math.min(from.x, to.x), Math.min(from.y, to.y)];
  return { x, y, width: Math.abs(from.x - to.x), height: Math.abs(from.y - to.y) };
}

/** What a designer would wince at, in words. */
function flaws(asked: Unarranged, { nodes, edges, width, height }: Arranged): readonly string[] {
  const labels = edges.flatMap(({ id, label }) => (label ? [{ id: `label of ${id}`, ...label }] : []));
  const things = [...nodes, ...labels];
  const overlaps = things.flatMap((one, index) =>
    things.slice(index + 1).flatMap((other) => (meet(one, other) ? [`${one.id} overlaps ${other.id}`] : [])),
  );
  const crossed = edges.flatMap(({ id, points }) =>
    points.slice(1).flatMap((to, index) => {
      const line = lineBox([points[index] ?? to, to]);
      const slanted = line.width > SLACK && line.height > SLACK ? [`${id} is slanted`] : [];
      const own = (other: string) => other === `label of ${id}`;
      const through = things
        .filter((one) => !own(one.id) && meet(line, one))
        .map((one) => `${id} goes through ${one.id}`);
      return [...slanted, ...through];
    }),
  );
  const isOnEdge = ({ x, y }: Point, box: Place | undefined) =>
    box !== undefined && meet({ x: x - 1, y: y - 1, width: 2, height: 2 }, box);
  const place = (id: string | undefined) => nodes.find((one) => one.id === id);
  const loose = edges.filter(({ id, points: [start, ...rest] }) => {
    const edge = asked.edges.find((one) => one.id === id);
    const end = rest.at(-1);
    return !start || !end || !isOnEdge(start, place(edge?.from)) || !isOnEdge(end, place(edge?.to));
  });
  const sheet = { x: -SLACK, y: -SLACK, width: width + 3 * SLACK, height: height + 3 * SLACK };
  const isOff = (box: Place) =>
    box.x < sheet.x || box.y < sheet.y || box.x + box.width > sheet.width || box.y + box.height > sheet.height;
  const ways = edges.flatMap(({ id, points }) => points.map((point) => ({ id, ...point, width: 0, height: 0 })));
  const off = [...things, ...ways].filter(isOff).map(({ id }) => `${id} is off the sheet`);
  return [...overlaps, ...crossed, ...loose.map(({ id }) => `${id} hangs loose`), ...off];
}

const counted = ({ nodes, edges }: Unarranged | Arranged) => ({
  nodes: nodes.map(({ id }) => id),
  edges: edges.map(({ id }) => id),
  labels: edges.flatMap(({ id, label }) => (label ? [id] : [])),
});

describe('a picture', () => {
  it.each([...TEMPLATES, SHOP_RETURNS].map((one) => [one.title, one] as const))(
    'of “%s” has all its boxes and lines, and nothing on top of another',
    async (_title, definition) => {
      const boxes = boxesOf(definition);
      const arranged = await layout.arrange(boxes, 'wide');
      expect(counted(arranged)).toEqual(counted(boxes));
      expect(flaws(boxes, arranged)).toEqual([]);
      expect(arranged.isPlain).toBe(false);
    },
  );

  it('of any procedure, too', async () => {
    const property = fc.asyncProperty(validDefinition, async (definition) => {
      const boxes = boxesOf(definition);
      expect(flaws(boxes, await layout.arrange(boxes, 'wide'))).toEqual([]);
    });
    await fc.assert(property, { numRuns: 40 });
    expect(failures).toEqual([]);
  });

  it('is the same each time, in whichever process', async () => {
    const other = createLayout((error) => failures.push(error));
    const boxes = boxesOf(SHOP_RETURNS);
    const [one, again] = await Promise.all([layout.arrange(boxes, 'wide'), other.arrange(boxes, 'wide')]);
    await other.close();
    expect(again).toEqual(one);
  });
});

describe('a plain picture', () => {
  it('has nothing on top of another either', () => {
    const property = fc.property(validDefinition, (definition) => {
      const boxes = boxesOf(definition);
      expect(flaws(boxes, plainLayout(boxes))).toEqual([]);
    });
    fc.assert(property, { numRuns: 100 });
    const boxes = boxesOf(SHOP_RETURNS);
    expect(flaws(boxes, plainLayout(boxes))).toEqual([]);
    expect(counted(plainLayout(boxes))).toEqual(counted(boxes));
  });

  it('is what a phone shows, where it is no makeshift', async () => {
    const boxes = boxesOf(SHOP_RETURNS);
    const narrow = await layout.arrange(boxes, 'narrow');
    expect(narrow).toEqual({ ...plainLayout(boxes), isPlain: false });
    expect(narrow.width).toBeLessThan(480);
  });

  const tangle = (span: number) => {
    const nodes = Array.from({ length: 300 }, (_, index) => ({ id: `n${index}`, width: 264, height: 90 }));
    const edges = nodes.flatMap(({ id: to }, index) =>
      nodes.slice(Math.max(0, index - span), index).map(({ id: from }) => ({ id: `${from}>${to}`, from, to })),
    );
    return { nodes, edges };
  };

  it.each([
    ['takes too long', { span: 10, patience: 1_000 }, 'it took longer than 1000 ms'],
    ['takes too much memory', { span: 100, patience: 120_000 }, 'it takes too much memory'],
  ])('comes where a better one %s, and the next one is as good as ever', async (_what, { span, patience }, why) => {
    const told: unknown[] = [];
    const own = createLayout((error) => told.push(error), patience);
    const tangled = await own.arrange(tangle(span), 'wide');
    expect(tangled.isPlain).toBe(true);
    expect(told.map(String)).toEqual([`Error: a picture was not arranged: ${why}`]);
    // It is not tried in vain again.
    expect(await own.arrange(tangle(span), 'wide')).toEqual(tangled);
    expect(told).toHaveLength(1);
    await own.close();
    const boxes = boxesOf(SHOP_RETURNS);
    const patient = createLayout((error) => failures.push(error));
    expect(await patient.arrange(boxes, 'wide')).toEqual(await layout.arrange(boxes, 'wide'));
    await patient.close();
  });

  it('keeps nobody waiting who closes', async () => {
    const told: unknown[] = [];
    const own = createLayout((error) => told.push(error), 120_000);
    const arranged = own.arrange(tangle(10), 'wide');
    await setImmediate();
    await own.close();
    expect((await arranged).isPlain).toBe(true);
    expect(told).toEqual([]);
  });
});
