import type { ImportRefusal } from '../engine/import/import.ts';
import type { Text } from './card.ts';
import { quoted, sentence } from './sentence.ts';
import { clip } from './text.ts';

/** Why the very same file is not read once more, and what to do if it is to be. */
export function alreadyImported({ name, sops }: Extract<ImportRefusal, { code: 'already_imported' }>): Text {
  const [first] = sops;
  if (!first) return `${quoted(name)} is being read already; its card shows how far it is.`;
  const others = sops.length > 1 ? ` and ${sops.length - 1} more` : '';
  const it = sops.length > 1 ? 'them' : 'it';
  const waits = first.draft && !first.draft.isThis ? newer(first.draft.from) : '';
  return sentence(
    `Nothing was changed: this very file was imported as ${clip(name, 40)}, and `,
    { type: 'code', text: first.key },
    `${others} came from it. ${waits}Discard or archive ${it} to draft it anew.`,
  );
}

/** Another version than the file at hand. */
function newer(from: string | undefined): string {
  return `A newer draft of it${from === undefined ? '' : `, from ${clip(from, 40)},`} waits to be published. `;
}
