/**
 * Gives or takes a role. Who holds which role decides who may approve what, so only administrators change it, nobody
 * gives a role to themself while another administrator could, and every change is an event of the workspace's chain.
 */
import { toldCard } from '../cards/views/told.ts';
import { VersionConflict } from '../store/errors.ts';
import { appendEvents, chainHead } from '../store/events.ts';
import { findMember, listMembers, type Member } from '../store/members.ts';
import { grantRole, revokeRole } from '../store/people.ts';
import { findReceipt, keepReceipt } from '../store/receipts.ts';
import { told } from './answering.ts';
import type { Answer, Said } from './conversation.ts';
import type { Phrase } from './phrase.ts';
import type { Talking } from './talking.ts';

type Change = Extract<Phrase, { type: 'role' }>;

export async function changeRole(talking: Talking, said: Said, change: Change): Promise<Answer> {
  const members = await listMembers(talking.db, said.workspace);
  const active = members.filter((one) => one.active && one.kind === 'person');
  const actor = active.find((one) => one.id === said.member);
  const member = named(active, change.member);
  if (!actor?.admin) {
    const admins = active.filter((one) => one.admin).map((one) => one.name);
    return attention('Not changed', `Only an administrator can change who holds a role. Ask ${admins.join(' or ')}.`);
  }
  if (!member) return attention('Not changed', `Nobody here is called “${change.member}”.`);
  if (!/^[a-z][a-z0-9_]{0,59}$/.test(change.role)) {
    return attention(
      'Not changed',
      `“${change.role}” is not a role: use small letters, digits and _, for example shift_lead.`,
    );
  }
  const others = active.filter((one) => one.admin && one.id !== actor.id);
  if (change.change === 'add' && member.id === actor.id && others.length > 0) {
    const names = others.map((one) => one.name).join(' or ');
    return attention('Not changed', `You cannot give a role to yourself. Ask ${names}.`);
  }
  if (!(await record(talking, said, { change, actor, member }))) {
    return attention('Not changed', 'You are not an administrator any more. Ask one who is.');
  }
  const what = change.change === 'add' ? 'now holds' : 'no longer holds';
  return told(toldCard('Done', `${member.name} ${what} the role ${change.role}.`, 'good'));
}

/** False if the actor is no administrator by now. Nothing is recorded where nothing changed, or a second time. */
async function record(
  talking: Talking,
  said: Said,
  facts: { readonly change: Change; readonly actor: Member; readonly member: Member },
): Promise<boolean> {
  const { change, actor, member } = facts;
  const { workspace } = said;
  const stream = `people:${workspace}`;
  const type = change.change === 'add' ? 'RoleGranted' : 'RoleRevoked';
  const by = { type: 'member', id: actor.id, identity: actor.identity };
  for (let attempt = 1; ; attempt++) {
    try {
      return await talking.db.transaction(async (tx) => {
        // A key of its own: what is remembered here is no reply to a command.
        const key = `role:${said.key}`;
        if (await findReceipt(tx, workspace, key)) return true;
        const now = await findMember(tx, workspace, actor.id);
        if (!now?.active || !now.admin) return false;
        const at = talking.now();
        keepReceipt(tx, { workspace, key, stream, at, reply: { status: 'done' } });
        const apply = change.change === 'add' ? grantRole : revokeRole;
        if (!(await apply(tx, workspace, change.role, member.id))) return true;
        const after = await chainHead(tx, workspace, stream);
        const event = { type, at, actor: by, role: change.role, member: member.id };
        appendEvents(tx, { workspace, stream, after, events: [event] });
        return true;
      });
    } catch (error) {
      if (!(error instanceof VersionConflict) || attempt >= 5) throw error;
    }
  }
}

/** By id, whole name or first name, if only one fits. */
function named(members: readonly Member[], typed: string): Member | undefined {
  const wanted = typed.toLowerCase();
  const exact = members.find((one) => one.id === typed || one.name.toLowerCase() === wanted);
  const first = members.filter((one) => one.name.toLowerCase().split(' ')[0] === wanted);
  return exact ?? (first.length === 1 ? first[0] : undefined);
}

function attention(title: string, text: string): Answer {
  return told(toldCard(title, text, 'attention'));
}
