/** Files of the tenant: in SharePoint and OneDrive, fetched and brought by addresses that are themselves the right to do so. */
import { randomUUID } from 'node:crypto';
import { extname } from 'node:path';
import type { Json } from '../slack/json.ts';
import { TEAM } from './seed.ts';
import { type Answered, type Asked, bearerOf, type Room } from './serve.ts';

export interface HeldFile {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array;
  /** Its page in SharePoint: an address for people, which gives a program nothing. */
  readonly contentUrl: string;
  readonly keeper: Keeper;
}

/** Whose drive it lies in, as Graph calls them: a team, or a person. */
export type Keeper = { readonly group: { readonly id: string } } | { readonly user: { readonly id: string } };

export interface NewFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly type?: string;
  /** The team if absent. */
  readonly keeper?: Keeper;
}

export interface Files {
  /** `/files/{id}` and `/pictures/{id}` to fetch, `/upload/{id}` to bring. */
  readonly room: Room;
  put(file: NewFile): HeldFile;
  file(id: string): HeldFile | undefined;
  /** By its page's address. */
  at(contentUrl: string): HeldFile | undefined;
  /** Whose drive it is; undefined if there is none. */
  drive(id: string): Keeper | undefined;
  /** Addresses of this file answer this from now on, as those do that have run out. */
  breaks(id: string, answer: Answered): void;
  /** What a person's OneDrive holds ready for a file that they let the bot bring: `uploadInfo` of a file consent. */
  uploadInfo(origin: string, name: string): Json;
  /** What was brought, oldest first. */
  brought(): readonly HeldFile[];
}

const SITE = 'https://harbour.sharepoint.example/sites/harbour/Shared%20Documents';
const TYPES: Readonly<Record<string, string>> = {
  ...{ '.pdf': 'application/pdf', '.png': 'image/png', '.jpg': 'image/jpeg', '.txt': 'text/plain', '.csv': 'text/csv' },
  ...{ '.html': 'text/html', '.md': 'text/markdown' },
};

export function createFiles(changed: () => void = () => {}): Files {
  const all = new Map<string, HeldFile>();
  const broken = new Map<string, Answered>();
  const awaited = new Map<string, { readonly name: string; bytes: Buffer }>();
  const brought: HeldFile[] = [];

  const put = ({ name, bytes, type, keeper = { group: { id: TEAM.aadGroupId } } }: NewFile): HeldFile => {
    const id = randomUUID().toUpperCase();
    const page = `${SITE}/${encodeURIComponent(name)}?web=${id.slice(0, 8)}`;
    const file = { id, name, bytes, type: type ?? typeOf(name), contentUrl: page, keeper };
    all.set(id, file);
    return file;
  };

  /** In pieces, each of which says where it belongs; the last one makes it a file. */
  const take = (id: string, { headers, body }: Asked): Answered => {
    const begun = awaited.get(id);
    if (begun === undefined) return { status: 404, body: { error: { code: 'itemNotFound' } } };
    const range = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(headers['content-range'] ?? '');
    const [from, to, size] = (range ?? []).slice(1).map(Number);
    if (from !== begun.bytes.length || to !== from + body.length - 1 || size === undefined || body.length === 0)
      return { status: 416, body: { error: { code: 'invalidRange' } } };
    begun.bytes = Buffer.concat([begun.bytes, body]);
    if (begun.bytes.length < size) return { status: 202, body: { nextExpectedRanges: [`${begun.bytes.length}-`] } };
    awaited.delete(id);
    const file = put(begun);
    brought.push(file);
    changed();
    return { status: 201, body: { id: file.id, name: file.name, size, webUrl: file.contentUrl } };
  };

  return {
    put,
    file: (id) => all.get(id),
    at: (contentUrl) => [...all.values()].find((one) => one.contentUrl === contentUrl),
    drive: (id) => [...all.values()].find((one) => driveOf(one) === id)?.keeper,
    breaks: (id, answer) => void broken.set(id, answer),
    uploadInfo: (origin, name) => {
      const id = randomUUID().toUpperCase();
      awaited.set(id, { name, bytes: Buffer.alloc(0) });
      const addresses = { contentUrl: `${SITE}/${encodeURIComponent(name)}`, uploadUrl: `${origin}/upload/${id}` };
      return { ...addresses, name, uniqueId: id, fileType: extname(name).slice(1) };
    },
    brought: () => brought,
    room: (asked) => {
      const [, kind, id = ''] = /^\/(files|upload)\/([^/]+)$/.exec(asked.path) ?? [];
      if (kind === undefined) return undefined;
      const wrong = broken.get(id);
      if (wrong !== undefined) return wrong;
      // SharePoint refuses its own addresses when a token is shown beside them.
      if (bearerOf(asked) !== '') return { status: 401, body: 'A token does not belong here' };
      if (kind === 'upload') return asked.method === 'PUT' ? take(id, asked) : { status: 405 };
      const file = all.get(id);
      return file === undefined ? { status: 404 } : fileAnswer(file);
    },
  };
}

/** What Graph calls the drive that a file lies in. */
export function driveOf({ keeper }: Pick<HeldFile, 'keeper'>): string {
  return `b!${'group' in keeper ? keeper.group.id : keeper.user.id}`;
}

/** Where a file is fetched from, without a token. */
export function downloadUrl(origin: string, { id }: Pick<HeldFile, 'id'>): string {
  return `${origin}/files/${id}`;
}

export function fileAnswer({ bytes, type }: HeldFile): Answered {
  return { status: 200, headers: { 'content-type': type, 'content-length': String(bytes.byteLength) }, body: bytes };
}

function typeOf(name: string): string {
  return TYPES[extname(name).toLowerCase()] ?? 'application/octet-stream';
}
