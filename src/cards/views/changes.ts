/** What a draft changes against the revision that holds now, step by step. */
import type { Definition } from '../../engine/definition.ts';
import { type Comparison, compare, type StepChange } from '../../engine/sop/compare.ts';
import type { Element, Line } from '../card.ts';
import { inRow, quoted, sentence } from '../sentence.ts';

const MOST = 12;

export function changeElements(active: Definition, definition: Definition, revision: number): readonly Element[] {
  const lines = changeLines(compare(active, definition));
  const heading = { type: 'heading', text: `Changes against revision ${revision}` } as const;
  if (lines.length === 0) return [heading, { type: 'text', text: 'None yet.' }];
  const left = lines.length - MOST;
  return [
    heading,
    { type: 'list', items: lines.slice(0, MOST) },
    ...(left > 0 ? [{ type: 'context', text: `and ${left} more` } as const] : []),
  ];
}

/** One line for each step that differs, and one for the SOP itself. */
export function changeLines(changes: Comparison): readonly Line[] {
  return [...fieldLines(changes), ...changes.steps.map(lineOf)];
}

function fieldLines({ fields }: Comparison): readonly Line[] {
  if (fields.length === 0) return [];
  return [{ mark: 'now', text: sentence('The SOP itself: ', inRow(fields.map((field) => FIELDS[field]))) }];
}

function lineOf(one: StepChange): Line {
  switch (one.change) {
    case 'added':
      return {
        mark: 'now',
        text: sentence({ type: 'bold', text: 'New: ' }, one.step.title),
        detail: `Step ${one.order}`,
      };
    case 'removed':
      return {
        mark: 'skipped',
        text: sentence({ type: 'bold', text: 'Gone: ' }, one.step.title),
        detail: `Was step ${one.order}`,
      };
    case 'changed': {
      const what = inRow(one.fields.map((field) => STEP_FIELDS[field]));
      const before = one.was.title === one.step.title ? [] : [` · before: ${quoted(one.was.title)}`];
      return {
        mark: 'now',
        text: sentence({ type: 'bold', text: 'Changed: ' }, one.step.title),
        detail: sentence(`Step ${one.order} · `, what, ...before),
      };
    }
  }
}

const FIELDS: Readonly<Record<Comparison['fields'][number], string>> = {
  ...{ sop: 'key', title: 'title', purpose: 'purpose', scope: 'scope', workstream: 'workstream', roles: 'roles' },
  ...{ accountable_manager: 'accountable manager', exception_owner: 'exception owner', presentation: 'presentation' },
  ...{
    one_at_a_time: 'runs at a time',
    urgent: 'whether it is urgent',
    inputs: 'inputs',
    sources: 'sources',
    defaults: 'deadlines',
  },
  ...{ boundaries: 'boundaries', retention: 'retention', routine: 'routine' },
};

const STEP_FIELDS: Readonly<Record<Extract<StepChange, { change: 'changed' }>['fields'][number], string>> = {
  ...{ id: 'id', title: 'title', instructions: 'instructions', kind: 'kind', role: 'role', needs: 'what it waits for' },
  ...{ when: 'condition', options: 'options', evidence: 'evidence', approval: 'approval', due: 'deadline' },
  ...{ remind: 'reminder', escalate: 'escalation', skippable: 'whether it may be skipped', judgment: 'judgment' },
  ...{ sources: 'sources', reads: 'what it reads', writes: 'what it writes', on: 'what happens in trouble' },
  ...{ delegation: 'delegation', source: 'place in the document', order: 'place' },
};
