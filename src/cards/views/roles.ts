/** Who holds which role. A role that an active SOP names and nobody holds stands out: its work would wait for ever. */
import type { Card, Text } from '../card.ts';

export interface RoleHolders {
  readonly role: string;
  /** As the SOPs call it. */
  readonly title: string;
  readonly members: readonly string[];
}

export function rolesCard(roles: readonly RoleHolders[]): Card {
  const empty = roles.filter((one) => one.members.length === 0);
  const facts = roles.map((one) => ({ label: one.title, value: holders(one.members) }));
  const advice = 'Nobody holds a role marked “nobody”. Give it with /sop role ROLE add NAME.';
  return {
    title: 'Roles',
    tone: empty.length > 0 ? 'attention' : 'neutral',
    elements: [
      ...(facts.length > 0 ? ([{ type: 'facts', facts }] as const) : []),
      ...(facts.length === 0 ? ([{ type: 'text', text: 'No published SOP names a role yet.' }] as const) : []),
      ...(empty.length > 0 ? ([{ type: 'notice', tone: 'attention', text: advice }] as const) : []),
    ],
    actions: [],
    fallback: `Roles: ${roles.map((one) => one.title).join(', ')}`,
  };
}

function holders(members: readonly string[]): Text {
  if (members.length === 0) return [{ type: 'italic', text: 'nobody' }];
  return members.flatMap((member, index) => [...(index > 0 ? [', '] : []), { type: 'member', member } as const]);
}
