/** Files on their way into a message: shown above the box until they are sent. */
import { h, icon } from './dom.js';
import { fileNamed, kind, size, withinLimit } from './files.js';

const MOST = 10;

/** Takes drops anywhere in `pane`. `changed()` is called when files come or go; `close()` lets go of the pane. */
export function createStage(pane, changed) {
  let staged = [];
  let depth = 0;
  const element = h('div', { class: 'staged', hidden: true });
  const input = h('input', {
    type: 'file',
    multiple: true,
    class: 'visually-hidden',
    tabindex: '-1',
    'aria-label': 'Files to attach',
  });
  const overlay = h(
    'div',
    { class: 'drop', hidden: true },
    'Drop to attach',
    h('small', {}, 'A document, spreadsheet, chat export or picture of a checklist can become an SOP'),
  );
  pane.append(overlay);

  function draw() {
    element.hidden = staged.length === 0;
    element.replaceChildren(...staged.map((item) => item.element));
    changed();
  }

  function add(files) {
    for (const file of withinLimit(files).slice(0, MOST - staged.length)) staged.push(createItem(file, remove));
    draw();
  }

  function remove(item) {
    staged = staged.filter((other) => other !== item);
    item.release();
    draw();
  }

  input.addEventListener('change', () => {
    add(input.files);
    input.value = '';
  });
  const hover = (change) => {
    depth = Math.max(0, depth + change);
    overlay.hidden = depth === 0;
  };
  const carriesFiles = (event) => event.dataTransfer?.types.includes('Files');
  const listeners = {
    dragenter: (event) => carriesFiles(event) && hover(1),
    dragleave: (event) => carriesFiles(event) && hover(-1),
    dragover: (event) => carriesFiles(event) && event.preventDefault(),
    drop: (event) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      hover(-depth);
      add(event.dataTransfer.files);
    },
  };
  for (const [type, listener] of Object.entries(listeners)) pane.addEventListener(type, listener);

  const attach = h(
    'button',
    {
      type: 'button',
      class: 'icon-button',
      'aria-label': 'Attach files',
      title: 'Attach files',
      onclick: () => input.click(),
    },
    icon('clip'),
  );
  return {
    element,
    button: h('span', {}, attach, input),
    add,
    files: () => staged.map((item) => item.file),
    progress: (fraction) => {
      for (const item of staged) item.progress(fraction);
    },
    clear: () => {
      for (const item of staged) item.release();
      staged = [];
      draw();
    },
    close: () => {
      for (const [type, listener] of Object.entries(listeners)) pane.removeEventListener(type, listener);
      overlay.remove();
    },
  };
}

function createItem(file, remove) {
  const url = file.type.startsWith('image/') ? URL.createObjectURL(file) : undefined;
  const bar = h('progress', { max: '1', value: 0, hidden: true, 'aria-label': `Sending ${file.name}` });
  const item = {
    file,
    release: () => url && URL.revokeObjectURL(url),
    progress: (fraction) => {
      bar.hidden = false;
      bar.value = fraction;
    },
  };
  item.element = h(
    'div',
    { class: 'file' },
    url ? h('img', { src: url, alt: '' }) : kind(file.name),
    fileNamed(file.name, size(file.size)),
    h(
      'button',
      { type: 'button', class: 'icon-button remove', 'aria-label': `Remove ${file.name}`, onclick: () => remove(item) },
      icon('close', 16),
    ),
    bar,
  );
  return item;
}
