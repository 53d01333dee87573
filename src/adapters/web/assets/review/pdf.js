/** A PDF as it is: its pages drawn by pdf.js one under the other, each when it comes near. */
import { h } from '../dom.js';
import { createOverlay } from './marks.js';

const PARTS = '/assets/pdfjs/';
const NEAR = '120% 0px';
/** A page is drawn at most so many pixels wide: beyond that it is no clearer, and takes memory. */
const MOST_WIDE = 2400;

/** `press(mark)`, `paged(page, count)`, `failed()` if it cannot be drawn. */
export function createPdf(body, { file, press, paged, failed }) {
  const list = h('div', { class: 'pages' });
  body.replaceChildren(h('p', { class: 'document-wait' }, 'Opening the document…'));
  let sheets = [];
  let marks = [];
  let current;
  let wanted;

  const near = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        const sheet = sheets[Number(target.dataset.page) - 1];
        if (isIntersecting) sheet.draw();
        else sheet.clear();
      }
    },
    { root: body, rootMargin: NEAR },
  );

  async function open() {
    const pdfjs = await import(`${PARTS}pdf.min.mjs`);
    pdfjs.GlobalWorkerOptions.workerSrc = `${PARTS}pdf.worker.min.mjs`;
    const pdf = await pdfjs.getDocument({
      ...{ url: `/files/${file}`, cMapUrl: `${PARTS}cmaps/`, cMapPacked: true, isEvalSupported: false },
      ...{ standardFontDataUrl: `${PARTS}standard_fonts/`, wasmUrl: `${PARTS}wasm/`, iccUrl: `${PARTS}iccs/` },
    }).promise;
    const first = (await pdf.getPage(1)).getViewport({ scale: 1 });
    sheets = Array.from({ length: pdf.numPages }, (_, index) => createSheet(pdf, index + 1, first, press));
    list.replaceChildren(...sheets.map((sheet) => sheet.element));
    body.replaceChildren(list);
    place();
    for (const sheet of sheets) near.observe(sheet.element);
    paged(1, sheets.length);
    if (wanted !== undefined) show(wanted);
  }

  function place() {
    for (const [index, sheet] of sheets.entries()) {
      sheet.mark(
        marks.filter((mark) => mark.page === index + 1 && mark.box),
        current,
      );
    }
  }
  function pageInView() {
    const middle = body.scrollTop + body.clientHeight / 3;
    const index = sheets.findLastIndex((sheet) => sheet.element.offsetTop <= middle);
    return Math.max(1, index + 1);
  }
  function show(id) {
    wanted = id;
    const mark = marks.find((one) => one.id === id);
    const sheet = mark && sheets[mark.page - 1];
    if (!sheet || body.clientHeight === 0) return;
    const inside = mark.box ? (mark.box.y / sheet.height()) * sheet.element.offsetHeight : 0;
    const high = mark.box ? (mark.box.height / sheet.height()) * sheet.element.offsetHeight : 0;
    const top = sheet.element.offsetTop + inside;
    const isSeen = top >= body.scrollTop + 24 && top + high <= body.scrollTop + body.clientHeight - 24;
    if (!isSeen) body.scrollTo({ top: top - body.clientHeight / 3, behavior: 'smooth' });
  }

  body.addEventListener('scroll', () => paged(pageInView(), sheets.length), { passive: true });
  // Drawn for the width that it has; hidden it has none.
  let width = 0;
  new ResizeObserver(() => {
    if (body.clientWidth === 0 || Math.abs(body.clientWidth - width) < 2) return;
    width = body.clientWidth;
    for (const sheet of sheets) sheet.redraw();
    if (wanted !== undefined) show(wanted);
  }).observe(body);

  open().catch(() => failed());

  return {
    mark(all, id) {
      marks = all;
      current = id;
      place();
    },
    show,
    goTo(page) {
      const sheet = sheets[Math.min(Math.max(1, page), sheets.length) - 1];
      if (sheet) body.scrollTo({ top: sheet.element.offsetTop - 8, behavior: 'smooth' });
    },
    elementOf: ({ id }) => sheets.map((sheet) => sheet.elementOf(id)).find((one) => one),
  };
}

/** One page: an empty sheet of its proportions until it is drawn. */
function createSheet(pdf, number, first, press) {
  const canvas = h('canvas', { role: 'img', 'aria-label': `Page ${number}` });
  const overlay = createOverlay(press);
  const element = h('div', { class: 'page', 'data-page': number }, canvas, overlay.element);
  let view = first;
  let drawing;
  let isNear = false;
  let marks = [[], undefined];

  const proportion = () => {
    element.style.aspectRatio = `${view.width} / ${view.height}`;
    overlay.update(...marks, view);
  };
  async function draw() {
    isNear = true;
    if (drawing || element.clientWidth === 0) return;
    const page = await pdf.getPage(number);
    view = page.getViewport({ scale: 1 });
    proportion();
    if (drawing || !isNear) return;
    const pixels = Math.min(element.clientWidth * (globalThis.devicePixelRatio || 1), MOST_WIDE);
    const viewport = page.getViewport({ scale: pixels / view.width });
    canvas.width = Math.floor(viewport.width);
    canvas.height = Math.floor(viewport.height);
    drawing = page.render({ canvas, viewport });
    await drawing.promise.catch((problem) => {
      if (problem?.name !== 'RenderingCancelledException') throw problem;
    });
    element.dataset.drawn = 'true';
  }
  function clear() {
    isNear = false;
    drawing?.cancel();
    drawing = undefined;
    canvas.width = 0;
    canvas.height = 0;
    delete element.dataset.drawn;
  }
  proportion();
  return {
    element,
    draw: () => void draw(),
    clear,
    redraw() {
      if (!isNear) return;
      clear();
      void draw();
    },
    height: () => view.height,
    elementOf: (id) => overlay.elementOf(id),
    mark(own, current) {
      marks = [own, current];
      overlay.update(own, current, view);
    },
  };
}
