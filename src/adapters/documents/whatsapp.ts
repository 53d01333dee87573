import { parseString } from 'whatsapp-chat-parser';
import { LIMITS } from '../../engine/limits.ts';
import { DocumentUnreadable } from '../../runtime/ports.ts';
import { CHAT_FILE } from './container-kind.ts';
import type { ReadFormat } from './format.ts';
import { messageBlocks, withLaterItems } from './message-blocks.ts';
import { decodeText } from './sniff.ts';
import { guardedZip } from './zip-guard.ts';

/** A picture, a voice, a deleted message: what stands in for something that is not text. */
const STANDS_IN =
  /^(?:<[^<>]{3,60}>|\S+\.\w{2,5} \([^()]{3,40}\)|(?:this message was deleted|you deleted this message|diese nachricht wurde gel[öo]scht|du hast diese nachricht gel[öo]scht|(?:se )?elimin(?:ó|aste) este mensaje|ce message a été supprimé|vous avez supprimé ce message|(?:esta )?mensagem apagada|essa mensagem foi apagada|você apagou esta mensagem|questo messaggio è stato eliminato|hai eliminato questo messaggio|null)\.?)$/i;

/** "‎<This message was edited>" behind the words, in any language. */
const EDITED = /(?<!\s)\s*\u200E?<[^<>\n]{6,60}>\s*$/;

/**
 * Reads an export of a chat, as text or zipped: every message in its order as blocks. Who wrote it and when is left
 * out, as are messages of the system and what stands in for pictures and deleted messages.
 */
export const readWhatsApp: ReadFormat = async (bytes, name, progress) => {
  progress({ doing: 'reading' });
  const text = decodeText(bytes[0] === 0x50 && bytes[1] === 0x4b ? await chatIn(bytes) : bytes);
  if (text.length > LIMITS.documentText) throw new DocumentUnreadable('too_large');
  // The order of day and month is of no use here, and guessing it would cost time.
  const messages = parseString(text, { daysFirst: true, parseAttachments: false });
  const blocks = messages.flatMap(({ author, message }) => (author === null ? [] : messageBlocks(written(message))));
  return { name, pages: 1, blocks: withLaterItems(blocks) };
};

async function chatIn(zip: Uint8Array): Promise<Uint8Array> {
  // Pictures and voices of the chat are not unpacked.
  const limits = { entries: 20_000, bytes: LIMITS.documentText * 4, wanted: (name: string) => CHAT_FILE.test(name) };
  const [chat] = (await guardedZip(zip, limits)).values();
  if (!chat) throw new DocumentUnreadable('not_a_document');
  return chat;
}

/** What its author wrote of a message. */
function written(message: string): string {
  const lines = message.replace(EDITED, '').split('\n');
  const [first = '', ...others] = lines;
  // The system marks its own words with a mark of direction; a caption may stand below them.
  const own = first.startsWith('\u200E') || STANDS_IN.test(first.trim());
  return (own ? others : lines).join('\n');
}
