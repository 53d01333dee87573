/** The files of a run inside a pack: where each lies, and what it is. */
import type { EvidenceRecord } from '../../engine/run/state.ts';
import type { FileRef } from '../../engine/run/values.ts';

export interface PackedFile extends FileRef {
  /** Every record that names it, in the order in which they were made. */
  readonly records: readonly EvidenceRecord[];
}

/** Each file once, in the order in which they were recorded. */
export function packedFiles(evidence: readonly EvidenceRecord[]): readonly PackedFile[] {
  const found = new Map<string, PackedFile>();
  for (const record of evidence) {
    if (typeof record.value !== 'object') continue;
    const before = found.get(record.value.file);
    found.set(
      record.value.file,
      before ? { ...before, records: [...before.records, record] } : { ...record.value, records: [record] },
    );
  }
  return [...found.values()];
}

/** Endings that open in something that only shows them. Whatever else was sent has none here: nobody should run it by a double click. */
const ENDINGS: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'image/heic': 'heic',
  'image/heif': 'heif',
  'image/avif': 'avif',
  'image/tiff': 'tif',
  'application/pdf': 'pdf',
  'text/plain': 'txt',
  'text/csv': 'csv',
};

/** `files/0a1b….jpg`: its SHA-256, so that whoever looks can tell it by its bytes. */
export function pathInPack({ file, mime }: Pick<FileRef, 'file' | 'mime'>): string {
  const ending = ENDINGS[mime];
  return ending === undefined ? `files/${file}` : `files/${file}.${ending}`;
}

/** `2.4 MB` */
export function sizeText(bytes: number): string {
  if (bytes < 1_000) return `${bytes} bytes`;
  return bytes < 1_000_000 ? `${(bytes / 1_000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
