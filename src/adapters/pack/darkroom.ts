/** Photos for paper: decoded and scaled in another process, which a picture may end; the next one is decoded in a new one. */
import { LIMITS } from '../../engine/limits.ts';
import { pictureSize } from '../../runtime/picture-size.ts';
import { inTurn } from '../children/in-turn.ts';
import type { Asked } from './photo.child.ts';

export interface Darkroom {
  /** A JPEG whose longer side has at most so many pixels; undefined for what cannot be shown. */
  develop(bytes: Uint8Array, side: number): Promise<Uint8Array | undefined>;
  close(): Promise<void>;
}

/** For one photo at most. The largest that is taken has 256 MB of pixels. */
const FOR_ONE = { milliseconds: 20_000, megabytes: 1_024 };

export function openDarkroom(): Darkroom {
  const decoder = inTurn<Asked, Uint8Array | undefined>(new URL('./photo.child.ts', import.meta.url), FOR_ONE);
  return {
    async develop(bytes, side) {
      // A few bytes can say that they are a picture of gigabytes.
      const size = pictureSize(bytes);
      if (!size || size.width * size.height > LIMITS.packPixels) return undefined;
      // Whatever goes wrong with it there: it is a picture that cannot be shown.
      return decoder.ask({ bytes, side }).catch(() => undefined);
    },
    close: () => decoder.close(),
  };
}
