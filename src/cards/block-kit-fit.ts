/** How much of a card is drawn in Slack. The first fit that is small enough is taken. */
import type { Drawn } from './block-kit-text.ts';

export interface Fit {
  /** Characters of one text, and of one line of a list, a title or a fact. */
  readonly text: number;
  readonly line: number;
  /** Lines of one list, facts of one table, lines of one text. */
  readonly lines: number;
}

/** A section takes 3,000 characters, of which `&` needs five. */
export const FITS: readonly [Fit, ...Fit[]] = [
  { text: 3_000, line: 300, lines: 60 },
  { text: 2_000, line: 200, lines: 40 },
  { text: 1_200, line: 160, lines: 30 },
  { text: 1_200, line: 160, lines: 22 },
  { text: 600, line: 120, lines: 15 },
  { text: 200, line: 80, lines: 8 },
];

export interface Room {
  readonly blocks: number;
  /** Of all text together, as it is sent. */
  readonly characters: number;
}

/** Slack takes 50 blocks a message and about 13,000 characters of text. */
export const MESSAGE: Room = { blocks: 40, characters: 10_000 };
/** A modal takes 100 blocks, and so does App Home, which holds several cards. */
export const MODAL: Room = { blocks: 100, characters: 10_000 };
export const HOME: Room = { blocks: 100, characters: 20_000 };

export function fitsIn(blocks: readonly Drawn[], room: Room): boolean {
  return blocks.length <= room.blocks && characters(blocks) <= room.characters;
}

const TEXTS = new Set(['text', 'fallback', 'alt_text', 'user_id', 'format']);

/** What is shown or could be, wherever it stands. */
export function characters(json: unknown): number {
  if (Array.isArray(json)) return json.reduce((sum: number, item) => sum + characters(item), 0);
  if (typeof json !== 'object' || json === null) return 0;
  return Object.entries(json).reduce(
    (sum, [key, value]) => sum + (typeof value === 'string' && TEXTS.has(key) ? value.length : characters(value)),
    0,
  );
}
