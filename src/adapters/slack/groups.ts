/** User groups may hold a role: `/sop role shift_lead add @managers`. Who joins or leaves the group gets or loses it. */
import type { App } from '@slack/bolt';
import type { Line } from '../../cards/card.ts';
import { plain, UNNAMED } from '../../cards/text.ts';
import { roleGroupCard } from '../../cards/views/role-group.ts';
import { changeRoleOfEach, type RoleChange } from '../../runtime/change-role-of-each.ts';
import type { Answer } from '../../runtime/conversation.ts';
import { parsePhrase } from '../../runtime/phrase.ts';
import { removeRoleGroup, rolesOfGroup, saveRoleGroup } from '../../store/slack-role-groups.ts';
import type { Asker } from './asker.ts';
import type { Parts } from './parts.ts';
import type { Team } from './teams.ts';

/** What the text ends with. */
const GROUP = /<!subteam\^(S[A-Z0-9]+)(?:\|@?([^<>]*))?>$/;

/** A phrase that gives a group a role, or takes it; undefined if the text is another. */
export function groupPhrase(text: string): GroupPhrase | undefined {
  const typed = text.trim();
  const [mention = '', group, name = 'The group'] = GROUP.exec(typed) ?? [];
  if (group === undefined) return undefined;
  const phrase = parsePhrase(`${typed.slice(0, -mention.length)} ${group}`);
  if (phrase.type !== 'role' || phrase.member !== group) return undefined;
  const { role, change } = phrase;
  return { role, change, group, name };
}

interface GroupPhrase {
  readonly role: string;
  readonly change: 'add' | 'remove';
  readonly group: string;
  readonly name: string;
}

/** Each member gets the role, or loses it, as if they were named one by one: the same refusals hold. */
export async function changeGroup(
  parts: Parts,
  asker: Asker,
  { phrase, key }: { readonly phrase: GroupPhrase; readonly key: string },
): Promise<Answer> {
  const { team, member } = asker;
  const { role, change, group, name } = phrase;
  const users = (await team.client.usergroups.users.list({ usergroup: group })).users ?? [];
  const changed = { team, by: member.id, role, change };
  // Whoever may not change a role is told so once: Slack is not asked about everybody of the group.
  const items = await eachMember(parts, changed, member.admin ? users : users.slice(0, 1), key);
  // Kept by its id: it may be called by its title next time.
  const called = (await parts.conversation.roleCalled(team.workspace, role)) ?? role;
  const held = { workspace: team.workspace, role: called, group };
  // Only an administrator's change went through: a group that nobody could give the role to does not hold it.
  const isDone = items.some((one) => one.mark === 'done') || (users.length === 0 && member.admin);
  if (isDone && change === 'add') await saveRoleGroup(parts.db, { ...held, by: member.id });
  if (isDone && change === 'remove') await removeRoleGroup(parts.db, held);
  return { type: 'card', card: roleGroupCard({ name, change, isDone }, items), names: {} };
}

export function listenToGroups(app: App, parts: Parts): void {
  app.event('subteam_members_changed', async ({ event, body }) => {
    const team = await parts.teams.find(body.team_id);
    if (!team) return;
    for (const { role, by } of await rolesOfGroup(parts.db, team.workspace, event.subteam_id)) {
      const key = `slack:${body.event_id}:${role}`;
      const added = await eachMember(parts, { team, by, role, change: 'add' }, event.added_users ?? [], key);
      const removed = await eachMember(parts, { team, by, role, change: 'remove' }, event.removed_users ?? [], key);
      for (const line of [...added, ...removed].filter((one) => one.mark !== 'done')) {
        const refused = plain(line.text, UNNAMED);
        parts.log.warn(
          { workspace: team.workspace, role, group: event.subteam_id, refused },
          'a group changed, a role did not',
        );
      }
    }
  });
}

type Changing = Pick<RoleChange, 'by' | 'role' | 'change'> & { readonly team: Team };

function eachMember(
  parts: Parts,
  { team, ...changing }: Changing,
  users: readonly string[],
  key: string,
): Promise<readonly Line[]> {
  const change = { ...changing, key, workspace: team.workspace, platform: 'slack' };
  return changeRoleOfEach(parts.conversation, change, users, async (user) => (await parts.people.known(team, user)).id);
}
