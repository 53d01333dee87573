/** What Slack sends when somebody presses something, in the parts that are read here. */
import { optional } from '../../engine/optional.ts';
import type { Asker } from './asker.ts';
import { decodeMetadata } from './metadata.ts';

export interface Pressing {
  readonly user: { readonly id: string; readonly team_id?: string };
  readonly team?: { readonly id: string } | null;
  readonly trigger_id?: string;
  readonly response_url?: string;
  readonly channel?: { readonly id: string };
  /** Absent for a message that one person alone sees. */
  readonly message?: { readonly ts: string; readonly thread_ts?: string; readonly blocks?: unknown };
  readonly container?: { readonly message_ts?: string; readonly channel_id?: string; readonly thread_ts?: string };
  readonly view?: { readonly id: string; readonly type?: string; readonly private_metadata?: string };
}

/** Where it was pressed: in a message, in a modal that came from one, or in App Home. */
export function originOf(pressed: Pressing, respond: Asker['respond']): Omit<Asker, 'team' | 'member'> {
  const { view, container, trigger_id } = pressed;
  const from = view?.type === 'modal' ? decodeMetadata(view.private_metadata ?? '') : {};
  const channel = pressed.channel?.id ?? container?.channel_id ?? from.channel;
  const about = pressed.message?.ts ?? container?.message_ts;
  const thread = replyIn(about, pressed.message?.thread_ts ?? container?.thread_ts) ?? from.thread;
  return {
    ...optional('channel', channel),
    ...optional('thread', thread),
    ...optional('trigger', trigger_id),
    ...(view?.type === 'modal' ? { view: view.id } : optional('respond', respond)),
  };
}

/**
 * The thread that a message is a reply in. A message that begins a thread stands in the channel, and so do the answers
 * to its buttons: whoever pressed it there would not see the thread.
 */
export function replyIn(message: string | undefined, thread: string | undefined): string | undefined {
  return thread === message ? undefined : thread;
}
