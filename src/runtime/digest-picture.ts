/** The picture of a digest, drawn and kept in the file store, as photos are. */
import type { Chart } from '../cards/chart.ts';
import { type Digest, endOf } from '../cards/digest.ts';
import type { DigestMore } from '../cards/views/digest.ts';
import { digestChart } from '../cards/views/digest-chart.ts';
import { offset } from '../engine/zone.ts';
import { saveFileRow } from '../store/files.ts';
import type { StoredFile } from './conversation.ts';
import { type Charts, type Files, FilesFull } from './ports.ts';
import type { Talking } from './talking.ts';

/** What draws pictures, and keeps them. */
export interface Pictures {
  readonly charts: Charts;
  readonly files: Files;
}

type Keeping = Pick<Talking, 'db' | 'now' | 'pictures'>;

export interface Pictured {
  readonly picture: NonNullable<DigestMore['picture']>;
  readonly file: StoredFile;
}

/** Undefined where there is nothing to draw, or it cannot be drawn or kept: all that it shows is said in words as well. */
export async function pictureOf(keeping: Keeping, workspace: string, digest: Digest): Promise<Pictured | undefined> {
  const chart = digestChart(digest);
  const file = chart && (await kept(keeping, { workspace, chart, name: `digest-${dateOf(digest)}.png` }));
  return chart && file && { picture: { file: file.file, alt: chart.alt, chart }, file };
}

/** `2026-05-31`: its last day, as its own zone counts it. */
function dateOf({ marks, zone }: Digest): string {
  const last = endOf({ marks }) - 1;
  return new Date(last + offset(last, zone)).toISOString().slice(0, 10);
}

interface Drawn {
  readonly workspace: string;
  readonly chart: Chart;
  readonly name: string;
}

async function kept(
  { pictures, db, now }: Keeping,
  { workspace, chart, name }: Drawn,
): Promise<StoredFile | undefined> {
  const bytes = await pictures?.charts.draw(chart);
  const file = bytes && (await put(pictures?.files, bytes));
  if (!bytes || file === undefined) return undefined;
  const about = { name, mime: 'image/png', bytes: bytes.length };
  await saveFileRow(db, { workspace, id: file, ...about, at: now() });
  return { file, ...about };
}

/** A full disk takes the picture away, not the answer. */
async function put(files: Files | undefined, bytes: Uint8Array): Promise<string | undefined> {
  try {
    return await files?.put(bytes);
  } catch (error) {
    if (error instanceof FilesFull) return undefined;
    throw error;
  }
}
