/** Each kind of stream: the context that deciding needs, what follows, and the rows that it leaves. */
import type { Actor } from '../engine/actor.ts';
import type { Definition } from '../engine/definition.ts';
import { type DigestState, initialDigest } from '../engine/digest/digest.ts';
import type { Effect, Reaction } from '../engine/effect.ts';
import {
  decideImport,
  evolveImport,
  type ImportCommand,
  type ImportContext,
  type ImportedSop,
  type ImportState,
  initialImport,
} from '../engine/import/import.ts';
import { reactToImport } from '../engine/import/react.ts';
import type { Instant } from '../engine/instant.ts';
import { optional } from '../engine/optional.ts';
import { initialRoutine, type RoutineState } from '../engine/routine/routine.ts';
import type { RunCommand } from '../engine/run/commands.ts';
import type { RunContext } from '../engine/run/context.ts';
import { decideRun } from '../engine/run/decide.ts';
import { evolveRun } from '../engine/run/evolve.ts';
import { reactToRun } from '../engine/run/react.ts';
import { settledReminders } from '../engine/run/settled-reminders.ts';
import { initialRun, type RunState } from '../engine/run/state.ts';
import { type Trouble, troublesIn } from '../engine/run/trouble.ts';
import { initialSettings, type Settings } from '../engine/settings/settings.ts';
import type { SopCommand } from '../engine/sop/commands.ts';
import { decideSop } from '../engine/sop/decide.ts';
import { evolveSop } from '../engine/sop/evolve.ts';
import { reactToSop } from '../engine/sop/react.ts';
import { initialSop, type KnownSop, type SopState } from '../engine/sop/state.ts';
import type { Tx } from '../store/database.ts';
import type { Head } from '../store/events.ts';
import { importsOfFile } from '../store/imports.ts';
import { findSop, findSopByKey, openRunOf } from '../store/sops.ts';
import { loadStream } from '../store/streams.ts';
import type { Command, Refusal } from './command.ts';
import { decideOnDigest } from './decide-on-digest.ts';
import { decideOnRoutine } from './decide-on-routine.ts';
import { decideOnSettings } from './decide-on-settings.ts';
import type { Memory } from './memory.ts';
import { saveImport, saveRun, saveSop } from './save.ts';
import { addressOf } from './streams.ts';

export interface Asked {
  readonly workspace: string;
  readonly actor: Actor;
  readonly command: Command;
  readonly now: Instant;
}

export type Outcome =
  | { readonly status: 'refused'; readonly refusal: Refusal }
  | {
      readonly status: 'accepted';
      readonly events: readonly { readonly type: string; readonly at: Instant; readonly actor: Actor }[];
      /** The stream's new state. */
      readonly after: unknown;
      readonly reaction: Reaction;
      /** Saves the new state and the rows that answer questions about it. `from`: the version that was loaded. */
      readonly save: (tx: Tx, head: Head, from: number) => void;
      /** The conversation that a rate limit would hold back. */
      readonly channel: string;
    };

/** Decides on a command in the light of the stream's saved state (absent: a new stream). */
export function decideOn(tx: Tx, memory: Memory, asked: Asked, saved: unknown): Promise<Outcome> {
  const addressed = addressOf(asked.command);
  switch (addressed.kind) {
    case 'run':
      return decideOnRun(tx, memory, asked, addressed.command, (saved ?? initialRun) as RunState);
    case 'sop':
      return decideOnSop(tx, memory, asked, addressed.command, (saved ?? initialSop) as SopState);
    case 'import':
      return decideOnImport(tx, memory, asked, addressed.command, (saved ?? initialImport) as ImportState);
    case 'routine':
      return decideOnRoutine(tx, memory, asked, addressed.command, (saved ?? initialRoutine) as RoutineState);
    case 'settings':
      return decideOnSettings(tx, memory, asked, addressed.command, (saved ?? initialSettings) as Settings);
    case 'digest':
      return decideOnDigest(tx, memory, asked, addressed.command, (saved ?? initialDigest) as DigestState);
  }
}

async function decideOnRun(
  tx: Tx,
  memory: Memory,
  asked: Asked,
  command: RunCommand,
  before: RunState,
): Promise<Outcome> {
  const context = await runContext(tx, memory, asked, command, before);
  const decision = decideRun(before, command, context);
  if (decision.status === 'refused') return decision;
  const { events } = decision;
  const after = events.reduce(evolveRun, before);
  const { definition } = context;
  if (after.status === 'none' || !definition) throw new Error('a run has events but no state or no definition');
  const reaction = reactToRun(after, events, definition);
  const troubles = troublesIn(before, events);
  const over = settledReminders(before, after, definition, asked.now).map((view) => ({ type: 'show', view }) as const);
  return {
    ...{ status: 'accepted', events, after },
    reaction: { ...reaction, effects: [...reaction.effects, ...over, ...lessonsOwed(after.sop, troubles)] },
    save: (tx, head, from) =>
      saveRun(tx, { workspace: asked.workspace, before, after, events, troubles, definition, head, from }),
    channel: after.place,
  };
}

