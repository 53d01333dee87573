/** Commands of an API caller: the same envelope, receipts and refusals as from chat. */
import { hash, randomUUID } from 'node:crypto';
import type { Context } from 'hono';
import { memberOf } from '../../engine/actor.ts';
import type { Definition } from '../../engine/definition.ts';
import type { FileRef, Recorded } from '../../engine/run/values.ts';
import { type Access, requesterOf } from '../../runtime/access.ts';
import type { Command, Reply } from '../../runtime/command.ts';
import { checkCommand } from '../../runtime/streams.ts';
import { findFile } from '../../store/files.ts';
import { safeName } from '../http/file-kind.ts';
import type { ApiEnv, ApiParts } from './parts.ts';
import { ProblemError, refusedWith } from './problem.ts';

type Accepted = Extract<Reply, { status: 'accepted' }>;

/**
 * Does it once, whatever the network does: the same `Idempotency-Key` with the same body gets the first reply again.
 * `sent`: what the caller sent, to tell another request under the same key; `definition`: what calls steps and roles by
 * their titles where it is refused. Throws `ProblemError` then.
 */
export async function issued(
  { handle, now }: ApiParts,
  c: Context<ApiEnv>,
  {
    command,
    sent,
    definition,
  }: { readonly command: Command; readonly sent: unknown; readonly definition?: Definition },
): Promise<Accepted> {
  const access = c.get('access');
  const checked = checkCommand(command);
  if ('refusal' in checked) throw refusedWith(checked.refusal, now(), definition);
  const reply = await handle({
    workspace: access.workspace,
    key: keyOf(c, access),
    request: hash('sha256', JSON.stringify([c.req.path, sent]), 'base64url').slice(0, 22),
    actor: access.actor,
    command: checked.command,
  });
  if (reply.status === 'refused') {
    if (reply.refusal.code === 'not_a_person') personOf(access);
    throw refusedWith(reply.refusal, now(), definition);
  }
  return reply;
}

function keyOf(c: Context, access: Access): string {
  return `http:${requesterOf(access)}:${idempotencyKey(c) ?? randomUUID()}`;
}

/** Undefined: the caller sent none. */
export function idempotencyKey(c: Context): string | undefined {
  const given = c.req.header('idempotency-key');
  if (given !== undefined && !/^[\x21-\x7e]{1,100}$/.test(given)) {
    throw new ProblemError(
      400,
      'idempotency_key_unclear',
      'An Idempotency-Key has 1 to 100 printable characters without spaces, such as a UUID.',
    );
  }
  return given;
}

/**
 * A value names a file by its hash: nobody slips in one that was never sent to this workspace. What it is and how large
 * was seen when it came; only what it is called is the sender's word.
 */
export async function withKnownFiles(
  { db }: Pick<ApiParts, 'db'>,
  workspace: string,
  items: readonly Recorded[],
): Promise<Recorded[]> {
  return Promise.all(
    items.map(async (one) => {
      if (typeof one.value !== 'object') return one;
      return { item: one.item, value: await knownFile({ db }, workspace, one.value) };
    }),
  );
}

async function knownFile({ db }: Pick<ApiParts, 'db'>, workspace: string, { file, name }: FileRef): Promise<FileRef> {
  const known = await findFile(db, workspace, file);
  if (known) return { file, name: safeName(name), mime: known.mime, bytes: known.bytes };
  throw new ProblemError(
    422,
    'file_unknown',
    `The file “${name}” is not in this workspace. Send it to /api/files first.`,
  );
}

/** Only people do these: a service is told so before anything is looked at. */
export function personOf({ actor }: Access): string {
  const member = memberOf(actor);
  if (member !== undefined) return member;
  throw new ProblemError(403, 'not_a_person', 'Only a person can do this: use a token of a member.');
}
