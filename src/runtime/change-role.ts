/**
 * Gives or takes a role. Who holds which role decides who may approve what, so only administrators change it, nobody
 * gives a role to themself while another administrator could, nor takes it from the last who answers for an SOP, to
 * answer in their place. Every change is an event of the workspace's chain.
 */
import { ROLE_FIELDS } from '../cards/views/roles.ts';
import { toldCard } from '../cards/views/told.ts';
import { nearest } from '../engine/nearest.ts';
import { optional } from '../engine/optional.ts';
import { putEffects } from '../store/effects.ts';
import { VersionConflict } from '../store/errors.ts';
import { appendEvents, chainHead } from '../store/events.ts';
import { findMember, type Member } from '../store/members.ts';
import { grantRole, revokeRole } from '../store/people.ts';
import { findReceipt, keepReceipt } from '../store/receipts.ts';
import { refuse, told } from './answering.ts';
import type { Answer } from './conversation.ts';
import { fingerprint } from './fingerprint.ts';
import { named, peopleHere } from './people-of.ts';
import type { Phrase } from './phrase.ts';
import { answeringRoles, rolesOf } from './roles-of.ts';
import { NOTHING, type Speaker, type Talking } from './talking.ts';

type Change = Omit<Extract<Phrase, { type: 'role' }>, 'type'>;

/** Why whoever asks changes no role at all; undefined if they may. */
export function refusalToChange(active: readonly Member[], asking: string): Answer | undefined {
  if (active.some((one) => one.id === asking && one.admin)) return undefined;
  const admins = active.filter((one) => one.admin).map((one) => one.name);
  return attention(`Only an administrator can change who holds a role. Ask ${admins.join(' or ')}.`);
}

/** What is wrong with which part is said at its field, where a form asked for it. */
export async function changeRole(talking: Talking, said: Speaker, typed: Change): Promise<Answer> {
  const active = await peopleHere(talking, said.workspace);
  const actor = active.find((one) => one.id === said.member);
  const member = named(active, typed.member);
  if (!actor?.admin) return refusalToChange(active, said.member) ?? NOTHING;
  if (!member) {
    const who = `Nobody here is called “${typed.member}”, or more than one person is.`;
    return attention(`${who} Mention them, or write the whole name.`, 'member');
  }
  const roles = await rolesOf(talking, said.workspace);
  const role = roleMeant(roles, typed.role);
  if (role === undefined) {
    const near = nearest(
      typed.role.toLowerCase(),
      [...roles.values()].map((title) => title.toLowerCase()),
    );
    const meant = near === undefined ? '' : ` Did you mean “${near}”?`;
    const advice = 'Use the title of a role that there is, or small letters, digits and _ for a new one: shift_lead.';
    return attention(`“${typed.role}” is not a role.${meant} ${advice}`, 'role');
  }
  const change = { ...typed, role };
  const others = active.filter((one) => one.admin && one.id !== actor.id);
  if (change.change === 'add' && member.id === actor.id && others.length > 0) {
    const names = others.map((one) => one.name).join(' or ');
    return attention(`You cannot give a role to yourself. Ask ${names}.`, 'member');
  }
  if (change.change === 'remove' && member.id !== actor.id && others.length > 0) {
    const { holders } = await talking.memory.people(talking.db, said.workspace);
    const isLast = (holders[role] ?? []).every((one) => one === member.id);
    if (isLast && (await answeringRoles(talking, said.workspace)).has(role)) {
      const text = `${member.name} alone answers as ${roles.get(role) ?? role}; without them administrators would, you among them.`;
      return attention(`${text} Give the role to somebody else first.`, 'member');
    }
  }
  const recorded = await record(talking, said, { change, actor, member });
  if (recorded === 'reused') return refuse(talking, said, { code: 'key_reused' });
  if (recorded === 'not_admin') {
    return attention('You are not an administrator any more. Ask one who is.');
  }
  talking.committed();
  const what = change.change === 'add' ? 'now holds' : 'no longer holds';
  const title = roles.get(role);
  const called = title === undefined ? role : `${title} (${role})`;
  const stray = title === undefined ? ' No SOP names this role yet.' : '';
  return told(toldCard('Done', `${member.name} ${what} the role ${called}.${stray}`, 'good'));
}

/** The id of the role that is meant; undefined if there is none. */
export async function roleCalled(talking: Talking, workspace: string, typed: string): Promise<string | undefined> {
  return roleMeant(await rolesOf(talking, workspace), typed);
}

/** The role of an id or a title. An id that no SOP names yet is one too: people come before their SOP. */
function roleMeant(roles: ReadonlyMap<string, string>, typed: string): string | undefined {
  const wanted = typed.trim().toLowerCase();
  const id = wanted.replaceAll(/[\s-]+/g, '_');
  const titled = roles.has(id) ? id : [...roles].find(([, title]) => title.toLowerCase() === wanted)?.[0];
  if (titled !== undefined) return titled;
  return !wanted.includes(' ') && /^[a-z][a-z0-9_]{0,59}$/.test(id) ? id : undefined;
}

/** `not_admin`: the actor is none by now. Nothing is recorded where nothing changed, or a second time. */
async function record(
  talking: Talking,
  said: Speaker,
  facts: { readonly change: Change; readonly actor: Member; readonly member: Member },
): Promise<'done' | 'not_admin' | 'reused'> {
  const { change, actor, member } = facts;
  const { workspace } = said;
  const stream = `people:${workspace}`;
  const [type, added] =
    change.change === 'add' ? (['RoleGranted', 'added'] as const) : (['RoleRevoked', 'removed'] as const);
  const by = { type: 'member', id: actor.id, identity: actor.identity } as const;
  for (let attempt = 1; ; attempt++) {
    try {
      return await talking.db.transaction(async (tx) => {
        // A key of its own: what is remembered here is no reply to a command.
        const key = `role:${said.key}`;
        const request = fingerprint(said);
        const before = await findReceipt(tx, workspace, key);
        if (before) return before.request === request ? 'done' : 'reused';
        const now = await findMember(tx, workspace, actor.id);
        if (!now?.active || !now.admin) return 'not_admin';
        const at = talking.now();
        keepReceipt(tx, { workspace, key, stream, at, request, reply: { status: 'done' } });
        const apply = change.change === 'add' ? grantRole : revokeRole;
        if (!(await apply(tx, workspace, change.role, member.id))) return 'done';
        const after = await chainHead(tx, workspace, stream);
        const event = { type, at, actor: by, role: change.role, member: member.id };
        const { version } = appendEvents(tx, { workspace, stream, after, events: [event] });
        const { role } = change;
        const effect = { type: 'tell_runs', role, member: member.id, change: added, by } as const;
        putEffects(tx, { workspace, stream, version, effects: [effect], now: at });
        return 'done';
      });
    } catch (error) {
      if (!(error instanceof VersionConflict) || attempt >= 5) throw error;
    }
  }
}

/** `field`: of the form that it is about. */
function attention(text: string, field?: keyof typeof ROLE_FIELDS): Answer {
  const card = toldCard('Not changed', text, 'attention');
  return { type: 'card', card, names: {}, ...optional('fields', field && { [ROLE_FIELDS[field]]: text }) };
}
