/** The steps in order: selecting, moving, merging, splitting, adding and taking away. */
import { h } from '../dom.js';
import { toast } from '../toast.js';
import { change } from './change.js';
import { startDrag } from './drag.js';
import { speak } from './notices.js';
import { openQuestions } from './question.js';
import { onSelect, select, selected } from './selection.js';
import { review, stepOf, stepsOf } from './state.js';
import { createStep } from './step.js';

const NEW = 'New step';

/** `inferencesOf(id)`: what the drafter concluded of a step. */
export function createSteps(inferencesOf) {
  const list = h('ol', { class: 'steps', id: 'steps', 'aria-label': 'Steps', tabindex: '-1' });
  const cards = new Map();

  const titleOf = (id) => stepOf(id)?.title ?? '';
  const indexOf = (id) => stepsOf().findIndex((step) => step.id === id);

  async function move(id, by) {
    await moveTo(id, indexOf(id) + by);
  }
  async function moveTo(id, to) {
    const at = indexOf(id);
    if (to === at || to < 0 || to >= stepsOf().length) return;
    const done = await change({ type: 'move', step: id, to }, `moving “${titleOf(id)}”`);
    if (!done) return;
    speak(`“${titleOf(id)}” is step ${indexOf(id) + 1} of ${stepsOf().length} now.`);
    cards.get(id)?.element.scrollIntoView({ block: 'nearest' });
  }
  async function merge(id) {
    const next = stepsOf()[indexOf(id) + 1];
    const done = next && (await change({ type: 'merge', step: id }, 'merging two steps'));
    if (!done) return;
    cards.get(id)?.focus('instructions');
    speak(`“${next.title}” is part of step ${indexOf(id) + 1} now.`);
  }
  async function split(id, { field, at }) {
    const done = await change({ type: 'split', step: id, field, at }, 'splitting a step');
    if (!done) return;
    const second = stepsOf()[indexOf(id) + 1];
    select(second.id, 'draft');
    cards.get(second.id)?.focus();
    speak(`Step ${indexOf(second.id)} is two steps now.`);
  }
  async function remove(id) {
    const [at, title] = [indexOf(id), titleOf(id)];
    const done = await change({ type: 'remove', step: id }, `deleting “${title}”`);
    if (!done) return;
    const near = stepsOf()[Math.min(at, stepsOf().length - 1)];
    select(near?.id, 'draft');
    if (near) cards.get(near.id)?.focus();
    toast(`“${title}” is deleted. Undo brings it back.`);
  }
  async function add(at) {
    const known = new Set(stepsOf().map((step) => step.id));
    const done = await change({ type: 'add', at, title: NEW }, 'the new step');
    const fresh = done && stepsOf().find((step) => !known.has(step.id));
    if (!fresh) return;
    select(fresh.id, 'draft');
    cards.get(fresh.id)?.focus();
    document.activeElement.select?.();
  }

  const acts = {
    ...{ move, merge, split, remove, addBelow: (id) => add(indexOf(id) + 1) },
    drag: (event, id) => startDrag(event, { list, drop: (to) => void moveTo(id, to) }),
  };

  /** Puts the cards in order; the one that has the focus keeps it, with its cursor. */
  function arrange(order) {
    const focused = list.contains(document.activeElement) ? document.activeElement : undefined;
    const caret = focused?.selectionStart === null ? undefined : [focused?.selectionStart, focused?.selectionEnd];
    let isMoved = false;
    for (const [index, id] of order.entries()) {
      const { element } = cards.get(id);
      if (list.children[index] === element) continue;
      list.insertBefore(element, list.children[index] ?? null);
      isMoved = true;
    }
    if (!isMoved || !focused?.isConnected || document.activeElement === focused) return;
    focused.focus({ preventScroll: true });
    if (caret?.[0] !== undefined) focused.setSelectionRange(...caret);
  }

  function update() {
    const steps = stepsOf();
    const ids = new Set(steps.map((step) => step.id));
    for (const [id, card] of cards) {
      if (ids.has(id)) continue;
      card.element.remove();
      cards.delete(id);
    }
    for (const { id } of steps) if (!cards.has(id)) cards.set(id, createStep(id, acts));
    arrange(steps.map((step) => step.id));
    const questions = openQuestions();
    const { problems = [], changes } = review.judged;
    for (const [index, step] of steps.entries()) {
      cards.get(step.id).update(step, {
        ...{ index, count: steps.length, inferences: inferencesOf(step.id) },
        questions: questions.filter((one) => one.step === step.id),
        problems: problems.filter((one) => one.path.split('.')[0] === 'steps' && isOf(one.path, step, index)),
        change: changes?.steps[step.id],
      });
    }
  }

  onSelect((id, from) => {
    update();
    const card = cards.get(id);
    if (!card || from === 'draft' || from === 'start') return;
    // On a phone its side of the page comes to the front first.
    requestAnimationFrame(() => {
      card.element.scrollIntoView({ block: from === 'document' ? 'start' : 'center' });
      if (from === 'link' && !card.element.contains(document.activeElement)) card.focus();
    });
  });

  return { element: list, update, add, focus: (id, field) => cards.get(id)?.focus(field), selected };
}

/** A path names a step by its id, or by its number from 1 where it has none. */
function isOf(path, step, index) {
  const name = path.split('.')[1];
  return name === step.id || name === String(index + 1);
}
