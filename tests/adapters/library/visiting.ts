/** Browsers before the library, over the whole program: each with cookies of its own, sending what browsers send. */
import type { OidcSettings } from '../../../src/adapters/library/settings.ts';
import type { Parts } from '../../../src/app.ts';
import type { Card } from '../../../src/cards/card.ts';
import type { Chat } from '../../../src/runtime/ports.ts';
import { saveMember } from '../../../src/store/members.ts';
import { saveWorkspace } from '../../../src/store/workspaces.ts';
import { emptyPlace, type Workplace, workIn } from '../../stories/workplace.ts';
import type { DatabaseKind } from '../../support/database.ts';

export const PUBLIC = 'https://sopwith.test';
export const HERE = 'http://localhost:3000';
export const CAFE = 'slack-T1';
export const OTHER = 'slack-T2';

export interface Page {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Where it leads to, if it does. */
  readonly location: string | null;
}

export interface Sending {
  readonly form?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string | undefined>>;
}

export interface BrowserTab {
  readonly cookies: Map<string, string>;
  get(path: string, headers?: Sending['headers']): Promise<Page>;
  /** As the browser sends a form of a page of this origin. */
  post(path: string, sending?: Sending): Promise<Page>;
  /** The token that the forms of a page carry. */
  csrf(): Promise<string>;
}

/** A café in Slack and a workspace of somebody else, beside the local one. */
export async function openHouse(
  kind: DatabaseKind,
  settings: { publicUrl?: string; oidc?: OidcSettings; port?: number; webhookHosts?: readonly string[] } = {
    publicUrl: PUBLIC,
  },
  parts: Parts = {},
): Promise<Workplace> {
  const { config, remove } = await emptyPlace(kind);
  const work = await workIn({ ...config, ...settings }, parts);
  const { db } = work.app;
  const at = work.clock.at;
  await saveWorkspace(db, { id: CAFE, name: 'Café Aurora', timeZone: 'Europe/Lisbon', at });
  await saveWorkspace(db, { id: OTHER, name: 'Another company', timeZone: 'UTC', at });
  await db.transaction(async (tx) => {
    for (const [workspace, id, name] of PEOPLE) {
      const identity = `slack:${workspace.slice('slack-'.length)}:${id}`;
      const email = `${name.split(' ')[0]?.toLowerCase()}@cafe.example`;
      await saveMember(tx, workspace, { id, name, identity, kind: 'person', admin: false, active: true, email, at });
    }
  });
  const stop = work.end;
  return Object.assign(work, {
    end: async () => {
      await stop();
      await remove();
    },
  });
}

const PEOPLE = [
  [CAFE, 'U1', 'Ana Lima'],
  [CAFE, 'U2', 'Ben Okafor'],
  [OTHER, 'U9', 'Gia Rossi'],
] as const;

/** A browser before the library at an address. `from`: whom the proxy before it says to have seen. */
export function browserAt(work: Workplace, base = PUBLIC, from?: string): BrowserTab {
  const cookies = new Map<string, string>();
  const send = async (method: string, path: string, { form, headers = {} }: Sending): Promise<Page> => {
    const all: Record<string, string | undefined> = {
      ...{ accept: 'text/html', cookie: [...cookies].map((pair) => pair.join('=')).join('; ') || undefined },
      'x-forwarded-for': from,
      ...(method === 'POST' ? { origin: new URL(base).origin, 'sec-fetch-site': 'same-origin' } : {}),
      ...(method === 'POST' ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
      ...headers,
    };
    const given = Object.entries(all).filter((pair): pair is [string, string] => pair[1] !== undefined);
    const body = method === 'POST' ? new URLSearchParams(form).toString() : undefined;
    const response = await work.app.web.request(new URL(path, base).href, {
      method,
      headers: given,
      ...(body && { body }),
    });
    for (const line of response.headers.getSetCookie()) keep(cookies, line);
    return {
      ...{ status: response.status, headers: response.headers, text: await response.text() },
      location: response.headers.get('location'),
    };
  };
  const get = (path: string, headers?: Sending['headers']) => send('GET', path, headers ? { headers } : {});
  return {
    ...{ cookies, get },
    post: (path, sending = {}) => send('POST', path, sending),
    csrf: async () => tokenIn((await get('/library/work')).text),
  };
}

function keep(cookies: Map<string, string>, line: string): void {
  const [pair = '', ...rest] = line.split('; ');
  const at = pair.indexOf('=');
  if (rest.includes('Max-Age=0')) cookies.delete(pair.slice(0, at));
  else cookies.set(pair.slice(0, at), pair.slice(at + 1));
}

export function tokenIn(html: string): string {
  const [, token] = /name="csrf" value="([\w-]+)"/.exec(html) ?? [];
  if (token === undefined) throw new Error(`no form carries a token: ${html.slice(0, 400)}`);
  return token;
}

let keys = 0;

/** What `/sop library` answers to somebody of a workspace. */
export async function askForLink(work: Workplace, member = 'U1', workspace = CAFE): Promise<Card> {
  keys += 1;
  const asked = { workspace, member, place: 'slack:C1', text: 'library', files: [], key: `ask:${keys}` };
  const answer = await work.app.conversation.say(asked);
  if (answer.type !== 'card') throw new Error(`not a card: ${answer.type}`);
  return answer.card;
}

/** The address in a card. */
export function linkIn(card: Card): string {
  const spans = card.elements.flatMap((one) => (one.type === 'text' && typeof one.text !== 'string' ? one.text : []));
  const link = spans.find((span) => typeof span !== 'string' && span.type === 'link');
  if (link === undefined || typeof link === 'string' || link.type !== 'link') throw new Error('the card has no link');
  return link.url;
}

/** Asks for a link and gives its path. */
export async function newLink(work: Workplace, member = 'U1', workspace = CAFE): Promise<string> {
  return new URL(linkIn(await askForLink(work, member, workspace))).pathname;
}

/** A browser in which somebody signed in by a link. */
export async function signedIn(work: Workplace, member = 'U1', workspace = CAFE): Promise<BrowserTab> {
  const tab = browserAt(work);
  const entered = await tab.post(await newLink(work, member, workspace));
  if (entered.status !== 303) throw new Error(`not let in: ${entered.status} ${entered.text}`);
  return tab;
}

/** A platform with one room, in which only Ana is. */
export const club: Chat = {
  platform: 'club',
  post: async () => ({ id: crypto.randomUUID() }),
  update: async () => {},
  find: async () => undefined,
  sees: async (_workspace, member) => member === 'ana',
};

/** A browser on this machine that acts as somebody of the local workspace, as the chat page's switch lets it. */
export async function actingAs(work: Workplace, member: string): Promise<BrowserTab> {
  const tab = browserAt(work, HERE);
  const headers = { 'content-type': 'application/json', 'x-sopwith-member': 'ana', host: 'localhost' };
  const response = await work.app.web.request(`${HERE}/api/local/session`, {
    ...{ method: 'POST', headers, body: JSON.stringify({ member }) },
  });
  for (const line of response.headers.getSetCookie()) keep(tab.cookies, line);
  return tab;
}

/** The words of a page. */
export function plainly(html: string): string {
  return html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
}
