import { isOn } from './styles.ts';
import { readXml } from './xml.ts';

export interface Level {
  start: number;
  format: string;
  text: string;
  /** The count begins anew after a level up to this one (1-based); 0 never, undefined after any higher one. */
  restart: number | undefined;
  /** Every number in it is printed in digits. */
  legal: boolean;
  indent: number | undefined;
  style: string | undefined;
}

export interface Definition {
  readonly levels: Map<number, Level>;
  link: string | undefined;
}

export interface List {
  definition: string;
  readonly starts: Map<number, number>;
  readonly levels: Map<number, Level>;
}

export const PLAIN: Level = {
  start: 1,
  format: 'decimal',
  text: '',
  restart: undefined,
  legal: false,
  indent: undefined,
  style: undefined,
};

export interface Lists {
  /** By `abstractNumId`. */
  readonly definitions: ReadonlyMap<string, Definition>;
  /** By `numId`. */
  readonly lists: ReadonlyMap<string, List>;
}

/** How the lists of a document count (`word/numbering.xml`). */
export function readLists(xml: string): Lists {
  const definitions = new Map<string, Definition>();
  const lists = new Map<string, List>();
  let definition: Definition | undefined;
  let list: List | undefined;
  let level: Level | undefined;
  let overridden = 0;
  readXml(xml, {
    open: (tag) => {
      const value = tag.attributes['w:val'] ?? '';
      const at = Number.parseInt(tag.attributes['w:ilvl'] ?? '0', 10);
      switch (tag.name) {
        case 'w:abstractnum':
          definition = { levels: new Map(), link: undefined };
          definitions.set(tag.attributes['w:abstractnumid'] ?? '', definition);
          break;
        case 'w:num':
          list = { definition: '', starts: new Map(), levels: new Map() };
          lists.set(tag.attributes['w:numid'] ?? '', list);
          break;
        case 'w:abstractnumid':
          if (list) list.definition = value;
          break;
        case 'w:numstylelink':
          if (definition) definition.link = value;
          break;
        case 'w:lvloverride':
          overridden = at;
          break;
        case 'w:startoverride':
          list?.starts.set(overridden, Number.parseInt(value, 10) || 0);
          break;
        case 'w:lvl':
          level = { ...PLAIN };
          (list ?? definition)?.levels.set(at, level);
          break;
        default:
          if (level) describe(level, tag.name, value, tag.attributes['w:left'] ?? tag.attributes['w:start']);
      }
    },
    close: (tag) => {
      if (tag.name === 'w:abstractnum') definition = undefined;
      if (tag.name === 'w:num') list = undefined;
      if (tag.name === 'w:lvl') level = undefined;
    },
  });
  return { definitions, lists };
}

function describe(level: Level, name: string, value: string, left: string | undefined): void {
  if (name === 'w:start') level.start = Number.parseInt(value, 10) || 0;
  if (name === 'w:numfmt') level.format = value;
  if (name === 'w:lvltext') level.text = value;
  if (name === 'w:lvlrestart') level.restart = Number.parseInt(value, 10);
  if (name === 'w:islgl') level.legal = isOn(value);
  if (name === 'w:pstyle') level.style = value;
  if (name === 'w:ind' && left !== undefined) level.indent = Number.parseInt(left, 10) || 0;
}
