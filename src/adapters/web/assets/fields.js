/** Native inputs for the fields of a form, and the file picker that cards use too. */
import { h } from './dom.js';
import { size, withinLimit } from './files.js';

const FEW = 5;
const LONG = 20_000;
let count = 0;

/** One field: `element` to show, `read()` its value (undefined if empty), `complain(text)` under it, `focus()`. */
export function createField(field) {
  count += 1;
  const id = `field-${count}`;
  const error = h('span', { class: 'field-error', id: `${id}-error`, role: 'alert', hidden: true });
  const described = `${field.hint ? `${id}-hint ` : ''}${id}-error`;
  const input = inputFor(field, { id, 'aria-describedby': described, 'aria-required': String(field.required) });
  const grouped = input.grouped;
  const label = h(
    grouped ? 'span' : 'label',
    grouped ? { class: 'field-label', id: `${id}-label` } : { class: 'field-label', for: id },
    field.label,
  );
  if (field.required) label.append(h('span', { class: 'required', title: 'Required' }, ' *'));
  if (grouped) input.element.setAttribute('aria-labelledby', `${id}-label`);
  const element = h(
    'div',
    { class: 'field' },
    field.type !== 'checkbox' && label,
    input.element,
    field.hint && h('span', { class: 'field-hint', id: `${id}-hint` }, field.hint),
    error,
  );
  return {
    id: field.id,
    element,
    read: input.read,
    focus() {
      const first = element.querySelector('input, textarea, select, button');
      // A whole draft is read from its beginning.
      if (isLong(field)) first?.setSelectionRange(0, 0);
      first?.focus();
    },
    complain(text) {
      error.textContent = text;
      error.hidden = text === '';
    },
    required: field.required && field.type !== 'checkbox',
    long: isLong(field),
  };
}

/** Source rather than prose: a whole draft. */
const isLong = (field) => field.type === 'text' && field.multiline && field.maxLength > LONG;

function inputFor(field, attributes) {
  switch (field.type) {
    case 'text': {
      const element = h(field.multiline ? 'textarea' : 'input', {
        class: isLong(field) ? 'input source' : 'input',
        spellcheck: isLong(field) ? 'false' : undefined,
        maxlength: field.maxLength,
        ...attributes,
        value: field.value ?? '',
      });
      const read = () => (isLong(field) ? element.value : element.value.trim()) || undefined;
      return { element, read };
    }
    case 'number': {
      // Text, not type=number: "4,5" is a number to half of the world, and the server reads both.
      const input = h('input', {
        class: 'input',
        inputmode: 'decimal',
        autocomplete: 'off',
        ...attributes,
        value: field.value ?? '',
      });
      const element = field.unit ? h('div', { class: 'with-unit' }, input, h('span', {}, field.unit)) : input;
      return { element, read: () => input.value.trim() || undefined };
    }
    case 'date': {
      const element = h('input', { class: 'input', type: 'date', ...attributes, value: field.value ?? '' });
      return { element, read: () => element.value || undefined };
    }
    case 'checkbox': {
      const input = h('input', { type: 'checkbox', ...attributes, checked: field.value === true });
      return { element: h('label', { class: 'check' }, input, h('span', {}, field.label)), read: () => input.checked };
    }
    case 'choice':
      return field.options.length > FEW ? select(field, attributes) : radios(field, attributes);
    case 'member':
      return select({ ...field, options: field.people }, attributes);
    case 'file': {
      const picker = createPicker(field.images);
      return {
        element: picker.element,
        read: () => (picker.files().length ? picker.files() : undefined),
        grouped: true,
      };
    }
  }
}

function select(field, attributes) {
  const options = field.options.map((option) => h('option', { value: option.id }, option.title));
  const element = h('select', { class: 'input', ...attributes }, h('option', { value: '' }, 'Choose…'), ...options);
  element.value = field.value ?? '';
  return { element, read: () => element.value || undefined };
}

function radios(field, attributes) {
  const options = field.options.map((option) =>
    h(
      'label',
      { class: 'check' },
      h('input', { type: 'radio', name: attributes.id, value: option.id, checked: option.id === field.value }),
      option.title,
    ),
  );
  const element = h('div', { role: 'radiogroup', 'aria-describedby': attributes['aria-describedby'] }, ...options);
  return { element, read: () => element.querySelector('input:checked')?.value, grouped: true };
}

/** Chooses files: `files()` are those chosen, `progress(fraction)` shows how much has been sent. */
export function createPicker(images) {
  let chosen = [];
  const input = h('input', {
    type: 'file',
    multiple: true,
    accept: images ? 'image/*' : undefined,
    class: 'visually-hidden',
    tabindex: '-1',
  });
  const names = h('span', { class: 'chosen' }, 'Nothing chosen');
  const bar = h('progress', { max: '1', value: 0, hidden: true });
  const button = h(
    'button',
    { type: 'button', class: 'button', onclick: () => input.click() },
    images ? 'Choose photos' : 'Choose files',
  );
  const take = (files) => {
    chosen = withinLimit(files);
    names.textContent = chosen.map((file) => `${file.name} (${size(file.size)})`).join(', ') || 'Nothing chosen';
  };
  input.addEventListener('change', () => take(input.files));
  const element = h('div', { class: 'picker', role: 'group' }, button, names, input, bar);
  element.addEventListener('dragover', (event) => event.preventDefault());
  element.addEventListener('drop', (event) => {
    event.preventDefault();
    event.stopPropagation();
    take(event.dataTransfer.files);
  });
  return {
    element,
    files: () => chosen,
    progress(fraction) {
      bar.hidden = fraction >= 1;
      bar.value = fraction;
    },
  };
}
