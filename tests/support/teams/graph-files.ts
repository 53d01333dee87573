/**
 * A file by the address of its page (learn.microsoft.com/graph/api/shares-get), or by where it lies, and whose drive that is
 * (learn.microsoft.com/graph/api/drive-get).
 */
import { downloadUrl, driveOf, type Files, type HeldFile } from './files.ts';
import type { Part } from './graph.ts';
import { refused } from './graph-refusal.ts';
import type { Answered, Asked } from './serve.ts';

const SHARED = /^\/shares\/u!([\w-]+)\/driveItem(\/content)?$/;
const ITEM = /^\/drives\/([^/]+)\/items\/([^/]+)(\/content)?$/;
const DRIVE = /^\/drives\/([^/]+)$/;

/** What it is, or where its bytes are for a while. */
export function fileAsked(asked: Asked, path: string, files: Files): Part | undefined {
  const [, encoded, shared] = SHARED.exec(path) ?? [];
  const [, drive, id = '', content] = ITEM.exec(path) ?? [];
  const [, whole] = DRIVE.exec(path) ?? [];
  if (encoded !== undefined) {
    const file = files.at(Buffer.from(encoded, 'base64url').toString('utf8'));
    return { kind: 'files', answer: () => itemAnswer(asked, file, shared !== undefined) };
  }
  if (whole !== undefined) return { kind: 'files', answer: () => driveAnswer(whole, files) };
  if (drive === undefined) return undefined;
  const found = files.file(id);
  const file = found && driveOf(found) === drive ? found : undefined;
  return { kind: 'files', answer: () => itemAnswer(asked, file, content !== undefined) };
}

function itemAnswer({ origin }: Asked, file: HeldFile | undefined, isContent: boolean): Answered {
  if (file === undefined) return refused(404, 'itemNotFound');
  const address = downloadUrl(origin, file);
  if (isContent) return { status: 302, headers: { location: address } };
  const { id, name, type, bytes, contentUrl } = file;
  const about = { id, name, size: bytes.byteLength, webUrl: contentUrl, file: { mimeType: type } };
  const lies = {
    parentReference: { driveId: driveOf(file), driveType: 'group' in file.keeper ? 'documentLibrary' : 'business' },
  };
  return { status: 200, body: { ...about, ...lies, '@microsoft.graph.downloadUrl': address } };
}

function driveAnswer(id: string, files: Files): Answered {
  const owner = files.drive(id);
  return owner === undefined ? refused(404, 'itemNotFound') : { status: 200, body: { id, owner } };
}
