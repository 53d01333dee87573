import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { draftJson } from '../adapters/documents/draft-json.ts';
import { SeparateReader } from '../adapters/documents/reader.ts';
import { failureSentence } from '../cards/failures.ts';
import { count } from '../cards/sentence.ts';
import { definitionSchema } from '../engine/definition.ts';
import type { LeftOut } from '../engine/drafting/draft.ts';
import { toYaml } from '../engine/yaml.ts';
import { DocumentUnreadable } from '../runtime/ports.ts';
import { CliError } from './failure.ts';
import { oneLine } from './one-line.ts';
import { write } from './output.ts';

/** Prints or writes the procedures found in a document: YAML documents with the open questions as comments, or JSON. */
export async function draft(file: string, options: { json?: boolean; output?: string }): Promise<void> {
  const bytes = await readFile(file).catch((error: unknown) => {
    throw new CliError(`${file} cannot be read: check the path and that you may read it.`, { cause: error });
  });
  const reader = new SeparateReader();
  try {
    const drafting = await reader.draft({ name: basename(file), bytes }, () => {});
    if (drafting.drafts.length === 0) throw noSteps(basename(file), drafting.leftOut);
    const what = count(drafting.drafts.length, 'draft');
    if (options.json) return await write(`${JSON.stringify(draftJson(drafting), null, 2)}\n`, options.output, what);
    const documents = drafting.drafts.map(({ definition, questions }) => {
      const doubts = questions.map(
        (one) => `# ? ${one.step ? `${one.step}: ` : ''}${one.text.replaceAll('\n', ' ')}\n`,
      );
      return `${doubts.join('')}${toYaml(definitionSchema.parse(definition))}`;
    });
    return await write(documents.join('---\n'), options.output, what);
  } catch (error) {
    if (!(error instanceof DocumentUnreadable)) throw error;
    const problems = error.problems.map(({ line, path, problem }) => {
      return `\n  ${oneLine(`${line === undefined ? '' : `line ${line}, `}${path}: ${problem}`)}`;
    });
    throw new CliError(`${basename(file)}: ${failureSentence(error.failure)}${problems.join('')}`, { cause: error });
  } finally {
    await reader.close();
  }
}

/** What reads like an instruction is told, with the reason why it is no step. */
function noSteps(name: string, leftOut: readonly LeftOut[] = []): CliError {
  const hasPages = leftOut.some(({ page }) => page > 1);
  const lines = leftOut.map(({ page, quote, why }) => {
    return `\n  ${oneLine(`${hasPages ? `page ${page}: ` : ''}“${quote}” (${why})`)}`;
  });
  return new CliError(`${name}: ${failureSentence('no_steps')}${lines.join('')}`);
}
