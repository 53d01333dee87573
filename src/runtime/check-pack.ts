/**
 * Whether an evidence pack is whole: its trail proves itself, every file is what the trail recorded, nothing is missing and
 * nothing was added. Needs no database and no network. What is only drawn (`evidence.pdf`, `README.txt`) proves nothing.
 */
import { createHash } from 'node:crypto';
import { pathInPack } from '../cards/pack/files.ts';
import { LIMITS } from '../engine/limits.ts';
import type { CheckedTrail } from './check-trail.ts';
import type { EvidenceTrail } from './evidence-trail.ts';
import { BadPack, type OpenPack } from './ports.ts';
import { checkTrailText } from './read-trail.ts';

export type CheckedPack =
  | { readonly status: 'not_a_pack' }
  /** `wrong`: all that is, each as a sentence without its full stop. */
  | { readonly status: 'broken'; readonly wrong: readonly string[] }
  | (Extract<CheckedTrail, { status: 'whole' }> & { readonly files: number; readonly trail: EvidenceTrail });

const [TRAIL, DRAWN] = ['trail.json', ['evidence.pdf', 'README.txt']] as const;

export async function checkPack(pack: OpenPack): Promise<CheckedPack> {
  if (!pack.sizes.has(TRAIL)) return { status: 'not_a_pack' };
  const text = await trailIn(pack);
  if (text instanceof BadPack) return { status: 'broken', wrong: [text.message] };
  const { checked, raw } = checkTrailText(text);
  if (checked.status === 'not_a_trail') return { status: 'broken', wrong: [`${TRAIL} is not an evidence trail`] };
  // What it says of its files is only known to be true where the trail holds.
  if (checked.status === 'broken') return { status: 'broken', wrong: [`${TRAIL}: ${checked.where}`] };
  const trail = raw as EvidenceTrail;
  const listed = trail.files.toReversed();
  // A file that was recorded twice lies in the pack once, as what it was first.
  const unique = new Map(listed.map((one) => [one.sha256, one])).values();
  const files = new Map([...unique].map((one) => [pathOf(one), one]));
  const wrong = [...strayIn(pack, files)];
  for (const path of DRAWN) if (!pack.sizes.has(path)) wrong.push(`${path} is missing`);
  for (const [path, file] of files) wrong.push(...(await wrongWith(pack, path, file)));
  return wrong.length > 0 ? { status: 'broken', wrong } : { ...checked, trail, files: files.size };
}

type ListedFile = EvidenceTrail['files'][number];

function pathOf({ sha256: file, mime }: ListedFile): string {
  return pathInPack({ file, mime });
}

async function trailIn(pack: OpenPack): Promise<string | BadPack> {
  const parts: Uint8Array[] = [];
  try {
    for await (const part of pack.read(TRAIL, LIMITS.packTrailBytes)) parts.push(part);
  } catch (error) {
    if (error instanceof BadPack) return error;
    throw error;
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(parts));
  } catch {
    // No text: no trail, as the caller says.
    return '';
  }
}

/** What somebody put in would look like evidence to whoever unpacks it. */
function strayIn(pack: OpenPack, files: ReadonlyMap<string, ListedFile>): readonly string[] {
  const known = new Set<string>([TRAIL, ...DRAWN, ...files.keys()]);
  return [...pack.sizes.keys()]
    .filter((path) => !known.has(path))
    .map((path) => `${path} was added: the trail does not know it`);
}

async function wrongWith(
  pack: OpenPack,
  path: string,
  { sha256, name, bytes }: ListedFile,
): Promise<readonly string[]> {
  const called = `${path} (“${name}”)`;
  const size = pack.sizes.get(path);
  if (size === undefined) return [`${called} is missing`];
  if (size !== bytes) return [`${called} was changed: it has ${size} bytes, and ${bytes} were recorded`];
  const summed = createHash('sha256');
  try {
    for await (const part of pack.read(path, bytes)) summed.update(part);
  } catch (error) {
    if (error instanceof BadPack) return [error.message];
    throw error;
  }
  return summed.digest('hex') === sha256 ? [] : [`${called} was changed: its SHA-256 is not the one that was recorded`];
}
