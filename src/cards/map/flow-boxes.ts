/** The parts of a procedure's picture as boxes with their words in them: how large each is, and what stands where in it. */
import type { Definition } from '../../engine/definition.ts';
import type { BoundaryNode, FlowEdge, FlowGraph, StepNode } from '../../engine/map/flow-graph.ts';
import type { Size, Unarranged } from './arranged.ts';
import type { Colour } from './colours.ts';
import {
  aboutNode,
  approvalWords,
  type BoxedNode,
  branchWords,
  doerWords,
  onlyIf,
  stopWords,
  systemWords,
} from './flow-words.ts';
import { type Letters, widthOf, wrapped } from './letters.ts';

export interface FlowBox extends Size {
  readonly id: string;
  readonly look: 'start' | 'end' | 'task' | 'decision' | 'approval';
  /** Its place among the steps. */
  readonly number?: number;
  /** The step that it leads to. */
  readonly step?: string;
  readonly lines: readonly BoxLine[];
  /** From top to bottom, the last one at its foot: what stops the run here, then who approves what was done. */
  readonly strips: readonly Strip[];
  /** All of it in words. */
  readonly about: string;
}

export interface Strip {
  readonly type: 'stop' | 'gate';
  readonly y: number;
  readonly height: number;
}

export interface BoxLine extends Letters {
  readonly text: string;
  readonly x: number;
  /** Of the middle of its letters. */
  readonly y: number;
  readonly ink: Colour;
  readonly align?: 'center';
}

export interface FlowLabel extends Size {
  readonly edge: string;
  readonly lines: readonly BoxLine[];
  readonly about: string;
}

export interface FlowParts {
  /** Those that are drawn as lines. */
  readonly edges: readonly FlowEdge[];
  readonly boxes: readonly FlowBox[];
  readonly labels: readonly FlowLabel[];
}

const WIDE = 264;
/** Room at the edge of a box, and that of the number before the words. */
const EDGE = 12;
const INDENT = 46;

const TITLE: Letters = { size: 13.5, isBold: true };
const DETAIL: Letters = { size: 12 };
const HEIGHT = { title: 18, detail: 17 } as const;

export function flowParts(definition: Definition, graph: FlowGraph): FlowParts {
  const boundaries = new Map(graph.nodes.flatMap((node) => (node.type === 'boundary' ? [[node.id, node]] : [])));
  const stops = Map.groupBy(
    graph.edges.filter(({ type }) => type === 'stops'),
    ({ from }) => from,
  );
  const boxes = graph.nodes.flatMap((node): readonly FlowBox[] => {
    if (node.type === 'boundary') return [];
    const own = (stops.get(node.id) ?? []).flatMap(({ to }) => boundaries.get(to) ?? []);
    return [{ ...boxOf(definition, node, own), id: node.id, about: aboutNode(definition, node, own) }];
  });
  const edges = graph.edges.filter(({ type }) => type !== 'stops');
  return { edges, boxes, labels: edges.filter(({ type }) => type === 'branch').map(labelOf) };
}

/** What a layout needs to know of them. */
export function unarranged({ edges, boxes, labels }: FlowParts): Unarranged {
  const sizes = new Map(labels.map(({ edge, width, height }) => [edge, { width, height }]));
  return {
    nodes: boxes.map(({ id, width, height }) => ({ id, width, height })),
    edges: edges.map(({ id, from, to }) => {
      const label = sizes.get(id);
      return { id, from, to, ...(label ? { label } : {}) };
    }),
  };
}

type Drawn = Omit<FlowBox, 'id' | 'about'>;

function boxOf(definition: Definition, node: BoxedNode, stops: readonly BoundaryNode[]): Drawn {
  const stopping = stops.map((one) => [words(stopWords(one), DETAIL, 'stop-ink', 4)]);
  switch (node.type) {
    case 'start': {
      const asked = node.inputs.length === 0 ? '' : `Asks for ${node.inputs.join(', ')}`;
      const said = [words('Start', TITLE, 'ink', 1), words(asked, DETAIL, 'quiet', 2)];
      const strips = stopping.map((said) => ({ type: 'stop', said }) as const);
      return boxed('start', said, strips);
    }
    case 'end':
      return boxed('end', [words('Done', TITLE, 'ink', 1)], []);
    case 'step':
      return stepBox(definition, node, stopping);
  }
}

