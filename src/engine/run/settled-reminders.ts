import type { Definition } from '../definition.ts';
import { type View, viewKey } from '../effect.ts';
import type { Instant } from '../instant.ts';
import { remindBefore } from './deadline.ts';
import { MOST_SNOOZES } from './decide-snooze.ts';
import { isOwed, stepRunOf } from './live.ts';
import { reminderOf } from './reminders.ts';
import type { OwedStep, RunState } from './state.ts';

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
  const isList = definition.presentation === 'checklist';
  const views = before.steps.flatMap((was): readonly View[] => {
    if (!isOwed(was) || was.due === undefined) return [];
    const { due, escalated, snoozed } = was;
    const is = stepRunOf(after, was.id);
    // Evolving keeps what did not change.
    if (is === was && after.status === 'open') return [];
    const reminder = (rung: number, again?: number) => reminderOf(before.run, definition, was, { rung, again });
    const isSame = after.status === 'open' && is && isOwed(is) && is.due === due && is.state === was.state;
    // Of lines that were put off together the message goes by its moment, and that is another one now.
    if (isSame)
      return isList && snoozed && is.snoozed?.times !== snoozed.times ? [reminder(escalated, snoozed.times)] : [];
    const notice = remindBefore(definition, was.id);
    const first = notice !== undefined && now >= due - notice ? [reminder(0)] : [];
    const rungs = Array.from({ length: escalated }, (_, index) => reminder(index + 1));
    if (isList) return [...first, ...rungs, ...(snoozed ? [reminder(escalated, snoozed.times)] : [])];
    const again = putOffs(was).map(({ rung, times }) => reminder(rung, times));
    return [...first, ...rungs, ...again];
  });
  // Lines of a checklist share one.
  return [...new Map(views.map((view) => [viewKey(view), view])).values()];
}

/** What may have been said once more. Whoever was asked before the last rung may have put it off as well: nothing tells. */
function putOffs({ escalated, snoozed }: OwedStep): readonly { readonly rung: number; readonly times: number }[] {
  return Array.from({ length: escalated + 1 }, (_, rung) => rung).flatMap((rung) => {
    const most = rung < escalated ? MOST_SNOOZES : (snoozed?.times ?? 0);
    return Array.from({ length: most }, (_, index) => ({ rung, times: index + 1 }));
  });
}
