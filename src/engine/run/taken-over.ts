import { isOwed } from './live.ts';
import type { OpenRun, OwedStep } from './state.ts';

/** Steps that a stand-in has taken over from somebody. */
export function takenOver(run: OpenRun, from: string, standIn: string): readonly OwedStep[] {
  return run.steps.filter((one): one is OwedStep => {
    return isOwed(one) && one.instead === from && one.assignee === standIn;
  });
}
