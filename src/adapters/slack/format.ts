/** How Slack says names and times, and where it shows what was posted. */
import { randomUUID } from 'node:crypto';
import type { SlackFormat } from '../../cards/block-kit.ts';
import { timeIn } from '../../cards/time.ts';
import { viewKey } from '../../engine/effect.ts';
import { optional } from '../../engine/optional.ts';
import type { Posted } from '../../runtime/ports.ts';
import type { Team } from './teams.ts';

interface Reading {
  /** The conversation it is read in, and where other cards are in it. */
  readonly place?: string;
  readonly posted?: Readonly<Record<string, Posted>>;
  /** Slack's ids of stored pictures, by ours. */
  readonly pictures?: ReadonlyMap<string, string>;
  /** IANA name of the one reader's zone; else that of the workspace. Slack itself says most times, in each reader's own. */
  readonly zone?: string | undefined;
  /** Of the one reader. */
  readonly locale?: string | undefined;
  /** The names of blocks, from `newName`: for a message that may be drawn again. */
  readonly afresh?: string;
}

export function formatOf(
  team: Team,
  names: Readonly<Record<string, string>>,
  { place = '', posted = {}, pictures, zone = team.timeZone, locale, afresh }: Reading = {},
): SlackFormat {
  return {
    ...optional('afresh', afresh),
    time: timeIn(zone, locale),
    name: (member) => names[member] ?? 'somebody',
    // Members of a Slack workspace are called by their Slack ids.
    mention: (member) => (/^[UW][A-Z0-9]+$/.test(member) ? member : undefined),
    picture: (file) => pictures?.get(file),
    address: (view) => {
      const at = posted[viewKey(view)];
      return at && permalink(team, place, at);
    },
  };
}

/** What the blocks of a message are named with, however often it is drawn: no name comes twice. */
export function newName(): string {
  return randomUUID().slice(0, 8);
}

/** The address of a message, as Slack makes it. */
export function permalink(team: Team, channel: string, { id, thread }: Posted): string {
  const link = `${team.url}archives/${channel}/p${id.replace('.', '')}`;
  return thread === undefined || thread === id ? link : `${link}?thread_ts=${thread}&cid=${channel}`;
}
