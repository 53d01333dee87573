/**
 * People of the local workspace. On the command line because the workspace has no sign-in: whoever may run commands on
 * this machine may say who works here. Every change is an event of the workspace's chain of people.
 */
import { LOCAL_WORKSPACE as workspace } from '../adapters/web/seed.ts';
import { Names } from '../engine/drafting/slug.ts';
import { roleTitles } from '../runtime/roles-of.ts';
import type { Tx } from '../store/database.ts';
import { putEffects } from '../store/effects.ts';
import { appendEvents, chainHead } from '../store/events.ts';
import { listMembers, type Member, saveMember } from '../store/members.ts';
import { grantRole, loadPeople, revokeRole } from '../store/people.ts';
import { openConfigured } from './database.ts';
import { CliError } from './failure.ts';
import { oneLine } from './one-line.ts';

const LONGEST_NAME = 80;
const ROLE = /^[a-z][a-z0-9_]{0,59}$/;
const ACTOR = { type: 'service', id: 'command-line' } as const;

/** Adds a person, with roles by their ids. Somebody of that name who had left is back. Throws `CliError`. */
export async function addMember(typed: string, options: { admin?: boolean; role?: readonly string[] }): Promise<void> {
  const name = oneLine(typed).trim();
  const { admin = false, role: roles = [] } = options;
  if (name === '' || name.length > LONGEST_NAME) {
    throw new CliError(`A name has 1 to ${LONGEST_NAME} characters; put it in quotation marks: "Ana Lima".`);
  }
  const wrong = roles.find((role) => !ROLE.test(role));
  if (wrong !== undefined) {
    throw new CliError(`${oneLine(wrong)} is not a role: use small letters, digits and _, for example shift_lead.`);
  }
  let warning = '';
  await change(async (tx, members) => {
    const known = members.find((one) => one.name.toLowerCase() === name.toLowerCase());
    if (known?.active) throw new CliError(`${known.name} is here already; /sop role ROLE add NAME gives a role.`);
    const names = new Names();
    for (const { id } of members) names.take(id, 'person');
    const id = known?.id ?? names.take(name, 'person');
    warning = await newRoles(tx, roles);
    const at = Date.now();
    const member: Member = { id, name, identity: known?.identity ?? `web:${id}`, kind: 'person', admin, active: true };
    await saveMember(tx, workspace, { ...member, at });
    for (const role of roles) await grantRole(tx, workspace, role, id);
    const added = { type: 'MemberAdded', at, actor: ACTOR, member: id, name, admin };
    const granted = roles.map((role) => ({ type: 'RoleGranted', at, actor: ACTOR, role, member: id }));
    await record(tx, [added, ...granted], { member: id, roles, change: 'added', at });
    return `${name} is a member now (${id}). Reload the page to act as them.`;
  });
  if (warning !== '') process.stderr.write(`${oneLine(warning)}\n`);
}

/** Roles that no published SOP names and that nobody holds may be meant so, or mistyped. */
async function newRoles(tx: Tx, roles: readonly string[]): Promise<string> {
  const { holders } = await loadPeople(tx, workspace);
  const there = [...(await roleTitles(tx, workspace, Object.keys(holders))).keys()];
  const fresh = roles.filter((role) => !there.includes(role));
  if (fresh.length === 0) return '';
  const others = there.length > 0 ? ` Roles that there are: ${there.toSorted().join(', ')}.` : '';
  return `Warning: no published SOP names ${fresh.join(', ')}, and nobody held it before.${others}`;
}

/** Somebody leaves: what they did stays under their name, and they do nothing more. Throws `CliError`. */
export async function removeMember(typed: string): Promise<void> {
  await change(async (tx, members) => {
    const wanted = typed.trim().toLowerCase();
    const member = members.find((one) => one.active && (one.id === wanted || one.name.toLowerCase() === wanted));
    if (!member) throw new CliError(`Nobody here is called ${oneLine(typed)}: sopwith member list shows who is.`);
    const admins = members.filter((one) => one.active && one.admin);
    if (member.admin && admins.length === 1) {
      throw new CliError(`${member.name} is the only administrator: add another one first, with --admin.`);
    }
    const at = Date.now();
    const { holders } = await loadPeople(tx, workspace);
    const roles = Object.keys(holders).filter((role) => holders[role]?.includes(member.id));
    for (const role of roles) await revokeRole(tx, workspace, role, member.id);
    await saveMember(tx, workspace, { ...member, active: false, at });
    const revoked = roles.map((role) => ({ type: 'RoleRevoked', at, actor: ACTOR, role, member: member.id }));
    const left = { type: 'MemberRemoved', at, actor: ACTOR, member: member.id };
    await record(tx, [...revoked, left], { member: member.id, roles, change: 'removed', at });
    return `${member.name} has left. /sop roles shows which roles nobody holds now.`;
  });
}

export async function listPeople(): Promise<void> {
  const db = await openConfigured();
  try {
    for (const { id, name, admin, active } of await listMembers(db, workspace)) {
      const more = `${admin ? ', administrator' : ''}${active ? '' : ', has left'}`;
      process.stdout.write(`${oneLine(`${name} (${id})${more}`)}\n`);
    }
  } finally {
    await db.close();
  }
}

/** One transaction over the people as they are; says what `make` gives. */
async function change(make: (tx: Tx, members: readonly Member[]) => Promise<string>): Promise<void> {
  const db = await openConfigured();
  try {
    const said = await db.transaction(async (tx) => make(tx, await listMembers(tx, workspace)));
    process.stdout.write(`${oneLine(said)}\n`);
  } finally {
    await db.close();
  }
}

interface Told {
  readonly member: string;
  readonly roles: readonly string[];
  readonly change: 'added' | 'removed';
  readonly at: number;
}

/** Open runs that wait for one of the roles are told by the server that runs, or the next one that starts. */
async function record(tx: Tx, events: Parameters<typeof appendEvents>[1]['events'], told: Told): Promise<void> {
  const stream = `people:${workspace}`;
  const { version } = appendEvents(tx, { workspace, stream, after: await chainHead(tx, workspace, stream), events });
  const { member, roles, change, at } = told;
  const effects = roles.map((role) => ({ type: 'tell_runs', role, member, change, by: ACTOR }) as const);
  if (effects.length > 0) putEffects(tx, { workspace, stream, version, effects, now: at });
}
