/** The lines above an e-mail that was saved as text: from whom to whom, when, and about what. */
import type { Block } from '../../engine/drafting/document.ts';

const SENDER = /^(?:from|von|de|da)\s*:\s*\S/i;
const SUBJECT = /^(?:subject|betreff|objet|asunto|assunto|oggetto)\s*:\s*(\S.*)$/i;
const OTHER =
  /^(?:to|cc|ccn|cco|bcc|reply-to|date|sent|an|kopie|datum|gesendet|à|a|envoyé|para|fecha|enviado(?: el)?|data|enviada em|inviato)\s*:/i;
/** What mail programs put before the subject of an answer. */
const ANSWER = /^(?:(?:re|aw|antw|wg|fwd?|tr|rv|enc|res|r|i)\s*:\s*)+/i;

export interface MailHead {
  /** The subject is the heading of what follows; the other lines say nothing of it. */
  readonly blocks: readonly Block[];
  /** How many lines it takes. */
  readonly length: number;
}

/** The head that a text begins with; undefined unless its lines name a sender and a subject. */
export function mailHead(lines: readonly string[]): MailHead | undefined {
  const from = lines.findIndex((line) => line.trim() !== '');
  const blocks: Block[] = [];
  let subject: Block | undefined;
  let end = Math.max(0, from);
  for (; end < lines.length; end++) {
    const text = lines[end]?.trim() ?? '';
    const about = SUBJECT.exec(text)?.[1]?.replace(ANSWER, '');
    if (about) subject = { page: 1, kind: 'heading', text: about, level: 1 };
    else if (SENDER.test(text) || OTHER.test(text))
      blocks.push({ page: 1, kind: 'paragraph', text, level: 0, repeated: true });
    else break;
  }
  if (!subject || !blocks.some((block) => SENDER.test(block.text))) return undefined;
  return { blocks: [...blocks, subject], length: end };
}
