/**
 * What is owed to the world after a command. Ids and intents, never rendered text: a card is drawn from the current
 * state when it is delivered, so late, repeated and merged effects converge on the truth.
 */
import type { Actor } from './actor.ts';
import type { DigestKind } from './digest/digest.ts';
import type { Instant } from './instant.ts';
import { optional } from './optional.ts';

export type Effect =
  /**
   * Post the card if it is not there, else bring it up to date. Repeats merge while they wait. `anew`: post it once more,
   * for somebody whose turn it has become: an edited message notifies nobody. All copies settle together.
   */
  | { readonly type: 'show'; readonly view: View; readonly anew?: true }
  | { readonly type: 'read_document'; readonly import: string }
  /** The time of a routine has come. `run`: the id that its run has, however often it is started. `due`, `closes`: its window. */
  | {
      readonly type: 'start_run';
      readonly routine: string;
      readonly slot: Instant;
      readonly run: string;
      readonly due?: Instant;
      readonly closes?: Instant;
    }
  /** The days on which routines rest have changed: their cards say when they really run. */
  | { readonly type: 'refresh_routines' }
  /** A routine was set in a conversation: if it has no digest yet, one comes by itself from now on. `by`: who set the routine. */
  | { readonly type: 'begin_digest'; readonly place: string; readonly zone: string; readonly by: Actor }
  /** Who holds a role has changed: open runs that wait for it are told. `by`: who changed it. */
  | {
      readonly type: 'tell_runs';
      readonly role: string;
      readonly member: string;
      readonly change: 'added' | 'removed';
      readonly by: Actor;
    }
  /** Somebody is away, or back: open runs in which something waits for them are told. */
  | {
      readonly type: 'tell_absence';
      readonly member: string;
      readonly standIn: string;
      readonly change: 'away' | 'back';
      readonly by: Actor;
    }
  /** Runs had trouble with a step (absent: as a whole): what they teach is looked into. Repeats merge while they wait. */
  | { readonly type: 'learn'; readonly sop: string; readonly step?: string };

/** A message that exists once: `viewKey` names it. */
export type View =
  | { readonly view: 'run'; readonly run: string }
  /** A step sent back gets a new card, because an edited message notifies nobody. */
  | { readonly view: 'step'; readonly run: string; readonly step: string; readonly attempt: number }
  | { readonly view: 'approval'; readonly run: string; readonly step: string; readonly attempt: number }
  | { readonly view: 'exception'; readonly run: string; readonly exception: string }
  /**
   * `due`: the deadline it is about. `rung`: 0 for the reminder, then the rungs of the ladder from 1. `again`: how many-th time
   * somebody wanted to be reminded once more. Each is a new message.
   */
  | {
      readonly view: 'reminder';
      readonly run: string;
      readonly step: string;
      readonly due: Instant;
      readonly rung: number;
      readonly again?: number;
    }
  /** The same of all lines of a checklist that are due at once: one message. `at`: the moment at which it is said. */
  | {
      readonly view: 'reminders';
      readonly run: string;
      readonly due: Instant;
      readonly rung: number;
      readonly at: Instant;
    }
  /** That something of a run could not be said, told to whoever answers for it. */
  | { readonly view: 'undelivered'; readonly run: string }
  | { readonly view: 'routine'; readonly routine: string }
  /** That a routine was paused because its conversation is gone, told to those who see to it. `at`: when. */
  | { readonly view: 'stranded'; readonly routine: string; readonly at: Instant }
  /** That somebody stands in, told to them. `from`: since when the other is away. */
  | { readonly view: 'absence'; readonly member: string; readonly standIn: string; readonly from: Instant }
  /** That a webhook was switched off because nothing arrives there, told to those who see to it. `at`: when. */
  | { readonly view: 'webhook_off'; readonly webhook: string; readonly at: Instant }
  /** Each is a new message: what became of other days, or what waits for somebody now. */
  | { readonly view: 'digest'; readonly digest: string; readonly kind: DigestKind; readonly slot: Instant }
  /** `at`: when somebody set or ended it. */
  | { readonly view: 'digest_plan'; readonly digest: string; readonly at: Instant }
  | { readonly view: 'import'; readonly import: string }
  | { readonly view: 'draft'; readonly sop: string; readonly draft: number }
  | { readonly view: 'proposal'; readonly sop: string; readonly proposal: number };

