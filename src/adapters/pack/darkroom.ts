/** Photos for paper: decoded and scaled in another process, which a picture may end; the next one is decoded in a new one. */
import { type ChildProcess, fork } from 'node:child_process';
import { LIMITS } from '../../engine/limits.ts';
import { pictureSize } from '../../runtime/picture-size.ts';
import type { Asked } from './photo.child.ts';

export interface Darkroom {
  /** A JPEG whose longer side has at most so many pixels; undefined for what cannot be shown. */
  develop(bytes: Uint8Array, side: number): Promise<Uint8Array | undefined>;
  close(): void;
}

/** One photo at most takes so long, in milliseconds. */
const PATIENCE = 20_000;

export function openDarkroom(): Darkroom {
  let child: ChildProcess | undefined;
  const ask = (asked: Asked) => {
    const worker = child ?? start();
    child = worker;
    return new Promise<Uint8Array | undefined>((resolve) => {
      const settle = (jpeg: Uint8Array | undefined) => {
        clearTimeout(patience);
        worker.removeAllListeners();
        resolve(jpeg);
      };
      const lost = () => {
        child = undefined;
        settle(undefined);
        // Told after this, it has nobody to hear it, and would end this process.
        worker.on('error', () => {});
        worker.kill('SIGKILL');
      };
      const patience = setTimeout(lost, PATIENCE);
      worker.once('message', ({ jpeg }: { jpeg?: Uint8Array }) => settle(jpeg));
      worker.once('exit', lost);
      worker.once('error', lost);
      worker.send(asked);
    });
  };
  let latest: Promise<unknown> = Promise.resolve();
  return {
    develop(bytes, side) {
      // A few bytes can say that they are a picture of gigabytes.
      const size = pictureSize(bytes);
      if (!size || size.width * size.height > LIMITS.packPixels) return Promise.resolve(undefined);
      // One after the other: an answer does not say what it answers.
      const developed = latest.then(() => ask({ bytes, side }));
      latest = developed;
      return developed;
    },
    close() {
      child?.kill();
      child = undefined;
    },
  };
}

/** It is given no environment: whatever takes it over finds no secret in it. */
function start(): ChildProcess {
  const path = new URL('./photo.child.ts', import.meta.url);
  const child = fork(path, {
    ...({ serialization: 'advanced', env: {}, execArgv: [] } as const),
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  // Whoever stops the program need not wait for it.
  child.unref();
  child.channel?.unref();
  return child;
}
