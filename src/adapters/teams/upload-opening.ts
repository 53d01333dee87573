/** Whether a link to the upload page works, and what people read where it does not. */
import type { Database } from '../../store/database.ts';
import { findMember, type Member } from '../../store/members.ts';
import { isTeamsUploadUsed } from '../../store/teams-uploads.ts';
import type { Told } from './upload-html.ts';
import type { UploadTicket, UploadTickets } from './upload-ticket.ts';

export interface Open {
  readonly ticket: UploadTicket;
  readonly member: Member;
}

export interface Closed extends Told {
  readonly status: 403 | 410;
}

/** Changes nothing: link previews open links too. */
export async function openUpload(
  db: Database,
  tickets: UploadTickets,
  text: string,
): Promise<{ readonly open: Open } | { readonly closed: Closed }> {
  const ticket = tickets.read(text);
  if (typeof ticket === 'string') return { closed: CLOSED[ticket] };
  const member = await findMember(db, ticket.workspace, ticket.member);
  if (!member?.active) return { closed: CLOSED.nobody };
  if (await isTeamsUploadUsed(db, usedAs(ticket))) return { closed: CLOSED.used };
  return { open: { ticket, member } };
}

/** How it is noted that a ticket was used. */
export function usedAs({ workspace, nonce }: UploadTicket): { readonly workspace: string; readonly ticket: string } {
  return { workspace, ticket: nonce };
}

const AGAIN = 'Tap the button in Teams again: it gives you a fresh link.';

export const CLOSED = {
  forged: {
    ...{ status: 403, tone: 'attention', title: 'This link is not whole' },
    ...{ text: 'Part of its address is missing, or was changed. Nothing was kept.', next: AGAIN },
  },
  expired: {
    ...{ status: 410, tone: 'attention', title: 'This link has expired' },
    ...{ text: 'It works for 30 minutes. What was sent after that was not kept.', next: AGAIN },
  },
  used: {
    ...{ status: 410, tone: 'attention', title: 'This link was used already' },
    text: 'It works once. If what you sent is not in Teams, or you have more to send, you need another.',
    next: AGAIN,
  },
  nobody: {
    ...{ status: 403, tone: 'attention', title: 'This link is for nobody here' },
    ...{ text: 'Whom it was made for does not belong to the workspace any more. Nothing was kept.', next: '' },
  },
  foreign: {
    ...{ status: 403, tone: 'attention', title: 'That came from another site' },
    ...{ text: 'Files are taken from our own page only. Nothing was kept.', next: AGAIN },
  },
} as const satisfies Readonly<Record<string, Closed>>;
