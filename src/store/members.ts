/** The people (and bots) of a workspace. */
import type { Db, Tx } from './database.ts';
import { peopleChanged } from './people.ts';
import { type Build, type Param, query } from './query.ts';
import type { Flag } from './tables.ts';

export interface Member {
  readonly id: string;
  readonly name: string;
  /** The platform's own id of the person (`slack:T1:U7`, `web:ana`), unique in its workspace. */
  readonly identity: string;
  readonly kind: 'person' | 'bot';
  readonly admin: boolean;
  readonly timeZone?: string | undefined;
  /** BCP 47 tag of what their client is set to. */
  readonly locale?: string | undefined;
  /** In lower case, as the platform's directory has it; absent: it does not say. */
  readonly email?: string | undefined;
  /** False for who has left: they hold no role and decide nothing. */
  readonly active: boolean;
}

type Saving = {
  workspace: string;
  id: string;
  name: string;
  identity: string;
  kind: 'person' | 'bot';
  admin: Flag;
  timeZone: string | null;
  locale: string | null;
  email: string | null;
  active: Flag;
  at: number;
};

const save = query((build, p: Param<Saving>) =>
  build
    .insertInto('members')
    .values({
      workspace_id: p('workspace'),
      id: p('id'),
      name: p('name'),
      identity: p('identity'),
      kind: p('kind'),
      admin: p('admin'),
      time_zone: p('timeZone'),
      locale: p('locale'),
      email: p('email'),
      active: p('active'),
      created_at: p('at'),
    })
    .onConflict((same) =>
      same.columns(['workspace_id', 'id']).doUpdateSet(({ ref }) => ({
        name: ref('excluded.name'),
        identity: ref('excluded.identity'),
        kind: ref('excluded.kind'),
        admin: ref('excluded.admin'),
        time_zone: ref('excluded.time_zone'),
        locale: ref('excluded.locale'),
        email: ref('excluded.email'),
        active: ref('excluded.active'),
      })),
    ),
);

/** Adds a member or changes one. Throws `VersionConflict` if another member has this identity. */
export async function saveMember(tx: Tx, workspace: string, member: Member & { readonly at: number }): Promise<void> {
  const { admin, active, timeZone = null, locale = null, email = null, ...rest } = member;
  await tx.run(save, { workspace, ...rest, timeZone, locale, email, admin: admin ? 1 : 0, active: active ? 1 : 0 });
  await peopleChanged(tx, workspace);
}

function members(build: Build, workspace: string) {
  return build
    .selectFrom('members')
    .select(['id', 'name', 'identity', 'kind', 'admin', 'time_zone', 'locale', 'email', 'active'])
    .where('workspace_id', '=', workspace);
}

const every = query((build, p: Param<{ workspace: string }>) => members(build, p('workspace')).orderBy('name'));

/** Everybody who ever was a member, by name. */
export async function listMembers(db: Db, workspace: string): Promise<readonly Member[]> {
  return (await db.all(every, { workspace })).map(member);
}

const byIdentity = query((build, p: Param<{ workspace: string; identity: string }>) =>
  members(build, p('workspace')).where('identity', '=', p('identity')),
);

export async function findMemberByIdentity(db: Db, workspace: string, identity: string): Promise<Member | undefined> {
  const row = await db.one(byIdentity, { workspace, identity });
  return row && member(row);
}

const byId = query((build, p: Param<{ workspace: string; id: string }>) =>
  members(build, p('workspace')).where('id', '=', p('id')),
);

export async function findMember(db: Db, workspace: string, id: string): Promise<Member | undefined> {
  const row = await db.one(byId, { workspace, id });
  return row && member(row);
}

const byEmail = query((build, p: Param<{ workspace: string; email: string }>) =>
  members(build, p('workspace')).where('email', '=', p('email')),
);

/** Everybody with an address, in lower case: the same person may have come from several platforms. */
export async function findMembersByEmail(db: Db, workspace: string, email: string): Promise<readonly Member[]> {
  return (await db.all(byEmail, { workspace, email })).map(member);
}

interface Row {
  id: string;
  name: string;
  identity: string;
  kind: 'person' | 'bot';
  admin: Flag;
  time_zone: string | null;
  locale: string | null;
  email: string | null;
  active: Flag;
}

function member({ id, name, identity, kind, admin, time_zone, locale, email, active }: Row): Member {
  const facts = { id, name, identity, kind, admin: admin === 1, active: active === 1 };
  return {
    ...facts,
    ...(time_zone === null ? {} : { timeZone: time_zone }),
    ...(locale === null ? {} : { locale }),
    ...(email === null ? {} : { email }),
  };
}
