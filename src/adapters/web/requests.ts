/** What the page may send, and how it is read. */
import type { Context } from 'hono';
import { z } from 'zod';
import { LIMITS } from '../../engine/limits.ts';
import { isDeeperThan } from '../../engine/nesting.ts';
import { fileRef } from '../../engine/run/values.ts';
import { Failure } from '../http/failure.ts';

const id = z.string().min(1).max(100);

export const placeBody = z.strictObject({ channel: id, thread: id.nullish() });

export const messageBody = z.strictObject({
  text: z
    .string()
    .max(LIMITS.text, `A message may have ${LIMITS.text} characters at most. Shorten it, or attach it as a file.`)
    .refine((text) => text.trim() !== '', 'There is nothing to send.'),
  thread: id.nullish(),
});

/** A field's answer; the longest is a draft as YAML. What each may hold is checked where it is recorded. */
export const pressBody = z.strictObject({
  value: z.unknown(),
  fields: z
    .record(
      z.string().max(200),
      z.union([z.string().max(LIMITS.yamlBytes), z.number(), z.boolean(), fileRef, z.array(fileRef).max(20)]),
    )
    .optional(),
  place: placeBody,
});

export const readBody = z.strictObject({ channel: id, thread: id.nullish(), order: z.number().int().nonnegative() });

export const sessionBody = z.strictObject({ member: id });

/** The request's JSON. Throws `Failure` with what is wrong with it. */
export async function jsonBody<Schema extends z.ZodType>(c: Context, schema: Schema): Promise<z.infer<Schema>> {
  const raw: unknown = await c.req.json().catch(() => undefined);
  // What works on it recurses.
  if (isDeeperThan(LIMITS.nesting, raw)) {
    throw new Failure(400, `This is nested more than ${LIMITS.nesting} levels deep, which no SOP is. Make it flatter.`);
  }
  return checked(schema, raw);
}

/** What came in, once it is known to be right. Throws `Failure` with what is wrong with it. */
export function checked<Schema extends z.ZodType>(schema: Schema, raw: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(raw);
  if (parsed.success) return parsed.data;
  throw new Failure(400, parsed.error.issues[0]?.message ?? 'This request cannot be read.');
}

/** The key of this request under its member's name: sending it again does it once. Throws `Failure` without one. */
export function requestKey(c: Context, member: string): string {
  const key = c.req.header('idempotency-key');
  if (!key || !/^[\w-]{8,80}$/.test(key)) throw new Failure(400, 'The request has no Idempotency-Key.');
  return `web:${member}:${key}`;
}
