/** What must be looked at: the sources of truth that steps check, and how old what they say may be. */
import { h, icon } from '../dom.js';
import { change } from './change.js';
import { shortDuration } from './durations.js';
import { adder, iconButton, labelled, put } from './field.js';
import { createPart } from './part.js';
import { createRows } from './rows.js';
import { edit, endGroup, review, withEntry, withField, withoutEntry } from './state.js';

export function createSources() {
  const rows = createRows(h('ul', { class: 'items', 'aria-label': 'What must be looked at' }), createSource);
  const add = adder('Add a source…', (title) => void change({ type: 'addSource', title }, 'the source'));
  const part = createPart(
    {
      ...{ name: 'sources', title: 'What must be looked at' },
      note: 'Lists, systems and documents that hold the truth. Each step says which of them it checks.',
    },
    rows.element,
    add,
  );
  return {
    element: part.element,
    update() {
      rows.update(review.work.sources);
      part.update(review.work.sources.map((one) => one.title));
    },
  };
}

function createSource(id) {
  const field = (name, label, more) => {
    const input = h('input', {
      ...{ class: 'input', 'data-path': `sources.${id}.${name}`, onblur: endGroup, ...more },
      oninput: () =>
        edit(
          withEntry('sources', id, (one) =>
            name === 'title' ? { ...one, title: input.value } : withField(one, name, input.value.trim()),
          ),
          { group: `sources.${id}.${name}`, about: 'the source', isOwn: true },
        ),
    });
    return { input, element: label === undefined ? input : labelled(label, input) };
  };
  const title = field('title', undefined, { 'aria-label': 'Name of the source', maxlength: 200 });
  const system = field('system', 'Where it is', { maxlength: 200, placeholder: 'a system, a folder, a shelf' });
  const fresh = field('fresh', 'Not older than', { maxlength: 40, placeholder: '4h, 1d, 2w' });
  const away = () => {
    const without = withoutEntry('sources', id);
    const steps = without.steps.map((step) => ({ ...step, sources: step.sources.filter((one) => one !== id) }));
    edit({ ...without, steps }, { about: 'the source' });
  };
  return {
    element: h(
      'li',
      { class: 'item' },
      h(
        'div',
        { class: 'item-row', 'data-after': '' },
        title.element,
        iconButton(icon('close', 16), 'Take this source away', away),
      ),
      h('div', { class: 'pairs two' }, system.element, fresh.element),
    ),
    update(source) {
      put(title.input, source.title);
      if (document.activeElement !== system.input) put(system.input, source.system ?? '');
      if (document.activeElement !== fresh.input) put(fresh.input, shortDuration(source.fresh));
    },
  };
}
