/** A role for the owners of a team, or for everybody who is named: `role shift_lead add owners`, `role cook add @Ana @Ben`. */
import { z } from 'zod';
import { roleGroupCard } from '../../cards/views/role-group.ts';
import { toldCard } from '../../cards/views/told.ts';
import { changeRoleOfEach } from '../../runtime/change-role-of-each.ts';
import type { Answer } from '../../runtime/conversation.ts';
import { parsePhrase } from '../../runtime/phrase.ts';
import type { Asker } from './asker.ts';
import { addressOf } from './conversations.ts';
import type { Parts } from './parts.ts';

interface RolePhrase {
  readonly role: string;
  readonly change: 'add' | 'remove';
  readonly whom: 'owners' | readonly string[];
}

/** A member's id, as a mention became one. */
const MEMBER = /^(?:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12,13}|anonymous-[\w-]{24})$/;

/** Undefined if the text is another phrase, or names one person. */
export function rolePhrase(text: string): RolePhrase | undefined {
  const words = text.trim().split(/\s+/);
  const people = words.filter((word) => MEMBER.test(word));
  const isOwners = /^@?owners$/i.test(words.at(-1) ?? '');
  if (!isOwners && people.length < 2) return undefined;
  const one = isOwners
    ? text
    : words
        .filter((word) => !people.includes(word))
        .concat(people[0] ?? '')
        .join(' ');
  const phrase = parsePhrase(one);
  if (phrase.type !== 'role') return undefined;
  const { role, change } = phrase;
  return { role, change, whom: isOwners ? 'owners' : people };
}

export async function changeRoleOfMany(
  parts: Parts,
  asker: Asker,
  { role, change, whom }: RolePhrase,
): Promise<Answer> {
  const { workspace, member, key } = asker;
  const people = whom === 'owners' ? await ownersOf(parts, asker) : whom;
  if (!people) return { type: 'card', card: toldCard('Not done', NO_OWNERS, 'attention'), names: {} };
  const changed = { workspace, by: member.id, role, change, platform: 'teams', key };
  // Whoever may not change a role is told so once.
  const asked = member.admin ? people : people.slice(0, 1);
  const items = await changeRoleOfEach(parts.conversation, changed, asked, (person) => knownOf(parts, asker, person));
  const isDone = items.some((one) => one.mark === 'done');
  const name = whom === 'owners' ? 'The owners of this team' : `${people.length} people`;
  return { type: 'card', card: roleGroupCard({ name, change, isDone }, items), names: {} };
}

const NO_OWNERS =
  'I cannot read who owns this team. Ask in a channel of the team; its owners must have permitted Sopwith to read its members (TeamMember.Read.Group) when they added it. Or name the people.';

const page = z.object({
  value: z.array(z.object({ userId: z.string().max(60).nullish(), roles: z.array(z.string()) })),
  '@odata.nextLink': z.string().optional(),
});
const MOST_PAGES = 20;

/** Their object ids; undefined where they cannot be read. */
async function ownersOf({ graph }: Parts, { conversation, tenant }: Asker): Promise<readonly string[] | undefined> {
  const { group } = conversation;
  let path: string | undefined = group && `/teams/${encodeURIComponent(group)}/members`;
  if (path === undefined) return undefined;
  const owners: string[] = [];
  for (let count = 0; path !== undefined && count < MOST_PAGES; count += 1) {
    const got = await graph.get(tenant, path);
    if (got.type !== 'found') return undefined;
    const { value, '@odata.nextLink': next } = page.parse(got.value);
    for (const { userId, roles } of value) if (userId && roles.includes('owner')) owners.push(userId.toLowerCase());
    path = next;
  }
  return owners;
}

/** Makes somebody known here who may never have said anything. */
async function knownOf(
  { connector, people }: Parts,
  { workspace, conversation }: Asker,
  person: string,
): Promise<string> {
  const where = addressOf(conversation);
  const said = await connector.person(where, person);
  if (!said) return person;
  const account = { id: said.id, ...(said.name && { name: said.name }), aadObjectId: said.aadObjectId ?? person };
  return (await people.known({ workspace, account, where })).id;
}
