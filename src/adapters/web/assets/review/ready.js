/** How ready the draft is: what is missing before it can be published, what would make it better, what it changes. */
import { h } from '../dom.js';
import { openQuestions } from './question.js';
import { goTo } from './selection.js';
import { review, stepsOf } from './state.js';

export function createReady({ goToWhole }) {
  const score = h('span', { class: 'ready-score' });
  const meter = h('progress', { max: '100', value: 0, 'aria-label': 'How ready it is' });
  const state = h('p', { class: 'ready-state' });
  const missing = h('ul', { class: 'missing' });
  const next = h('button', { type: 'button', class: 'button small', onclick: nextQuestion }, 'Next question');
  const clauses = h('div', { class: 'clauses' });
  const better = h('details', { class: 'fold' }, h('summary', {}, 'What would make it better'), clauses);
  const changes = h('ul', { class: 'change-lines' });
  const changeTitle = h('summary', {});
  const changeFold = h('details', { class: 'fold' }, changeTitle, changes);
  const element = h(
    'section',
    { class: 'ready', 'aria-label': 'How ready it is' },
    h('div', { class: 'ready-head' }, h('div', { class: 'ready-words' }, state, missing), next),
    h('div', { class: 'ready-meter' }, meter, score),
    better,
    changeFold,
  );
  let asked;

  function nextQuestion() {
    const open = openQuestions();
    const at = open.findIndex((one) => one.index === asked);
    const question = open[(at + 1) % open.length];
    if (!question) return;
    asked = question.index;
    if (!question.step || !stepsOf().some((step) => step.id === question.step)) return goToWhole();
    goTo(question.step);
    const card = document.querySelector(`[data-step="${CSS.escape(question.step)}"]`);
    card?.querySelector('.question :is(input, select, textarea)')?.focus({ preventScroll: true });
  }

  return {
    element,
    update() {
      const { problems, missing: lacking = [], readiness, changes: changed } = review.judged;
      const open = openQuestions().length;
      const wrong = problems?.length ?? 0;
      element.dataset.state = wrong > 0 || lacking.length > 0 ? 'missing' : open > 0 ? 'open' : 'ready';
      state.textContent = sentence({ wrong, lacking: lacking.length, open });
      missing.replaceChildren(...[...(problems ?? []), ...lacking].slice(0, 8).map(line));
      next.hidden = open === 0;
      if (readiness) {
        meter.value = readiness.score;
        score.textContent = `${readiness.score} of 100`;
        clauses.replaceChildren(...readiness.clauses.map(clause));
      }
      changeFold.hidden = !changed;
      if (!changed) return;
      changeTitle.textContent = `Changes against revision ${review.revision}: ${changed.lines.length || 'none yet'}`;
      changes.replaceChildren(
        ...changed.lines.map(({ text, detail }) =>
          h('li', {}, h('span', {}, text), detail && h('span', { class: 'detail' }, detail)),
        ),
      );
    },
  };
}

function sentence({ wrong, lacking, open }) {
  if (wrong > 0)
    return wrong === 1 ? 'One thing is wrong, and is not saved yet' : `${wrong} things are wrong, and not saved yet`;
  if (lacking > 0) return 'Before it can be published';
  if (open > 0) return `Can be published. ${open === 1 ? 'One question is' : `${open} questions are`} still open`;
  return 'Ready to be published';
}

function line({ path, problem }) {
  const [list, name] = path.split('.');
  const steps = stepsOf();
  const index = list === 'steps' ? steps.findIndex((step, at) => step.id === name || String(at + 1) === name) : -1;
  if (index < 0)
    return h(
      'li',
      {},
      problem.replace(/^./, (letter) => letter.toUpperCase()),
    );
  return h(
    'li',
    {},
    h('button', { type: 'button', class: 'link-button', onclick: () => goTo(steps[index].id) }, `Step ${index + 1}`),
    `: ${problem}`,
  );
}

function clause({ title, score, findings }) {
  return h(
    'div',
    { class: 'clause' },
    h('p', { class: 'clause-title' }, title, h('span', { class: 'clause-score' }, `${score}`)),
    findings.length > 0 && h('ul', {}, ...findings.slice(0, 6).map((one) => h('li', {}, one))),
    findings.length > 6 && h('p', { class: 'detail' }, `and ${findings.length - 6} more`),
  );
}
