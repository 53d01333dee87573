/** What is wrong, said at the field that it is about. */
import { h } from '../dom.js';

/** The words that stand at a field, by the field. */
const said = new Map();
let count = 0;

/**
 * Fields carry their place in the definition as `data-path`; the nearest one that can be seen takes a problem. Where the
 * words would break a row apart, `data-after` marks what they stand below. Gives the problems that no field took.
 */
export function placeProblems(root, problems) {
  const fields = [...root.querySelectorAll('[data-path]')].filter((one) => !one.closest('[hidden]'));
  const taken = new Map();
  const left = [];
  for (const problem of problems) {
    const own = nearest(fields, problem.path);
    if (own) taken.set(own, [...(taken.get(own) ?? []), problem.problem]);
    else left.push(problem);
  }
  // A field that is gone, hidden or right again says nothing more.
  for (const field of said.keys()) {
    if (!field.isConnected || (root.contains(field) && !taken.has(field))) unsay(field);
  }
  for (const [field, sentences] of taken) say(field, field.dataset.instead ? [field.dataset.instead] : sentences);
  return left;
}

function nearest(fields, path) {
  return fields
    .filter(({ dataset }) => path === dataset.path || path.startsWith(`${dataset.path}.`))
    .reduce((best, one) => (best && best.dataset.path.length >= one.dataset.path.length ? best : one), undefined);
}

function say(field, sentences) {
  const text = sentences.map((one) => one.replace(/^./, (letter) => letter.toUpperCase())).join(' ');
  if (said.get(field)?.isConnected && said.get(field).textContent === text) return;
  unsay(field);
  count += 1;
  const words = h('span', { class: 'field-error', id: `wrong-${count}` }, text);
  (field.closest('[data-after]') ?? field).after(words);
  said.set(field, words);
  for (const input of inputsOf(field)) {
    input.setAttribute('aria-invalid', 'true');
    input.setAttribute('aria-describedby', words.id);
  }
}

function unsay(field) {
  said.get(field)?.remove();
  said.delete(field);
  for (const input of inputsOf(field)) {
    input.removeAttribute('aria-invalid');
    input.removeAttribute('aria-describedby');
  }
}

function inputsOf(field) {
  return field.matches('input, select, textarea') ? [field] : field.querySelectorAll('input, select, textarea');
}
