/** Offering to import a document that somebody dropped. */
import { notification, plainText } from '../../cards/block-kit-text.ts';
import type { SlackFile } from './files.ts';

/** The name of the button. Its value is Slack's id of the file. */
export const IMPORT_OFFER = 'import_offer';

/** Documents by the ends of their names. Pictures are more often something else. */
const DOCUMENT = /\.(pdf|docx|xlsx|md|markdown|csv|html?|txt|odt|ods)$/i;
/** Larger ones are not looked into unasked, in bytes. */
const LARGEST = 5_000_000;

/** Whether it is a document at all, by its name: nobody wants to be asked about every picture. */
export function isDocument(file: SlackFile): boolean {
  return DOCUMENT.test(file.name ?? '') && (file.size ?? 0) <= LARGEST;
}

export function offerBlocks(file: SlackFile) {
  const name = (file.name ?? 'this file').slice(0, 150);
  const question = `“${name}” looks like a procedure. Shall I draft an SOP from it? Nothing runs before somebody publishes it.`;
  const button = { type: 'button', action_id: IMPORT_OFFER, style: 'primary', value: file.id ?? '' };
  return {
    text: notification(question),
    blocks: [
      { type: 'section', text: plainText(question, 3_000) },
      { type: 'actions', elements: [{ ...button, text: plainText('Draft an SOP', 75) }] },
    ],
  };
}
