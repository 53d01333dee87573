import { type Edit, edited } from './edits.ts';
import { Fields } from './fields.ts';
import { type Label, Numbering } from './numbering.ts';
import { Pages } from './pages.ts';
import { type Properties, propertyOf, type Style, type Styles } from './styles.ts';
import { readXml, type XmlListener, type XmlTag } from './xml.ts';

/** What Word shows of a paragraph besides its words. */
export interface Printed {
  readonly page: number;
  /** Name of its style, in lower case. */
  readonly style: string;
  readonly label: Label | undefined;
  /** 0 is the highest; undefined for text. */
  readonly outline: number | undefined;
  /** All of its words are bold. */
  readonly bold: boolean;
  /** Points, of its first word. */
  readonly size: number | undefined;
  /** Left edge in twentieths of a point. */
  readonly indent: number;
  /** A line of a table of contents. */
  readonly contents: boolean;
}

export interface Annotated {
  /** The document with a bookmark at each paragraph, without hidden text, and with nothing that would swallow words. */
  readonly xml: string;
  /** By the number in the bookmark's name. */
  readonly paragraphs: readonly Printed[];
  readonly pages: number;
}

/** Bookmarks of people have no colon. */
export const BOOKMARK = 'paragraph:';

interface Open {
  insertAt: number;
  own: Properties;
  styleId: string | undefined;
  style: Style;
  deleted: boolean;
  bold: boolean;
  size: number | undefined;
  page: number | undefined;
  contents: boolean;
  label: Label | undefined;
}

interface Run {
  readonly from: number;
  own: Properties;
  style: Style;
}

/** Elements around words that the converter does not look into. */
const WRAPPERS = new Set(['w:fldsimple', 'w:dir', 'w:bdo']);
/** Pictures and marks of notes: nothing that a step is made of, and a broken picture would stop the converter. */
const REMOVED = new Set([
  'w:drawing',
  'v:imagedata',
  'w:footnotereference',
  'w:endnotereference',
  'w:commentreference',
]);
/** What is in them is not in the document as it is now, or stands there a second time. */
const SKIPPED = new Set([
  'w:drawing',
  'mc:choice',
  'w:pprchange',
  'w:rprchange',
  'w:del',
  'w:movefrom',
  'w:numberingchange',
]);

/**
 * Finds out what Word prints of each paragraph and an HTML of it would not tell: the number before it, its page, whether
 * it belongs to the table of contents. The answer is tied to the paragraphs by bookmarks. `xml` is the main part.
 */
export function annotate(xml: string, styles: Styles, numberingXml: string): Annotated {
  const annotator = new Annotator(styles, new Numbering(numberingXml, styles), new Pages(xml));
  readXml(xml, annotator);
  return annotator.result(xml);
}

class Annotator implements XmlListener {
  private readonly styles: Styles;
  private readonly numbering: Numbering;
  private readonly pages: Pages;
  private readonly fields = new Fields();
  private readonly edits: Edit[] = [];
  private readonly paragraphs: Printed[] = [];
  private readonly inContents = new Set<number>();
  /** Text boxes have paragraphs inside a paragraph's run. */
  private readonly current: Open[] = [];
  private readonly runs: Run[] = [];
  private readonly removed: number[] = [];

  constructor(styles: Styles, numbering: Numbering, pages: Pages) {
    this.styles = styles;
    this.numbering = numbering;
    this.pages = pages;
  }

  open(tag: XmlTag): void {
    if (WRAPPERS.has(tag.name)) this.remove(tag.from, tag.to);
    if (REMOVED.has(tag.name)) this.removed.push(tag.from);
    if (tag.path.some((name) => SKIPPED.has(name))) return;
    this.pages.open(tag);
    this.fields.open(tag);
    const paragraph = this.current.at(-1);
    const run = this.runs.at(-1);
    if (tag.name === 'w:p') this.current.push(this.begun(tag));
    else if (tag.name === 'w:r') this.runs.push({ from: tag.from, own: {}, style: this.styles.run(undefined) });
    else if (paragraph && tag.path.lastIndexOf('w:ppr') > tag.path.lastIndexOf('w:p')) this.describe(paragraph, tag);
    else if (run && tag.path.at(-1) === 'w:rpr') {
      if (tag.name === 'w:rstyle') run.style = this.styles.run(tag.attributes['w:val']);
      run.own = { ...run.own, ...propertyOf(tag) };
    }
  }

