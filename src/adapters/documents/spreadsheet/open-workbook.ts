import { CFB, read, type WorkBook } from '@e965/xlsx';
import { DocumentUnreadable } from '../../../runtime/ports.ts';
import { guardedZip } from '../zip-guard.ts';

/** Parts of a workbook, unpacked and counted together. A sheet of 5,000 rows and 20 columns has some 5 MB. */
const UNPACKED_BYTES = 150 * 1024 * 1024;
const ENTRIES = 10_000;

/** More rows than this are read of no sheet: the limit on cells is met before. */
const SHEET_ROWS = 100_000;

/**
 * Opens a workbook (.xlsx, .xlsm, .xlsb, .xls, .ods, XML of 2003): values and formulas, no macros, pictures or remarks.
 * Throws `DocumentUnreadable`: `encrypted`, `too_large`, `damaged`.
 */
export async function openWorkbook(bytes: Uint8Array): Promise<WorkBook> {
  const zipped = bytes[0] === 0x50 && bytes[1] === 0x4b;
  const safe = zipped ? await packedAnew(bytes) : bytes;
  try {
    return read(safe, {
      type: 'buffer',
      // Sheets as arrays of rows: a sheet that claims a million rows costs what it holds.
      dense: true,
      // Where a sheet ends is what it holds, not what it says.
      nodim: true,
      cellHTML: false,
      cellFormula: true,
      // Rows' and columns' `hidden` come with the styles.
      cellStyles: true,
      bookVBA: false,
      // A date "in the reader's own format" is shown in the one that nobody misreads.
      dateNF: 'yyyy-mm-dd',
      sheetRows: SHEET_ROWS,
    });
  } catch (error) {
    const locked = error instanceof Error && /password|encrypt/i.test(error.message);
    throw new DocumentUnreadable(locked ? 'encrypted' : 'damaged', error);
  }
}

/** The parts that hold text, stored and not compressed: the library unpacks nothing that was not counted. */
async function packedAnew(bytes: Uint8Array): Promise<Uint8Array> {
  const files = await guardedZip(bytes, { entries: ENTRIES, bytes: UNPACKED_BYTES, wanted });
  if (files.has('EncryptedPackage') || locked(files.get('META-INF/manifest.xml'))) {
    throw new DocumentUnreadable('encrypted');
  }
  const container: unknown = CFB.utils.cfb_new();
  for (const [name, content] of files) CFB.utils.cfb_add(container, `/${name}`, content);
  return CFB.write(container, { type: 'buffer', fileType: 'zip' }) as Uint8Array;
}

function wanted(name: string): boolean {
  if (!/\.(?:xml|bin|rels)$/i.test(name) && name !== 'mimetype') return false;
  return !/(?:^|\/)(?:media|drawings|charts|embeddings|printerSettings|vbaProject|customXml|activeX|ctrlProps|pivot\w*|comments\d*|threadedComments|persons|webextensions|externalLinks|Thumbnails|Basic|Configurations2)(?:\/|\.|$)/i.test(
    name,
  );
}

/** A part of an OpenDocument file that has a password says how it was encrypted. */
function locked(manifest: Uint8Array | undefined): boolean {
  return manifest !== undefined && Buffer.from(manifest).includes('encryption-data');
}
