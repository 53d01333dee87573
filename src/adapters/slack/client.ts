/**
 * The calls that are made of Slack. Blocks and views are those that the cards draw: the SDK's own types of them are closed
 * unions, which plain JSON does not fit. What is drawn is checked by the renderer's tests.
 */
import type { webApi } from '@slack/bolt';

type Sdk = webApi.WebClient;
type Called = 'auth' | 'conversations' | 'files' | 'filesUploadV2' | 'reactions' | 'usergroups' | 'users';

export interface SlackClient extends Pick<Sdk, Called> {
  readonly chat: {
    postMessage(message: Posting): ReturnType<Sdk['chat']['postMessage']>;
    postEphemeral(message: Message & { readonly user: string }): ReturnType<Sdk['chat']['postEphemeral']>;
    update(message: Omit<Message, 'thread_ts'> & { readonly ts: string }): ReturnType<Sdk['chat']['update']>;
  };
  /** Modals and App Home. */
  readonly views: {
    open(view: View & Trigger): Promise<unknown>;
    push(view: View & Trigger): Promise<unknown>;
    update(view: View & ({ readonly view_id: string } | { readonly external_id: string })): Promise<unknown>;
    publish(view: View & { readonly user_id: string }): Promise<unknown>;
  };
}

interface Message {
  readonly channel: string;
  readonly thread_ts?: string;
  /** For notifications, where there are blocks. */
  readonly text: string;
  readonly blocks?: readonly object[];
}

interface Posting extends Message {
  readonly mrkdwn?: boolean;
  readonly unfurl_links?: boolean;
  readonly unfurl_media?: boolean;
  readonly metadata?: { readonly event_type: string; readonly event_payload: Readonly<Record<string, string>> };
}

interface View {
  readonly view: object;
}

/** What lets a modal be opened: from a button of ours always the first. */
type Trigger = { readonly trigger_id: string } | { readonly interactivity_pointer: string };
