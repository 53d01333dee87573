/** Which stream a command speaks to, and whether it is well formed. */
import { ZodError } from 'zod';
import { type DigestCommand, digestCommandSchema } from '../engine/digest/commands.ts';
import type { ImportCommand } from '../engine/import/import.ts';
import { importCommandSchema } from '../engine/import/import.ts';
import { type RoutineCommand, routineCommandSchema } from '../engine/routine/commands.ts';
import type { RunCommand } from '../engine/run/commands.ts';
import { runCommandSchema } from '../engine/run/commands.ts';
import { type SettingsCommand, settingsCommandSchema } from '../engine/settings/commands.ts';
import type { SopCommand } from '../engine/sop/commands.ts';
import { sopCommandSchema } from '../engine/sop/commands.ts';
import type { Command, Refusal } from './command.ts';

export type Addressed =
  | { readonly kind: 'run'; readonly id: string; readonly command: RunCommand }
  | { readonly kind: 'sop'; readonly id: string; readonly command: SopCommand }
  | { readonly kind: 'import'; readonly id: string; readonly command: ImportCommand }
  | { readonly kind: 'routine'; readonly id: string; readonly command: RoutineCommand }
  | { readonly kind: 'settings'; readonly id: string; readonly command: SettingsCommand }
  | { readonly kind: 'digest'; readonly id: string; readonly command: DigestCommand };

/** The stream that a command is for. */
export function addressOf(command: Command): Addressed {
  if ('run' in command) return { kind: 'run', id: command.run, command };
  if ('import' in command) return { kind: 'import', id: command.import, command };
  if ('routine' in command) return { kind: 'routine', id: command.routine, command };
  if ('settings' in command) return { kind: 'settings', id: command.settings, command };
  if ('digest' in command) return { kind: 'digest', id: command.digest, command };
  return { kind: 'sop', id: command.sop, command };
}

/** A command from the edge (HTTP, a timer's row), checked. Throws `ZodError`. */
export function parseCommand(raw: unknown): Command {
  const type = typeof raw === 'object' && raw !== null && 'type' in raw ? raw.type : undefined;
  if (isOneOf(sopCommandSchema.options, type)) return sopCommandSchema.parse(raw);
  if (isOneOf(importCommandSchema.options, type)) return importCommandSchema.parse(raw);
  if (isOneOf(routineCommandSchema.options, type)) return routineCommandSchema.parse(raw);
  if (isOneOf(settingsCommandSchema.options, type)) return settingsCommandSchema.parse(raw);
  if (isOneOf(digestCommandSchema.options, type)) return digestCommandSchema.parse(raw);
  return runCommandSchema.parse(raw);
}

/** A command as a person's client sent it: what is too long or has no sense becomes a refusal. */
export function checkCommand(raw: unknown): { readonly command: Command } | { readonly refusal: Refusal } {
  try {
    return { command: parseCommand(raw) };
  } catch (error) {
    if (!(error instanceof ZodError)) throw error;
    const [issue] = error.issues;
    const field = String(issue?.path.at(-1) ?? 'command');
    if (issue?.code === 'too_big' && issue.origin === 'array') return { refusal: { code: 'too_many', what: 'values' } };
    if (issue?.code === 'too_big') return { refusal: { code: 'too_long', field, max: Number(issue.maximum) } };
    return { refusal: { code: 'malformed', field } };
  }
}

function isOneOf(options: readonly { shape: { type: { value: string } } }[], type: unknown): boolean {
  return options.some((one) => one.shape.type.value === type);
}
