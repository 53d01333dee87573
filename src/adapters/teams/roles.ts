/** A role for the owners of a team, or for everybody who is named: `role shift_lead add owners`, `role cook add @Ana @Ben`. */
import { roleGroupCard } from '../../cards/views/role-group.ts';
import { changeRoleOfEach } from '../../runtime/change-role-of-each.ts';
import type { Answer } from '../../runtime/conversation.ts';
import { parsePhrase } from '../../runtime/phrase.ts';
import type { Asker } from './asker.ts';
import { changeRoleOfOwners } from './owners.ts';
import type { Parts } from './parts.ts';

interface RolePhrase {
  readonly role: string;
  readonly change: 'add' | 'remove';
  readonly whom: 'owners' | readonly string[];
}

/** A member's id, as a mention became one. */
const MEMBER = /^(?:[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12,13}|anonymous-[\w-]{24}|[UW][A-Z0-9]{6,})$/;

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
  if (whom === 'owners') return changeRoleOfOwners(parts, asker, { role, change });
  const changed = { workspace, by: member.id, role, change, platform: 'teams', key };
  // Whoever may not change a role is told so once.
  const asked = member.admin ? whom : whom.slice(0, 1);
  const items = await changeRoleOfEach(parts.conversation, changed, asked, async (person) => person);
  const isDone = items.some((one) => one.mark === 'done');
  return { type: 'card', card: roleGroupCard({ name: `${whom.length} people`, change, isDone }, items), names: {} };
}
