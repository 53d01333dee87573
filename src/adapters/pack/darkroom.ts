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
  const develop = (asked: Asked) => {
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
        worker.kill('SIGKILL');
        settle(undefined);
      };
      const patience = setTimeout(lost, PATIENCE);
      worker.once('message', ({ jpeg }: { jpeg?: Uint8Array }) => settle(jpeg));
      worker.once('exit', lost);
      worker.once('error', lost);
      worker.send(asked);
    });
  };
  return {
    async develop(bytes, side) {
      // A few bytes can say that they are a picture of gigabytes.
      const size = pictureSize(bytes);
      if (!size || size.width * size.height > LIMITS.packPixels) return undefined;
      return develop({ bytes, side });
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
  return fork(path, { serialization: 'advanced', env: {}, execArgv: [], stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
}
