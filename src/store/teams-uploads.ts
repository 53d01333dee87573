/** Links of Teams through which files were sent: each works once, whichever process it reaches. */
import type { Db } from './database.ts';
import { type Param, query } from './query.ts';
import { teams } from './teams-tables.ts';

export interface TeamsUpload {
  readonly workspace: string;
  /** The random id of the link's ticket. */
  readonly ticket: string;
}

const use = query((build, p: Param<TeamsUpload & { at: number }>) =>
  teams(build)
    .insertInto('teams_uploads')
    .values({ workspace_id: p('workspace'), ticket: p('ticket'), at: p('at') })
    .onConflict((same) => same.doNothing()),
);

/** So long after it was used a link has expired by itself, in milliseconds. */
const EXPIRED = 24 * 3_600_000;

const expired = query((build, p: Param<{ workspace: string; before: number }>) =>
  teams(build).deleteFrom('teams_uploads').where('workspace_id', '=', p('workspace')).where('at', '<', p('before')),
);

/** Takes the ticket: true the first time only. */
export async function takeTeamsUpload(db: Db, upload: TeamsUpload & { readonly at: number }): Promise<boolean> {
  await db.run(expired, { workspace: upload.workspace, before: upload.at - EXPIRED });
  return (await db.run(use, upload)) === 1;
}

const free = query((build, p: Param<TeamsUpload>) =>
  teams(build).deleteFrom('teams_uploads').where('workspace_id', '=', p('workspace')).where('ticket', '=', p('ticket')),
);

/** Gives the ticket back, because nothing came of what was sent. */
export async function freeTeamsUpload(db: Db, upload: TeamsUpload): Promise<void> {
  await db.run(free, upload);
}

const used = query((build, p: Param<TeamsUpload>) =>
  teams(build)
    .selectFrom('teams_uploads')
    .select('at')
    .where('workspace_id', '=', p('workspace'))
    .where('ticket', '=', p('ticket')),
);

/** Whether somebody took it already; changes nothing. */
export async function isTeamsUploadUsed(db: Db, upload: TeamsUpload): Promise<boolean> {
  return (await db.one(used, upload)) !== undefined;
}
