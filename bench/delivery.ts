/** The real worker over a house, delivering to a chat that counts, or to another one. */
import { pino } from 'pino';
import type { Handle } from '../src/runtime/handle.ts';
import type { Chat } from '../src/runtime/ports.ts';
import { startWorker, type Worker } from '../src/runtime/worker.ts';
import { type Database, openDatabase } from '../src/store/database.ts';
import type { Jobs } from '../src/store/jobs.ts';
import { leaseLoop } from '../src/store/lease-loop.ts';
import { migrate } from '../src/store/migrate.ts';
import { type CountingChat, countingChat } from './counting-chat.ts';
import { type House, houseOver, type Where } from './house.ts';

export interface Delivering extends House {
  readonly worker: Worker;
  readonly jobs: Jobs;
  readonly chat: CountingChat;
}

export async function openDelivering(where: Where, clockwork: Clockwork = {}): Promise<Delivering> {
  const chat = countingChat();
  const db = await openDatabase(where);
  await migrate(db);
  return { ...(await delivering(db, { ...clockwork, chat })), chat };
}

/** The same over a database that is open and migrated, to any chat. */
export async function delivering(
  db: Database,
  { now = Date.now, through = (handle) => handle, chat }: Clockwork & { readonly chat: Chat },
): Promise<Omit<Delivering, 'chat'>> {
  let worker: Worker | undefined;
  const house = await houseOver(db, { committed: () => worker?.wake(), now });
  const chats = new Map([[chat.platform, chat]]);
  const log = pino({ level: 'warn' });
  const jobs = leaseLoop({ db });
  const handle = through(house.handle);
  worker = startWorker({ db, memory: house.memory, handle, chats, log, now, jobs, ...noDocuments });
  return { ...house, worker, jobs };
}

/** `now`: a clock that the bench moves. `through`: what the worker's own commands go through. */
interface Clockwork {
  readonly now?: () => number;
  readonly through?: (handle: Handle) => Handle;
}

/** Nothing here imports documents: an effect that asks for one is a mistake of the bench. */
const unexpected = async (): Promise<never> => {
  throw new Error('no document belongs to this bench');
};
const noDocuments = {
  files: { put: unexpected, get: unexpected },
  documents: { draft: unexpected },
  progressed: unexpected,
  progressOf: () => undefined,
  ended: () => undefined,
};
