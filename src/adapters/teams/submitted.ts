/** A button pressed in a client that knows no Universal Actions: it comes as a message, and is answered by one. */
import type { Activity } from './activity.ts';
import { showAnswer } from './answer.ts';
import type { Asker } from './asker.ts';
import type { Parts } from './parts.ts';
import { isRefusal, press, pressIn } from './pressed.ts';
import { sendLink, wantedIn } from './uploads.ts';

/** Throws what Teams and the stores throw. */
export async function submitted(parts: Parts, asker: Asker, { value }: Activity): Promise<void> {
  const wanted = wantedIn(value);
  if (wanted) return sendLink(parts, asker, wanted);
  const pressed = pressIn(value);
  if (!pressed) return;
  const answer = await press(parts, asker, pressed);
  // A client that sends its buttons as messages opens no dialogs either: forms stand on the card.
  const plain = { ...parts, settings: { ...parts.settings, isPlain: true } };
  // What was only to be read is of whoever pressed; a refusal is about the card that everybody sees.
  const isPrivate = answer.type === 'card' && !isRefusal(answer);
  await showAnswer(plain, asker, { answer, isPrivate });
}
