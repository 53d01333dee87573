/** A role that the owners of a team hold, as Microsoft Graph tells who they are: asked when it is given, and once in a while. */
import { z } from 'zod';
import type { Line } from '../../cards/card.ts';
import { plain, UNNAMED } from '../../cards/text.ts';
import { roleGroupCard } from '../../cards/views/role-group.ts';
import { toldCard } from '../../cards/views/told.ts';
import { changeRoleOfEach } from '../../runtime/change-role-of-each.ts';
import type { Answer } from '../../runtime/conversation.ts';
import { remember } from '../../runtime/remember.ts';
import type { TeamsConversation } from '../../store/teams-conversations.ts';
import {
  type RoleOfOwners,
  removeRoleOfOwners,
  rolesOfOwners,
  saveOwners,
  saveRoleOfOwners,
} from '../../store/teams-role-owners.ts';
import type { Asker } from './asker.ts';
import { addressOf } from './conversations.ts';
import { withGroup } from './group.ts';
import type { Parts } from './parts.ts';
import { tenantIn } from './tenants.ts';

interface Changing {
  readonly role: string;
  readonly change: 'add' | 'remove';
}

/** Said in a channel of the team. */
export async function changeRoleOfOwners(parts: Parts, asker: Asker, { role, change }: Changing): Promise<Answer> {
  const { workspace, member, key } = asker;
  const conversation = await withGroup(parts, asker.conversation);
  const { group } = conversation;
  const owners = await ownersOf(parts, conversation);
  if (!owners || group === undefined) {
    return { type: 'card', card: toldCard('Not done', NO_OWNERS, 'attention'), names: {} };
  }
  // Whoever may not change a role is told so once.
  const asked = member.admin ? owners : owners.slice(0, 1);
  // Kept by its id: it may be called by its title next time.
  const called = (await parts.conversation.roleCalled(workspace, role)) ?? role;
  const held = { workspace, role: called, group, place: conversation.id, by: member.id };
  const items = await each(parts, { ...held, key }, { change, people: asked });
  // Only an administrator's change went through.
  const isDone = items.some((one) => one.mark === 'done') || (owners.length === 0 && member.admin);
  if (isDone && change === 'add') await saveRoleOfOwners(parts.db, { ...held, owners });
  if (isDone && change === 'remove') await removeRoleOfOwners(parts.db, held);
  const card = roleGroupCard({ name: 'The owners of this team', change, isDone }, items);
  return { type: 'card', card, names: {} };
}

const NO_OWNERS =
  'I cannot read who owns this team. Ask in a channel of the team; its owners must have permitted Sopwith to read its members (TeamMember.Read.Group) when they added it. Or name the people.';

/** For so long what Graph said of a team is taken for true, in milliseconds. */
const FRESH = 60 * 60_000;
const MOST = 1_000;

export interface Owners {
  /** Something happened in a channel: if its team was not looked at for an hour, who owns it now gets what owners hold. */
  look(parts: Parts, conversation: TeamsConversation): Promise<void>;
}

export function createOwners(): Owners {
  const looked = new Map<string, number>();
  return {
    async look(parts, conversation) {
      const { workspace, group } = conversation;
      if (group === undefined) return;
      const now = parts.clock.now();
      const name = `${workspace} ${group}`;
      const age = now - (looked.get(name) ?? Number.NEGATIVE_INFINITY);
      if (age >= 0 && age < FRESH) return;
      remember(MOST, looked, [name, now]);
      const roles = await rolesOfOwners(parts.db, workspace, group);
      if (roles.length > 0) await bringUpToDate(parts, conversation, roles);
    },
  };
}

async function bringUpToDate(
  parts: Parts,
  conversation: TeamsConversation,
  roles: readonly RoleOfOwners[],
): Promise<void> {
  const owners = await ownersOf(parts, conversation);
  // Not permitted any more: who holds what stays, until an administrator says otherwise.
  if (!owners) return;
  for (const held of roles) {
    const joined = owners.filter((one) => !held.owners.includes(one));
    const left = held.owners.filter((one) => !owners.includes(one));
    if (joined.length + left.length === 0) continue;
    const keyed = { ...held, key: `teams:owners:${held.group}:${held.role}:${parts.clock.now()}` };
    const added = await each(parts, keyed, { change: 'add', people: joined });
    const removed = await each(parts, keyed, { change: 'remove', people: left });
    // What was refused is tried again the next time: nobody keeps for ever what they were to lose.
    const kept = held.owners.filter((one) => !doneFor(left, removed).includes(one));
    await saveOwners(parts.db, { ...held, owners: [...kept, ...doneFor(joined, added)] });
    for (const line of [...added, ...removed].filter((one) => one.mark !== 'done')) {
      const about = { workspace: held.workspace, role: held.role, refused: plain(line.text, UNNAMED) };
      parts.log.warn(about, 'the owners of a team changed, a role did not');
    }
  }
}

/** Of some people those whose change went through. */
function doneFor(people: readonly string[], lines: readonly Line[]): readonly string[] {
  return people.filter((_, index) => lines[index]?.mark === 'done');
}

interface Each {
  readonly change: 'add' | 'remove';
  readonly people: readonly string[];
}

function each(
  { conversation }: Parts,
  { workspace, by, role, key }: Omit<RoleOfOwners, 'owners'> & { readonly key: string },
  { change, people }: Each,
): Promise<readonly Line[]> {
  const changed = { workspace, by, role, change, platform: 'teams', key: `${key}:${change}` };
  return changeRoleOfEach(conversation, changed, people, async (person) => person);
}

const page = z.object({
  value: z.array(z.object({ userId: z.string().max(60).nullish(), roles: z.array(z.string()) })),
  '@odata.nextLink': z.string().optional(),
});
const MOST_PAGES = 20;

/** The members who own the team, known here afterwards; undefined where nobody may look. Throws what the network throws. */
async function ownersOf(parts: Parts, conversation: TeamsConversation): Promise<readonly string[] | undefined> {
  const { workspace, group } = conversation;
  let path: string | undefined = group && `/teams/${encodeURIComponent(group)}/members`;
  if (path === undefined) return undefined;
  const owners: string[] = [];
  for (let count = 0; path !== undefined && count < MOST_PAGES; count += 1) {
    const got = await parts.graph.get(tenantIn(parts.settings, workspace), path);
    if (got.type !== 'found') return undefined;
    const { value, '@odata.nextLink': next } = page.parse(got.value);
    for (const { userId, roles } of value) if (userId && roles.includes('owner')) owners.push(userId.toLowerCase());
    path = next;
  }
  return Promise.all(owners.map((person) => knownOf(parts, conversation, person)));
}

/** Makes somebody known here who may never have said anything. */
async function knownOf({ connector, people }: Parts, conversation: TeamsConversation, person: string): Promise<string> {
  const where = addressOf(conversation);
  const said = await connector.person(where, person);
  if (!said) return person;
  const account = { id: said.id, ...(said.name && { name: said.name }), aadObjectId: said.aadObjectId ?? person };
  return (await people.known({ workspace: conversation.workspace, account, where })).id;
}
