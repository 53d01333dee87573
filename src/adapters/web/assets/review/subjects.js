/**
 * What a condition can ask about, and conditions that compare one thing with one value, as their parts. All others are
 * written as expressions (CEL).
 */

/** Of what kind a value is compared how. A tick has no value beside it. */
export const OPERATORS = {
  number: [
    ['>', 'is above'],
    ['>=', 'is at least'],
    ['<', 'is below'],
    ['<=', 'is at most'],
    ['==', 'is'],
    ['!=', 'is not'],
  ],
  text: [
    ['==', 'is'],
    ['!=', 'is not'],
  ],
  choice: [
    ['==', 'is'],
    ['!=', 'is not'],
  ],
  checkbox: [
    ['true', 'is ticked'],
    ['false', 'is not ticked'],
  ],
};

const KINDS = { number: 'number', choice: 'choice', checkbox: 'checkbox', text: 'text', date: 'text', link: 'text' };

/** { key, title, kind, unit, options } of each; for a step only what stands above it is known by then. */
export function subjectsOf({ inputs, steps }, step) {
  const end = steps.findIndex((one) => one.id === step);
  const above = end < 0 ? steps : steps.slice(0, end);
  return [
    ...inputs.map((one) => subject(`inputs.${one.id}`, one)),
    ...above.flatMap((one) => one.evidence.map((item) => subject(`evidence.${item.id}.value`, item))),
    ...above
      .filter((one) => one.kind === 'decision')
      .map((one) => subject(`decisions.${one.id}`, { ...one, type: 'choice' })),
  ].filter((one) => one.kind !== undefined);
}

function subject(key, { title, type, unit, options = [] }) {
  return { key, title, kind: KINDS[type], unit, options };
}

/** What stands there first when a subject is chosen. */
export function firstOf({ key, kind, options }) {
  const [[operator]] = OPERATORS[kind];
  return { key, operator, value: kind === 'choice' ? (options[0]?.id ?? '') : '' };
}

/** The expression of these parts. A value that is missing leaves it open: the check says so. */
export function written({ key, operator, value }, { kind }) {
  switch (kind) {
    case 'checkbox':
      return operator === 'true' ? key : `!${key}`;
    case 'number':
      return `${key} ${operator} ${value.replace(',', '.')}`.trimEnd();
    case 'choice':
    case 'text':
      return `${key} ${operator} ${JSON.stringify(value)}`;
  }
}

/** { key, operator, value } of a simple condition on one of the subjects; undefined of any other expression. */
export function partsOf(expression, subjects) {
  const tick = /^(!?)\s*([a-z][\w.]*)$/.exec(expression.trim());
  const ticked = tick && subjects.find((one) => one.key === tick[2] && one.kind === 'checkbox');
  if (ticked) return { key: ticked.key, operator: tick[1] === '!' ? 'false' : 'true', value: '' };
  const [, key, operator, rest] = /^([a-z][\w.]*)\s*(==|!=|>=|<=|>|<)\s*(.*)$/s.exec(expression.trim()) ?? [];
  const found = subjects.find((one) => one.key === key);
  if (!found || !OPERATORS[found.kind].some(([one]) => one === operator)) return undefined;
  const value = valueIn(rest, found.kind);
  return value === undefined ? undefined : { key, operator, value };
}

function valueIn(text, kind) {
  if (kind === 'number') return /^-?\d*\.?\d*$/.test(text) ? text : undefined;
  const single = /^'([^'\\]*)'$/.exec(text);
  if (single) return single[1];
  return /^"(?:[^"\\\n]|\\(?:["\\bfnrt]|u[\da-f]{4}))*"$/.test(text) ? JSON.parse(text) : undefined;
}
