/** Who holds which role. A role that an active SOP names and nobody holds stands out: its work would wait for ever. */
import type { Settings } from '../../engine/settings/settings.ts';
import type { Action, Card, Element, Form, Line, Text } from '../card.ts';
import { sentence } from '../sentence.ts';
import { capital, clip } from '../text.ts';
import { giving } from '../turn.ts';
import { time } from './away.ts';
import { MOST_LABEL } from './evidence-fields.ts';

export interface RoleHolders {
  readonly role: string;
  /** As the SOPs call it. */
  readonly title: string;
  readonly members: readonly string[];
}

/** `away`: who is, with who stands in. */
export function rolesCard(roles: readonly RoleHolders[], away: Settings['away'] = {}): Card {
  const empty = roles.filter((one) => one.members.length === 0);
  const named = roles.map((one) => ({ ...one, title: capital(one.title) }));
  const sorted = named.toSorted((one, other) => one.title.localeCompare(other.title, 'en'));
  const facts = sorted.map((one) => ({ label: one.title, value: holders(one.members) }));
  const [first] = empty;
  const typed = first ? sentence(', or type ', giving(first.role)) : '';
  const advice = sentence('Work waits where nobody holds the role. Press ', { type: 'bold', text: GIVE }, typed, '.');
  return {
    title: 'Roles',
    tone: empty.length > 0 ? 'attention' : 'neutral',
    elements: [
      ...(facts.length > 0 ? ([{ type: 'facts', facts }] as const) : []),
      ...(facts.length === 0 ? ([{ type: 'text', text: 'No published SOP names a role yet.' }] as const) : []),
      ...awayElements(away),
      ...(empty.length > 0 ? ([{ type: 'notice', tone: 'attention', text: advice }] as const) : []),
    ],
    actions: facts.length > 0 ? [{ ...CHANGE, style: empty.length > 0 ? 'primary' : 'default' }] : [],
    fallback: `Roles: ${roles.map((one) => one.title).join(', ')}`,
  };
}

function awayElements(away: Settings['away']): readonly Element[] {
  const lines = Object.entries(away).map(([member, absence]): Line => {
    const standIn = { type: 'member', member: absence.standIn } as const;
    return {
      mark: absence.status === 'begun' ? 'now' : 'todo',
      text: sentence({ type: 'member', member }, ' is away', time(absence)),
      detail: sentence(standIn, ' stands in'),
    };
  });
  return lines.length > 0 ? [{ type: 'list', items: lines }] : [];
}

const GIVE = 'Give or take a role';
const CHANGE: Action = { label: GIVE, style: 'default', value: { v: 1, verb: 'role' } };

/** What the answers of `roleForm` come back under. */
export const ROLE_FIELDS = { role: 'role', change: 'change', member: 'member' } as const;

export function roleForm(
  roles: ReadonlyMap<string, string>,
  people: readonly { readonly id: string; readonly title: string }[],
): Form {
  const titled = [...roles].map(([id, title]) => ({ id, title: clip(capital(title), MOST_LABEL) }));
  const options = titled.toSorted((one, other) => one.title.localeCompare(other.title, 'en'));
  const changes = [
    { id: 'add', title: 'Give the role' },
    { id: 'remove', title: 'Take it away' },
  ];
  return {
    title: GIVE,
    submit: 'Save',
    fields: [
      { id: ROLE_FIELDS.role, label: 'Role', required: true, type: 'choice', options },
      { id: ROLE_FIELDS.member, label: 'Who', required: true, type: 'member', people },
      { id: ROLE_FIELDS.change, label: 'Give or take', required: true, type: 'choice', options: changes, value: 'add' },
    ],
  };
}

function holders(members: readonly string[]): Text {
  if (members.length === 0) return [{ type: 'italic', text: 'nobody' }];
  return members.flatMap((member, index) => [...(index > 0 ? [', '] : []), { type: 'member', member } as const]);
}
