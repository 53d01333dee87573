/** When nobody is called, and on which days routines rest: the same commands, words and refusals as in chat. */
import { type Context, Hono } from 'hono';
import { optional } from '../../engine/optional.ts';
import { dateIn } from '../../engine/routine/days-off.ts';
import { SETTINGS } from '../../engine/settings/settings.ts';
import { yearsAround } from '../../runtime/days-off.ts';
import { closedAsked, holidaysAsked, quietAsked, type RestAsked, readQuiet } from '../../runtime/rest-asked.ts';
import { ownOf, settingsOf } from '../../runtime/settings-of.ts';
import { newestSettings } from '../../store/events.ts';
import { refusalWords, tried } from './act.ts';
import type { LibraryEnv, LibraryParts } from './parts.ts';
import type { Visitor } from './session.ts';
import type { CalendarShown } from './settings-calendar-page.ts';

/** What was not done, and with what: its form is drawn again as it was sent. */
export interface NotDone {
  readonly which: CalendarForm;
  readonly why: string;
  readonly sent: Readonly<Record<string, string>>;
}

export type CalendarForm = 'quiet' | 'own' | 'holidays' | 'closed';

/** Closed days are kept for ever, and are far fewer. */
const MOST_EVENTS = 300;

/** `page`: the settings, with what was refused. */
export function calendarRoutes(
  parts: LibraryParts,
  page: (c: Context<LibraryEnv>, notDone: NotDone) => Promise<Response>,
): Hono<LibraryEnv> {
  const app = new Hono<LibraryEnv>();
  const takes = (path: string, which: CalendarForm, read: (sent: Sent, visitor: Visitor) => Promise<RestAsked>) =>
    app.post(path, async (c) => {
      const form = await c.req.parseBody();
      const sent = textsIn(form);
      const asked = await read(sent, c.get('visitor'));
      const not = (why: string) => page(c, { which, why, sent });
      if ('refusal' in asked) return not(refusalWords(asked.refusal, parts.now()));
      const reply = await tried(parts, c, { command: asked.command, form });
      if (reply.status === 'refused') return not(refusalWords(reply.refusal, parts.now()));
      return c.redirect(`/library/settings#${which}`, 303);
    });

  takes('/settings/quiet', 'quiet', async (sent) => quietAsked(hoursIn(sent)));
  takes('/settings/quiet/own', 'own', async (sent, { member }) => {
    const quiet = sent.whose === 'workspace' ? 'workspace' : sent.whose === 'none' ? 'none' : readQuiet(hoursIn(sent));
    if (quiet === undefined) return { refusal: { code: 'quiet_unclear', typed: hoursIn(sent) } };
    return { command: { type: 'changeOwnSettings', settings: SETTINGS, member: member.id, quiet } };
  });
  takes('/settings/holidays', 'holidays', (sent) => holidaysAsked(parts.memory.calendar, (sent.place ?? '').trim()));
  takes('/settings/closed', 'closed', async ({ from = '', to = '', reason = '' }, visitor) => {
    const today = todayOf(parts, visitor);
    const first = closedAsked('remove', from, today);
    if ('refusal' in first) return first;
    // One day is from itself to itself: what follows is why, whatever it begins with.
    return closedAsked('add', `${from.trim()} to ${to.trim() || from.trim()} ${reason}`, today);
  });
  takes('/settings/closed/remove', 'closed', async ({ from = '' }, visitor) => {
    return closedAsked('remove', from, todayOf(parts, visitor));
  });
  return app;
}

type Sent = Readonly<Record<string, string>>;

function textsIn(form: Readonly<Record<string, unknown>>): Sent {
  return Object.fromEntries(
    Object.entries(form).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value.slice(0, 300)]] : [])),
  );
}

/** Two fields of a clock, or the button that takes the hours away. */
function hoursIn({ from = '', to = '', off }: Sent): string {
  return off === undefined ? `${from}-${to}` : 'off';
}

/** Whose clocks count for days that are named: theirs, else those of the workspace. */
function todayOf({ now }: Pick<LibraryParts, 'now'>, { member, workspaceZone }: Visitor): string {
  return dateIn(member.timeZone ?? workspaceZone, now());
}

/** What holds now, who set it, and what may be chosen. */
export async function calendarOf(
  parts: LibraryParts,
  visitor: Visitor,
  notDone: NotDone | undefined,
): Promise<CalendarShown> {
  const { db, memory, now } = parts;
  const { workspace, member } = visitor;
  const [settings, people, names, days, events] = await Promise.all([
    settingsOf(parts, workspace),
    memory.people(db, workspace),
    memory.names(db, workspace),
    memory.daysOff(db, workspace, yearsAround(now())),
    newestSettings(db, workspace, { stream: SETTINGS, limit: MOST_EVENTS }),
  ]);
  const isAdmin = people.admins.includes(member.id);
  // To know all countries takes half a second once: only whoever may choose one, or sees one, waits for it.
  const countries = isAdmin || settings.holidays ? ((await memory.calendar?.countries()) ?? []) : [];
  return {
    ...{ settings, names, days, events, countries, isAdmin, admins: people.admins },
    ...{
      own: ownOf(settings, member.id),
      today: todayOf(parts, visitor),
      zone: member.timeZone ?? visitor.workspaceZone,
    },
    ...optional('notDone', notDone),
  };
}
