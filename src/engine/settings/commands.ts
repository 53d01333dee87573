/** What can be asked of a workspace's settings. Checked here at the edge for shape and size; `decide` checks the rest. */
import { z } from 'zod';
import { LIMITS } from '../limits.ts';
import { quietHoursSchema } from './quiet.ts';
import { CALLS, SETTINGS } from './settings.ts';

const settings = z.literal(SETTINGS);
const member = z.string().min(1).max(60);
const instant = z.number().int().nonnegative();
const date = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .refine((day) => new Date(`${day}T00:00:00Z`).toJSON()?.startsWith(day) ?? false, 'is not a day of the calendar');

export const settingsCommandSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('setHolidays'),
    settings,
    country: z.string().regex(/^[A-Z]{2}$/),
    region: z
      .string()
      .regex(/^[A-Za-z0-9-]{1,20}$/)
      .optional(),
  }),
  z.strictObject({ type: z.literal('clearHolidays'), settings }),
  z.strictObject({
    type: z.literal('closeDays'),
    settings,
    from: date,
    to: date,
    reason: z.string().trim().max(LIMITS.title),
  }),
  /** `from`: any of the closed days. */
  z.strictObject({ type: z.literal('openDays'), settings, from: date }),
  /** Of the workspace. Without hours: none. */
  z.strictObject({ type: z.literal('setQuietHours'), settings, quiet: quietHoursSchema.optional() }),
  /** A member's own. What is left out stays as it was; `workspace`: the hours of the workspace hold again. */
  z.strictObject({
    type: z.literal('changeOwnSettings'),
    settings,
    member,
    calls: z.enum(CALLS).optional(),
    quiet: z.union([quietHoursSchema, z.enum(['none', 'workspace'])]).optional(),
  }),
  /** `from` is left out: now. `until` is left out: until they say that they are back. */
  z.strictObject({
    type: z.literal('setAway'),
    settings,
    member,
    standIn: member,
    from: instant.optional(),
    until: instant.optional(),
    reason: z.string().trim().max(LIMITS.reason).optional(),
  }),
  z.strictObject({ type: z.literal('endAway'), settings, member }),
  /** The timers': an absence begins or ends. `from` and `until` say which one they were set for. */
  z.strictObject({ type: z.literal('beginAway'), settings, member, from: instant }),
  z.strictObject({ type: z.literal('overAway'), settings, member, from: instant, until: instant }),
]);

export type SettingsCommand = Readonly<z.output<typeof settingsCommandSchema>>;
