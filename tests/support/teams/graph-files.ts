/** A file by the address of its page (learn.microsoft.com/graph/api/shares-get). */
import { downloadUrl, type Files } from './files.ts';
import type { Part } from './graph.ts';
import { refused } from './graph-refusal.ts';
import type { Asked } from './serve.ts';

const PATH = /^\/shares\/u!([\w-]+)\/driveItem(\/content)?$/;

/** What it is, or where its bytes are for a while. */
export function fileAsked({ origin }: Asked, path: string, files: Files): Part | undefined {
  const [, encoded, content] = PATH.exec(path) ?? [];
  if (encoded === undefined) return undefined;
  const file = files.at(Buffer.from(encoded, 'base64url').toString('utf8'));
  const answer = () => {
    if (file === undefined) return refused(404, 'itemNotFound');
    const address = downloadUrl(origin, file);
    if (content !== undefined) return { status: 302, headers: { location: address } };
    const { id, name, type, bytes, contentUrl } = file;
    const about = { id, name, size: bytes.byteLength, webUrl: contentUrl, file: { mimeType: type } };
    return { status: 200, body: { ...about, '@microsoft.graph.downloadUrl': address } };
  };
  return { kind: 'files', answer };
}