/** What the cases teach is looked into later: whoever pressed the button does not wait for it. */
function lessonsOwed(sop: string, troubles: readonly Trouble[]): readonly Effect[] {
  const steps = new Set(troubles.map((one) => one.step));
  return [...steps].map((step) => ({ type: 'learn', sop, ...optional('step', step) }));
}

async function runContext(
  tx: Tx,
  memory: Memory,
  asked: Asked,
  command: RunCommand,
  before: RunState,
): Promise<RunContext> {
  const { workspace, actor, now } = asked;
  const people = await memory.people(tx, workspace);
  if (before.status !== 'none') {
    const definition = await memory.definition(tx, workspace, before.sop, before.revision);
    return { now, actor, people, definition };
  }
  const found = command.type === 'startRun' ? await findSop(tx, workspace, command.sop) : undefined;
  if (!found || found.status === 'discarded') return { now, actor, people };
  const { id, revision } = found;
  const status = found.status as 'draft' | 'active' | 'archived';
  const definition =
    revision > 0 ? await memory.freshDefinition(tx, workspace, id, revision) : await drafted(tx, workspace, id);
  if (!definition) return { now, actor, people };
  const openRun = definition.one_at_a_time ? await openRunOf(tx, workspace, id) : undefined;
  return { now, actor, people, definition, sop: { id, status, revision, ...optional('openRun', openRun) } };
}

/** An SOP that was never published does not run; its title is what the refusal says. */
async function drafted(tx: Tx, workspace: string, sop: string): Promise<Definition | undefined> {
  const saved = await loadStream(tx, 'sop', workspace, sop);
  return (saved?.state as KnownSop | undefined)?.draft?.definition;
}

async function decideOnSop(
  tx: Tx,
  memory: Memory,
  asked: Asked,
  command: SopCommand,
  before: SopState,
): Promise<Outcome> {
  const { workspace, actor, now } = asked;
  const people = await memory.people(tx, workspace);
  const key = command.type === 'createDraft' || command.type === 'editDraft' ? command.definition.sop : undefined;
  const holder = typeof key === 'string' ? await findSopByKey(tx, workspace, key) : undefined;
  const keyTaken = holder !== undefined && holder.id !== command.sop;
  const decision = decideSop(before, command, { now, actor, keyTaken, people });
  if (decision.status === 'refused') return decision;
  const { events } = decision;
  const after = events.reduce(evolveSop, before);
  if (after.status === 'none') throw new Error('an SOP has events but no state');
  return {
    ...{ status: 'accepted', events, after },
    reaction: reactToSop(after, events),
    save: (tx, head, from) => saveSop(tx, { workspace, after, events, head, from }),
    // A draft that is settled has no place any more, but its card is where it was.
    channel: after.draft?.place ?? (before.status === 'none' ? '' : (before.draft?.place ?? '')),
  };
}

/** What the very same file led to, as far as it is still there; absent: nothing. */
async function importedBefore(
  tx: Tx,
  workspace: string,
  { import: id, document }: Extract<ImportCommand, { type: 'importDocument' }>,
): Promise<NonNullable<ImportContext['earlier']> | undefined> {
  for (const other of await importsOfFile(tx, workspace, document.file)) {
    if (other === id) continue;
    const state = (await loadStream(tx, 'import', workspace, other))?.state as ImportState | undefined;
    if (state?.status === 'reading') return { name: state.document.name, sops: [] };
    if (state?.status !== 'drafted') continue;
    const found = [...state.sops, ...(state.unchanged ?? [])];
    const here = await Promise.all(found.map((sop) => importedSop(tx, workspace, sop, document.file)));
    const sops = here.filter((sop) => sop !== undefined);
    if (sops.length > 0) return { name: state.document.name, sops };
  }
  return undefined;
}

/** Undefined if it was discarded or archived. */
async function importedSop(tx: Tx, workspace: string, id: string, file: string): Promise<ImportedSop | undefined> {
  const sop = (await loadStream(tx, 'sop', workspace, id))?.state as SopState | undefined;
  if (!sop || sop.status === 'none' || sop.status === 'discarded' || sop.status === 'archived') return undefined;
  const from = sop.draft?.document;
  const draft = sop.draft && { ...optional('from', from?.name), isThis: from?.file === file };
  return { key: sop.key, title: sop.title, ...optional('draft', draft) };
}

async function decideOnImport(
  tx: Tx,
  memory: Memory,
  asked: Asked,
  command: ImportCommand,
  before: ImportState,
): Promise<Outcome> {
  const { workspace, actor, now } = asked;
  const people = await memory.people(tx, workspace);
  const earlier = command.type === 'importDocument' ? await importedBefore(tx, workspace, command) : undefined;
  const decision = decideImport(before, command, { actor, now, people, ...optional('earlier', earlier) });
  if (decision.status === 'refused') return decision;
  const { events } = decision;
  const after = events.reduce(evolveImport, before);
  if (after.status === 'none') throw new Error('an import has events but no state');
  return {
    ...{ status: 'accepted', events, after },
    reaction: reactToImport(after, events),
    save: (tx, head, from) => saveImport(tx, { workspace, after, head, from, now }),
    channel: after.place,
  };
}
