/** Looking for a message that may have been said: the Bot Framework does not tell, Graph does where it is permitted. */
import { z } from 'zod';
import type { TeamsConversation } from '../../store/teams-conversations.ts';
import { markOf } from './drawing.ts';
import type { Graph } from './graph.ts';
import { messagesIn } from './group.ts';

/** Messages of a page, and pages looked through. */
const PAGE = 50;
const MOST_PAGES = 4;

const page = z.object({
  value: z.array(
    z.object({
      id: z.string(),
      deletedDateTime: z.unknown().optional(),
      from: z.object({ user: z.unknown().optional() }).nullish(),
      attachments: z.array(z.object({ content: z.string().nullish() })).nullish(),
    }),
  ),
  '@odata.nextLink': z.string().optional(),
});

interface Sought {
  readonly conversation: TeamsConversation;
  readonly tenant: string;
  readonly thread?: string | undefined;
  readonly effect: string;
}

/** Its id; undefined if it was not said, or nobody is permitted to look. Throws if Graph cannot be reached. */
export async function findSaid(graph: Graph, sought: Sought): Promise<string | undefined> {
  // In quotation marks, as it stands in the card: no effect's mark begins another's.
  const mark = JSON.stringify(markOf(sought.effect));
  let path: string | undefined = pathOf(sought);
  for (let count = 0; path !== undefined && count < MOST_PAGES; count += 1) {
    const got = await graph.get(sought.tenant, path);
    if (got.type !== 'found') return undefined;
    const { value, '@odata.nextLink': next } = page.parse(got.value);
    const found = value.find(
      ({ from, attachments, deletedDateTime }) =>
        (deletedDateTime ?? null) === null &&
        // People can send the same card as theirs; it could be neither brought up to date nor pressed.
        (from?.user ?? null) === null &&
        attachments?.some(({ content }) => content?.includes(mark)),
    );
    if (found) return found.id;
    path = next;
  }
  return undefined;
}

function pathOf({ conversation, thread }: Sought): string | undefined {
  const messages = messagesIn(conversation, thread);
  return messages === undefined ? undefined : `${messages}?$top=${PAGE}`;
}
