/** The draft's side of the page. */
import { h, icon } from '../dom.js';
import { createHead } from './head.js';
import { createLeftOut } from './left-out.js';
import { createReady } from './ready.js';
import { listen, review, stepsOf } from './state.js';
import { createSteps } from './steps.js';

/** `found()` is what was found in the document: { inferences, leftOut }; `show(line)` brings a line of it into view. */
export function startOutline(pane, { found, show }) {
  const inferencesOf = (id) => found().inferences.filter((one) => one.step === id);
  const head = createHead(() => found().routine);
  const steps = createSteps(inferencesOf);
  const leftOut = createLeftOut(show);
  const ready = createReady({ goToWhole: () => head.focusQuestion() });
  const title = h('h2', {});
  const add = h(
    'button',
    { type: 'button', class: 'button add-step', onclick: () => void steps.add(stepsOf().length) },
    icon('plus', 16),
    'Add a step',
  );
  pane.replaceChildren(
    h(
      'div',
      { class: 'draft-sheet' },
      ready.element,
      head.element,
      h('section', { class: 'step-section', 'aria-label': 'Steps' }, title, steps.element, add),
      leftOut.element,
    ),
  );
  function update() {
    if (review.settled) return;
    const count = stepsOf().length;
    title.textContent = count === 1 ? '1 step' : `${count} steps`;
    head.update();
    steps.update();
    ready.update();
    leftOut.update(found().leftOut);
  }
  listen(({ type, isOwn }) => {
    if (type === 'saving') return;
    // The field that is typed in shows it already; what is said elsewhere about the step follows.
    if (type === 'work' && isOwn) return later();
    update();
  });
  let isComing = false;
  function later() {
    if (isComing) return;
    isComing = true;
    requestAnimationFrame(() => {
      isComing = false;
      update();
    });
  }
  update();
  return { update, steps };
}
