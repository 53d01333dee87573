/** Everything that Teams tells, to whom it concerns. */
import { inTime } from '../../runtime/in-time.ts';
import { type Activity, idOf, isObjectId, kindOf } from './activity.ts';
import { type Asker, askerOf } from './asker.ts';
import { consented } from './consent.ts';
import { hearDialog } from './dialogs.ts';
import { actedOn, extensionAsker, NOT_HERE, searched } from './extension.ts';
import { guarded, isTold, sentenceFor } from './guarded.ts';
import { dialogSays, type Invoked, words } from './invoke.ts';
import { saidLate, tellUnknown } from './late.ts';
import { hearLife } from './life.ts';
import { hearMessage } from './messages.ts';
import type { Parts } from './parts.ts';
import { pressedCard } from './presses.ts';

/** What needs no answer: Teams has had it already. Throws nothing. */
export async function hear(parts: Parts, activity: Activity): Promise<void> {
  try {
    if (activity.type === 'message') await hearMessage(parts, activity);
    else if (activity.type === 'installationUpdate' || activity.type === 'conversationUpdate')
      await hearLife(parts, activity);
  } catch (error) {
    if (isTold(error)) return;
    parts.log.error({ err: error, type: activity.type }, 'a request from Teams failed');
    if (activity.type === 'message') await tellUnknown(parts, activity);
  }
}

/** What Teams waits for, five seconds at most. Throws nothing. */
export async function answerInvoke(parts: Parts, activity: Activity): Promise<Invoked> {
  try {
    const work = parts.underWay.during(() => answered(parts, activity));
    const soon = await inTime(work, SOON);
    if (soon) return soon;
    // It goes on, and is said when it is known: also that it could not be done.
    const known = work.catch((error: unknown) => {
      failed(parts, activity, error);
      return words(sentenceFor(error));
    });
    parts.underWay
      .during(() => saidLate(parts, activity, known))
      .catch((error: unknown) => failed(parts, activity, error));
    return inWordsFor(activity, LATE);
  } catch (error) {
    failed(parts, activity, error);
    return inWordsFor(activity, sentenceFor(error));
  }
}

function failed({ log }: Parts, { name }: Activity, error: unknown): void {
  if (!isTold(error)) log.error({ err: error, name }, 'a request from Teams failed');
}

/** Teams gives up after five seconds, in milliseconds. */
const SOON = 4_500;
const LATE =
  'This takes longer than usual. Please do not do it again: it is done as soon as it can be, and if it cannot, you are told.';

/** In words, as each of them is answered. */
function inWordsFor({ name }: Activity, text: string): Invoked {
  if (name === 'composeExtension/query') return { status: 200, body: { composeExtension: { type: 'message', text } } };
  return name === 'adaptiveCard/action' ? words(text) : dialogSays(text);
}

async function answered(parts: Parts, activity: Activity): Promise<Invoked> {
  switch (activity.name) {
    case 'adaptiveCard/action':
      return pressedCard(parts, await askerOf(parts, activity), activity);
    case 'task/fetch':
    case 'task/submit':
      return hearDialog(parts, await askerOf(parts, activity), activity);
    case 'fileConsent/invoke':
      return consent(parts, activity);
    case 'composeExtension/query':
      return extended(parts, activity, searched);
    case 'composeExtension/fetchTask':
    case 'composeExtension/submitAction':
      return extended(parts, activity, actedOn);
    default:
      return { status: 501 };
  }
}

/** The file is brought while Teams has its answer already. */
async function consent(parts: Parts, activity: Activity): Promise<Invoked> {
  if (kindOf(activity) !== 'personal' || !isObjectId(idOf(activity.from))) return { status: 200 };
  const asker = await askerOf(parts, activity);
  void parts.underWay.during(() => guarded(parts, asker, () => consented(parts, asker, activity)));
  return { status: 200 };
}

async function extended(
  parts: Parts,
  activity: Activity,
  work: (parts: Parts, asker: Asker, activity: Activity) => Promise<Invoked>,
): Promise<Invoked> {
  const asker = await extensionAsker(parts, activity);
  return asker ? work(parts, asker, activity) : inWordsFor(activity, NOT_HERE);
}
