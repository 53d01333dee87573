/** Who reads: names and times follow them. */
import type { Context } from 'hono';
import type { Format } from '../../cards/adaptive.ts';
import { timeIn } from '../../cards/time.ts';
import { isZone } from '../../engine/zone.ts';

export interface Reader {
  /** IANA name; the server's own zone if the page named none that exists. */
  readonly zone: string;
}

export function readerOf(c: Context): Reader {
  const named = c.req.header('x-time-zone') ?? c.req.query('zone');
  return { zone: named && isZone(named) ? named : Intl.DateTimeFormat().resolvedOptions().timeZone };
}

/** Where a stored file is. */
export function addressOfFile(id: string): string {
  return `/files/${id}`;
}

/** How a card names people and times for this reader. */
export function cardFormat(names: Readonly<Record<string, string>>, { zone }: Reader): Format {
  return {
    file: addressOfFile,
    charts: true,
    attach: 'picker',
    name: (member) => names[member] ?? 'somebody',
    time: timeIn(zone),
  };
}
