/** Problem details (RFC 9457): what was not done, why, and what to do about it. */
import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { refusalCard } from '../../cards/refusals.ts';
import type { Definition } from '../../engine/definition.ts';
import { optional } from '../../engine/optional.ts';
import type { Refusal } from '../../runtime/command.ts';

export interface Problem {
  /** Names the kind of problem; the reference page tells what each means. */
  readonly type: string;
  readonly title: string;
  readonly status: number;
  /** A sentence for a person. */
  readonly detail: string;
  /** For programs: the refusal's or the problem's code. */
  readonly code: string;
}

/** Thrown from a handler, answered as `application/problem+json`. */
export class ProblemError extends HTTPException {
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: ContentfulStatusCode,
    code: string,
    detail: string,
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(status, { message: detail });
    this.code = code;
    this.headers = headers;
  }
}

export function problem(status: number, code: string, detail: string): Problem {
  return { type: `urn:sopwith:problem:${code}`, title: TITLES[status] ?? 'Not done', status, detail, code };
}

const TITLES: Readonly<Record<number, string>> = {
  400: 'Bad request',
  401: 'Not signed in',
  403: 'Not allowed',
  404: 'Not found',
  409: 'Conflict',
  413: 'Too large',
  415: 'Unsupported media type',
  422: 'Cannot be done as asked',
  429: 'Too many requests',
  500: 'Our fault',
  503: 'Busy',
  507: 'No room',
};

export function answered(c: Context, told: Problem, headers: Readonly<Record<string, string>> = {}): Response {
  return c.body(JSON.stringify(told), told.status as ContentfulStatusCode, {
    'content-type': 'application/problem+json',
    ...headers,
  });
}

/** The problem that a refusal of the engine is, in the words that a chat would say; `definition` has the titles. */
export function refusedWith(refusal: Refusal, now: number, definition?: Definition): ProblemError {
  const status = statusOf(refusal.code);
  const detail =
    refusal.code === 'key_reused'
      ? KEY_REUSED
      : refusalCard(refusal, { now, ...optional('definition', definition) }).fallback;
  return new ProblemError(status, refusal.code, detail, status === 503 ? { 'retry-after': '1' } : {});
}

const KEY_REUSED =
  'Something else was sent before with this Idempotency-Key, so this was not done. Send it with a key of its own.';

/** Whatever is refused besides these contradicts how things stand: a conflict. */
const STATUSES: readonly (readonly [ContentfulStatusCode, readonly Refusal['code'][]])[] = [
  [
    404,
    [
      ...(['run_not_found', 'run_unseen', 'sop_unknown', 'sop_not_found', 'step_not_found', 'import_unknown'] as const),
      ...(['exception_not_found', 'routine_unknown', 'proposal_unknown'] as const),
    ],
  ],
  [
    403,
    [
      ...(['not_a_person', 'not_a_timer', 'not_a_service', 'not_owner', 'not_approver', 'not_accountable'] as const),
      ...(['not_administrator', 'not_yours', 'routine_not_yours', 'proposal_not_yours'] as const),
      ...(['separation_of_duties', 'own_reading'] as const),
    ],
  ],
  [
    422,
    [
      ...(['malformed', 'too_long', 'too_many', 'reason_missing', 'inputs_invalid', 'routine_inputs_invalid'] as const),
      ...(['evidence_missing', 'evidence_invalid', 'choice_missing', 'choice_unknown', 'definition_invalid'] as const),
      ...(['due_past', 'due_after_closing', 'member_not_of_role', 'substitute_self', 'key_reused'] as const),
      ...(['zone_unknown', 'schedule_unclear', 'schedule_never', 'due_unclear', 'closing_unclear'] as const),
      ...(['window_impossible', 'not_publishable', 'dismissal_reason_missing', 'member_unknown'] as const),
    ],
  ],
  [503, ['busy', 'sight_unknown']],
];

const byCode = new Map(STATUSES.flatMap(([status, codes]) => codes.map((code) => [code, status] as const)));

function statusOf(code: Refusal['code']): ContentfulStatusCode {
  return byCode.get(code) ?? 409;
}
