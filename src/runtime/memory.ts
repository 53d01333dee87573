/**
 * What need not be read again for every command: published definitions never change, who holds which role changes
 * seldom and is numbered, and a stream's state is what the head of its chain says. All are bounded; losing them costs a
 * read.
 */
import type { Definition } from '../engine/definition.ts';
import { optional } from '../engine/optional.ts';
import type { DaysOff } from '../engine/routine/days-off.ts';
import type { People } from '../engine/run/context.ts';
import { askedOnce } from '../store/asked-once.ts';
import type { Db, Tx } from '../store/database.ts';
import { listMembers } from '../store/members.ts';
import { arePeopleChanging, loadPeople, peopleVersion } from '../store/people.ts';
import { loadRevision } from '../store/revisions.ts';
import { loadStream, type SavedStream, type StreamKind } from '../store/streams.ts';
import { daysOffOf } from './days-off.ts';
import type { Calendar } from './ports.ts';
import { remember } from './remember.ts';
import { settingsOf } from './settings-of.ts';

const DEFINITIONS = 2_000;
const WORKSPACES = 1_000;
const STREAMS = 1_000;

export interface Memory {
  /** A published definition that is committed for sure: the pinned one of a run that began earlier, for instance. */
  definition(db: Db, workspace: string, sop: string, revision: number): Promise<Definition>;
  /**
   * As `definition`, but does not remember what it reads for longer than the transaction: in it it may only just have been
   * published, and if that is rolled back, another definition gets its number.
   */
  freshDefinition(tx: Tx, workspace: string, sop: string, revision: number): Promise<Definition>;
  people(db: Db, workspace: string): Promise<People>;
  /** Everybody's name by member id, of those who left too. */
  names(db: Db, workspace: string): Promise<Readonly<Record<string, string>>>;
  /** What works out public holidays; absent: none are known. */
  readonly calendar?: Calendar;
  /** On which days routines rest, between two years: public holidays, and when the workspace is closed. */
  daysOff(db: Db, workspace: string, years: { readonly from: number; readonly to: number }): Promise<DaysOff>;
  /** A stream as it was saved last. */
  stream(db: Db, at: StreamAddress): Promise<SavedStream | undefined>;
  /** What a stream is once this transaction commits. If it does not, no stream has this head, and it is read again. */
  remember(at: StreamAddress, saved: SavedStream): void;
}

export interface StreamAddress {
  readonly workspace: string;
  readonly kind: StreamKind;
  readonly id: string;
}

interface Known {
  readonly version: number;
  readonly people: People;
  readonly names: Readonly<Record<string, string>>;
}

/** `calendar`: absent, no holidays are known. */
export function createMemory({ calendar }: { readonly calendar?: Calendar } = {}): Memory {
  const definitions = new Map<string, Definition>();
  const known = new Map<string, Known>();
  const streams = new Map<string, SavedStream>();
  const nameOf = ({ workspace, kind, id }: StreamAddress) => `${workspace} ${kind} ${id}`;
  const current = async (db: Db, workspace: string): Promise<Known> => {
    const version = await peopleVersion(db, workspace);
    const remembered = known.get(workspace);
    if (remembered?.version === version) return remembered;
    const people = await loadPeople(db, workspace);
    const members = await listMembers(db, workspace);
    const names = Object.fromEntries(members.map((one) => [one.id, one.name]));
    const loaded = { version, people, names };
    if (!arePeopleChanging(db)) remember(WORKSPACES, known, [workspace, loaded]);
    return loaded;
  };
  const stream = async (db: Db, at: StreamAddress): Promise<SavedStream | undefined> => {
    const name = nameOf(at);
    const loaded = await loadStream(db, at.kind, at.workspace, at.id, streams.get(name));
    if (loaded) remember(STREAMS, streams, [name, loaded]);
    return loaded;
  };
  return {
    ...optional('calendar', calendar),
    async definition(db, workspace, sop, revision) {
      const key = definitionKey(workspace, sop, revision);
      const known = definitions.get(key);
      if (known) return known;
      const definition = await readDefinition(db, workspace, sop, revision);
      remember(DEFINITIONS, definitions, [key, definition]);
      return definition;
    },
    async freshDefinition(tx, workspace, sop, revision) {
      const key = definitionKey(workspace, sop, revision);
      const known = definitions.get(key);
      return known ?? askedOnce(tx, `definition ${key}`, () => readDefinition(tx, workspace, sop, revision));
    },
    people: async (db, workspace) => (await current(db, workspace)).people,
    names: async (db, workspace) => (await current(db, workspace)).names,
    daysOff: (db, workspace, years) =>
      askedOnce(db, `days off ${workspace} ${years.from} ${years.to}`, async () =>
        daysOffOf(await settingsOf({ db, memory: { stream } }, workspace), calendar, years),
      ),
    stream,
    remember: (at, saved) => remember(STREAMS, streams, [nameOf(at), saved]),
  };
}

function definitionKey(workspace: string, sop: string, revision: number): string {
  return `${workspace} ${sop} ${revision}`;
}

async function readDefinition(db: Db, workspace: string, sop: string, revision: number): Promise<Definition> {
  const definition = await loadRevision(db, workspace, sop, revision);
  if (!definition) throw new Error(`revision ${revision} of SOP ${sop} is not in the database`);
  return definition;
}
