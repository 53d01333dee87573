/** Dialogs (`task/fetch`, `task/submit`): the forms of the cards, with what is wrong said at its field. */
import { z } from 'zod';
import { toAdaptive, toAdaptiveForm } from '../../cards/adaptive.ts';
import type { Form } from '../../cards/card.ts';
import { filledWith, type Given } from '../../cards/filled.ts';
import { plain } from '../../cards/text.ts';
import { optional } from '../../engine/optional.ts';
import type { Answer } from '../../runtime/conversation.ts';
import { inTime } from '../../runtime/in-time.ts';
import type { Activity } from './activity.ts';
import { readingOf, showAnswer, TOO_LARGE } from './answer.ts';
import type { Asker } from './asker.ts';
import { formatOf } from './format.ts';
import { guarded } from './guarded.ts';
import { CLOSED, dialog, dialogSays, type Invoked } from './invoke.ts';
import type { Parts } from './parts.ts';
import { type Press, press, pressIn } from './pressed.ts';

/** Teams gives up after five seconds. */
const SOON = 4_000;

const opened = z.object({
  data: z
    .object({ given: z.record(z.string().max(60), z.union([z.string(), z.number(), z.boolean()])).optional() })
    .loose(),
});

/** A button opens a dialog. Throws what Teams and the stores throw. */
export async function openDialog(parts: Parts, asker: Asker, { value }: Activity): Promise<Invoked> {
  const read = opened.safeParse(value);
  const pressed = read.success ? pressIn(read.data.data) : undefined;
  if (!read.success || !pressed) return dialogSays('This button is not one of mine. Ask for the card again.');
  return answered(parts, asker, pressed, read.data.data.given ?? {});
}

/** A form in a dialog was sent, or a button in one was pressed. Throws what Teams and the stores throw. */
export async function sentDialog(parts: Parts, asker: Asker, activity: Activity): Promise<Invoked> {
  return openDialog(parts, asker, activity);
}

async function answered(parts: Parts, asker: Asker, pressed: Press, given: Given): Promise<Invoked> {
  const work = press(parts, asker, pressed);
  const answer = await inTime(work, SOON);
  if (!answer) {
    void parts.underWay.during(() =>
      guarded(parts, asker, async () => showAnswer(parts, asker, { answer: await work, isPrivate: true })),
    );
    return dialogSays('It is being saved, and takes longer than usual. If it cannot be, you are told.');
  }
  return shown(parts, asker, { answer, pressed, given });
}

interface Shown {
  readonly answer: Answer;
  readonly pressed: Press;
  readonly given: Given;
}

async function shown(parts: Parts, asker: Asker, { answer, pressed, given }: Shown): Promise<Invoked> {
  switch (answer.type) {
    case 'none':
      return pressed.fields === undefined ? dialogSays('Done.') : CLOSED;
    case 'form':
      return formDialog(parts, asker, { ...answer, form: filledWith(answer.form, given) });
    case 'card': {
      const again = await askedAgain(parts, asker, { answer, pressed });
      if (again) return again;
      const format = formatOf({ ...(await readingOf(parts, asker, answer.names, asker.conversation)), isDialog: true });
      return dialog(plain(answer.card.title, format), toAdaptive(answer.card, format));
    }
    case 'file': {
      void parts.underWay.during(() =>
        guarded(parts, asker, () => showAnswer(parts, asker, { answer, isPrivate: true })),
      );
      return dialogSays(`“${answer.name}” comes in your own chat with me.`);
    }
  }
}

async function formDialog(
  parts: Parts,
  asker: Asker,
  asked: Pick<Extract<Answer, { type: 'form' }>, 'form' | 'value'>,
): Promise<Invoked> {
  const format = formatOf({ ...(await readingOf(parts, asker, {}, asker.conversation)), isDialog: true });
  const drawn = toAdaptiveForm(asked, format);
  return drawn ? dialog(asked.form.title, drawn) : dialog('Too long for Teams', toAdaptive(TOO_LARGE, format));
}

type CardAnswer = Extract<Answer, { type: 'card' }>;

/** The form once more, as it was filled in, with what is wrong below its field; undefined if no field is to blame. */
async function askedAgain(
  parts: Parts,
  asker: Asker,
  { answer, pressed }: { readonly answer: CardAnswer; readonly pressed: Press },
): Promise<Invoked | undefined> {
  const { fields = {} } = answer;
  if (pressed.fields === undefined || Object.keys(fields).length === 0) return undefined;
  const asked = await press(parts, { ...asker, key: `${asker.key}:again` }, { value: pressed.value, isAgain: true });
  if (asked.type !== 'form') return undefined;
  const form = withErrors(filledWith(asked.form, numbersIn(asked.form, pressed.fields)), fields);
  return form && formDialog(parts, asker, { form, value: asked.value });
}

/** Undefined if none of the errors is of a field of this form. */
function withErrors(form: Form, errors: Readonly<Record<string, string>>): Form | undefined {
  const isOurs = form.fields.some(({ id }) => Object.hasOwn(errors, id));
  const fields = form.fields.map((field) => ({ ...field, ...optional('error', errors[field.id]) }));
  return isOurs ? { ...form, fields } : undefined;
}

/** Everything that was filled in came as text. */
function numbersIn(form: Form, given: Readonly<Record<string, string>>): Given {
  const read = form.fields.flatMap((field): [string, Given[string]][] => {
    const typed = given[field.id];
    if (typed === undefined) return [];
    if (field.type === 'checkbox') return [[field.id, typed === 'true']];
    if (field.type !== 'number') return [[field.id, typed]];
    const number = Number(typed.replace(',', '.'));
    return typed.trim() === '' || !Number.isFinite(number) ? [] : [[field.id, number]];
  });
  return Object.fromEntries(read);
}
