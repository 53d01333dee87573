/** What does not fit its description is a problem with the place where it does not. */
import type { Hook } from '@hono/zod-openapi';
import type { core } from 'zod';
import type { ApiEnv } from './parts.ts';
import { answered, problem } from './problem.ts';

export const hook: Hook<unknown, ApiEnv, string, unknown> = (result, c) => {
  if (result.success) return undefined;
  const [first] = result.error.issues;
  const issue = first && meant(first);
  const where = issue?.path.length ? `${issue.path.join('.')}: ` : '';
  return answered(c, problem(400, 'malformed', `${where}${issue?.message ?? 'This request cannot be read.'}`));
};

/** Of shapes that differ by their `type`: what is wrong with the one that was sent, or which there are. */
function meant(issue: core.$ZodIssue): Pick<core.$ZodIssue, 'path' | 'message'> {
  if (issue.code !== 'invalid_union') return issue;
  const types = issue.errors.map((shape) => shape.find(isOfType));
  const [wrong] = issue.errors.find((_, at) => types[at] === undefined) ?? [];
  if (types.every((one) => one === undefined)) return issue;
  if (wrong) return { path: [...issue.path, ...wrong.path], message: wrong.message };
  const known = types.flatMap((one) => one?.values ?? []).map(String);
  return { path: [...issue.path, 'type'], message: `there are ${known.join(', ')}` };
}

function isOfType(issue: core.$ZodIssue): issue is core.$ZodIssueInvalidValue {
  return issue.code === 'invalid_value' && issue.path.length === 1 && issue.path[0] === 'type';
}
