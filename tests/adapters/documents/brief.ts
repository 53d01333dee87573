import type { ReadFormat } from '../../../src/adapters/documents/format.ts';
import type { Block, SourceDocument } from '../../../src/engine/drafting/document.ts';
import { DocumentUnreadable } from '../../../src/runtime/ports.ts';

export function read(reader: ReadFormat, content: string | Uint8Array, name = 'a'): Promise<SourceDocument> {
  return reader(typeof content === 'string' ? new TextEncoder().encode(content) : content, name, () => {});
}

/** A line for each block, cells of a row together: `h1 Title`, `i0 1. Unlock`, `t0 Task | Who`. */
export function brief(document: SourceDocument): string[] {
  const lines: string[] = [];
  let row = '';
  for (const block of document.blocks) {
    const place = block.kind === 'cell' ? `${block.page}:${block.table?.id}:${block.table?.row}` : '';
    if (place !== '' && place === row) lines[lines.length - 1] += ` | ${block.text}`;
    else lines.push(head(block) + block.text);
    row = place;
  }
  return lines;
}

function head(block: Block): string {
  if (block.kind === 'cell') return `t${block.table?.id} `;
  return `${block.kind.charAt(0)}${block.level} ${block.marker === undefined ? '' : `${block.marker} `}`;
}

/** The code of the failure with which reading ends. */
export async function failureOf(reading: Promise<unknown>): Promise<string> {
  const error = await reading.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof DocumentUnreadable) return error.failure;
  throw error instanceof Error ? error : new Error('it was read');
}
