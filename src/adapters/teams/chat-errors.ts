/** Why Teams did not take a message, and what that means for it. */
import { ChatError } from '../../runtime/ports.ts';
import { TeamsError } from './connector.ts';

/** Why nothing can be said where Sopwith is not: once it is there again, all of it can. */
export const NOT_HERE =
  'Sopwith is not in this conversation of Teams any more. Add the app there again, then deliver again.';

const BLOCKED =
  'The person has blocked Sopwith in Teams, or removed it. They can add it again in Teams, Apps. Then have it posted again.';

/** What is parked for these can be delivered once the app is there again. */
export const PARTED: readonly string[] = [NOT_HERE, BLOCKED];

/** `isReply`: into a thread, whose first message may be gone. What is not of a conversation's messages says nothing of it. */
export function chatError(error: unknown, isReply?: boolean): ChatError {
  if (error instanceof ChatError) return error;
  if (!(error instanceof TeamsError)) return retry(error);
  const { status, code, after } = error;
  if (status === 429) return new ChatError('wait', 'Teams asks to wait.', { ...(after && { after }), cause: error });
  const never = (advice: string) => new ChatError('never', advice, { cause: error });
  if (code === 'MessageWritesBlocked') return never(BLOCKED);
  const isPlaceGone = isReply !== undefined;
  const notHere = new ChatError('never', NOT_HERE, { cause: error, isPlaceGone });
  if (status === 403) return notHere;
  if (status === 401) return never(UNKNOWN);
  if (status === 404 && isReply) {
    return new ChatError('gone', 'The message is not there any more.', { cause: error });
  }
  if (status === 404 || code === 'BotNotInConversationRoster') return notHere;
  return retry(error);
}

/** What is parked for this can be delivered once the program was started with another one. */
export const UNKNOWN =
  'Teams does not accept the app’s password or certificate (TEAMS_APP_PASSWORD). Make a new one in the app’s registration, set it, and start again. Then have it posted again.';

/** The card itself is not accepted: it is said in plain words instead. */
export function isUndrawable(error: unknown): boolean {
  return error instanceof TeamsError && (error.status === 413 || SIZES.includes(error.code));
}

const SIZES = ['MessageSizeTooBig', 'RequestEntityTooLarge', 'BadSyntax'];

/** Anything else may pass: it is tried again, and parked after a while. */
function retry(error: unknown): ChatError {
  const told = error instanceof Error ? error.message : String(error);
  return new ChatError('retry', `Teams did not take it (${told}); it is tried again.`, { cause: error });
}
