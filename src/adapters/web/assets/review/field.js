/** Fields of the draft: text that grows with what is in it, selects, and where to put the caret back. */
import { h } from '../dom.js';
import { endGroup } from './state.js';

/** A text area as high as its text. `change(text)` after each key; `keys` are more listeners by event. */
export function growing({ label, change, maxlength, className = '', placeholder, rows = 1, oneLine = false, data }) {
  const area = h('textarea', {
    ...{ class: `growing ${className}`, 'aria-label': label, maxlength, placeholder, rows, 'data-field': data },
    spellcheck: 'true',
    oninput: () => {
      if (oneLine && area.value.includes('\n')) {
        const at = area.selectionStart;
        area.value = area.value.replaceAll('\n', ' ');
        area.setSelectionRange(at, at);
      }
      grow(area);
      change(area.value);
    },
    onblur: endGroup,
  });
  // Enter in a title would be a line break that a title has not.
  if (oneLine) area.addEventListener('keydown', (event) => event.key === 'Enter' && event.preventDefault());
  return area;
}

/** Sets a field unless it says that already: the caret stays where it is. */
export function put(field, value) {
  if (field.value === value) return;
  field.value = value;
  if (field.localName === 'textarea') requestAnimationFrame(() => grow(field));
}

/** Browsers that do not size a field by its content are helped. */
function grow(area) {
  if (CSS.supports('field-sizing', 'content')) return;
  area.style.height = 'auto';
  area.style.height = `${area.scrollHeight + area.offsetHeight - area.clientHeight}px`;
}

let count = 0;

/** A label over a field, or over something that has one in it. */
export function labelled(label, control) {
  const field = control.matches('input, select, textarea') ? control : control.querySelector('input, select, textarea');
  count += 1;
  if (field) field.id ||= `labelled-${count}`;
  return h('div', { class: 'pair' }, h('label', { class: 'pair-label', for: field?.id }, label), control);
}

/** A field whose text becomes an entry of a list, by Enter or by leaving it. */
export function adder(label, add) {
  const field = h('input', {
    class: 'input adder',
    placeholder: label,
    'aria-label': label.replace(/…$/, ''),
    maxlength: 200,
  });
  const take = () => {
    const text = field.value.trim();
    field.value = '';
    if (text !== '') add(text);
  };
  field.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    take();
  });
  field.addEventListener('blur', take);
  return field;
}

export function iconButton(icon, label, onclick, more = {}) {
  return h(
    'button',
    { type: 'button', class: 'icon-button', 'aria-label': label, title: label, onclick, ...more },
    icon,
  );
}
