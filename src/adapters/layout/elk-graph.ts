/** Boxes and lines as the Eclipse Layout Kernel takes them, and its answer as places. */
import type { ElkNode } from 'elkjs';
import type { Arranged, Place, Point, Unarranged } from '../../cards/map/arranged.ts';

/** https://eclipse.dev/elk/reference/options.html */
const OPTIONS = {
  'elk.algorithm': 'layered',
  'elk.direction': 'DOWN',
  'elk.edgeRouting': 'ORTHOGONAL',
  'elk.padding': '[top=0,left=0,bottom=0,right=0]',
  // As early as they can begin: the branches of a decision begin side by side.
  'elk.layered.layering.strategy': 'LONGEST_PATH_SOURCE',
  // Branches from left to right as the procedure tells them.
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
  'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
  'elk.layered.nodePlacement.favorStraightEdges': 'true',
  'elk.spacing.nodeNode': '36',
  'elk.spacing.edgeNode': '18',
  'elk.spacing.edgeEdge': '14',
  'elk.spacing.edgeLabel': '0',
  'elk.layered.spacing.nodeNodeBetweenLayers': '34',
  'elk.layered.spacing.edgeNodeBetweenLayers': '18',
  'elk.layered.spacing.edgeEdgeBetweenLayers': '12',
};
/** Boxes of a row begin at the same height. */
const TOP = { 'elk.alignment': 'TOP' };
/** On its line, with the line going on behind it. */
const LABEL = { 'elk.edgeLabels.placement': 'CENTER', 'elk.edgeLabels.inline': 'true' };

export function elkGraph({ nodes, edges }: Unarranged): ElkNode {
  return {
    id: 'picture',
    layoutOptions: OPTIONS,
    children: nodes.map(({ id, width, height }) => ({ id, width, height, layoutOptions: TOP })),
    edges: edges.map(({ id, from, to, label }) => ({
      ...{ id, sources: [from], targets: [to] },
      labels: label ? [{ id: `${id} label`, text: id, ...label, layoutOptions: LABEL }] : [],
    })),
  };
}

/** Throws if something was not given a place: a picture without it would lie. */
export function placesIn(answer: ElkNode, asked: Unarranged): Arranged {
  const placed = new Map((answer.children ?? []).map((one) => [one.id, one]));
  const routed = new Map((answer.edges ?? []).map((one) => [one.id, one]));
  const { width = 0, height = 0 } = answer;
  return {
    ...{ width, height, isPlain: false },
    nodes: asked.nodes.map(({ id, ...size }) => ({ id, ...size, ...pointOf(placed.get(id)) })),
    edges: asked.edges.map(({ id, label: size }) => {
      const edge = routed.get(id);
      const [section] = edge?.sections ?? [];
      if (!section) throw new Error(`no way was found for ${id}`);
      const points: readonly Point[] = [section.startPoint, ...(section.bendPoints ?? []), section.endPoint];
      const way = { id, points: points.map(({ x, y }) => ({ x, y })) };
      const label: Place | undefined = size && { ...size, ...pointOf(edge?.labels?.[0]) };
      return label ? { ...way, label } : way;
    }),
  };
}

function pointOf(placed: { readonly x?: number; readonly y?: number } | undefined): Point {
  if (placed?.x === undefined || placed.y === undefined) throw new Error('something was given no place');
  return { x: placed.x, y: placed.y };
}
