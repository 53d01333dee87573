/** A file that is an SOP already (`*.sop.yaml`, as `/sop yaml` gives): it is taken as it is, and nothing is inferred. */
import type { Drafting } from '../../engine/drafting/draft.ts';
import { LIMITS } from '../../engine/limits.ts';
import { fromYaml } from '../../engine/yaml.ts';
import { DocumentUnreadable } from '../../runtime/ports.ts';
import { decodeText } from './sniff.ts';

/**
 * Undefined for every other file: one that is not called so needs a line `sop: …`. Throws `DocumentUnreadable`
 * (`definition_invalid`) with every problem, its line and its path.
 */
export function readSopFile(bytes: Uint8Array, name: string): (Drafting & { readonly pages: number }) | undefined {
  // Browsers call the second copy `closing.sop (1).yaml`.
  const isCalledSo = /\.sop\b[^.]*\.ya?ml$/i.test(name);
  if (!/\.ya?ml$/i.test(name) || (bytes.length > LIMITS.yamlBytes && !isCalledSo)) return undefined;
  const text = decodeText(bytes);
  if (!isCalledSo && !/^sop:\s/m.test(text)) return undefined;
  const read = fromYaml(text);
  if (!read.ok) throw new DocumentUnreadable('definition_invalid', undefined, read.problems);
  return {
    drafts: [{ definition: read.definition as Drafting['drafts'][number]['definition'], questions: [] }],
    pages: 1,
  };
}
