/** What a form of a page does: a command of whoever is signed in, once for each form, however often it is sent. */
import { hash } from 'node:crypto';
import type { Context } from 'hono';
import { refusalCard } from '../../cards/refusals.ts';
import type { Command, Refusal, Reply } from '../../runtime/command.ts';
import { checkCommand } from '../../runtime/streams.ts';
import { CSRF_FIELD } from './guard.ts';
import { PageError } from './page-error.ts';
import type { LibraryEnv, LibraryParts } from './parts.ts';
import { callerOf } from './session.ts';

/** The name of the hidden field with which each drawn form is another one. */
export const FORM_FIELD = 'form';

interface Asked {
  readonly command: Command;
  /** As it was sent. */
  readonly form: Readonly<Record<string, unknown>>;
}

/** Throws `PageError` with the words that chat would say, if it is refused. */
export async function acted(
  parts: LibraryParts,
  c: Context<LibraryEnv>,
  asked: Asked,
): Promise<Extract<Reply, { status: 'accepted' }>> {
  const reply = await tried(parts, c, asked);
  if (reply.status === 'refused') throw new PageError(409, 'Not done', refusalWords(reply.refusal, parts.now()));
  return reply;
}

export async function tried(
  { handle }: LibraryParts,
  c: Context<LibraryEnv>,
  { command, form }: Asked,
): Promise<Reply> {
  const { workspace, actor } = callerOf(c.get('visitor'));
  const checked = checkCommand(command);
  if ('refusal' in checked) return { status: 'refused', refusal: checked.refusal };
  const { [CSRF_FIELD]: _, ...sent } = form;
  const drawn = typeof form[FORM_FIELD] === 'string' ? form[FORM_FIELD].slice(0, 60) : crypto.randomUUID();
  const key = `page:${c.get('visitor').member.id}:${drawn}`;
  const request = hash('sha256', JSON.stringify([c.req.path, sent]), 'base64url').slice(0, 22);
  return handle({ workspace, key, request, actor, command: checked.command });
}

export function refusalWords(refusal: Refusal, now: number): string {
  return refusalCard(refusal, { now }).fallback;
}
