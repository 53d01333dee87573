/** The signs of lines, and how far a bar is: the same on every platform. */
import type { Element, Line, Tone } from './card.ts';

export const MARKS: Readonly<Record<Line['mark'], { readonly sign: string; readonly tone?: Tone }>> = {
  todo: { sign: '○' },
  now: { sign: '●', tone: 'accent' },
  done: { sign: '✓', tone: 'good' },
  accepted: { sign: '✓', tone: 'attention' },
  blocked: { sign: '!', tone: 'attention' },
  late: { sign: '!', tone: 'bad' },
  missed: { sign: '×', tone: 'bad' },
  skipped: { sign: '–' },
  not_applicable: { sign: '·' },
};

type Progress = Pick<Extract<Element, { type: 'progress' }>, 'done' | 'total'>;

/** How many segments of a bar are full: all of them only if all is done, and one as soon as there is something done. */
export function fullSegments({ done, total }: Progress, segments: number): number {
  const share = total > 0 ? Math.min(1, Math.max(0, done / total)) : 1;
  return share === 1 ? segments : Math.min(segments - 1, Math.ceil(share * segments));
}
