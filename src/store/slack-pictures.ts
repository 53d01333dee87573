/** Pictures that were sent in Slack: under which id Slack has them. */
import type { Db } from './database.ts';
import { dynamic, type Param, query } from './query.ts';
import { slack } from './slack-tables.ts';

export interface SlackPicture {
  readonly workspace: string;
  /** SHA-256 of its bytes. */
  readonly file: string;
  readonly slackFile: string;
}

const save = query((build, p: Param<SlackPicture>) =>
  slack(build)
    .insertInto('slack_pictures')
    .values({ workspace_id: p('workspace'), file: p('file'), slack_file: p('slackFile') })
    .onConflict((same) =>
      same.columns(['workspace_id', 'file']).doUpdateSet(({ ref }) => ({ slack_file: ref('excluded.slack_file') })),
    ),
);

/** The same picture sent again is known as it was sent last: the first may be deleted by then. */
export async function saveSlackPicture(db: Db, picture: SlackPicture): Promise<void> {
  await db.run(save, picture);
}

/** Slack's ids of these pictures, by ours; without those that did not come from Slack. */
export async function findSlackPictures(
  db: Db,
  workspace: string,
  files: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (files.length === 0) return new Map();
  const rows = await db.all(
    dynamic((build) =>
      slack(build)
        .selectFrom('slack_pictures')
        .select(['file', 'slack_file'])
        .where('workspace_id', '=', workspace)
        .where('file', 'in', files),
    ),
    {},
  );
  return new Map(rows.map((row) => [row.file, row.slack_file]));
}
