/** A role for several people, given or taken as if they were named one by one: the same refusals hold. */
import type { Line } from '../cards/card.ts';
import type { Conversation } from './conversation.ts';

export interface RoleChange {
  readonly workspace: string;
  /** In whose name. */
  readonly by: string;
  readonly role: string;
  readonly change: 'add' | 'remove';
  readonly platform: string;
  readonly key: string;
}

/** `who` makes one known here, and gives their member id. What was said to each change, a line a person. */
export async function changeRoleOfEach<Person>(
  conversation: Pick<Conversation, 'say'>,
  { workspace, by, role, change, platform, key }: RoleChange,
  people: readonly Person[],
  who: (person: Person) => Promise<string>,
): Promise<readonly Line[]> {
  const lines: Line[] = [];
  for (const person of people) {
    const member = await who(person);
    const said = { workspace, member: by, place: `${platform}:${by}`, files: [], key: `${key}:${member}` };
    const answer = await conversation.say({ ...said, text: `role "${role}" ${change} ${member}` });
    const isDone = answer.type === 'card' && answer.card.tone === 'good';
    lines.push({ mark: isDone ? 'done' : 'blocked', text: answer.type === 'card' ? answer.card.fallback : member });
  }
  return lines;
}
