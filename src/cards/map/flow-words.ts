/** What the picture of a procedure says of its parts. */
import type { Definition, Step } from '../../engine/definition.ts';
import type { BoundaryNode, FlowEdge, FlowNode, StepNode } from '../../engine/map/flow-graph.ts';
import type { MapApproval } from '../../engine/map/inventory.ts';
import { inRow } from '../sentence.ts';
import { plain, UNNAMED } from '../text.ts';
import { conditionWords } from './condition-words.ts';

/** `Kitchen · judgment · an agent tries it` */
export function doerWords({ kind, role, judgment, delegation }: StepNode): string {
  const doer = kind === 'approval' ? [] : [role?.title ?? 'Anybody'];
  return [...doer, ...(judgment === 'judgment' ? ['judgment'] : []), ...delegationWords(delegation)].join(' · ');
}

/** Nothing where only people do it: that is how it is nearly always. */
export function delegationWords(state: Step['delegation']): readonly string[] {
  switch (state) {
    case 'human_only':
      return [];
    case 'trialing':
      return ['an agent tries it'];
    case 'agent_supervised':
      return ['an agent, supervised'];
    case 'agent_autonomous':
      return ['an agent alone'];
  }
}

/** `Reads Shop · writes Payments`; empty: it touches none. */
export function systemWords({ reads, writes }: Pick<StepNode, 'reads' | 'writes'>): string {
  const parts = [
    ...(reads.length > 0 ? [`reads ${reads.join(', ')}`] : []),
    ...(writes.length > 0 ? [`writes ${writes.join(', ')}`] : []),
  ];
  return parts.join(' · ').replace(/^./, (letter) => letter.toUpperCase());
}

/** `Approved by 2 × Finance lead, where Amount > 100; by Head of support unless Amount ≤ 500` */
export function approvalWords(definition: Definition, step: string, approval: MapApproval): string {
  const { role, quorum, when, limit, above } = approval;
  const said = (condition: string) => conditionWords(definition, condition, step);
  const many = quorum > 1 ? `${quorum} × ` : '';
  const where = when === null ? '' : `, where ${said(when)}`;
  const beyond = limit === null || above === null ? '' : `; by ${above.title} unless ${said(limit)}`;
  return `Approved by ${many}${role.title}${where}${beyond}`;
}

export function onlyIf(definition: Definition, condition: string): string {
  return `Only if ${conditionWords(definition, condition)}`;
}

/** `Grant it or Exchange it` */
export function branchWords({ options }: FlowEdge): string {
  if (options.length === 0) return 'Never';
  return plain(
    inRow(
      options.map((one) => one.title),
      'or',
    ),
    UNNAMED,
  );
}

/** `Stops the run: More than 1,000 EUR is asked for. Head of support decides.` */
export function stopWords({ title, role }: BoundaryNode): string {
  return `Stops the run: ${title}. ${role.title} decides.`;
}

/** All that there is to a part, for whoever points at it or has it read out. `stops`: the boundaries that look at it. */
export function aboutNode(definition: Definition, node: BoxedNode, stops: readonly BoundaryNode[]): string {
  const stopping = stops.map((one) => `${stopWords(one)} That is where ${conditionWords(definition, one.when)}.`);
  switch (node.type) {
    case 'start':
      return [node.inputs.length === 0 ? 'Start' : `Start. Asks for ${node.inputs.join(', ')}`, ...stopping].join('\n');
    case 'end':
      return 'Done';
    case 'step': {
      const { order, title, kind, condition, approval, step } = node;
      const parts = [
        `${order}. ${title}`,
        ...(kind === 'decision' ? ['A decision'] : []),
        doerWords(node),
        systemWords(node),
        ...(condition === null ? [] : [onlyIf(definition, condition)]),
        ...stopping,
        ...(approval === null ? [] : [approvalWords(definition, step, approval)]),
      ];
      return parts.filter((one) => one !== '').join('\n');
    }
  }
}

/** What has a box of its own: a boundary stands in those of what it looks at. */
export type BoxedNode = Exclude<FlowNode, BoundaryNode>;
