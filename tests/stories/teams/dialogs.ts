/** Dialogs as people see them: what they say, what stands in them, and filling them in. */
import { expect } from 'vitest';
import { type Json, objects, text } from '../../support/slack/json.ts';
import type { Answers } from '../../support/teams/filling.ts';
import type { Message } from '../../support/teams/held.ts';
import { dialogCard } from '../../support/teams/pressing.ts';
import { textsOf } from '../../support/teams/reading.ts';
import type { Cafe } from './cafe.ts';

export interface Dialogs {
  /** Presses a button that opens a dialog, and gives the dialog. */
  opens(name: string, on: Message, button: string): Promise<Json>;
  /** Fills one in and sends it; it closes. */
  fills(name: string, on: Message, button: string, answers: Answers): Promise<void>;
  /** What somebody is told who may not, or too late. `card`: as they saw it. */
  toldBy(name: string, on: Message, button: string, card?: Json): Promise<string>;
}

export function dialogsIn({ teams }: Pick<Cafe, 'teams'>): Dialogs {
  const opens: Dialogs['opens'] = async (name, on, button) => {
    const dialog = await teams.person(name).presses(on, button);
    if (!dialog?.task) throw new Error(`No dialog opens: ${JSON.stringify(dialog)}`);
    return dialog;
  };
  return {
    opens,
    async fills(name, on, button, answers) {
      const dialog = await opens(name, on, button);
      expect(await teams.person(name).submits(dialog, answers, { on })).toBeUndefined();
    },
    async toldBy(name, on, button, card) {
      const answer = await teams.person(name).presses(on, button, {}, card ? { card } : {});
      return answer?.task ? dialogText(answer) : text(answer?.value);
    },
  };
}

/** What a dialog says, with its title. Throws if it opened none. */
export function dialogText(dialog: Json | undefined): string {
  const task = dialog?.task as { readonly value?: { readonly title?: string } } | undefined;
  return [task?.value?.title ?? '', ...textsOf(dialogCard(dialog ?? {}))].join('\n');
}

/** The words that a dialog says in place of a card. */
export function dialogWords(dialog: Json | undefined): string {
  const task = dialog?.task as { readonly type?: string; readonly value?: unknown } | undefined;
  if (task?.type !== 'message') throw new Error(`It says no words: ${JSON.stringify(dialog)}`);
  return String(task.value);
}

/** The inputs of a dialog, by their labels. */
export function inputsOf(dialog: Json | undefined): Readonly<Record<string, Json>> {
  const inputs = objects(dialogCard(dialog ?? {}).body).filter(({ type }) => text(type).startsWith('Input.'));
  return Object.fromEntries(inputs.map((one) => [text(one.label), one]));
}

/** What stands in them. */
export function typedIn(dialog: Json | undefined): Readonly<Record<string, unknown>> {
  const filled = Object.entries(inputsOf(dialog)).filter(([, { value }]) => value !== undefined);
  return Object.fromEntries(filled.map(([label, { value }]) => [label, value]));
}

/** What stands below an input, up to the next one: its hint, and what is wrong with it. */
export function below(dialog: Json | undefined, label: string): string {
  const said = dialogText(dialog).split('\n');
  const labels = Object.keys(inputsOf(dialog));
  const rest = said.slice(said.indexOf(label) + 1);
  const end = rest.findIndex((one) => labels.includes(one));
  return rest.slice(0, end === -1 ? rest.length : end).join('\n');
}
