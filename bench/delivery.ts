/** The real worker over a house, delivering to a chat that counts. */
import { pino } from 'pino';
import type { Handle } from '../src/runtime/handle.ts';
import { startWorker, type Worker } from '../src/runtime/worker.ts';
import { leaseLoop } from '../src/store/lease-loop.ts';
import { type CountingChat, countingChat } from './counting-chat.ts';
import { type House, openHouse, type Where } from './house.ts';

export interface Delivering extends House {
  readonly worker: Worker;
  readonly chat: CountingChat;
}

/** `now`: a clock that the bench moves. `through`: what the worker's own commands go through. */
export async function openDelivering(
  where: Where,
  { now = Date.now, through = (handle) => handle }: Clockwork = {},
): Promise<Delivering> {
  let worker: Worker | undefined;
  const house = await openHouse(where, { committed: () => worker?.wake(), now });
  const chat = countingChat();
  const chats = new Map([[chat.platform, chat]]);
  const log = pino({ level: 'warn' });
  const { db, memory } = house;
  const handle = through(house.handle);
  worker = startWorker({ db, memory, handle, chats, log, now, jobs: leaseLoop({ db }), ...noDocuments });
  return { ...house, worker, chat };
}

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
