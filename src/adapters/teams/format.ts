/** How Teams says names and times, and where it shows what was posted. */
import type { Format } from '../../cards/adaptive.ts';
import { timeIn } from '../../cards/time.ts';
import { viewKey } from '../../engine/effect.ts';
import { optional } from '../../engine/optional.ts';
import type { Posted } from '../../runtime/ports.ts';
import type { TeamsConversation } from '../../store/teams-conversations.ts';

export interface Reading {
  readonly names: Readonly<Record<string, string>>;
  /** IANA name of the one reader's zone; else that of the workspace. */
  readonly zone: string;
  readonly locale?: string | undefined;
  /** The conversation it is read in, and where other cards are in it. */
  readonly conversation?: TeamsConversation | undefined;
  readonly posted?: Readonly<Record<string, Posted>>;
  /** The address of a stored picture; absent: they are told in words. */
  readonly picture?: ((file: string) => string) | undefined;
  /** Whether a member can be called by name. */
  readonly calls?: ((member: string) => boolean) | undefined;
  readonly dialogs: boolean;
  /** It is read in a dialog. */
  readonly isDialog?: boolean;
}

export function formatOf({
  names,
  zone,
  locale,
  conversation,
  posted = {},
  picture,
  calls,
  dialogs,
  isDialog = false,
}: Reading): Format {
  return {
    time: timeIn(zone, locale),
    name: (member) => names[member] ?? 'somebody',
    ...optional('file', picture),
    ...optional('calls', calls),
    address: (view) => {
      const at = posted[viewKey(view)];
      return at && conversation && linkTo(conversation, at);
    },
    attach: conversation?.kind === 'channel' ? 'thread' : 'chat',
    // Alone with Sopwith everything is said to it.
    phrase: conversation?.kind === 'personal' ? (phrase) => phrase : (phrase) => `@Sopwith ${phrase}`,
    teams: { dialogs, isDialog },
  };
}

/** The address of a message, as Teams makes it (learn.microsoft.com/microsoftteams/platform/concepts/build-and-test/deep-link-teams). */
function linkTo({ id, kind, group, workspace }: TeamsConversation, { id: message, thread }: Posted): string {
  const link = `https://teams.microsoft.com/l/message/${encodeURIComponent(id)}/${message}`;
  if (kind !== 'channel') return `${link}?context=${encodeURIComponent('{"contextType":"chat"}')}`;
  const about = {
    ...(workspace.startsWith('teams-') ? { tenantId: workspace.slice('teams-'.length) } : {}),
    parentMessageId: thread ?? message,
    ...optional('groupId', group),
  };
  return `${link}?${new URLSearchParams(about)}`;
}
