/** Why an answer in a run's thread was not recorded, or not all of it: for whoever sent it. */
import type { EvidenceItem, Step } from '../../engine/definition.ts';
import { LIMITS } from '../../engine/limits.ts';
import type { Fitting } from '../../engine/run/fitting.ts';
import type { Card } from '../card.ts';
import { inRow, quoted } from '../sentence.ts';
import { clip, plain, UNNAMED } from '../text.ts';
import { toldCard } from './told.ts';

/** `hasFiles`: it came with files. What is refused has a card of its own. */
export function unfitCard(found: Exclude<Fitting, { type: 'fits' | 'refused' }>, hasFiles: boolean): Card {
  return toldCard('Not recorded', unfit(found, hasFiles), 'attention');
}

function unfit(found: Parameters<typeof unfitCard>[0], hasFiles: boolean): string {
  switch (found.type) {
    case 'several':
      return `It fits ${row(found.steps.map((step) => step.title))}. Use the button of the step you mean.`;
    case 'unclear':
      return unclear(found.item, found.typed);
    case 'none':
      return `No step that is open now asks for ${hasFiles ? 'a file like this' : 'this'}. It stays in the thread, but it is no evidence.`;
  }
}

function unclear({ type, title, unit }: EvidenceItem, typed: string): string {
  if (type === 'text')
    return `${quoted(title)} takes at most ${LIMITS.text} characters. Shorten it, or send it as a file.`;
  const wanted =
    unit === undefined ? 'as a number, for example 4.2' : `as a number in ${unit}, for example 4.2 ${unit}`;
  return `${quoted(clip(typed, 60))} was not taken for ${quoted(title)}. Write it ${wanted}.`;
}

/** A tick is seen below the message: whoever sent it must not take it for all of its files. */
export function leftCard(step: Step, left: readonly { readonly name: string }[]): Card {
  const names = row(left.map((one) => clip(one.name, 80)));
  const text = `${names} ${left.length === 1 ? 'was' : 'were'} not recorded: ${quoted(step.title)} asks for no file like this. The rest was.`;
  return toldCard('Not all of it', text, 'attention');
}

/** Nothing is open that it could be evidence for. */
export function noRunCard(): Card {
  return toldCard('Not recorded', 'No run is open here that it could be evidence for.', 'attention');
}

function row(names: readonly string[]): string {
  return plain(inRow(names.map((name) => quoted(name))), UNNAMED);
}
