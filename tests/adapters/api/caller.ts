/** Somebody who calls the HTTP API of a workplace. */
import { makeToken, SCOPES, type Scope } from '../../../src/runtime/access.ts';
import type { Workplace } from '../../stories/workplace.ts';

export interface Told {
  readonly status: number;
  readonly headers: Headers;
  /** The body as JSON; undefined if there is none. */
  readonly said: ReturnType<typeof JSON.parse>;
}

export interface Asked {
  readonly token?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Calling {
  /** A new token. */
  tokenOf(
    member: string | undefined,
    scopes?: readonly Scope[],
    more?: { readonly expiresAt?: number },
  ): Promise<string>;
  /** A token of theirs for everything; of a service if nobody is named. */
  as(member?: string): Promise<string>;
  call(method: string, path: string, asked?: Asked): Promise<Told>;
}

export function calling(work: Workplace): Calling {
  const tokens = new Map<string, string>();
  const tokenOf: Calling['tokenOf'] = async (member, scopes = SCOPES, more = {}) => {
    const { db, workspace } = work.app;
    const made = { workspace, name: 'test', member, scopes, createdBy: 'cli', createdAt: work.clock.at, ...more };
    return (await makeToken(db, made)).token;
  };
  return {
    tokenOf,
    async as(member) {
      const token = tokens.get(member ?? '') ?? (await tokenOf(member));
      tokens.set(member ?? '', token);
      return token;
    },
    async call(method, path, { token, body, headers = {} } = {}) {
      const response = await work.app.web.request(`/api${path}`, {
        method,
        headers: {
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      const isJson = response.headers.get('content-type')?.includes('json') ?? false;
      const said = isJson && text !== '' ? JSON.parse(text) : text === '' ? undefined : text;
      return { status: response.status, headers: response.headers, said };
    },
  };
}
