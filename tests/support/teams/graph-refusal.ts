import type { Answered } from './serve.ts';

/** As Graph says no (learn.microsoft.com/graph/errors). */
export function refused(status: number, code: string): Answered {
  return { status, body: { error: { code, message: code, innerError: { date: new Date().toISOString() } } } };
}
