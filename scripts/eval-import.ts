/**
 * Drafts every document of a folder that can be read to `OUT/<name without extension>.json`, in the shape of
 * `sopwith draft --json`, and says how long each took. A document without steps gives `{"sops":[]}`; one of a kind that
 * cannot be read gives no file.
 *
 *   npm run eval:import -- FOLDER OUT
 */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join, parse } from 'node:path';
import { type DraftJson, draftJson } from '../src/adapters/documents/draft-json.ts';
import { readAndDraft } from '../src/adapters/documents/reading.ts';
import { DocumentUnreadable } from '../src/runtime/ports.ts';

const [folder, out] = process.argv.slice(2);
if (!folder || !out) {
  console.error('usage: npm run eval:import -- FOLDER OUT');
  process.exit(2);
}
await mkdir(out, { recursive: true });
for (const entry of (await readdir(folder, { withFileTypes: true })).sort((a, b) => a.name.localeCompare(b.name))) {
  if (!entry.isFile()) continue;
  const started = performance.now();
  const drafted = await draft(join(folder, entry.name), entry.name);
  const took = `${Math.round(performance.now() - started)} ms`;
  if (typeof drafted === 'string') {
    console.log(`${entry.name}: ${drafted} (${took})`);
    continue;
  }
  await writeFile(join(out, `${parse(entry.name).name}.json`), `${JSON.stringify(drafted, null, 1)}\n`);
  console.log(
    `${entry.name}: ${drafted.sops.map((sop) => `${sop.steps.length} steps`).join(', ') || 'no steps'} (${took})`,
  );
}

async function draft(path: string, name: string): Promise<DraftJson | string> {
  try {
    return draftJson(await readAndDraft(new Uint8Array(await readFile(path)), name, () => {}));
  } catch (error) {
    if (!(error instanceof DocumentUnreadable)) throw error;
    return error.failure;
  }
}
