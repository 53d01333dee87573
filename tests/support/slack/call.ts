/** A call of the Web API, as the app sent it. */
import type { IncomingMessage } from 'node:http';
import type { Workspace } from './emulator.ts';
import { isJson, type Json, parsed, text } from './json.ts';

export interface Call {
  readonly method: string;
  readonly args: Json;
  readonly token: string;
  /** Whose token it is; undefined for a token that is nobody's, and for calls without one. */
  readonly workspace: Workspace | undefined;
  /** The channel id it concerns, or ''. */
  readonly channel: string;
  readonly at: number;
  /** Absent while it is under way, and for good where the answer was lost. */
  answer?: Answered;
}

export interface Answered {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: Json;
}

export const refused = (error: string, more: Json = {}): Answered => ({
  status: 200,
  body: { ok: false, error, ...more },
});
export const granted = (body: Json = {}): Answered => ({ status: 200, body: { ok: true, ...body } });

/** These arrive as JSON text in a form. */
const NESTED = ['blocks', 'view', 'metadata', 'attachments', 'files', 'users_list'];

export function argsOf(request: IncomingMessage, body: Buffer): Json {
  const query = Object.fromEntries(new URL(request.url ?? '/', 'http://slack').searchParams);
  const kind = request.headers['content-type'] ?? '';
  if (kind.includes('application/json')) {
    const given = parsed(body.toString('utf8'));
    return isJson(given) ? { ...query, ...given } : query;
  }
  const fields: Record<string, unknown> = {
    ...query,
    ...Object.fromEntries(new URLSearchParams(body.toString('utf8'))),
  };
  for (const key of NESTED) {
    const value = fields[key];
    if (typeof value === 'string' && /^\s*[[{]/.test(value)) fields[key] = parsed(value) ?? value;
  }
  return fields;
}

export function tokenOf(request: IncomingMessage, args: Json = {}): string {
  const header = request.headers.authorization ?? '';
  return /^Bearer /i.test(header) ? header.slice(7).trim() : text(args.token);
}

/** Slack's yes in a form or in JSON. */
export function isYes(value: unknown): boolean {
  return value === true || value === 1 || value === 'true' || value === '1';
}
