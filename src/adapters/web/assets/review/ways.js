/** The options of a choice: the ways of a decision, or what an input or a record can be. */
import { h, icon } from '../dom.js';
import { change } from './change.js';
import { adder, iconButton, put } from './field.js';
import { createRows } from './rows.js';
import { edit, endGroup } from './state.js';

/**
 * `path` is the place of the list; `chooser` names it to the server; `withOptions(make)` gives the definition with the
 * list as `make` makes it of what it was.
 */
export function createWays({ label, path, chooser, withOptions }) {
  const list = h('ul', { class: 'ways', 'aria-label': label, 'data-path': path });
  const rows = createRows(list, (id) => {
    const title = h('input', {
      ...{
        class: 'input',
        'aria-label': 'One of the ways',
        maxlength: 200,
        'data-path': `${path}.${id}`,
        onblur: endGroup,
      },
      oninput: () =>
        edit(
          withOptions((options) => options.map((one) => (one.id === id ? { ...one, title: title.value } : one))),
          { group: `${path}.${id}`, about: 'the ways', isOwn: true },
        ),
    });
    const away = () =>
      edit(
        withOptions((options) => options.filter((one) => one.id !== id)),
        { about: 'one of the ways' },
      );
    return {
      element: h(
        'li',
        { class: 'way', 'data-after': '' },
        title,
        iconButton(icon('close', 16), 'Take this way away', away),
      ),
      update: (one) => put(title, one.title),
    };
  });
  const add = adder(
    'Another way…',
    (title) => void change({ type: 'addOption', ...chooser, title }, 'one of the ways'),
  );
  return { element: h('div', { class: 'ways-box' }, list, add), update: rows.update };
}
