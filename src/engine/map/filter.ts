/** Which rows of the map somebody looks at, and what there is to choose from. */
import { isUnapproved, type MapRow, type Named } from './inventory.ts';
import { sameSystem, systemKey } from './system.ts';

/** Absent: of any. All that is there must hold. */
export interface MapFilter {
  /** An SOP's id or key. */
  readonly sop?: string | undefined;
  readonly workstream?: string | undefined;
  /** Read or written. */
  readonly system?: string | undefined;
  /** The role does it, approves it, or decides beyond the approver's limit. */
  readonly role?: string | undefined;
  readonly judgment?: MapRow['judgment'] | undefined;
  /** Neither it nor anything before it is approved by anybody. */
  readonly unapproved?: boolean | undefined;
  /** It changes a system. */
  readonly writing?: boolean | undefined;
}

export function filtered(rows: readonly MapRow[], filter: MapFilter): readonly MapRow[] {
  return rows.filter((row) => fits(row, filter));
}

function fits(row: MapRow, { sop, workstream, system, role, judgment, unapproved, writing }: MapFilter): boolean {
  return (
    (sop === undefined || row.sop.id === sop || row.sop.key === sop) &&
    (workstream === undefined || row.sop.workstream === workstream) &&
    (system === undefined || [...row.reads, ...row.writes].some((one) => sameSystem(one, system))) &&
    (role === undefined || rolesOf(row).some(({ id }) => id === role)) &&
    (judgment === undefined || row.judgment === judgment) &&
    (unapproved === undefined || isUnapproved(row) === unapproved) &&
    (writing === undefined || row.writes.length > 0 === writing)
  );
}

/** What occurs in the rows, in the order in which people look it up. */
export interface Facets {
  readonly sops: readonly { readonly id: string; readonly key: string; readonly title: string }[];
  readonly workstreams: readonly string[];
  readonly systems: readonly string[];
  readonly roles: readonly Named[];
}

export function facetsOf(rows: readonly MapRow[]): Facets {
  const sops = new Map(rows.map(({ sop: { id, key, title } }) => [id, { id, key, title }]));
  const systems = new Map<string, string>();
  const roles = new Map<string, Named>();
  for (const row of rows) {
    for (const name of [...row.reads, ...row.writes]) {
      if (!systems.has(systemKey(name))) systems.set(systemKey(name), name.trim());
    }
    for (const role of rolesOf(row)) if (!roles.has(role.id)) roles.set(role.id, role);
  }
  const streams = new Set(rows.flatMap(({ sop }) => sop.workstream ?? []));
  return {
    sops: [...sops.values()].toSorted((one, other) => inOrder(one.title, other.title)),
    workstreams: [...streams].toSorted(inOrder),
    systems: [...systems.values()].toSorted(inOrder),
    roles: [...roles.values()].toSorted((one, other) => inOrder(one.title, other.title)),
  };
}

function rolesOf({ role, approval }: MapRow): readonly Named[] {
  return [role, approval?.role, approval?.above].filter((one) => one !== null && one !== undefined);
}

/** As a dictionary has it, wherever this runs. */
export function inOrder(one: string, other: string): number {
  return COLLATOR.compare(one, other);
}

const COLLATOR = new Intl.Collator('en', { sensitivity: 'base', numeric: true });
