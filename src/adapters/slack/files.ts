/** Documents and photos that people send in Slack: fetched with the bot's token, from Slack's own hosts only. */
import { LIMITS } from '../../engine/limits.ts';
import { atMost } from '../../runtime/at-most.ts';
import type { StoredFile } from '../../runtime/conversation.ts';
import type { Clock, Files } from '../../runtime/ports.ts';
import type { Database } from '../../store/database.ts';
import { saveFileRow } from '../../store/files.ts';
import { saveSlackPicture } from '../../store/slack-pictures.ts';
import { codeOf } from './chat-errors.ts';
import { isShown } from './pictures.ts';
import type { SlackSettings } from './settings.ts';
import type { Team } from './teams.ts';

/** What Slack says of a file, in an event, a form or a message. */
export interface SlackFile {
  readonly id?: string;
  readonly name?: string;
  readonly mimetype?: string;
  readonly size?: number;
  readonly mode?: string;
  /** It lies with somebody else, who named its address. */
  readonly is_external?: boolean;
  readonly user?: string;
  /** Conversations that it is shared in. */
  readonly channels?: readonly string[];
  readonly groups?: readonly string[];
  readonly ims?: readonly string[];
  readonly url_private_download?: string;
  readonly url_private?: string;
}

/** Why a file was not fetched, in a sentence for whoever sent it. */
export class FileRefused extends Error {}

const PATIENCE = 60_000;
/** Files in memory at once, of those that are kept and of those that are looked into: each may be as large as allowed. */
const AT_ONCE = 3;

/** All of them throw `FileRefused`, and those that keep something `FilesFull`. */
export interface FetchFiles {
  /** A file of a message that Slack told of. Keeps the bytes at once. */
  (team: Team, file: SlackFile): Promise<StoredFile>;
  /** A file that somebody names by its id: theirs, or shared where they ask. Keeps the bytes at once. */
  named(asker: Naming, id: string): Promise<StoredFile>;
  /** Looks into one without keeping it. */
  look<Value>(team: Team, file: SlackFile, use: (file: Fetched) => Promise<Value>): Promise<Value>;
}

interface Naming {
  readonly team: Team;
  readonly member: { readonly id: string };
  readonly channel?: string;
}

interface Fetched {
  readonly name: string;
  readonly mime: string;
  readonly bytes: Uint8Array;
}

export function fileFetcher({ db, files, clock }: Kept, settings: SlackSettings): FetchFiles {
  const [keeping, looking] = [atMost(AT_ONCE), atMost(AT_ONCE)];

  const fetchedFor = async <Value>(
    team: Team,
    given: SlackFile,
    use: (file: Fetched) => Promise<Value>,
    inTurn: typeof keeping,
  ) => {
    const file = await whole(team, given);
    const name = (file.name ?? 'file').slice(0, 255);
    const url = file.url_private_download ?? file.url_private;
    if (url === undefined || file.mode === 'tombstone') throw new FileRefused(`“${name}” is not there any more.`);
    if (file.is_external === true || !isOfSlack(url, settings))
      throw new FileRefused(`“${name}” lies outside of Slack. Upload the file itself.`);
    if ((file.size ?? 0) > LIMITS.fileBytes) throw tooLarge(name);
    const mime = (file.mimetype ?? 'application/octet-stream').slice(0, 120);
    return inTurn(async () => {
      const bytes = await fetched(url, { token: team.token, name, mime: file.mimetype ?? '' });
      return use({ name, mime, bytes });
    });
  };

  const fetchFile = (team: Team, file: SlackFile): Promise<StoredFile> => {
    const keep = async ({ bytes, ...about }: Fetched) => {
      const kept = { ...about, bytes: bytes.length };
      const id = await files.put(bytes);
      const { workspace } = team;
      await saveFileRow(db, { workspace, id, ...kept, at: clock.now() });
      if (file.id !== undefined && isShown(about.mime))
        await saveSlackPicture(db, { workspace, file: id, slackFile: file.id });
      return { file: id, ...kept };
    };
    return fetchedFor(team, file, keep, keeping);
  };

  return Object.assign(fetchFile, {
    // Reading takes long: nobody's evidence waits for it.
    look: <Value>(team: Team, file: SlackFile, use: (file: Fetched) => Promise<Value>) =>
      fetchedFor(team, file, use, looking),
    async named({ team, member, channel }: Naming, id: string) {
      const file = await whole(team, { id });
      const { channels = [], groups = [], ims = [] } = file;
      const isShared = channel !== undefined && [...channels, ...groups, ...ims].includes(channel);
      // Not even its name is said: the bot sees more than whoever asks.
      const isGone = file.mode === 'tombstone';
      if (!isGone && file.user !== member.id && !isShared)
        throw new FileRefused('That file is not yours, and not shared here. Upload it yourself.');
      return fetchFile(team, file);
    },
  });
}

