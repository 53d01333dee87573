/**
 * Who may read a conversation, as Teams says: a personal chat its one person, any other whoever is on its list. Asked
 * once in a while, and told when somebody leaves.
 */
import type { Clock } from '../../runtime/ports.ts';
import { remember } from '../../runtime/remember.ts';
import type { TeamsConversation } from '../../store/teams-conversations.ts';
import type { Connector } from './connector.ts';
import { addressOf } from './conversations.ts';

export interface Sight {
  /** `teamsId`: what Teams calls the member. Throws `TeamsError`. */
  sees(conversation: TeamsConversation, member: string, teamsId: string): Promise<boolean>;
  /** They did something in it just now: so they are there. */
  isThere(conversation: TeamsConversation, member: string): void;
  /** Somebody left a conversation, or a team with all its channels. */
  left(
    where: { readonly workspace: string; readonly id: string; readonly team?: string | undefined },
    member: string,
  ): void;
}

/** For so long an answer is taken for true, in milliseconds. */
const FRESH = 60_000;
const MOST = 20_000;

interface Known {
  readonly at: number;
  readonly team: string | undefined;
  readonly answer: Promise<boolean>;
}

export function createSight(clock: Clock, connector: Pick<Connector, 'person'>): Sight {
  const known = new Map<string, Known>();
  const nameOf = (workspace: string, id: string, member: string) => `${workspace} ${id} ${member}`;
  const know = ({ workspace, id, team }: TeamsConversation, member: string, answer: Promise<boolean>) => {
    const name = nameOf(workspace, id, member);
    remember(MOST, known, [name, { at: clock.now(), team, answer }]);
    answer.catch(() => known.delete(name));
    return answer;
  };
  return {
    async sees(conversation, member, teamsId) {
      if (conversation.kind === 'personal') return conversation.member === member;
      const before = known.get(nameOf(conversation.workspace, conversation.id, member));
      const age = before ? clock.now() - before.at : -1;
      if (before && age >= 0 && age < FRESH) return before.answer;
      const asked = connector.person(addressOf(conversation), teamsId).then((person) => person !== undefined);
      return know(conversation, member, asked);
    },
    isThere(conversation, member) {
      if (conversation.kind !== 'personal') void know(conversation, member, Promise.resolve(true));
    },
    left({ workspace, id, team }, member) {
      known.delete(nameOf(workspace, id, member));
      for (const [name, { team: its }] of known) {
        if (its !== undefined && its === team && name.startsWith(`${workspace} `) && name.endsWith(` ${member}`))
          known.delete(name);
      }
    },
  };
}
