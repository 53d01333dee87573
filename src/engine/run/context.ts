import type { Actor } from '../actor.ts';
import type { Definition } from '../definition.ts';
import type { Instant } from '../instant.ts';

/** Everything that deciding over a run needs from outside. The engine asks for nothing. */
export interface RunContext {
  readonly now: Instant;
  readonly actor: Actor;
  /** The pinned revision's definition; absent if the SOP is unknown. For `startRun`, the active revision's. */
  readonly definition?: Definition;
  /** The SOP as it is now; only `startRun` looks at it. */
  readonly sop?: {
    readonly id: string;
    readonly status: 'draft' | 'active' | 'archived';
    readonly revision: number;
    /** A run of it that has not ended, if there is one. */
    readonly openRun?: string;
  };
  readonly people: People;
}

/** The member who stands in for one who is away. From the instant `until` on they do not act any more. */
export interface StandIn {
  readonly standIn: string;
  readonly until?: Instant;
  /** Who said so. */
  readonly by?: Actor;
}

/** Who holds which role in the workspace now, and who is away. Ids are member ids. */
export interface People {
  /** Every active member of the workspace that is a person. */
  readonly members: readonly string[];
  /** Role to its holders, of the active members. */
  readonly holders: Readonly<Record<string, readonly string[]>>;
  /** By away member. */
  readonly standIns: Readonly<Record<string, StandIn>>;
  /** Members who administer the workspace: asked when a role has nobody. */
  readonly admins: readonly string[];
}