/** A command that a moment in time will issue. */
export interface Timer {
  /** Unique: the same timer set twice is one timer. */
  readonly id: string;
  readonly due: Instant;
  readonly command: { readonly type: string } & Readonly<Record<string, unknown>>;
}

export interface Reaction {
  readonly effects: readonly Effect[];
  readonly timers: readonly Timer[];
}

export function viewKey(view: View): string {
  switch (view.view) {
    case 'run':
      return `run:${view.run}`;
    case 'step':
      return `step:${view.run}:${view.step}:${view.attempt}`;
    case 'approval':
      return `approval:${view.run}:${view.step}:${view.attempt}`;
    case 'exception':
      return `exception:${view.run}:${view.exception}`;
    case 'reminder':
      return `reminder:${view.run}:${view.step}:${view.due}:${view.rung}${view.again === undefined ? '' : `:${view.again}`}`;
    case 'reminders':
      return `reminders:${view.run}:${view.due}:${view.rung}:${view.at}`;
    case 'undelivered':
      return `undelivered:${view.run}`;
    case 'routine':
      return `routine:${view.routine}`;
    case 'stranded':
      return `stranded:${view.routine}:${view.at}`;
    case 'absence':
      return `absence:${view.member}:${view.standIn}:${view.from}`;
    case 'webhook_off':
      return `webhook_off:${view.webhook}:${view.at}`;
    case 'digest':
      return `digest:${view.digest}:${view.kind}:${view.slot}`;
    case 'digest_plan':
      return `digest_plan:${view.digest}:${view.at}`;
    case 'import':
      return `import:${view.import}`;
    case 'draft':
      return `draft:${view.sop}:${view.draft}`;
    case 'proposal':
      return `proposal:${view.sop}:${view.proposal}`;
  }
}

/** The view that a key names; undefined if it is none. */
export function viewOfKey(key: string): View | undefined {
  const [kind = '', id = '', ...rest] = key.split(':');
  const [first = '', second = '', third = '', fourth] = rest;
  switch (kind) {
    case 'run':
      return { view: 'run', run: id };
    case 'step':
    case 'approval':
      return { view: kind, run: id, step: first, attempt: Number(second) };
    case 'exception':
      return { view: 'exception', run: id, exception: first };
    case 'reminder':
      return {
        ...{ view: 'reminder', run: id, step: first, due: Number(second), rung: Number(third) },
        ...optional('again', fourth === undefined ? undefined : Number(fourth)),
      };
    case 'reminders':
      return { view: 'reminders', run: id, due: Number(first), rung: Number(second), at: Number(third) };
    case 'undelivered':
      return { view: 'undelivered', run: id };
    case 'routine':
      return { view: 'routine', routine: id };
    case 'stranded':
      return { view: 'stranded', routine: id, at: Number(first) };
    case 'absence':
      return { view: 'absence', member: id, standIn: first, from: Number(second) };
    case 'webhook_off':
      return { view: 'webhook_off', webhook: id, at: Number(first) };
    case 'digest':
      return { view: 'digest', digest: id, kind: first as DigestKind, slot: Number(second) };
    case 'digest_plan':
      return { view: 'digest_plan', digest: id, at: Number(first) };
    case 'import':
      return { view: 'import', import: id };
    case 'draft':
      return { view: 'draft', sop: id, draft: Number(first) };
    case 'proposal':
      return { view: 'proposal', sop: id, proposal: Number(first) };
    default:
      return undefined;
  }
}
