/**
 * The value of a button: which verb on what, and nothing else. Who pressed it comes from the platform, so a forged or
 * replayed value gives nobody a right. Old versions stay decodable: cards live in channels for years.
 */
import { z } from 'zod';
import type { Resolution } from '../engine/run/commands.ts';

export const VERBS = [
  'start',
  'claim',
  'assign',
  'record',
  'complete',
  /** The same for a step that a tick alone completes: it records what the tick says. */
  'tick',
  'approve',
  'reject',
  'skip',
  'reopen',
  'raise',
  'resolve',
  'note',
  'due',
  'cancel',
  'publish',
  'discard',
  'revise',
  'archive',
  'edit',
  'retry_import',
  'discard_import',
  'show_evidence',
  'show_steps',
  'answer',
  'edit_step',
  'substitute',
  'interview',
  /** Asks which step, and what to do with it. */
  'more',
  /** Shows a step's card, or that of its approval, to whoever asks. */
  'show_step',
  /** Says again what could not be said of a run. */
  'deliver',
  /** Drafts a ready SOP. */
  'template',
  /** Gives or takes a role. */
  'role',
  /** Says that somebody is away. */
  'away',
  /** How somebody is called. */
  'settings',
  /** Reminds once more, later. */
  'snooze',
  /** Sets or changes the routine of an SOP here. */
  'routine',
  'show_routine',
  'run_routine',
  'pause_routine',
  'resume_routine',
  'skip_slot',
  'restore_slot',
  'end_routine',
  /** Decide over what runs taught, or show it to whoever asks. */
  'accept_proposal',
  'dismiss_proposal',
  'show_proposal',
] as const;

const RESOLUTIONS = [
  'retry',
  'skip',
  'override',
  'go_on',
  'escalate',
  'cancel_run',
] as const satisfies readonly Resolution[];

const id = z.string().min(1).max(60);

const version1 = z.strictObject({
  v: z.literal(1),
  verb: z.enum(VERBS),
  run: id.optional(),
  step: id.optional(),
  /** The step's attempt that the card shows: a late tap must not decide over work that its card never showed. */
  attempt: z.number().int().positive().optional(),
  exception: id.optional(),
  /** What the owner of an exception decides. */
  resolution: z.enum(RESOLUTIONS).optional(),
  /** The option of a decision, where each has its own button. */
  choice: id.optional(),
  sop: id.optional(),
  /** Which of the SOP's drafts the card shows. */
  draft: z.number().int().positive().optional(),
  /** Which edit of the draft the form began with: two people never overwrite each other silently. */
  edit: z.number().int().nonnegative().optional(),
  /** Which of the SOP's proposals. */
  proposal: z.number().int().positive().optional(),
  import: id.optional(),
  template: id.optional(),
  routine: id.optional(),
  /** Which time of a routine the card shows as the next, or which deadline. */
  slot: z.number().int().nonnegative().optional(),
  /** Until the next reminder. */
  minutes: z.number().int().positive().max(1_440).optional(),
  /** What is asked of a line is asked of all that are due with it. */
  together: z.literal(true).optional(),
  /** The first step of a page of steps, from 1. */
  from: z.number().int().positive().optional(),
});

export type ActionValue = z.infer<typeof version1>;

/** At most 255 characters of JSON: every platform takes that much. */
export function encodeAction(value: ActionValue): string {
  return JSON.stringify(value);
}

/** The value of a pressed button, or undefined if it is not one of ours. Takes JSON text or the parsed object. */
export function decodeAction(raw: unknown): ActionValue | undefined {
  const data = typeof raw === 'string' ? parseJson(raw) : raw;
  const parsed = version1.safeParse(data);
  return parsed.success ? parsed.data : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
