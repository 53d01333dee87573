/** The flow of one procedure as nodes and edges: what begins after what, which answer leads where, what stops it. */
import { type Choice, type Definition, needsOf, roleTitle, type Step } from '../definition.ts';
import { stepsBefore } from '../flow.ts';
import { isOnlyAbout, optionsToward } from './branch.ts';
import { approvalOf, type MapApproval, type Named, stepsWatched, systemsOf } from './inventory.ts';

export interface FlowGraph {
  readonly nodes: readonly FlowNode[];
  readonly edges: readonly FlowEdge[];
}

/** Ids are unique among all nodes: a step's is `step:` and its own. */
export type FlowNode = StartNode | StepNode | BoundaryNode | EndNode;

interface StartNode {
  readonly type: 'start';
  readonly id: string;
  /** Titles of what is asked first. */
  readonly inputs: readonly string[];
}

export interface StepNode {
  readonly type: 'step';
  readonly id: string;
  readonly step: string;
  /** From 1. */
  readonly order: number;
  readonly title: string;
  readonly kind: Step['kind'];
  readonly role: Named | null;
  readonly judgment: Step['judgment'];
  readonly delegation: Step['delegation'];
  readonly reads: readonly string[];
  readonly writes: readonly string[];
  /** The gate behind its work: nothing that needs the step begins before. Of an approval step, its decision. */
  readonly approval: MapApproval | null;
  /** It is done only where this holds; absent where there is no condition, or its branches say it all. */
  readonly condition: string | null;
}

export interface BoundaryNode {
  readonly type: 'boundary';
  readonly id: string;
  readonly boundary: string;
  readonly title: string;
  readonly when: string;
  /** Who decides over a run that it stopped. */
  readonly role: Named;
}

interface EndNode {
  readonly type: 'end';
  readonly id: string;
}

/** `next`: it begins after. `branch`: it begins after, with these options of the decision. `stops`: what the boundary looks at. */
export interface FlowEdge {
  readonly id: string;
  readonly type: 'next' | 'branch' | 'stops';
  readonly from: string;
  readonly to: string;
  /** Of a branch; none: no option leads there. */
  readonly options: readonly Choice[];
}

const START = 'start';
const END = 'end';
const nodeOf = (step: string) => `step:${step}`;

/** Of a valid definition. Each step and each boundary is one node, each of the needs one edge. */
export function flowGraph(definition: Definition): FlowGraph {
  const { steps, boundaries, inputs } = definition;
  const edges = [...needsAsEdges(definition), ...endings(definition), ...boundaryEdges(definition)];
  return {
    nodes: [
      { type: 'start', id: START, inputs: inputs.map((one) => one.title) },
      ...steps.map((step, index) => stepNode(definition, step, index)),
      ...boundaries.map(
        ({ id, title, when, role }): BoundaryNode => ({
          ...{ type: 'boundary', id: `boundary:${id}`, boundary: id, title, when },
          role: { id: role, title: roleTitle(definition, role) },
        }),
      ),
      { type: 'end', id: END },
    ],
    edges: edges.map((edge) => ({ ...edge, id: `${edge.from}>${edge.to}` })),
  };
}

type Drawn = Omit<FlowEdge, 'id'>;

function stepNode(definition: Definition, step: Step, index: number): StepNode {
  const { id, title, kind, role, judgment, delegation, when = null } = step;
  return {
    ...{ type: 'step', id: nodeOf(id), step: id, order: index + 1, title, kind, judgment, delegation },
    role: role === undefined ? null : { id: role, title: roleTitle(definition, role) },
    ...systemsOf(definition, step),
    approval: approvalOf(definition, step),
    condition: isOnlyAbout(step, needsOf(definition, index)) ? null : when,
  };
}

function needsAsEdges(definition: Definition): readonly Drawn[] {
  const { steps } = definition;
  return steps.flatMap((step, index): readonly Drawn[] => {
    const needs = [...new Set(needsOf(definition, index))];
    if (needs.length === 0) return [next(START, nodeOf(step.id))];
    return needs.map((need) => {
      const before = steps.find((one) => one.id === need);
      const options = before?.kind === 'decision' ? optionsToward(definition, before, index) : undefined;
      const edge = next(nodeOf(need), nodeOf(step.id));
      return options ? { ...edge, type: 'branch', options } : edge;
    });
  });
}

function endings(definition: Definition): readonly Drawn[] {
  const { steps } = definition;
  const needed = new Set(steps.flatMap((_, index) => needsOf(definition, index)));
  const last = steps.filter(({ id }) => !needed.has(id));
  return steps.length === 0 ? [next(START, END)] : last.map(({ id }) => next(nodeOf(id), END));
}

/** From the last of the steps that it looks at: before, it could seldom be told. */
function boundaryEdges(definition: Definition): readonly Drawn[] {
  const before = stepsBefore(definition);
  return definition.boundaries.flatMap((boundary): readonly Drawn[] => {
    const watched = stepsWatched(definition, boundary);
    const last = watched.filter((id) => !watched.some((later) => before.get(later)?.has(id)));
    const from = last.length === 0 ? [START] : last.map(nodeOf);
    return from.map((one) => ({ type: 'stops', from: one, to: `boundary:${boundary.id}`, options: [] }));
  });
}

function next(from: string, to: string): Drawn {
  return { type: 'next', from, to, options: [] };
}
