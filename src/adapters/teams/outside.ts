/** Where anybody on this machine is believed to be Teams: whether something may have come from further away. */
import { isPassedOn, LOOPBACK } from '../http/loopback.ts';

/**
 * A proxy says for whom it asks. A page of any site that this machine's browser shows can send requests here, and so can one
 * whose name leads here: browsers say where the page is from, and what it takes this host for.
 */
export function isFromOutside(headers: (name: string) => string | undefined): boolean {
  const isOfPage = headers('origin') !== undefined || headers('sec-fetch-site') !== undefined;
  const host = headers('host')?.toLowerCase().replace(/:\d+$/, '');
  return isPassedOn(headers) || isOfPage || (host !== undefined && !LOOPBACK.includes(host));
}
