/**
 * Boxes one below the other, in the order in which they are given. What leads to the next one goes straight down; everything
 * else goes around on the right, each line in a lane of its own, and comes down onto its box.
 */
import type { Arranged, Place, Point, Unarranged } from '../../cards/map/arranged.ts';

type Edge = Unarranged['edges'][number];

/** Between two boxes; between two lines that come around; between two lanes; between a line and its label. */
const GAP = 36;
const ROW = 14;
const LANE = 12;
const BESIDE = 10;

export function plainLayout({ nodes, edges }: Unarranged): Arranged {
  const order = new Map(nodes.map(({ id }, index) => [id, index]));
  const placeOf = (id: string) => order.get(id) ?? 0;
  const isStraight = ({ from, to }: Edge) => placeOf(to) === placeOf(from) + 1;
  const around = edges.filter((edge) => !isStraight(edge));
  const coming = Map.groupBy(around, ({ to }) => to);
  const going = Map.groupBy(around, ({ from }) => from);
  const wide = Math.max(0, ...nodes.map((one) => one.width));
  const straight = new Map(edges.filter(isStraight).map((edge) => [edge.to, edge.label]));

  let y = 0;
  const places = nodes.map((node, index): Place & { readonly id: string } => {
    const rows = coming.get(node.id) ?? [];
    const label = straight.get(node.id);
    const room = rows.reduce((sum, edge) => sum + rowHeight(edge), 0);
    if (index > 0 || rows.length > 0) y += GAP + room + (label ? label.height + ROW : 0);
    const place = { id: node.id, x: (wide - node.width) / 2, y, width: node.width, height: node.height };
    y += node.height;
    return place;
  });
  const at = new Map(places.map((place) => [place.id, place]));

  const ends = new Map(
    [...coming].flatMap(([id, rows]) => {
      const to = at.get(id);
      return to ? rows.map((edge, index) => [edge.id, endOf(rows, index, to)] as const) : [];
    }),
  );
  const labelled = around.map(({ id, label }) => (label ? (ends.get(id)?.x ?? 0) + BESIDE + label.width : 0));
  const first = Math.max(wide, ...labelled) + ROW;
  const lanes = lanesOf(around, placeOf);

  const ways = edges.map((edge): Way => {
    const [from, to] = [at.get(edge.from), at.get(edge.to)];
    if (!from || !to) throw new Error(`a line leads from or to nothing: ${edge.id}`);
    const end = ends.get(edge.id);
    if (!end) return straightWay(edge, from, to);
    const out = going.get(edge.from) ?? [];
    const start = from.y + (from.height * (out.indexOf(edge) + 1)) / (out.length + 1);
    const lane = first + (lanes.get(edge.id) ?? 0) * LANE;
    return wayAround(edge, { x: from.x + from.width, y: start }, lane, { ...end, foot: to.y });
  });
  const right = Math.max(wide, ...around.map((edge) => first + (lanes.get(edge.id) ?? 0) * LANE + 2));
  return { width: right, height: y, nodes: places, edges: ways, isPlain: true };
}

type Way = Arranged['edges'][number];

/** Where a line that comes around turns down onto its box: the upper ones further left, so that none crosses another. */
function endOf(rows: readonly Edge[], index: number, to: Place): Point {
  const below = rows.slice(index).reduce((sum, one) => sum + rowHeight(one), 0);
  const [own] = rows.slice(index);
  return {
    x: to.x + to.width / 2 + ((to.width / 2 - ROW) * (index + 1)) / (rows.length + 1),
    y: to.y - ROW - below + (own ? rowHeight(own) : 0) / 2,
  };
}

function wayAround({ id, label }: Edge, start: Point, lane: number, end: Point & { readonly foot: number }): Way {
  const points: readonly Point[] = [
    start,
    { x: lane, y: start.y },
    { x: lane, y: end.y },
    { x: end.x, y: end.y },
    { x: end.x, y: end.foot },
  ];
  const place = label && { x: end.x + BESIDE, y: end.y - label.height / 2, ...label };
  return place ? { id, points, label: place } : { id, points };
}

function rowHeight({ label }: Edge): number {
  return label ? label.height + 4 : ROW;
}

/** In the middle of both boxes: they stand above each other. */
function straightWay({ id, label }: Edge, from: Place, to: Place): Way {
  const x = from.x + from.width / 2;
  const [top, low] = [from.y + from.height, to.y];
  const points = [
    { x, y: top },
    { x, y: low },
  ];
  return label ? { id, points, label: { x: x - label.width / 2, y: top + ROW, ...label } } : { id, points };
}

/** The first lane that is free from the upper to the lower box of each line. */
function lanesOf(edges: readonly Edge[], placeOf: (id: string) => number): ReadonlyMap<string, number> {
  const free: number[] = [];
  const lanes = new Map<string, number>();
  const spans = edges.map((edge) => {
    const [from, to] = [placeOf(edge.from), placeOf(edge.to)];
    return { edge, top: Math.min(from, to), low: Math.max(from, to) };
  });
  for (const { edge, top, low } of spans.toSorted((one, other) => one.top - other.top || one.low - other.low)) {
    const found = free.findIndex((until) => until < top);
    const lane = found < 0 ? free.length : found;
    free[lane] = low;
    lanes.set(edge.id, lane);
  }
  return lanes;
}
