/** What Slack refuses for its form alone, before it looks at channels and messages. */
import { blockKit } from './block-kit.ts';
import { charactersOf, MOST_CHARACTERS } from './block-kit-limits.ts';
import { isJson, type Json, objects, text } from './json.ts';

export interface Malformed {
  readonly error: string;
  readonly details: readonly string[];
}

const MESSAGES = ['chat.postMessage', 'chat.postEphemeral', 'chat.update', 'chat.scheduleMessage'];
const VIEWS = ['views.open', 'views.push', 'views.update', 'views.publish'];

/** Undefined for a call in good form. */
export async function malformed(method: string, args: Json): Promise<Malformed | undefined> {
  if (MESSAGES.includes(method))
    return (await wrongMessage(args)) ?? tooLong(method, args) ?? wrongMetadata(args.metadata);
  if (VIEWS.includes(method)) {
    const wrong = (await blockKit()).view(args.view);
    return wrong.length > 0 ? { error: 'invalid_arguments', details: wrong } : undefined;
  }
  return undefined;
}

/** Also for what is answered to a slash command or posted to a response_url. */
export async function wrongMessage(args: Json): Promise<Malformed | undefined> {
  const kit = await blockKit();
  const blocks = isPresent(args.blocks) ? kit.blocks(args.blocks, 'message') : [];
  const inside = objects(args.attachments).flatMap((one) =>
    isPresent(one.blocks) ? kit.blocks(one.blocks, 'message') : [],
  );
  const wrong = [...blocks, ...inside];
  if (wrong.length > 0) return { error: 'invalid_blocks', details: wrong };
  const characters = charactersOf(args.blocks);
  if (characters <= MOST_CHARACTERS) return undefined;
  return { error: 'msg_blocks_too_long', details: [`${characters} characters in blocks`] };
}

/** Blocks without `text` leave the notification empty. Slack only warns; here it counts as a fault of the app. */
export function lacksFallback(method: string, args: Json): boolean {
  return MESSAGES.includes(method) && isPresent(args.blocks) && text(args.text).trim() === '';
}

/** Counted in bytes: Slack's count is of the escaped text, and nobody has documented which characters count double. */
function tooLong(method: string, args: Json): Malformed | undefined {
  const bytes = Buffer.byteLength(text(args.text));
  if (method !== 'chat.update' || bytes <= 4_000) return undefined;
  return { error: 'msg_too_long', details: [`text of ${bytes} bytes`] };
}

function wrongMetadata(metadata: unknown): Malformed | undefined {
  if (!isPresent(metadata)) return undefined;
  const isRight = isJson(metadata) && /^\w+$/.test(text(metadata.event_type)) && isJson(metadata.event_payload);
  if (!isRight) return { error: 'invalid_metadata_format', details: [JSON.stringify(metadata)] };
  const size = JSON.stringify(metadata).length;
  return size > 8_000 ? { error: 'metadata_too_large', details: [`${size} characters`] } : undefined;
}

function isPresent(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}
