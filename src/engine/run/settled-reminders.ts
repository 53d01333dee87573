import type { Definition } from '../definition.ts';
import { type View, viewKey } from '../effect.ts';
import type { Instant } from '../instant.ts';
import { remindBefore } from './deadline.ts';
import { isOwed, stepRunOf } from './live.ts';
import { againOf, reminderOf } from './reminders.ts';
import type { RunState } from './state.ts';

/**
 * Reminders that may stand in the thread and are over: their step has ended, went on to its approvers, was sent back or
 * has another deadline. Nobody is left asked for what is settled.
 */
export function settledReminders(
  before: RunState,
  after: RunState,
  definition: Definition,
  now: Instant,
): readonly View[] {
  if (before.status !== 'open' || after.status === 'none') return [];
  const views = before.steps.flatMap((was): readonly View[] => {
    if (!isOwed(was) || was.due === undefined) return [];
    const { id: step, due, escalated, snoozed } = was;
    const is = stepRunOf(after, step);
    // Evolving keeps what did not change.
    if (is === was && after.status === 'open') return [];
    if (after.status === 'open' && is && isOwed(is) && is.due === due && is.state === was.state) return [];
    const notice = remindBefore(definition, step);
    const first = notice !== undefined && now >= due - notice ? [0] : [];
    const rungs = Array.from({ length: escalated }, (_, index) => index + 1);
    const again = (snoozed?.untils ?? []).map((_, index) => againOf(before.run, definition, was, index + 1));
    const drawn = [...first, ...rungs].map((rung) => reminderOf(before.run, definition, was, { due, rung }));
    return [...drawn, ...again];
  });
  // Lines of a checklist share one.
  return [...new Map(views.map((view) => [viewKey(view), view])).values()];
}
