/** What does not fit its description is a problem with the place where it does not. */
import type { Hook } from '@hono/zod-openapi';
import type { ApiEnv } from './parts.ts';
import { answered, problem } from './problem.ts';

export const hook: Hook<unknown, ApiEnv, string, unknown> = (result, c) => {
  if (result.success) return undefined;
  const [issue] = result.error.issues;
  const where = issue?.path.length ? `${issue.path.join('.')}: ` : '';
  return answered(c, problem(400, 'malformed', `${where}${issue?.message ?? 'This request cannot be read.'}`));
};
