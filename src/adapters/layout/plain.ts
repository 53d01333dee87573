/**
 * Boxes one below the other, in the order in which they are given. What leads to the next one goes straight down; everything
 * else goes around on the right, each line in a lane of its own, and comes down onto its box.
 */
import type { Arranged, Place, Point, Unarranged } from '../../cards/map/arranged.ts';

type Edge = Unarranged['edges'][number];
type Node = Unarranged['nodes'][number];

/** Between two boxes; between two lines that come around; between two lanes. */
const GAP = 36;
const ROW = 14;
const LANE = 12;

export function plainLayout({ nodes, edges }: Unarranged): Arranged {
  const order = new Map(nodes.map(({ id }, index) => [id, index]));
  const placeOf = (id: string) => order.get(id) ?? 0;
  const isStraight = ({ from, to }: Edge) => placeOf(to) === placeOf(from) + 1;
  const around = edges.filter((edge) => !isStraight(edge));
  const coming = Map.groupBy(around, ({ to }) => to);
  const going = Map.groupBy(around, ({ from }) => from);
  const wide = Math.max(0, ...nodes.map((one) => one.width));
  const straightLabel = new Map(edges.filter(isStraight).map((edge) => [edge.to, edge.label?.height ?? 0]));

  let y = 0;
  const places = nodes.map((node, index): Place & { id: string } => {
    const rows = coming.get(node.id) ?? [];
    const straight = straightLabel.get(node.id) ?? 0;
    const room = rows.reduce((sum, edge) => sum + rowHeight(edge), 0);
    if (index > 0 || rows.length > 0) y += GAP + room + (straight > 0 ? straight + ROW : 0);
    const place = { id: node.id, x: (wide - node.width) / 2, y, width: node.width, height: node.height };
    y += node.height;
    return place;
  });
  const at = new Map(places.map((place) => [place.id, place]));
  const labelled = Math.max(0, ...around.map(({ label }) => (label?.width ?? 0) + ROW));
  const lanes = lanesOf(around, placeOf);
  const laneX = (edge: Edge) => wide + ROW + labelled + (lanes.get(edge.id) ?? 0) * LANE;

  const ways = edges.map((edge) => {
    const [from, to] = [at.get(edge.from), at.get(edge.to)];
    if (!from || !to) return { id: edge.id, points: [] };
    return isStraight(edge) ? straightWay(edge, from, to) : wayAround(edge, from, to, laneX(edge));
  });
  const right = Math.max(wide, ...around.map((edge) => laneX(edge) + 2));
  return { width: right, height: y, nodes: places, edges: ways, isPlain: true };

  function wayAround(edge: Edge, from: Node & Place, to: Node & Place, x: number): Arranged['edges'][number] {
    const out = going.get(edge.from) ?? [];
    const start = from.y + (from.height * (out.indexOf(edge) + 1)) / (out.length + 1);
    const rows = coming.get(edge.to) ?? [];
    const index = rows.indexOf(edge);
    // The uppermost row goes furthest to the left, so that none crosses another on its way down.
    const drop = to.x + to.width / 2 + ((to.width / 2 - ROW) * (index + 1)) / (rows.length + 1);
    const below = rows.slice(index).reduce((sum, one) => sum + rowHeight(one), 0);
    const row = to.y - ROW - below + rowHeight(edge) / 2;
    const points: Point[] = [
      { x: from.x + from.width, y: start },
      { x, y: start },
      { x, y: row },
      { x: drop, y: row },
      { x: drop, y: to.y },
    ];
    const { label } = edge;
    return label
      ? { id: edge.id, points, label: { x: wide + ROW, y: row - label.height / 2, ...label } }
      : { id: edge.id, points };
  }
}

function rowHeight({ label }: Edge): number {
  return label ? label.height + 4 : ROW;
}

/** In the middle of both boxes: they stand above each other. */
function straightWay({ id, label }: Edge, from: Place, to: Place): Arranged['edges'][number] {
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
