/**
 * Worker thread: moves what was committed from the write-ahead log into the database file. Copying some thousand pages
 * takes 20 to 50 ms; here nobody waits for it.
 */
import { parentPort, workerData } from 'node:worker_threads';
import Sqlite from 'better-sqlite3';

const connection = new Sqlite(String(workerData), { fileMustExist: true });
connection.pragma('synchronous = FULL');
// Writers wait while the log starts over. If somebody is still reading the old one, then another time.
connection.pragma('busy_timeout = 20');

parentPort?.on('message', () => {
  // First what can be copied beside the writers, then, with little left to copy, the log starts over.
  connection.pragma('wal_checkpoint(PASSIVE)');
  connection.pragma('wal_checkpoint(RESTART)');
  parentPort?.postMessage('done');
});
