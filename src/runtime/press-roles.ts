/** The form that gives or takes a role. */
import { ROLE_FIELDS, roleForm } from '../cards/views/roles.ts';
import { changeRole, refusalToChange } from './change-role.ts';
import type { Answer, Pressed } from './conversation.ts';
import { text } from './field-values.ts';
import { asPerson, peopleHere } from './people-of.ts';
import { rolesOf } from './roles-of.ts';
import type { Talking } from './talking.ts';

export async function pressOnRoles(talking: Talking, pressed: Pressed): Promise<Answer> {
  const { workspace, value, fields } = pressed;
  const people = await peopleHere(talking, workspace);
  if (fields === undefined) {
    // Nobody fills in a form that is refused whatever it says.
    const refusal = refusalToChange(people, pressed.member);
    const form = roleForm(await rolesOf(talking, workspace), people.map(asPerson));
    return refusal ?? { type: 'form', form, value };
  }
  const { [ROLE_FIELDS.role]: role, [ROLE_FIELDS.member]: member, [ROLE_FIELDS.change]: change } = fields;
  const changed = change === 'remove' ? 'remove' : 'add';
  return changeRole(talking, pressed, { change: changed, role: text(role), member: text(member) });
}
