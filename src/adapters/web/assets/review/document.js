/** The document's side of the page: the document as it is, with the place of each step on it. */
import { h, icon } from '../dom.js';
import { createBlocks } from './blocks.js';
import { iconButton } from './field.js';
import { stillLeftOut, take } from './left-out.js';
import { createPdf } from './pdf.js';
import { createPicture } from './picture.js';
import { onSelect, select, selected } from './selection.js';
import { listen, stepsOf } from './state.js';

const PICTURES = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp']);

/**
 * `found` is what was read and found, `file` the document ({ file, name }) and `mime` what it is; `shown()` brings this
 * side to the front. Undefined if there is nothing to show.
 */
export function startDocument(pane, { found, file, mime, shown }) {
  const blocks = found.document?.blocks ?? [];
  if (!file || (mime !== 'application/pdf' && !PICTURES.has(mime) && blocks.length === 0)) {
    pane.hidden = true;
    return undefined;
  }
  const body = h('div', { class: 'document-body', tabindex: '0', 'aria-label': 'The document' });
  const number = h('input', { class: 'page-number', inputmode: 'numeric', 'aria-label': 'Page' });
  const of = h('span', {});
  const pages = h(
    'span',
    { class: 'page-nav', hidden: true },
    iconButton(icon('left', 18), 'Previous page', () => view.goTo(Number(number.value) - 1)),
    number,
    of,
    iconButton(icon('right', 18), 'Next page', () => view.goTo(Number(number.value) + 1)),
  );
  number.addEventListener('change', () => view.goTo(Number(number.value) || 1));
  const name = h(
    'a',
    {
      class: 'document-name',
      href: `/files/${file.file}?${new URLSearchParams({ name: file.name })}`,
      download: file.name,
    },
    file.name,
  );
  pane.replaceChildren(h('div', { class: 'document-bar' }, name, pages), body);

  const press = (mark) => (mark.kind === 'step' ? pressStep(mark) : showBubble(mark));
  const paged = (page, count) => {
    pages.hidden = count < 2;
    if (document.activeElement !== number) number.value = String(page);
    of.textContent = `of ${count}`;
  };
  let view = create();
  function create(isPlain = false) {
    if (mime === 'application/pdf' && !isPlain)
      return createPdf(body, { file: file.file, press, paged, failed: () => fallBack() });
    if (PICTURES.has(mime)) return createPicture(body, { file: file.file, name: file.name, press });
    return createBlocks(body, { blocks, press, paged });
  }
  /** A PDF that the browser cannot draw is still what was read of it. */
  function fallBack() {
    if (blocks.length === 0) {
      body.replaceChildren(
        h('p', { class: 'document-failed' }, 'This document cannot be shown here. Download it by its name above.'),
      );
      return;
    }
    body.replaceChildren();
    view = create(true);
    draw();
  }

  const placeOf = placesOf(found.places);
  const marks = () => [
    ...stepsOf().flatMap((step, index) => {
      if (!step.source) return [];
      const { page = 1, box, quote } = step.source;
      const block = placeOf(step.source);
      const label = `Step ${index + 1}: ${step.title}`;
      return [
        { kind: 'step', id: step.id, number: index + 1, label, page, box: box ?? blocks[block]?.box, block, quote },
      ];
    }),
    ...stillLeftOut(found.leftOut).map((one) => {
      const block = placeOf(one);
      const label = `Not a step: ${one.quote}`;
      return { ...one, kind: 'left', id: `${one.page} ${one.quote}`, label, box: blocks[block]?.box, block };
    }),
  ];
  const draw = () => view.mark(marks(), selected());

  function pressStep(mark) {
    select(mark.id, 'document');
  }
  function showBubble(mark) {
    const anchor = view.elementOf(mark);
    const bubble = h(
      'div',
      { class: 'bubble', popover: 'auto', role: 'dialog', 'aria-label': 'Not taken as a step' },
      h('p', { class: 'bubble-title' }, 'Not taken as a step'),
      h(
        'p',
        { class: 'detail' },
        mark.why.replace(/^./, (letter) => letter.toUpperCase()),
      ),
      h(
        'button',
        {
          type: 'button',
          class: 'button primary small',
          onclick: () => {
            bubble.hidePopover();
            void take(mark);
          },
        },
        icon('plus', 16),
        'Add as a step',
      ),
    );
    bubble.addEventListener('toggle', (event) => event.newState === 'closed' && bubble.remove());
    document.body.append(bubble);
    bubble.showPopover();
    const box = anchor?.getBoundingClientRect() ?? body.getBoundingClientRect();
    const top = box.bottom + 6 + bubble.offsetHeight > innerHeight ? box.top - 6 - bubble.offsetHeight : box.bottom + 6;
    bubble.style.top = `${Math.max(6, top)}px`;
    bubble.style.left = `${Math.max(6, Math.min(box.left, innerWidth - bubble.offsetWidth - 6))}px`;
    bubble.querySelector('button').focus();
  }

  onSelect((_, from) => {
    draw();
    if (from !== 'document' && from !== 'start') view.show(selected());
  });
  // A title that is typed is a label here: it follows when the hands rest.
  let coming;
  listen(({ type, isOwn }) => {
    if (type === 'saving' || type === 'judged') return;
    clearTimeout(coming);
    if (isOwn) coming = setTimeout(draw, 300);
    else draw();
  });
  draw();
  return {
    /** Brings a line that was left out into view. */
    showLine(line) {
      shown();
      const id = `${line.page} ${line.quote}`;
      view.show(id);
      view.elementOf({ id })?.focus({ preventScroll: true });
    },
  };
}

/** The block of a quotation. Joined steps quote several; they stand where the first does. */
function placesOf(places) {
  const byWords = new Map(places.map(({ page, quote, block }) => [`${page} ${quote}`, block]));
  return ({ page, quote }) => byWords.get(`${page} ${quote}`) ?? byWords.get(`${page} ${quote.split('\n')[0]}`);
}
