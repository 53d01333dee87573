/** What stands in the tables, as it stands: for `sopwith verify`, which walks all of it, and not for serving people. */
import type { Db } from './database.ts';
import { type Bound, type Param, query } from './query.ts';
import type { Tables } from './tables.ts';

/** A stream, or what is left of one. */
export interface History {
  readonly workspace: string;
  readonly stream: string;
}

const histories = query((build, _: Param<Bound>) =>
  build
    .selectFrom('events')
    .select(['workspace_id as workspace', 'stream'])
    .union(build.selectFrom('runs').select(['workspace_id as workspace', 'id as stream']))
    .union(build.selectFrom('sops').select(['workspace_id as workspace', 'id as stream']))
    .union(build.selectFrom('imports').select(['workspace_id as workspace', 'id as stream']))
    .union(build.selectFrom('routines').select(['workspace_id as workspace', 'id as stream']))
    .union(build.selectFrom('settings').select(['workspace_id as workspace', 'id as stream']))
    .union(build.selectFrom('digests').select(['workspace_id as workspace', 'id as stream']))
    .union(build.selectFrom('sop_revisions').select(['workspace_id as workspace', 'sop_id as stream']))
    .union(build.selectFrom('step_runs').select(['workspace_id as workspace', 'run_id as stream']))
    .union(build.selectFrom('evidence').select(['workspace_id as workspace', 'run_id as stream']))
    .union(build.selectFrom('approvals').select(['workspace_id as workspace', 'run_id as stream']))
    .union(build.selectFrom('exceptions').select(['workspace_id as workspace', 'run_id as stream']))
    .orderBy('workspace')
    .orderBy('stream'),
);

/**
 * Everything that has a history or should have one, whichever workspace it says it is of. What the tables of workspaces
 * and runs say is not asked: whoever takes a row away there must not hide what hangs on it.
 */
export function listHistories(db: Db): Promise<readonly History[]> {
  return db.all(histories, {});
}

/** The rows that a stream leaves. */
export interface Rows {
  readonly runs: readonly Tables['runs'][];
  readonly sops: readonly Tables['sops'][];
  readonly imports: readonly Tables['imports'][];
  readonly routines: readonly Tables['routines'][];
  readonly settings: readonly Tables['settings'][];
  readonly digests: readonly Tables['digests'][];
  readonly sop_revisions: readonly Tables['sop_revisions'][];
  readonly step_runs: readonly Tables['step_runs'][];
  readonly evidence: readonly Tables['evidence'][];
  readonly approvals: readonly Tables['approvals'][];
  readonly exceptions: readonly Tables['exceptions'][];
}

const streamRows = <Table extends 'runs' | 'sops' | 'imports' | 'routines' | 'settings' | 'digests'>(table: Table) =>
  query((build, p: Param<History>) =>
    build
      .selectFrom(table as 'runs')
      .selectAll()
      .where('workspace_id', '=', p('workspace'))
      .where('id', '=', p('stream')),
  );

const runParts = <Table extends 'step_runs' | 'evidence' | 'approvals' | 'exceptions'>(table: Table) =>
  query((build, p: Param<History>) =>
    build
      .selectFrom(table as 'evidence')
      .selectAll()
      .where('workspace_id', '=', p('workspace'))
      .where('run_id', '=', p('stream')),
  );

const revisions = query((build, p: Param<History>) =>
  build
    .selectFrom('sop_revisions')
    .selectAll()
    .where('workspace_id', '=', p('workspace'))
    .where('sop_id', '=', p('stream')),
);

const of = {
  ...{ runs: streamRows('runs'), sops: streamRows('sops'), imports: streamRows('imports'), sop_revisions: revisions },
  ...{ routines: streamRows('routines'), settings: streamRows('settings'), digests: streamRows('digests') },
  ...{ step_runs: runParts('step_runs'), evidence: runParts('evidence') },
  ...{ approvals: runParts('approvals'), exceptions: runParts('exceptions') },
};

export const ROW_TABLES = Object.keys(of) as readonly (keyof Rows)[];

/** The rows of one table that a stream left, in no order. */
export async function rowsOf(db: Db, table: keyof Rows, history: History): Promise<readonly object[]> {
  return db.all<History, object>(of[table], history);
}

const evidenceFiles = query((build, _: Param<Bound>) =>
  build.selectFrom('evidence').select('file').where('file', 'is not', null).distinct().orderBy('file'),
);

/** The SHA-256 of every file that was recorded as evidence, each once. */
export async function listEvidenceFiles(db: Db): Promise<readonly string[]> {
  return (await db.all(evidenceFiles, {})).flatMap(({ file }) => file ?? []);
}
