import { hash } from 'node:crypto';
import { createPacks } from '../adapters/pack/packs.ts';
import { evidencePaper } from '../cards/pack/evidence-paper.ts';
import { pathInPack } from '../cards/pack/files.ts';
import { count } from '../cards/sentence.ts';
import { definitionSchema } from '../engine/definition.ts';
import { LIMITS } from '../engine/limits.ts';
import { checkPack } from '../runtime/check-pack.ts';
import { packedOf } from '../runtime/evidence-pack.ts';
import type { EvidenceTrail } from '../runtime/evidence-trail.ts';
import { BadPack, type OpenPack } from '../runtime/ports.ts';
import { CliError } from './failure.ts';
import { oneLine } from './one-line.ts';
import { writeChunks } from './output.ts';

export const APART = 'Not in the chain: what people are called, and when the file was made.\n';

/** More than these problems of one pack are counted, not named. */
const NAMED = 20;

/** `pdf`: where to draw the PDF of a pack that is whole, for whoever does not want to believe the one that is in it. */
export async function verifyPack(path: string, pdf: string | undefined): Promise<void> {
  try {
    const { openZip } = await import('../adapters/pack/zip-reader.ts');
    const pack = await openZip(path);
    try {
      const trail = await verified(pack, path);
      if (pdf !== undefined) await draw(pack, trail, pdf);
    } finally {
      await pack.close();
    }
  } catch (error) {
    throw error instanceof BadPack ? broken(path, [error.message]) : error;
  }
}

async function verified(pack: OpenPack, path: string): Promise<EvidenceTrail> {
  const checked = await checkPack(pack);
  switch (checked.status) {
    case 'not_a_pack':
      throw new CliError(`${path} is not an evidence pack of Sopwith. sopwith pack makes one.`);
    case 'broken':
      throw broken(path, checked.wrong);
    case 'whole': {
      const { title, events, head, files, trail } = checked;
      const what = `Whole: “${title}”, ${count(events, 'event')}, ${count(files, 'file')}. Head ${head}`;
      process.stdout.write(`${oneLine(what)}\n${APART}${DRAWN}`);
      return trail;
    }
  }
}

const DRAWN =
  'Not checked: evidence.pdf and README.txt, which are only drawn from the trail. sopwith verify PACK.zip --pdf FILE draws it anew.\n';

function broken(path: string, wrong: readonly string[]): CliError {
  const named = wrong.slice(0, NAMED).map((one) => oneLine(`BROKEN: ${path}: ${one}.`));
  const more = wrong.length - named.length;
  return new CliError([...named, ...(more > 0 ? [`and ${more} more`] : [])].join('\n'));
}

/** A chain that somebody wrote by themselves may be whole and have a procedure that is none. */
async function draw(pack: OpenPack, trail: EvidenceTrail, pdf: string): Promise<void> {
  if (!definitionSchema.safeParse(trail.definition).success) {
    throw new CliError('It cannot be drawn: its procedure is not one that this version of Sopwith reads.');
  }
  const id = trail.events[0]?.workspace ?? '';
  const paper = evidencePaper(packedOf(trail, { id, name: id, timeZone: 'UTC' }));
  const mimes = new Map(trail.files.toReversed().map(({ sha256, mime }) => [sha256, mime]));
  const bytesOf = async (file: string) => {
    const parts: Uint8Array[] = [];
    for await (const part of pack.read(pathInPack({ file, mime: mimes.get(file) ?? '' }), LIMITS.fileBytes))
      parts.push(part);
    const bytes = Buffer.concat(parts);
    return hash('sha256', bytes) === file ? bytes : undefined;
  };
  await writeChunks(createPacks().pdf(paper, bytesOf), pdf);
  process.stderr.write(`Drew ${pdf} from the trail.\n`);
}
