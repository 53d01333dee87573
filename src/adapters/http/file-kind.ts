/** What a file is, by its own bytes first: what a sender says it is decides nothing. */
import { extname } from 'node:path';

/** Shown in the page. Everything else is only ever downloaded; SVG too, because it can carry scripts. */
export const SHOWN_IMAGES: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp']);

const MAGIC: readonly (readonly [mime: string, matches: (head: string) => boolean])[] = [
  ['image/png', (head) => head.startsWith('\x89PNG\r\n\x1a\n')],
  ['image/jpeg', (head) => head.startsWith('\xff\xd8\xff')],
  ['image/gif', (head) => head.startsWith('GIF87a') || head.startsWith('GIF89a')],
  ['image/webp', (head) => head.startsWith('RIFF') && head.slice(8, 12) === 'WEBP'],
  ['application/pdf', (head) => head.includes('%PDF-')],
];

const BY_ENDING: Readonly<Record<string, string>> = {
  '.md': 'text/markdown',
  '.txt': 'text/plain',
  '.csv': 'text/csv',
  '.yaml': 'application/yaml',
  '.yml': 'application/yaml',
  '.json': 'application/json',
  '.docx': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

export function mimeOf(name: string, bytes: Uint8Array): string {
  const head = Buffer.from(bytes.subarray(0, 1024)).toString('latin1');
  const magic = MAGIC.find(([, matches]) => matches(head));
  return magic?.[0] ?? BY_ENDING[extname(name).toLowerCase()] ?? 'application/octet-stream';
}

/** A name without folders, control or direction characters, at most 200 long; its ending is kept. */
export function safeName(raw: string): string {
  const name = (raw.split(/[\\/]/).at(-1) ?? '').replace(/[\p{Cc}\p{Cf}]/gu, '').trim();
  if (name === '' || name === '.' || name === '..') return 'file';
  const ending = extname(name).slice(0, 20);
  // Cut between two halves of a character it would be no text any more.
  return (name.length <= 200 ? name : name.slice(0, 200 - ending.length) + ending).toWellFormed();
}

/** RFC 6266: a plain name for old clients and the real one in UTF-8. */
export function disposition(kind: 'inline' | 'attachment', name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  return `${kind}; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
