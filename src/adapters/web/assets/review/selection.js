/** Which step is looked at, on both sides of the page. */

let current;
const listeners = new Set();

export const selected = () => current;

/** `listener(step, from)`: `from` is the side that it was selected on, `document` or `draft`. */
export function onSelect(listener) {
  listeners.add(listener);
}

export function select(step, from) {
  if (step === current) return;
  current = step;
  for (const listener of listeners) listener(step, from);
}

/** Goes to a step from elsewhere: its card comes into view. */
export function goTo(step) {
  if (step === current) for (const listener of listeners) listener(step, 'link');
  else select(step, 'link');
}
