/** What only some steps have: another kind, a condition, ways to decide between, sources to check, steps to wait for. */
import { h } from '../dom.js';
import { change } from './change.js';
import { createCondition, fill } from './condition.js';
import { labelled } from './field.js';
import { edit, review, stepOf, withField, withStep } from './state.js';
import { firstOf, subjectsOf, written } from './subjects.js';
import { createWays } from './ways.js';

const KINDS = [
  ['task', 'A task: somebody does it'],
  ['decision', 'A decision: somebody chooses'],
  ['approval', 'An approval: somebody agrees'],
];

export function createMore(id) {
  const path = `steps.${id}`;
  const set = (field, value, more) =>
    edit(
      withStep(id, (step) => withField(step, field, value)),
      more,
    );
  const kind = h('select', { class: 'input', 'data-path': `${path}.kind` });
  kind.addEventListener('change', async () => {
    const made = await change({ type: 'kind', step: id, of: kind.value }, 'the kind of step');
    if (!made) kind.value = stepOf(id)?.kind ?? 'task';
  });
  const ways = createWays({
    ...{ label: 'Decides between', path: `${path}.options`, chooser: { step: id } },
    withOptions: (make) => withStep(id, (step) => ({ ...step, options: make(step.options) })),
  });
  const between = labelled('Decides between', ways.element);

  const when = createCondition({
    ...{ label: 'Only where', path: `${path}.when` },
    // An empty condition stays, and is refused where it stands: “Always” takes it away.
    change: (expression) =>
      edit(
        withStep(id, (step) => ({ ...step, when: expression })),
        { group: `${path}.when`, about: 'the condition' },
      ),
  });
  const always = h('button', { type: 'button', class: 'text-button' }, 'Always do it');
  always.addEventListener('click', () => {
    set('when', undefined, { about: 'the condition' });
    where.focus();
  });
  const where = h('button', { type: 'button', class: 'button small' }, 'Only where…');
  where.addEventListener('click', () => {
    const [first] = subjectsOf(review.work, id);
    edit(
      withStep(id, (step) => ({ ...step, when: first ? written(firstOf(first), first) : '' })),
      { about: 'the condition' },
    );
    when.focus();
  });
  const condition = h('div', { class: 'pair' }, h('span', { class: 'pair-label' }, 'Only where'), when.element, always);

  const sources = h('div', {
    class: 'ticks',
    role: 'group',
    'aria-label': 'Checks these sources',
    'data-path': `${path}.sources`,
  });
  sources.addEventListener('change', () => {
    const chosen = [...sources.querySelectorAll(':checked')].map((box) => box.value);
    edit(
      withStep(id, (step) => ({ ...step, sources: chosen })),
      { about: 'the sources' },
    );
  });
  const checks = h('div', { class: 'pair' }, h('span', { class: 'pair-label' }, 'Checks these sources'), sources);

  const waiting = h('span', {});
  const above = h('button', { type: 'button', class: 'text-button' }, 'Wait for the step above');
  above.addEventListener('click', () => set('needs', undefined, { about: 'what it waits for' }));
  const waits = h('p', { class: 'waits', 'data-path': `${path}.needs` }, waiting, ' ', above);

  return {
    element: h(
      'div',
      { class: 'step-more' },
      h('div', { class: 'pairs two' }, labelled('What it is', kind), h('div', { class: 'add-where' }, where)),
      between,
      condition,
      checks,
      waits,
    ),
    update(step) {
      fill(kind, KINDS, step.kind);
      between.hidden = !step.options;
      ways.update(step.options ?? []);
      condition.hidden = step.when === undefined;
      where.hidden = step.when !== undefined;
      if (step.when !== undefined) when.update(step.when, review.work, id);
      drawSources(sources, step);
      checks.hidden = sources.children.length === 0;
      waits.hidden = step.needs === undefined;
      waiting.textContent = waitsFor(step.needs ?? []);
    },
  };
}

/** All sources of the SOP, and those that the step names though they are gone. */
function drawSources(box, { sources }) {
  const known = review.work.sources.map(({ id, title }) => [id, title]);
  const gone = sources.filter((id) => !known.some(([one]) => one === id)).map((id) => [id, id]);
  const signature = JSON.stringify([known, gone]);
  if (box.dataset.signature !== signature) {
    box.dataset.signature = signature;
    box.replaceChildren(
      ...[...known, ...gone].map(([value, title]) =>
        h('label', { class: 'check small' }, h('input', { type: 'checkbox', value }), title),
      ),
    );
  }
  for (const input of box.querySelectorAll('input')) input.checked = sources.includes(input.value);
}

function waitsFor(needs) {
  if (needs.length === 0) return 'Begins at once.';
  return `Waits for ${needs.map((need) => `“${stepOf(need)?.title ?? need}”`).join(', ')}.`;
}
