import { readXml, type XmlTag } from './xml.ts';

/** What a style, or a paragraph's or run's own properties, say; absent where they leave it to what they are based on. */
export interface Properties {
  readonly numId?: string;
  readonly ilvl?: number;
  /** 0 is the highest; 9 is the text's own. */
  readonly outline?: number;
  /** Indent of the left edge, in twentieths of a point. */
  readonly indent?: number;
  readonly bold?: boolean;
  readonly hidden?: boolean;
  /** Points. */
  readonly size?: number;
}

export interface Style extends Properties {
  /** In lower case. Word keeps the names of its own styles in English in every language: `heading 1`, `title`, `toc 2`. */
  readonly name: string;
}

export interface Styles {
  /** A style with what it is based on; the default paragraph style for an id that is not known. */
  paragraph(id: string | undefined): Style;
  run(id: string | undefined): Style;
  /** `numId` that a numbering style stands for. */
  numbering(id: string): string | undefined;
}

/** The properties that one tag sets, anywhere inside `w:pPr` or `w:rPr`. */
export function propertyOf(tag: XmlTag): Properties {
  const value = tag.attributes['w:val'];
  switch (tag.name) {
    case 'w:numid':
      return value === undefined ? {} : { numId: value };
    case 'w:ilvl':
      return numeric('ilvl', value);
    case 'w:outlinelvl':
      return numeric('outline', value);
    case 'w:ind':
      return numeric('indent', tag.attributes['w:left'] ?? tag.attributes['w:start']);
    case 'w:b':
      return { bold: isOn(value) };
    case 'w:vanish':
      return { hidden: isOn(value) };
    case 'w:sz':
      return value !== undefined && Number(value) > 0 ? { size: Number(value) / 2 } : {};
    default:
      return {};
  }
}

export function isOn(value: string | undefined): boolean {
  return value !== '0' && value !== 'false' && value !== 'off';
}

export function readStyles(xml: string): Styles {
  const found = new Map<string, { type: string; based: string | undefined; style: Style }>();
  let defaults: Properties = {};
  let standard: string | undefined;
  let open: { id: string; type: string; based: string | undefined; style: Style } | undefined;
  readXml(xml, {
    open(tag) {
      if (tag.name === 'w:style') {
        const id = tag.attributes['w:styleid'] ?? '';
        const type = tag.attributes['w:type'] ?? 'paragraph';
        if (type === 'paragraph' && tag.attributes['w:default'] === '1') standard = id;
        open = { id, type, based: undefined, style: { name: '' } };
        return;
      }
      if (!open) {
        if (tag.path.includes('w:docdefaults')) defaults = { ...defaults, ...propertyOf(tag) };
        return;
      }
      const value = tag.attributes['w:val'];
      if (tag.name === 'w:name') open.style = { ...open.style, name: (value ?? '').toLowerCase() };
      if (tag.name === 'w:basedon') open.based = value;
      // A table style has properties for its first row and the like; they say nothing of a paragraph.
      if (open.type !== 'table') open.style = { ...open.style, ...propertyOf(tag) };
    },
    close(tag) {
      if (tag.name !== 'w:style' || !open) return;
      found.set(open.id, open);
      open = undefined;
    },
  });

  const whole = new Map<string, Style>();
  const resolve = (id: string | undefined, seen: ReadonlySet<string>): Style | undefined => {
    if (id === undefined || seen.has(id)) return undefined;
    const known = whole.get(id);
    if (known) return known;
    const own = found.get(id);
    if (!own) return undefined;
    const style = { ...resolve(own.based, new Set([...seen, id])), ...own.style };
    whole.set(id, style);
    return style;
  };
  const none = new Set<string>();
  const plain: Style = { ...defaults, ...resolve(standard, none), name: 'normal' };
  return {
    paragraph: (id) => ({ ...defaults, ...(resolve(id, none) ?? plain) }),
    run: (id) => resolve(id, none) ?? { name: '' },
    numbering: (id) => found.get(id)?.style.numId,
  };
}

function numeric(key: 'ilvl' | 'outline' | 'indent', value: string | undefined): Properties {
  const number = Number.parseInt(value ?? '', 10);
  return Number.isFinite(number) ? { [key]: number } : {};
}
