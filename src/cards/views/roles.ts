/** Who holds which role. A role that an active SOP names and nobody holds stands out: its work would wait for ever. */
import type { Card, Text } from '../card.ts';
import { inRow, sentence } from '../sentence.ts';
import { capital } from '../text.ts';
import { giving } from '../turn.ts';

export interface RoleHolders {
  readonly role: string;
  /** As the SOPs call it. */
  readonly title: string;
  readonly members: readonly string[];
}

export function rolesCard(roles: readonly RoleHolders[]): Card {
  const empty = roles.filter((one) => one.members.length === 0);
  const named = roles.map((one) => ({ ...one, title: capital(one.title) }));
  const sorted = named.toSorted((one, other) => one.title.localeCompare(other.title, 'en'));
  const facts = sorted.map((one) => ({ label: one.title, value: holders(one.members) }));
  const words = inRow(
    empty.map(({ role }) => giving(role)).map((one) => [one]),
    'or',
  );
  const advice = sentence('Work waits where nobody holds the role. Give the role with ', words, '.');
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
