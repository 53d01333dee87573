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

export function labelled(label, control, hint) {
  return h('label', { class: 'pair' }, h('span', { class: 'pair-label' }, label), control, hint);
}

export function iconButton(icon, label, onclick, more = {}) {
  return h(
    'button',
    { type: 'button', class: 'icon-button', 'aria-label': label, title: label, onclick, ...more },
    icon,
  );
}
