/** The process in which pictures are arranged, one at a time: the library works without a pause, and may take for ever. */
import Elk from 'elkjs';
import type { Arranged, Unarranged } from '../../cards/map/arranged.ts';
import { answer } from '../children/answer.ts';
import { elkGraph, placesIn } from './elk-graph.ts';

// Its types are those of a bundler: what is loaded is the class itself.
const elk = new (Elk as unknown as typeof Elk.default)();

// What fails ends the process: whoever asked hears of it, and starts a fresh one.
answer<Unarranged, Arranged>(async ({ asked, say }) => say(placesIn(await elk.layout(elkGraph(asked)), asked)));
