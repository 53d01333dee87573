/** What a link to the upload page says: who may send what, and where to. */
import { z } from 'zod';
import type { Clock } from '../../runtime/ports.ts';
import { signWith } from './signed.ts';

/** Where the page is; its ticket follows. */
export const UPLOAD_PATH = '/teams/upload';
/** How long a link works, in milliseconds: half an hour. */
const VALID = 30 * 60_000;

const id = z.string().min(1).max(500);
const uploadTicket = z
  .object({
    workspace: id,
    /** In whose name it is sent. */
    member: id,
    /** Where it goes; the page only hands it on. */
    place: id,
    thread: id.exactOptional(),
    run: id.exactOptional(),
    purpose: z.enum(['evidence', 'import']),
    /** Nobody can guess it. Links with the same one are one link: whichever is used, the others are used too. */
    nonce: id,
  })
  .readonly();

export type UploadTicket = z.infer<typeof uploadTicket>;

export interface UploadTickets {
  /** For half an hour from now. Throws if it would be too long for an address. */
  sign(ticket: UploadTicket): string;
  /** `forged`: it was not made here, or was changed since. */
  read(text: string): UploadTicket | 'expired' | 'forged';
}

/** `secret` is the installation's. */
export function uploadTickets({ secret, clock }: { readonly secret: string; readonly clock: Clock }): UploadTickets {
  const tickets = signWith(secret, 'uploads');
  return {
    sign: (ticket) => tickets.sign(ticket, clock.now() + VALID),
    read(text) {
      // At the beginning of time nothing that was signed here has expired.
      const signed = uploadTicket.safeParse(tickets.read(text, 0));
      if (!signed.success) return 'forged';
      return tickets.read(text, clock.now()) === undefined ? 'expired' : signed.data;
    },
  };
}

/** The address of the page for this ticket; `publicUrl` has no slash at its end. */
export function uploadLink(publicUrl: string, tickets: UploadTickets, ticket: UploadTicket): string {
  return `${publicUrl}${UPLOAD_PATH}/${tickets.sign(ticket)}`;
}
