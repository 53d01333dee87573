/** The workflow map of a workspace: its rows, its systems, its file for spreadsheets, and the pictures of both kinds. */
import type { Shape } from '../../cards/map/arranged.ts';
import { flowParts, unarranged } from '../../cards/map/flow-boxes.ts';
import { flowSvg } from '../../cards/map/flow-svg.ts';
import type { Standing } from '../../cards/map/svg-sheet.ts';
import { systemsSvg } from '../../cards/map/systems-svg.ts';
import { type Facets, facetsOf, filtered, type MapFilter } from '../../engine/map/filter.ts';
import { type FlowGraph, flowGraph } from '../../engine/map/flow-graph.ts';
import { type MappedSop, type MapRow, rowsOf } from '../../engine/map/inventory.ts';
import { type Matrix, matrixOf } from '../../engine/map/matrix.ts';
import type { Layout } from '../ports.ts';
import type { Looking } from '../sight.ts';
import { type Asked, mappedSop, mappedSops } from './mapped.ts';

export interface WorkflowMap {
  /** Those that the filter lets through, by SOP and in the order of its steps. */
  readonly rows: readonly MapRow[];
  /** How many rows there are without the filter. */
  readonly of: number;
  /** What there is to filter by: of all rows, not only of those that are seen. */
  readonly facets: Facets;
  readonly sops: readonly MappedSop[];
  /** There is more than `LIMITS.mapSops` SOPs or `LIMITS.mapSteps` steps: the rest is left out. */
  readonly isCut: boolean;
}

export async function workflowMap(looking: Looking, asked: Asked, filter: MapFilter = {}): Promise<WorkflowMap> {
  const { sops, isCut } = await mappedSops(looking, asked);
  const all = sops.flatMap(rowsOf);
  return { rows: filtered(all, filter), of: all.length, facets: facetsOf(all), sops, isCut };
}

/** For spreadsheets. Loaded when somebody asks for it. */
export async function mapCsv({ rows, sops }: WorkflowMap): Promise<string> {
  return (await import('./map-csv.ts')).csvOf(rows, sops);
}

/** Which procedure reads and writes which system, among the rows of a map. */
export function systemsMap({ rows }: WorkflowMap): Matrix {
  return matrixOf(rows);
}

export interface Drawing {
  readonly shape: Shape;
  /** What it is called by in the page that it stands in. */
  readonly id: string;
  readonly standing: Standing;
  readonly href?: ((id: string) => string) | undefined;
}

/** `href`: where a procedure leads to, by the SOP's id. */
export function systemsPicture(map: WorkflowMap, drawing: Drawing): string {
  return systemsSvg(systemsMap(map), drawing);
}

/** The flow of one SOP as it is in force, else of its draft. Undefined: there is none, or it is archived. */
export async function sopFlow(
  looking: Looking,
  workspace: string,
  sop: string,
): Promise<{ readonly sop: MappedSop; readonly graph: FlowGraph } | undefined> {
  const mapped = await mappedSop(looking, workspace, sop);
  return mapped && { sop: mapped, graph: flowGraph(mapped.definition) };
}

/** `href`: where a step leads to, by its id. */
export async function flowPicture(
  layout: Layout,
  definition: MappedSop['definition'],
  drawing: Drawing,
): Promise<string> {
  const parts = flowParts(definition, flowGraph(definition));
  return flowSvg(parts, await layout.arrange(unarranged(parts), drawing.shape), {
    ...drawing,
    title: definition.title,
  });
}
