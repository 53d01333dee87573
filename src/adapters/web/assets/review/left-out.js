/** What reads like an instruction and is no step: one press makes it one, where it stands in the document. */
import { h, icon } from '../dom.js';
import { change } from './change.js';
import { speak } from './notices.js';
import { hasPages } from './pages.js';
import { select } from './selection.js';
import { review, stepsOf } from './state.js';

/** Lines whose words no step of the draft says. */
export function stillLeftOut(leftOut) {
  if (review.settled) return [];
  const said = fold(
    stepsOf()
      .flatMap(({ title, instructions = '', source }) => [source?.quote ?? '', title, instructions])
      .join('\n\n'),
  );
  return leftOut.filter((one) => !said.includes(fold(one.quote.replace(/…$/, ''))));
}

const fold = (text) => text.replaceAll(/\s+/g, ' ').trim().toLowerCase();

export async function take({ page, quote }) {
  const known = new Set(stepsOf().map((step) => step.id));
  const done = await change({ type: 'take', page, quote }, 'the step from the document');
  const index = done ? stepsOf().findIndex((step) => !known.has(step.id)) : -1;
  if (index < 0) return;
  select(stepsOf()[index].id, 'document');
  speak(`It is step ${index + 1} now.`);
}

/** `show(line)` brings it into view in the document. */
export function createLeftOut(show) {
  const list = h('ul', {});
  const title = h('h2', {});
  const element = h(
    'section',
    { class: 'left-out-list', 'aria-label': 'Not taken as steps', hidden: true },
    title,
    h('p', { class: 'section-note' }, 'These lines read like instructions. Each can become a step where it stands.'),
    list,
  );
  return {
    element,
    update(leftOut) {
      const open = stillLeftOut(leftOut);
      element.hidden = open.length === 0;
      title.textContent = `Not taken as steps (${open.length})`;
      const signature = JSON.stringify(open);
      if (list.dataset.signature === signature) return;
      list.dataset.signature = signature;
      const where = hasPages(leftOut);
      list.replaceChildren(...open.map((one) => line(one, where)));
    },
  };

  function line(one, where) {
    const why = one.why.replace(/^./, (letter) => letter.toUpperCase());
    return h(
      'li',
      {},
      h('p', { class: 'left-quote' }, one.quote),
      h('p', { class: 'detail' }, where ? `Page ${one.page} · ${one.why}` : why),
      h(
        'div',
        { class: 'left-acts' },
        h(
          'button',
          { type: 'button', class: 'button small', onclick: () => void take(one) },
          icon('plus', 16),
          'Add as a step',
        ),
        h('button', { type: 'button', class: 'text-button', onclick: () => show(one) }, 'Show in the document'),
      ),
    );
  }
}
