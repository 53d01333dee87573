/** A command on its way in, and what comes back. */
import type { UnclearRefusal, UnseenRefusal } from '../cards/refusals.ts';
import type { Actor } from '../engine/actor.ts';
import type { ImportCommand, ImportRefusal } from '../engine/import/import.ts';
import type { RoutineCommand } from '../engine/routine/commands.ts';
import type { RoutineRefusal } from '../engine/routine/decide.ts';
import type { RunCommand } from '../engine/run/commands.ts';
import type { RunRefusal } from '../engine/run/refusals.ts';
import type { SopCommand } from '../engine/sop/commands.ts';
import type { SopRefusal } from '../engine/sop/refusals.ts';

export type Command = RunCommand | SopCommand | ImportCommand | RoutineCommand;
export type StreamKind = 'run' | 'sop' | 'import' | 'routine';

export interface Envelope {
  readonly workspace: string;
  /** Idempotency key: the same key again gets the remembered reply and does nothing. At most 200 characters. */
  readonly key: string;
  /** What was sent, in short (`fingerprint`): the same key with another one is refused. Absent: the kind of command. */
  readonly request?: string;
  readonly actor: Actor;
  readonly command: Command;
}

export type Refusal =
  | RunRefusal
  | SopRefusal
  | ImportRefusal
  | RoutineRefusal
  | { readonly code: 'busy' }
  | UnclearRefusal
  | UnseenRefusal;

export type Reply =
  | {
      readonly status: 'accepted';
      readonly stream: string;
      readonly version: number;
      readonly events: readonly string[];
    }
  | { readonly status: 'refused'; readonly refusal: Refusal };
