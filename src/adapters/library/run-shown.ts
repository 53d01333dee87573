/** What the parts of a run's page are drawn from. */
import type { Scene } from '../../cards/scene.ts';
import type { RunHistory } from '../../runtime/library/run-history.ts';
import type { Names } from './words.ts';

export interface Shown extends Scene {
  readonly names: Names;
  readonly history: RunHistory;
}
