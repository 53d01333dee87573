/**
 * A card, drawn by the official Adaptive Cards renderer. It never takes away what a person is typing: a card that
 * changes under an open form says so and waits.
 */

import { hostConfig } from './card-look.js';
import { nameSigns } from './card-signs.js';
import { placeCharts } from './chart.js';
import { h } from './dom.js';
import { createPicker } from './fields.js';
import { showMenu } from './menu.js';
import { toast } from './toast.js';

/** An input whose id ends like this stands for a file (`a2-image.photo:file` for pictures): a picker takes its place. */
const FILE = ':file';
const PICTURE = /^a\d+-image\./;

// Our cards are plain text everywhere: what people typed is never markup.
AdaptiveCards.GlobalSettings.useMarkdownInRadioButtonAndCheckbox = false;
AdaptiveCards.AdaptiveCard.onProcessMarkdown = () => {};
// What is seldom needed, behind one button.
AdaptiveCards.Strings.defaults.overflowButtonText = () => 'More';
AdaptiveCards.Strings.defaults.overflowButtonTooltip = () => 'More';
AdaptiveCards.AdaptiveCard.onDisplayOverflowActionMenu = (actions, button) => {
  const chosen = (action) => ({ label: action.title, choose: () => action.execute() });
  showMenu(button, [...actions].map(chosen));
  return true;
};

/** Whether an answer says no: then what was typed stays where it is. */
export const isRefusal = (answer) => answer.type === 'card' && (answer.tone === 'bad' || answer.tone === 'attention');

/**
 * `send(value, fields, progress)` presses a button and gives the answer; `answered(answer)` shows it.
 * `shown` is { card, tone, charts }: the card's Adaptive JSON, and what takes the place of its pictures. `update(shown)` brings it up to date.
 */
export function createCard(shown, send, answered) {
  const element = h('div', { class: 'card' });
  let current;
  let drawn;
  /** Where the focus was when a button was pressed: while they are disabled none of them has it. */
  let held;

  function draw() {
    const focused = focusIn(element) ?? held;
    element.dataset.tone = current.tone;
    drawn = render(current.card, (action) => void pressed(action));
    placeCharts(drawn.element, current.charts ?? {});
    element.replaceChildren(drawn.element);
    if (focused === undefined) return;
    // Whoever goes down a list by the keyboard stays where they are: on the next line, once this one is done.
    const buttons = buttonsOf(element);
    (buttons.find((button) => nameOf(button) === focused.name) ?? buttons[focused.place])?.focus();
  }

  function update(next) {
    if (current && JSON.stringify(next) === JSON.stringify(current)) return;
    current = next;
    if (drawn === undefined || !drawn.dirty()) return draw();
    element.querySelector('.card-changed')?.remove();
    const refresh = h('button', { type: 'button', class: 'button', onclick: draw }, 'Refresh');
    element.append(
      h(
        'div',
        { class: 'card-changed', role: 'status' },
        h('span', {}, 'This card changed while you were typing.'),
        refresh,
      ),
    );
  }

  async function pressed(action) {
    const fields = drawn.fields(action);
    held = focusIn(element);
    const buttons = buttonsOf(element).filter((button) => !button.disabled);
    const mine = action.renderedElement;
    for (const button of buttons) button.disabled = true;
    mine?.setAttribute('aria-busy', 'true');
    const sent = send(action.data.value, fields.some ? fields.values : undefined, fields.progress);
    const answer = await sent.catch((failed) => toast(failed.message));
    for (const button of buttons) button.disabled = false;
    mine?.removeAttribute('aria-busy');
    if (held && document.activeElement === document.body) mine?.focus();
    if (answer) {
      answered(answer);
      if (!isRefusal(answer) && element.isConnected) draw();
    }
    held = undefined;
  }

  update(shown);
  return { element, update };
}

/** The button of the card that has the focus: where it stands among them, and how it is called. */
function focusIn(element) {
  const place = buttonsOf(element).indexOf(document.activeElement);
  return place < 0 ? undefined : { place, name: nameOf(document.activeElement) };
}

const buttonsOf = (element) => [...element.querySelectorAll('button')];
/** Of many buttons that say the same, the title says which line they are of. */
const nameOf = (button) => button.title || button.textContent;

/** A place of this page is shown in it; the same one once more is gone to once more. Our other pages open in its place. */
function goTo(url) {
  if (/^\/(?!\/)/.test(url)) return location.assign(url);
  if (!url.startsWith('#')) return void open(url, '_blank', 'noopener');
  if (location.hash === url) dispatchEvent(new HashChangeEvent('hashchange'));
  else location.hash = url;
}

function render(json, onPress) {
  const card = new AdaptiveCards.AdaptiveCard();
  const pickers = new Map();
  card.hostConfig = hostConfig;
  card.parse(json);
  card.onExecuteAction = (action) => {
    if (action instanceof AdaptiveCards.OpenUrlAction) return goTo(action.url);
    onPress(action);
  };
  // A form in the card is only drawn when it is opened.
  card.onInlineCardExpanded = (action, open) => open && shownForm(action.card?.renderedElement, pickers);
  const element = card.render();
  nameSigns(element);
  const inputs = card.getAllInputs(true);
  const before = inputs.map((input) => String(input.value ?? ''));
  for (const input of inputs.filter((one) => one.id?.endsWith(FILE)))
    pickers.set(input.id, { ...createPicker(PICTURE.test(input.id)), input });
  return {
    element,
    dirty: () =>
      inputs.some((input, index) => String(input.value ?? '') !== before[index]) ||
      [...pickers.values()].some((picker) => picker.files().length),
    fields: (action) => fieldsOf(action, pickers),
  };
}

/** A form was opened: pickers take the places of their stand-ins, the form comes into view and its first field is ready. */
function shownForm(form, pickers) {
  for (const { input, element } of pickers.values()) input.renderedElement?.after(element);
  // A phone shows its digits, with the comma that a number field would drop.
  for (const number of form?.querySelectorAll('input[placeholder="Number"]') ?? []) number.inputMode = 'decimal';
  form?.scrollIntoView({ block: 'nearest' });
  form?.querySelector('input, textarea, select')?.focus({ preventScroll: true });
}

/** The fields of one press as our server takes them: ticks as booleans, files in the place of their stand-ins. */
function fieldsOf(action, pickers) {
  const inputs = Object.values(action.getReferencedInputs() ?? {});
  const values = {};
  let progress = () => {};
  for (const input of inputs) {
    const picker = pickers.get(input.id);
    if (picker?.files().length) {
      values[input.id] = picker.files();
      progress = picker.progress;
    } else if (input instanceof AdaptiveCards.ToggleInput) values[input.id] = input.value === input.valueOn;
    else if (input.value !== undefined && input.value !== '' && !picker) values[input.id] = input.value;
  }
  return { values, some: inputs.length > 0, progress };
}
