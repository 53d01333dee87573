/** What is another in one version of a draft than in another, in words. */

/** Names of what differs: steps by their titles, what was taken away, parts of the SOP. Empty if nothing does. */
export function differences(before, after) {
  const names = [];
  const was = new Map(before.steps.map((step) => [step.id, step]));
  const is = new Set(after.steps.map((step) => step.id));
  for (const step of after.steps) {
    if (JSON.stringify(was.get(step.id)) !== JSON.stringify(step)) names.push(`“${step.title}”`);
  }
  for (const step of before.steps) if (!is.has(step.id)) names.push(`“${step.title}”, which is gone`);
  const order = ({ steps }, other) => steps.map((one) => one.id).filter((id) => other.has(id));
  if (String(order(before, is)) !== String(order(after, was))) names.push('the order of the steps');
  for (const field of new Set([...Object.keys(before), ...Object.keys(after)])) {
    if (field === 'steps' || JSON.stringify(before[field]) === JSON.stringify(after[field])) continue;
    names.push(FIELDS[field] ?? field.replaceAll('_', ' '));
  }
  return names;
}

const FIELDS = {
  ...{ title: 'the title', purpose: 'the purpose', scope: 'the scope', roles: 'the roles' },
  ...{ accountable_manager: 'who answers for it', exception_owner: 'who decides on problems' },
  ...{ inputs: 'what a run starts with', sources: 'what must be looked at', routine: 'when it is done' },
  ...{ boundaries: 'what nobody decides alone', defaults: 'the deadlines', retention: 'how long it is kept' },
};

/** `“Wash your hands”, the title and 2 more` */
export function listed(names) {
  const [first = 'nothing', second, ...more] = [...new Set(names)];
  if (second === undefined) return first;
  return more.length === 0 ? `${first} and ${second}` : `${first}, ${second} and ${more.length} more`;
}
