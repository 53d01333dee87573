/** Pages of the document, for those that have any: a table of commas or a mail has one, and it is not worth a word. */
import { stepsOf } from './state.js';

/** `further`: more quotations of the document, each with its page. */
export const hasPages = (further = []) =>
  [...stepsOf().flatMap(({ source }) => source ?? []), ...further].some(({ page = 1 }) => page > 1);
