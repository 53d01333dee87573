/** The JSON Schema of a definition as people write it, for editors and for checks outside of Sopwith. */
import { z } from 'zod';
import { definitionSchema } from './definition.ts';

export interface JsonSchema {
  readonly type?: string;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
  readonly [keyword: string]: unknown;
}

/** Draft 2020-12, input side: what has a default may be left out, durations may be typed as `30m`. */
export function definitionJsonSchema(): JsonSchema {
  const schema = z.toJSONSchema(definitionSchema, { io: 'input', reused: 'inline' }) as JsonSchema;
  return { title: 'Standard operating procedure', ...described(schema, '') };
}

/** What the schema says at a place, such as `['steps', 3, 'evidence']`. */
export function schemaAt(schema: JsonSchema, path: readonly PropertyKey[]): JsonSchema | undefined {
  let here: JsonSchema | undefined = schema;
  for (const key of path) here = typeof key === 'number' ? here?.items : here?.properties?.[String(key)];
  return here;
}

function described(schema: JsonSchema, path: string): JsonSchema {
  const within = (inner: JsonSchema) => propertiesDescribed(inner, path);
  const description = DESCRIPTIONS[path];
  return {
    ...within(schema),
    ...(description ? { description } : {}),
    ...(schema.items ? { items: within(schema.items) } : {}),
  };
}

function propertiesDescribed(schema: JsonSchema, path: string): JsonSchema {
  if (!schema.properties) return schema;
  const entries = Object.entries(schema.properties).map(([key, inner]): [string, JsonSchema] => [
    key,
    described(inner, path ? `${path}.${key}` : key),
  ]);
  return { ...schema, properties: Object.fromEntries(entries) };
}

const OPTIONS = {
  '': 'What can be chosen: at least two.',
  id: 'Short name of the option, unique in its list.',
  title: 'The option as people read it.',
};
const CLOCK = {
  due: 'How long it may take from the moment it can begin: 30m, 2h, 1d or ISO 8601 (PT30M).',
  remind: 'How long before the deadline to remind whoever owes it.',
  escalate: 'Who gets it when the deadline has passed, rung by rung.',
  'escalate.after': 'How long after the deadline.',
  'escalate.to': 'The role that gets it.',
};

