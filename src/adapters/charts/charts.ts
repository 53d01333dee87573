/** Charts as PNG. What draws is loaded with the first picture: a start waits for every file that is loaded. */
import type { Charts } from '../../runtime/ports.ts';

/** `failed` hears why pictures cannot be drawn here; what they show is said in words all the same. */
export function createCharts(failed: (error: unknown) => void): Charts {
  return {
    async draw(chart) {
      try {
        return await (await import('./png.ts')).drawPng(chart);
      } catch (error) {
        failed(error);
        return undefined;
      }
    },
  };
}
