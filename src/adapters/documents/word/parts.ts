import { DocumentUnreadable } from '../../../runtime/ports.ts';
import { guardedZip } from '../zip-guard.ts';
import { readXml } from './xml.ts';

export interface Parts {
  /** The text itself. */
  readonly document: string;
  readonly styles: string;
  readonly numbering: string;
  /** Where its links lead. */
  readonly relations: string;
  /** The title among the file's properties; empty where there is none. */
  readonly title: string;
}

/** A part of 300 pages has about 6 MB. */
const UNPACKED = 80 * 1024 * 1024;
const ENTRIES = 10_000;

/**
 * The parts of a Word file that hold its text. Pictures, comments, notes, headers, embedded files and macros are not even
 * unpacked. Throws `DocumentUnreadable`: `too_large`, `encrypted` or `damaged`.
 */
export async function partsOf(bytes: Uint8Array): Promise<Parts> {
  const wanted = (name: string) =>
    /^(?:_rels\/\.rels|docProps\/core\.xml|word\/(?:_rels\/)?[^/]+\.(?:xml|rels))$/.test(name);
  const files = await guardedZip(bytes, {
    entries: ENTRIES,
    bytes: UNPACKED,
    wanted: (name) => wanted(name) && !OTHER.test(name),
  });
  const text = (name: string) => {
    const content = files.get(name);
    return content ? new TextDecoder(encodingOf(content)).decode(content) : '';
  };
  const main = targetOf(text('_rels/.rels'), 'officeDocument', '') ?? 'word/document.xml';
  const document = text(main);
  if (document === '') throw new DocumentUnreadable('damaged');
  const folder = main.slice(0, main.lastIndexOf('/') + 1);
  const relations = text(`${folder}_rels/${main.slice(folder.length)}.rels`);
  const related = (type: string) => text(targetOf(relations, type, folder) ?? `${folder}${type}.xml`);
  return {
    document,
    relations,
    styles: related('styles'),
    numbering: related('numbering'),
    title: titleIn(text('docProps/core.xml')),
  };
}

const OTHER =
  /^word\/(?:_rels\/)?(?:comments|footnotes|endnotes|header|footer|theme|fontTable|webSettings|vba|people|glossary)/;

/** Some programs write the parts in UTF-16. */
function encodingOf(content: Uint8Array): string {
  if (content[0] === 0xff && content[1] === 0xfe) return 'utf-16le';
  return content[0] === 0xfe && content[1] === 0xff ? 'utf-16be' : 'utf-8';
}

function targetOf(relations: string, type: string, folder: string): string | undefined {
  let target: string | undefined;
  readXml(relations, {
    open({ name, attributes }) {
      if (name === 'relationship' && attributes.type?.endsWith(`/${type}`)) target ??= attributes.target;
    },
    close() {},
  });
  return target?.startsWith('/') ? target.slice(1) : target === undefined ? undefined : folder + target;
}

function titleIn(core: string): string {
  let title = '';
  let inside = false;
  readXml(core, {
    open: ({ name }) => {
      inside = name === 'dc:title';
    },
    close: () => {
      inside = false;
    },
    text: (characters) => {
      if (inside) title += characters;
    },
  });
  return title.replace(/\s+/g, ' ').trim();
}
