/** A message as Slack tells of it, in the parts that are read here. */
import type { SlackFile } from './files.ts';

export interface Written {
  readonly subtype?: string | undefined;
  readonly user?: string | undefined;
  readonly bot_id?: string | undefined;
  readonly text?: string | undefined;
  readonly ts: string;
  readonly thread_ts?: string | undefined;
}

/** Joins, changes and the like are messages too. */
const SUBTYPES = [undefined, 'file_share', 'thread_broadcast'];

/** Who wrote it; undefined if no person did. */
export function authorOf({ user, bot_id, subtype }: Written): string | undefined {
  return bot_id === undefined && SUBTYPES.includes(subtype) ? user : undefined;
}

/** The files of a message, in its order. */
export function filesOf(message: object): readonly SlackFile[] {
  const files = 'files' in message ? message.files : undefined;
  return Array.isArray(files)
    ? files.filter((file): file is SlackFile => typeof file === 'object' && file !== null)
    : [];
}
