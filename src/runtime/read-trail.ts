/** A trail as text. Of a name that an object has twice programs differ in which value they show: whatever is checked, others see another. */
import { type CheckedTrail, checkTrail } from './check-trail.ts';

/** `raw`: what was checked; undefined for what is no JSON. */
export function checkTrailText(text: string): { readonly checked: CheckedTrail; readonly raw: unknown } {
  const raw = parsed(text);
  const checked = checkTrail(raw);
  if (checked.status !== 'whole' || namesIn(text) === namesOf(raw)) return { checked, raw };
  return { checked: { status: 'broken', where: 'it says something twice: programs differ in which they show' }, raw };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** How many names of values are written in a text that is JSON. */
function namesIn(text: string): number {
  let names = 0;
  for (const [, colon] of text.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"\s*(:)?/g)) if (colon !== undefined) names += 1;
  return names;
}

/** How many of them came of it. */
function namesOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const own = Array.isArray(value) ? 0 : Object.keys(value).length;
  return Object.values(value).reduce((sum: number, one) => sum + namesOf(one), own);
}
