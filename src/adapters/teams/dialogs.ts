/** Dialogs (`task/fetch`, `task/submit`): the forms of the cards, with what is wrong said at its field. */
import { z } from 'zod';
import { toAdaptive, toAdaptiveForm } from '../../cards/adaptive.ts';
import { filledWith, type Given } from '../../cards/filled.ts';
import { plain } from '../../cards/text.ts';
import type { Answer } from '../../runtime/conversation.ts';
import type { Activity } from './activity.ts';
import { readingOf, TOO_LARGE } from './answer.ts';
import { askedAgain } from './asked-again.ts';
import type { Asker } from './asker.ts';
import { formatOf } from './format.ts';
import { fileApart } from './guarded.ts';
import { CLOSED, dialog, dialogSays, type Invoked } from './invoke.ts';
import type { Parts } from './parts.ts';
import { type Press, press, pressIn } from './pressed.ts';

const opened = z.object({
  data: z
    .object({ given: z.record(z.string().max(60), z.union([z.string(), z.number(), z.boolean()])).optional() })
    .loose(),
});

/** A button opens a dialog, or is pressed in one, as the one that sends its form. Throws what Teams and the stores throw. */
export async function hearDialog(parts: Parts, asker: Asker, { value }: Activity): Promise<Invoked> {
  const read = opened.safeParse(value);
  const pressed = read.success ? pressIn(read.data.data) : undefined;
  if (!read.success || !pressed) return dialogSays('This button is not one of mine. Ask for the card again.');
  const answer = await press(parts, asker, pressed);
  return shown(parts, asker, { answer, pressed, given: read.data.data.given ?? {} });
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
      if (again) return formDialog(parts, asker, again);
      const format = formatOf({ ...(await readingOf(parts, asker, answer.names, asker.conversation)), isDialog: true });
      return dialog(plain(answer.card.title, format), toAdaptive(answer.card, format));
    }
    case 'file':
      return dialogSays(fileApart(parts, asker, answer));
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
