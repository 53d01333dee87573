/** A command on its way in, and what comes back. */
import type { Refusal } from '../cards/refusals.ts';
import type { Actor } from '../engine/actor.ts';
import type { DigestCommand } from '../engine/digest/commands.ts';
import type { ImportCommand } from '../engine/import/import.ts';
import type { RoutineCommand } from '../engine/routine/commands.ts';
import type { RunCommand } from '../engine/run/commands.ts';
import type { SettingsCommand } from '../engine/settings/commands.ts';
import type { SopCommand } from '../engine/sop/commands.ts';

export type Command = RunCommand | SopCommand | ImportCommand | RoutineCommand | SettingsCommand | DigestCommand;
/** Why a command was not done: each has its sentence in `cards/refusals.ts`. */
export type { Refusal };

export interface Envelope {
  readonly workspace: string;
  /** Idempotency key: the same key again gets the remembered reply and does nothing. At most 200 characters. */
  readonly key: string;
  /** What was sent, in short (`fingerprint`): the same key with another one is refused. Absent: the kind of command. */
  readonly request?: string;
  readonly actor: Actor;
  readonly command: Command;
  /** The timer that issued it: forgotten in the same transaction, whatever the outcome. */
  readonly timer?: string;
}

export type Reply =
  | {
      readonly status: 'accepted';
      readonly stream: string;
      readonly version: number;
      readonly events: readonly string[];
    }
  | { readonly status: 'refused'; readonly refusal: Refusal };