interface Kept {
  readonly db: Database;
  readonly files: Files;
  readonly clock: Clock;
}

/** Somebody deleted it, or it is not shared with the app any more. */
const GONE = ['file_not_found', 'file_deleted', 'file_not_shared'];

/** Forms and shared channels name a file only by its id. */
async function whole(team: Team, file: SlackFile): Promise<SlackFile> {
  if (file.url_private_download !== undefined || file.url_private !== undefined || file.id === undefined) return file;
  try {
    const said = await team.client.files.info({ file: file.id });
    return { ...file, ...said.file };
  } catch (error) {
    if (GONE.includes(codeOf(error))) return { ...file, mode: 'tombstone' };
    throw error;
  }
}

/**
 * The token goes nowhere else: neither to others, nor to Slack's own methods, which a mere address could call in the
 * bot's name. A stand-in for Slack has its files where its methods are.
 */
function isOfSlack(url: string, { apiUrl }: SlackSettings): boolean {
  const at = URL.parse(url);
  const api = new URL(apiUrl);
  if (!at?.pathname.startsWith('/files-pri/')) return false;
  if (api.hostname !== 'slack.com') return at.origin === api.origin;
  return (
    at.protocol === 'https:' &&
    at.port === '' &&
    /(^|\.)(slack\.com|slack-files\.com|slack-edge\.com)$/.test(at.hostname)
  );
}

async function fetched(
  url: string,
  { token, name, mime }: { readonly token: string; readonly name: string; readonly mime: string },
): Promise<Uint8Array> {
  const response = await fetch(url, {
    headers: { authorization: `Bearer ${token}` },
    // Without the scope Slack sends a visitor to its login page: the token must not go along.
    redirect: 'manual',
    signal: AbortSignal.timeout(PATIENCE),
  }).catch((cause: unknown) => {
    throw unfetched(name, cause);
  });
  if (response.status === 404 || response.status === 410) {
    await response.body?.cancel();
    throw new FileRefused(`“${name}” is not there any more.`);
  }
  const isPage =
    response.ok && (response.headers.get('content-type') ?? '').includes('text/html') && !mime.includes('html');
  if (isPage || [301, 302, 303, 307, 308, 401, 403].includes(response.status)) {
    await response.body?.cancel();
    throw new FileRefused(
      `Slack does not let me read “${name}”. An administrator adds the scope files:read at api.slack.com/apps, OAuth & Permissions, and reinstalls the app.`,
    );
  }
  if (!response.ok || !response.body) {
    throw new FileRefused(`“${name}” could not be fetched from Slack (${response.status}). Send it once more.`);
  }
  return within(response.body, name);
}

async function within(body: ReadableStream<Uint8Array>, name: string): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const part of body) {
      length += part.length;
      if (length > LIMITS.fileBytes) throw tooLarge(name);
      parts.push(part);
    }
  } catch (error) {
    throw error instanceof FileRefused ? error : unfetched(name, error);
  }
  return Buffer.concat(parts);
}

function unfetched(name: string, cause: unknown): FileRefused {
  return new FileRefused(`“${name}” could not be fetched from Slack. Send it once more.`, { cause });
}

function tooLarge(name: string): FileRefused {
  return new FileRefused(
    `“${name}” is larger than ${Math.floor(LIMITS.fileBytes / 1_000_000)} MB. Send a smaller one.`,
  );
}
