/** The thread in which pictures are arranged, one at a time: the library works without a pause, and may take for ever. */
import { parentPort } from 'node:worker_threads';
import Elk from 'elkjs';
import type { Unarranged } from '../../cards/map/arranged.ts';
import { elkGraph, placesIn } from './elk-graph.ts';

// Its types are those of a bundler: what is loaded is the class itself.
const elk = new (Elk as unknown as typeof Elk.default)();

parentPort?.on('message', async (boxes: Unarranged) => {
  // What fails ends the thread: whoever asked sees it, and starts a fresh one.
  parentPort?.postMessage(placesIn(await elk.layout(elkGraph(boxes)), boxes));
});
