/** The program in a process of its own over a library that is there, and the ways in that a bench needs. */
import { mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { makeToken } from '../src/runtime/access.ts';
import { openSession } from '../src/runtime/library/sessions.ts';
import { dynamic } from '../src/store/query.ts';
import { child } from './child.ts';
import { openHouse, WORKSPACE } from './house.ts';

/** A token is asked to wait after 120 requests: listeners and taps share these. */
const TOKENS = 20;

export interface Program {
  readonly address: string;
  readonly tokens: readonly string[];
  /** The header with which a browser is signed in. */
  readonly cookie: string;
  /** An SOP, and its run in flight. */
  readonly sop: string;
  readonly run: string;
  /** Bytes that the process holds, after what nobody needs was let go of. */
  memory(): Promise<number>;
  end(): Promise<void>;
}

/** Moves the database into a folder of the program's own. */
export async function programOver(file: string, sop: string): Promise<Program> {
  const folder = `${file}-program`;
  await mkdir(folder);
  for (const end of ['', '-wal', '-shm'])
    await rename(`${file}${end}`, join(folder, `sopwith.db${end}`)).catch(() => {});
  const { db } = await openHouse({ file: join(folder, 'sopwith.db') });
  // What is owed since the runs were made would be measured, too.
  for (const table of ['effects', 'timers'] as const)
    await db.run(
      dynamic((build) => build.deleteFrom(table)),
      {},
    );
  const open = dynamic((build) =>
    build.selectFrom('runs').select('id').where('sop_id', '=', sop).where('ended_at', 'is', null),
  );
  const run = (await db.one(open, {}))?.id ?? '';
  const wanted = { workspace: WORKSPACE, name: 'bench', member: 'ana', createdBy: 'cli', createdAt: 0 };
  const tokens: string[] = [];
  while (tokens.length < TOKENS) tokens.push((await makeToken(db, { ...wanted, scopes: ['read', 'runs'] })).token);
  const { token } = await openSession(db, { workspace: WORKSPACE, member: 'ana', now: Date.now() });
  await db.close();
  const running = child('./library.child.ts', [folder], ['--expose-gc']);
  const [port, control] = [await running.said('ready'), await running.said('control')];
  return {
    ...{ address: `http://localhost:${port}`, tokens, cookie: `sopwith_session=${token}`, sop, run },
    memory: async () => Number(await (await fetch(`http://127.0.0.1:${control}`)).text()),
    end: () => running.kill(),
  };
}
