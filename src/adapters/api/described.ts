/** What the descriptions of all routes have in common. */
import type { z } from '@hono/zod-openapi';
import type { MiddlewareHandler } from 'hono';
import type { Scope } from '../../runtime/access.ts';
import { onlyWithScope } from './gate.ts';
import type { ApiEnv } from './parts.ts';
import { problemSchema } from './schemas.ts';

/** What a request may come to besides what it is for. */
export const PROBLEMS = {
  default: {
    description: 'Not done: why, and what to do about it (RFC 9457)',
    content: { 'application/problem+json': { schema: problemSchema } },
  },
} as const;

export function json<Schema extends z.ZodType>(schema: Schema, description: string) {
  return { description, content: { 'application/json': { schema } } } as const;
}

export function body<Schema extends z.ZodType>(schema: Schema) {
  return { required: true, content: { 'application/json': { schema } } } as const;
}

/** Whoever calls must have been given this. */
export function scoped(scope: Scope): {
  readonly security: { bearer: string[] }[];
  readonly middleware: MiddlewareHandler<ApiEnv>;
} {
  return { security: [{ bearer: [scope] }], middleware: onlyWithScope(scope) };
}
