/** A condition: what is asked about, how, and with what it is compared; or an expression, for all that is more than that. */
import { h } from '../dom.js';
import { put } from './field.js';
import { endGroup } from './state.js';
import { firstOf, OPERATORS, partsOf, subjectsOf, written } from './subjects.js';

/** `change(expression)` after each press and key; `path` is its place in the definition. */
export function createCondition({ label, path, change }) {
  const subject = h('select', { class: 'input', 'aria-label': `${label}: what is asked` });
  const operator = h('select', { class: 'input', 'aria-label': `${label}: how it compares` });
  const option = h('select', { class: 'input', 'aria-label': `${label}: with what` });
  const value = h('input', { class: 'input', 'aria-label': `${label}: with what`, maxlength: 100, onblur: endGroup });
  const unit = h('span', { class: 'unit-name' });
  const parts = h('div', { class: 'condition-parts', 'data-path': path }, subject, operator, option, value, unit);
  const text = h('textarea', {
    ...{ class: 'input mono growing', 'aria-label': `${label}, as an expression`, maxlength: 500, rows: 1 },
    ...{ 'data-path': path, spellcheck: 'false', onblur: endGroup },
  });
  const other = h('button', { type: 'button', class: 'text-button' });
  const element = h('div', { class: 'condition', role: 'group', 'aria-label': label }, parts, text, other);
  let subjects = [];
  let now;
  let isText = false;
  let shown = '';

  const chosen = () => subjects.find((one) => one.key === now?.key);
  const say = (more) => {
    now = { ...now, ...more };
    change(written(now, chosen()));
  };
  subject.addEventListener('change', () => {
    now = firstOf(subjects.find((one) => one.key === subject.value));
    say({});
  });
  operator.addEventListener('change', () => say({ operator: operator.value }));
  option.addEventListener('change', () => say({ value: option.value }));
  value.addEventListener('input', () => {
    const isNumber = chosen()?.kind === 'number';
    if (isNumber) value.value = value.value.replace(/[−–]/, '-').replace(/[^\d.,-]/g, '');
    say({ value: value.value });
  });
  text.addEventListener('input', () => change(text.value));
  other.addEventListener('click', () => {
    isText = !isText;
    draw();
    (isText ? text : subject).focus();
  });

  function draw() {
    now = partsOf(shown, subjects);
    const canChoose = subjects.length > 0 && (now !== undefined || shown.trim() === '');
    const inText = isText || !canChoose;
    parts.hidden = inText;
    text.hidden = !inText;
    other.hidden = !canChoose;
    other.textContent = inText ? 'Choose instead' : 'Write an expression';
    put(text, shown);
    if (inText) return;
    fill(subject, [...(now ? [] : [['', 'Choose…']]), ...subjects.map((one) => [one.key, one.title])], now?.key ?? '');
    const one = chosen();
    operator.hidden = !one;
    option.hidden = one?.kind !== 'choice';
    value.hidden = one?.kind !== 'number' && one?.kind !== 'text';
    unit.textContent = one?.unit ?? '';
    if (!one) return;
    fill(operator, OPERATORS[one.kind], now.operator);
    if (one.kind === 'choice') fill(option, optionsOf(one, now.value), now.value);
    value.inputMode = one.kind === 'number' ? 'decimal' : 'text';
    value.classList.toggle('number', one.kind === 'number');
    if (document.activeElement !== value) put(value, now.value);
    if (one.kind === 'number' && now.value === '') parts.dataset.instead = 'Say with what it is compared.';
    else delete parts.dataset.instead;
  }

  return {
    element,
    focus: () => (text.hidden ? subject : text).focus(),
    /** `step`: whose condition it is; absent: of the whole. */
    update(expression, definition, step) {
      shown = expression;
      subjects = subjectsOf(definition, step);
      draw();
    },
  };
}

/** An option that is gone is still what the condition says. */
function optionsOf({ options }, value) {
  const all = options.map((one) => [one.id, one.title]);
  return options.some((one) => one.id === value) ? all : [...all, [value, value]];
}

/** Options anew only if they are others: a list that is open stays open. */
export function fill(select, options, value) {
  const signature = JSON.stringify(options);
  if (select.dataset.options !== signature) {
    select.dataset.options = signature;
    select.replaceChildren(...options.map(([id, title]) => h('option', { value: id }, title)));
  }
  select.value = value;
}