function stepBox(definition: Definition, node: StepNode, stopping: readonly (readonly Said[])[]): Drawn {
  const { kind, order, step, title, condition, approval } = node;
  const gate = approval === null ? [] : [words(approvalWords(definition, step, approval), DETAIL, 'gate-ink', 4)];
  const isAnswer = kind === 'approval';
  const said = [
    words(title, TITLE, 'ink', 3),
    words(doerWords(node), DETAIL, 'quiet', 1),
    ...(isAnswer ? gate : []),
    words(systemWords(node), DETAIL, 'quiet', 2),
    words(condition === null ? '' : onlyIf(definition, condition), DETAIL, 'decision-ink', 3),
  ];
  const strips = [
    ...stopping.map((said) => ({ type: 'stop', said }) as const),
    ...(isAnswer || gate.length === 0 ? [] : [{ type: 'gate', said: gate } as const]),
  ];
  return { ...boxed(kind, said, strips), number: order, step };
}

function boxed(
  look: FlowBox['look'],
  said: readonly Said[],
  strips: readonly { readonly type: Strip['type']; readonly said: readonly Said[] }[],
): Drawn {
  const isCentred = look === 'start' || look === 'end';
  const width = look === 'end' ? 140 : WIDE;
  const room = isCentred
    ? { x: width / 2, width: width - 4 * EDGE, align: 'center' as const }
    : { x: INDENT, width: width - INDENT - EDGE };
  const body = written(said, { ...room, y: 10 });
  const lines = [...body.lines];
  const drawn: Strip[] = [];
  let end = body.end + (strips.length > 0 ? 8 : 10);
  for (const { type, said } of strips) {
    const within = written(said, { x: INDENT, width: width - INDENT - EDGE, y: end + 6 });
    lines.push(...within.lines);
    drawn.push({ type, y: end, height: within.end + 6 - end });
    end = within.end + 6;
  }
  return { look, width, height: end, lines, strips: drawn };
}

interface Said {
  readonly text: string;
  readonly letters: Letters;
  readonly ink: Colour;
  readonly most: number;
}

function words(text: string, letters: Letters, ink: Colour, most: number): Said {
  return { text, letters, ink, most };
}

/** Below each other, from `y` on. */
function written(
  said: readonly Said[],
  { x, y, width, align }: { readonly x: number; readonly y: number; readonly width: number; readonly align?: 'center' },
): { readonly lines: readonly BoxLine[]; readonly end: number } {
  const lines: BoxLine[] = [];
  let end = y;
  for (const { text, letters, ink, most } of said) {
    const height = letters.size === TITLE.size ? HEIGHT.title : HEIGHT.detail;
    for (const line of wrapped(text, letters, { width, lines: most }).lines) {
      lines.push({ text: line, x, y: end + height / 2, ...letters, ink, ...(align ? { align } : {}) });
      end += height;
    }
  }
  return { lines, end };
}

const LABEL = 150;
const LABEL_EDGE = 8;

function labelOf(edge: FlowEdge): FlowLabel {
  const about = branchWords(edge);
  const { lines } = wrapped(about, DETAIL, { width: LABEL, lines: 2 });
  const width = Math.ceil(Math.max(...lines.map((line) => widthOf(line, DETAIL)))) + 2 * LABEL_EDGE;
  const drawn = lines.map((text, index): BoxLine => {
    return {
      text,
      x: width / 2,
      y: 4 + HEIGHT.detail * (index + 0.5),
      ...DETAIL,
      ink: 'decision-ink',
      align: 'center',
    };
  });
  return { edge: edge.id, about, lines: drawn, width, height: lines.length * HEIGHT.detail + 8 };
}
