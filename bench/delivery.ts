/** The real worker over a house, delivering to a chat that counts. */
import { pino } from 'pino';
import { startWorker, type Worker } from '../src/runtime/worker.ts';
import { leaseLoop } from '../src/store/lease-loop.ts';
import { type CountingChat, countingChat } from './counting-chat.ts';
import { type House, openHouse, type Where } from './house.ts';

export interface Delivering extends House {
  readonly worker: Worker;
  readonly chat: CountingChat;
}

export async function openDelivering(where: Where): Promise<Delivering> {
  let worker: Worker | undefined;
  const house = await openHouse(where, () => worker?.wake());
  const chat = countingChat();
  const chats = new Map([[chat.platform, chat]]);
  const log = pino({ level: 'warn' });
  const { db, memory, handle } = house;
  worker = startWorker({ db, memory, handle, chats, log, now: Date.now, jobs: leaseLoop({ db }), ...noDocuments });
  return { ...house, worker, chat };
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