  close(tag: Omit<XmlTag, 'attributes'>): void {
    if (WRAPPERS.has(tag.name)) this.remove(tag.from, tag.to);
    if (REMOVED.has(tag.name)) this.remove(this.removed.pop() ?? tag.from, tag.to);
    if (tag.path.some((name) => SKIPPED.has(name))) return;
    this.pages.close(tag.name);
    this.fields.close(tag.name);
    const paragraph = this.current.at(-1);
    if (tag.name === 'w:r') {
      const run = this.runs.pop();
      if (run && paragraph && isHidden(run, paragraph)) this.remove(run.from, tag.to);
    }
    if (tag.name === 'w:ppr' && paragraph && tag.path.at(-1) === 'w:p') {
      paragraph.insertAt = tag.to;
      paragraph.label = paragraph.deleted ? undefined : labelOf(paragraph, this.numbering);
    }
    if (tag.name === 'w:p' && paragraph) {
      this.current.pop();
      if (!paragraph.deleted && tag.from !== tag.to) this.keep(paragraph);
    }
  }

  text(characters: string): void {
    this.fields.text(characters);
    const paragraph = this.current.at(-1);
    const run = this.runs.at(-1);
    if (!run || !paragraph || !this.fields.shows || isHidden(run, paragraph) || characters.trim() === '') return;
    paragraph.page ??= this.pages.now;
    paragraph.size ??= run.own.size ?? run.style.size ?? paragraph.style.size;
    paragraph.contents ||= this.fields.inContents;
    if (/[\p{L}\p{N}]/u.test(characters)) {
      paragraph.bold &&= run.own.bold ?? run.style.bold ?? paragraph.style.bold ?? false;
    }
  }

  result(xml: string): Annotated {
    // A field that never ends would take the rest of the document for contents.
    const isContents = (at: number) => this.fields.ended && this.inContents.has(at);
    return {
      xml: edited(xml, this.edits),
      paragraphs: this.paragraphs.map((one, at) => ({ ...one, contents: one.contents || isContents(at) })),
      pages: this.pages.last,
    };
  }

  private begun(tag: XmlTag): Open {
    return {
      insertAt: tag.to,
      own: {},
      styleId: undefined,
      style: this.styles.paragraph(undefined),
      deleted: this.pages.inDeletedRow,
      bold: true,
      size: undefined,
      page: undefined,
      contents: false,
      label: undefined,
    };
  }

  private describe(paragraph: Open, tag: XmlTag): void {
    if (tag.path.includes('w:rpr')) {
      if (tag.name === 'w:del') paragraph.deleted = true;
      return;
    }
    if (tag.name === 'w:pstyle') {
      paragraph.styleId = tag.attributes['w:val'];
      paragraph.style = this.styles.paragraph(paragraph.styleId);
    }
    paragraph.own = { ...paragraph.own, ...propertyOf(tag) };
    if (tag.name === 'w:pagebreakbefore') this.pages.explicit();
  }

  private keep(paragraph: Open): void {
    const at = this.paragraphs.length;
    const bookmark = `<w:bookmarkStart w:id="0" w:name="${BOOKMARK}${at}"/>`;
    this.edits.push({ from: paragraph.insertAt, to: paragraph.insertAt, text: bookmark });
    if (paragraph.contents) this.inContents.add(at);
    this.paragraphs.push(printedOf(paragraph, this.pages.now));
  }

  private remove(from: number, to: number): void {
    this.edits.push({ from, to, text: '' });
  }
}

function labelOf(paragraph: Open, numbering: Numbering): Label | undefined {
  const { own, style, styleId } = paragraph;
  const numId = own.numId ?? style.numId;
  if (numId === undefined) return undefined;
  return numbering.next(numId, own.ilvl ?? (own.numId === undefined ? style.ilvl : undefined), styleId);
}

function isHidden(run: Run, paragraph: Open): boolean {
  return (
    (run.own.hidden ?? run.style.hidden ?? paragraph.style.hidden ?? false) || run.style.name === 'placeholder text'
  );
}

function printedOf(paragraph: Open, page: number): Printed {
  const { own, style, label } = paragraph;
  const outline = own.outline ?? headingIn(style.name) ?? style.outline;
  return {
    page: paragraph.page ?? page,
    style: style.name,
    label,
    outline: outline === undefined || outline > 8 ? undefined : outline,
    bold: paragraph.bold,
    size: paragraph.size,
    indent: own.indent ?? label?.indent ?? style.indent ?? 0,
    contents: /^(?:toc|contents|table of figures|index|verzeichnis)\b/.test(style.name),
  };
}

function headingIn(style: string): number | undefined {
  const level = /^heading ([1-9])$/.exec(style)?.[1];
  return level === undefined ? undefined : Number(level) - 1;
}