/** A sentence for every place of the schema, by its path; a list's entries share the path of the list. */
export const DESCRIPTIONS: Readonly<Record<string, string>> = {
  sop: 'Short name of the SOP, unique in its workspace: opening-checks.',
  title: 'What people call it.',
  purpose: 'Why it exists, in a sentence or two.',
  scope: 'Where it applies and where it does not.',
  workstream: 'The line of work that it belongs to.',
  roles: 'The responsibilities that this SOP names.',
  'roles.id': 'Short name of the role: shift_lead.',
  'roles.title': 'The role as people read it.',
  'roles.for': 'What the person is in the loop for: one of the known purposes, or in your own words.',
  accountable_manager: 'The role that answers for the whole SOP.',
  exception_owner: 'The role that decides cases outside the procedure. Left out: the accountable manager.',
  presentation: 'steps: a card for each step in the thread of the run. checklist: one card with a tick for each line.',
  one_at_a_time: 'A second run cannot start while one is open.',
  urgent: 'Its reminders come in quiet hours, too.',
  inputs: 'What is asked when a run starts.',
  'inputs.id': 'Short name, used in expressions as inputs.<id>.',
  'inputs.title': 'The question as people read it.',
  'inputs.type': 'What kind of answer is valid.',
  'inputs.required': 'A run cannot start without it.',
  'inputs.unit': 'Unit of a number, shown beside it.',
  'inputs.min': 'Smallest valid number.',
  'inputs.max': 'Largest valid number.',
  'inputs.max_length': 'Longest valid text, in characters.',
  ...prefixed('inputs.options', OPTIONS),
  sources: 'What must be looked at while it is done.',
  'sources.id': 'Short name, named by the steps that check it.',
  'sources.title': 'The source as people read it.',
  'sources.system': 'The system it is kept in.',
  'sources.fresh': 'How old what it says may be. Older is stale.',
  defaults: 'Deadlines of steps that give none of their own.',
  ...prefixed('defaults', CLOCK),
  steps: 'What is done, in order.',
  'steps.id': 'Short name, the same in every revision.',
  'steps.title': 'What is to be done, in one line.',
  'steps.instructions': 'How it is done.',
  'steps.kind': 'task is done; decision chooses one of its options; approval has no doer, its approvers decide.',
  'steps.role': 'The role that does it. Left out: anybody.',
  'steps.needs': 'Steps that must end before it can begin. Left out: the step above. Empty: it can begin at once.',
  'steps.when': 'An expression. Where it does not hold, the step is not applicable.',
  ...prefixed('steps.options', OPTIONS),
  'steps.evidence': 'What must be recorded.',
  'steps.evidence.id': 'Short name, unique in the SOP, used in expressions as evidence.<id>.value.',
  'steps.evidence.title': 'What to record, as people read it.',
  'steps.evidence.type': 'What kind of evidence it is.',
  'steps.evidence.required': 'The step cannot be completed without it.',
  'steps.evidence.unit': 'Unit of a number, shown beside it.',
  'steps.evidence.min': 'Smallest number within limits. A smaller one is kept, and opens an exception.',
  'steps.evidence.max': 'Largest number within limits. A larger one is kept, and opens an exception.',
  ...prefixed('steps.evidence.options', OPTIONS),
  'steps.approval': 'Who must approve the step before it counts as done.',
  'steps.approval.role': 'The role that approves.',
  'steps.approval.quorum': 'How many different people must approve.',
  'steps.approval.separation_of_duties': 'Whoever did the step may not approve it.',
  'steps.approval.when': 'An expression. Approval is needed only where it holds.',
  'steps.approval.limit': 'An expression: what the role may approve alone. Where it does not hold, `above` decides.',
  'steps.approval.above': 'The role that decides beyond the limit.',
  ...prefixed('steps', CLOCK),
  'steps.skippable': 'Its doer may skip it, with a reason. The exception owner always may.',
  'steps.judgment': 'Whether rules alone decide how it is done, or a person must judge.',
  'steps.sources': 'Sources that are checked in this step.',
  'steps.reads': 'Systems it reads from.',
  'steps.writes': 'Systems it writes to.',
  'steps.on': 'What happens when it cannot go as drawn. Left out: the exception owner decides.',
  'steps.on.source_stale': 'A source is older than it may be.',
  'steps.on.tool_failed': 'A tool or system failed.',
  'steps.on.out_of_limits': 'A reading is out of limits.',
  'steps.delegation': 'How far an agent may do it.',
  'steps.source': 'The place in the document that it was drafted from.',
  'steps.source.page': 'Page, from 1.',
  'steps.source.box': 'Where the words stand on the page, in points.',
  'steps.source.box.x': 'From the left edge of the page.',
  'steps.source.box.y': 'From the upper edge of the page.',
  'steps.source.box.width': 'How wide the words are.',
  'steps.source.box.height': 'How high the words are.',
  'steps.source.quote': 'The words of the document.',
  boundaries: 'What cannot be decided by the people doing it: where one holds, the run stops.',
  'boundaries.id': 'Short name of the boundary.',
  'boundaries.when': 'An expression. Where it holds, the run stops.',
  'boundaries.title': 'The case as people read it.',
  'boundaries.role': 'The role that decides what happens then.',
  retention: 'How long the record of a run is kept.',
  'retention.keep': 'A period: P7Y for seven years, P90D for ninety days.',
  'retention.basis': 'The law or rule that asks for it.',
  routine: 'A schedule that suits it. A person turns it into a routine.',
  'routine.schedule': 'Times as people say them, weekdays 08:00, or a cron expression: 0 8 * * 1-5.',
  'routine.time_zone': 'A time zone: Europe/Oslo.',
  'routine.due': 'When its runs are late: 07:30, or 1h after the start.',
  'routine.closes': 'When what is not done is missed: 09:00, or 3h after the start.',
};

function prefixed(prefix: string, descriptions: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(descriptions).map(([key, sentence]) => [key ? `${prefix}.${key}` : prefix, sentence]),
  );
}
