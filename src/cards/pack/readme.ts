/** README.txt of a pack: what it is, for somebody who has just unpacked it. */
import { count } from '../sentence.ts';
import { clean } from '../text.ts';
import type { Packed } from './packed.ts';
import { fileLines } from './verifying.ts';

/** `missing`: files that could not be put into the pack, by SHA-256. */
export function packReadme(
  packed: Packed,
  { name, missing }: { readonly name: string; readonly missing: ReadonlySet<string> },
): string {
  const { run, heads, workspace } = packed;
  const files = fileLines(packed, missing);
  const listed =
    files.length === 0
      ? 'No file was recorded in this run.'
      : `${count(files.length, 'file')} recorded in this run:\n\n${files.join('\n')}`;
  const text = `EVIDENCE PACK

${one(run.title)}, revision ${run.revision}
Run ${run.run}
${one(workspace.name)}

WHAT IS IN IT

evidence.pdf  Everything on paper: the procedure as it was, who did and approved what and when,
              the evidence with photos, problems and how they were decided, the timeline.
trail.json    The same as data: every event with its link in the hash chain. This is what can be
              checked; evidence.pdf is drawn from it.
files/        Files that people sent as evidence, each under the SHA-256 of its bytes.

HOW TO CHECK IT

In a folder of Sopwith's program, after npm ci there, on any computer; ask the company where it has
Sopwith from. Sopwith's database is not needed:

    npx sopwith verify ${name}

It says that the pack is whole, or what is wrong with it. The run's history has ${count(heads.run.events, 'event')} and ends with

    ${heads.run.hash}

Compare that with the number that the company gives you by another way.

FILES

${listed}
`;
  // Windows' Notepad, too, shows lines as lines.
  return clean(text).replaceAll('\n', '\r\n');
}

function one(text: string): string {
  return text.replaceAll(/\s+/g, ' ');
}
