import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { draftJson } from '../adapters/documents/draft-json.ts';
import { ThreadedReader } from '../adapters/documents/reader.ts';
import { failureSentence } from '../cards/failures.ts';
import { definitionSchema } from '../engine/definition.ts';
import { toYaml } from '../engine/yaml.ts';
import { DocumentUnreadable } from '../runtime/ports.ts';
import { CliError } from './failure.ts';

/** Prints the procedures found in a document: YAML documents with the open questions as comments, or JSON. */
export async function draft(file: string, options: { json?: boolean }): Promise<void> {
  const bytes = await readFile(file).catch((error: unknown) => {
    throw new CliError(`${file} cannot be read: check the path and that you may read it.`, { cause: error });
  });
  const reader = new ThreadedReader();
  try {
    const drafting = await reader.draft({ name: basename(file), bytes }, () => {});
    if (options.json) {
      process.stdout.write(`${JSON.stringify(draftJson(drafting), null, 2)}\n`);
      return;
    }
    const documents = drafting.drafts.map(({ definition, questions }) => {
      const doubts = questions.map(
        (one) => `# ? ${one.step ? `${one.step}: ` : ''}${one.text.replaceAll('\n', ' ')}\n`,
      );
      return `${doubts.join('')}${toYaml(definitionSchema.parse(definition))}`;
    });
    process.stdout.write(documents.join('---\n'));
  } catch (error) {
    if (!(error instanceof DocumentUnreadable)) throw error;
    throw new CliError(`${basename(file)}: ${failureSentence(error.failure)}`, { cause: error });
  } finally {
    await reader.close();
  }
}
