/**
 * Boxes to tick and bullets that are drawn rather than written: squares and dots among a page's drawing commands, and
 * the fields of a form.
 */
import type { Run } from './open.ts';
import type { Rule } from './rulings.ts';

/** What pdf.js calls the commands that are looked at here (its `OPS`). */
const SAVE = 10;
const RESTORE = 11;
const TRANSFORM = 12;
const STROKES = new Set([20, 21, 24, 25, 26, 27]);
const FILLS = new Set([22, 23]);
const FORM_BEGINS = 74;
const FORM_ENDS = 75;
const PATH = 91;
/** More drawing than this is a map or a plan, on which nobody ticks a box. */
const MOST = 2_000;
/** A filled bar of no more points than this is a line. */
const THIN = 2.5;

export interface Commands {
  readonly fnArray: readonly number[];
  readonly argsArray: readonly unknown[];
}

/** A place on the page, in points from its upper left corner. */
export interface Place {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface DrawnMark extends Place {
  readonly text: '☐' | '☑' | '•';
}

type Matrix = readonly number[];

/** What a page draws besides text: small squares and dots, and straight rules. */
export interface Drawing {
  readonly marks: readonly DrawnMark[];
  readonly rules: readonly Rule[];
}

/** `view` turns the page's own units into points. */
export function drawingOf({ fnArray, argsArray }: Commands, view: Matrix): Drawing {
  const marks: DrawnMark[] = [];
  const rules: Rule[] = [];
  const kept: Matrix[] = [];
  let matrix = view;
  for (const [index, command] of fnArray.entries()) {
    const args = argsArray[index];
    if (command === SAVE) kept.push(matrix);
    else if (command === RESTORE || command === FORM_ENDS) matrix = kept.pop() ?? view;
    else if (command === TRANSFORM && isMatrix(args)) matrix = times(matrix, args);
    else if (command === FORM_BEGINS) {
      kept.push(matrix);
      const own = Array.isArray(args) ? args[0] : undefined;
      if (isMatrix(own)) matrix = times(matrix, own);
    } else if (command === PATH && Array.isArray(args)) {
      const mark = markOf(args, matrix);
      if (mark) marks.push(mark);
      else rules.push(...rulesOf(args, matrix));
    }
  }
  return { marks: marks.length > MOST ? [] : marks, rules };
}

/** The straight lines of a path: those that it strokes, and bars so thin that they are lines. */
function rulesOf([paint, paths, bounds]: readonly unknown[], matrix: Matrix): Rule[] {
  if (typeof paint !== 'number') return [];
  if (FILLS.has(paint)) {
    const { left, right, top, bottom } = placeOf(numbers(bounds), matrix);
    if (bottom - top <= THIN) return [{ isAcross: true, at: (top + bottom) / 2, from: left, to: right }];
    return right - left <= THIN ? [{ isAcross: false, at: (left + right) / 2, from: top, to: bottom }] : [];
  }
  if (!STROKES.has(paint)) return [];
  const path = numbers(Array.isArray(paths) ? paths[0] : undefined);
  const rules: Rule[] = [];
  let [first, last]: (readonly [number, number])[] = [];
  const draw = (to: readonly [number, number] | undefined) => {
    if (!last || !to) return;
    const { left, right, top, bottom } = placeOf([...last, ...to], matrix);
    if (bottom - top < 1) rules.push({ isAcross: true, at: top, from: left, to: right });
    else if (right - left < 1) rules.push({ isAcross: false, at: left, from: top, to: bottom });
  };
  for (let at = 0; at < path.length; ) {
    const to = [path[at + 1] ?? 0, path[at + 2] ?? 0] as const;
    switch (path[at]) {
      case 0:
        first = to;
        last = to;
        at += 3;
        break;
      case 1:
        draw(to);
        last = to;
        at += 3;
        break;
      case 2:
        last = [path[at + 5] ?? 0, path[at + 6] ?? 0];
        at += 7;
        break;
      default:
        draw(first);
        last = first;
        at += 1;
    }
  }
  return rules;
}

/** The marks as pieces of text: those before words on the line of those words, boxes without words apart. */
export function marksAsRuns(marks: readonly DrawnMark[], runs: readonly Run[]): Run[] {
  return marks.flatMap((mark) => {
    const [width, height] = [mark.right - mark.left, mark.bottom - mark.top];
    const middle = (mark.top + mark.bottom) / 2;
    const inRow = runs.filter(
      (run) => middle > run.baseline - run.size * 1.1 && middle < run.baseline + run.size * 0.4,
    );
    const follower = inRow
      .filter((run) => run.x > mark.right - 1 && run.x - mark.right < Math.max(height * 3, run.size * 3))
      .sort((a, b) => a.x - b.x)[0];
    const isWritten = /^\s*[\u2022\u25A0-\u25FF\u2610-\u2612\u2750-\u2752\uF000-\uF0FF]/.test(follower?.text ?? '');
    const about = follower?.size ?? height;
    // Within or right behind words it is part of a figure, a frame about a letter or a cell.
    const isTaken = inRow.some((run) => run.x < mark.right - 1 && run.x + run.width > mark.left - about * 0.2);
    if (isWritten || isTaken) return [];
    if (follower && height <= follower.size * 1.8) {
      const { baseline, size, bold } = follower;
      return [{ text: mark.text, x: mark.left, width, baseline, size, bold }];
    }
    const alone = { x: mark.left, width, baseline: mark.bottom, size: height, bold: false, isAlone: true };
    return mark.text === '•' ? [] : [{ text: mark.text, ...alone }];
  });
}

function markOf(args: readonly unknown[], matrix: Matrix): DrawnMark | undefined {
  const [paint, paths, bounds] = args;
  const [left = 0, top = 0, right = 0, bottom = 0] = numbers(bounds);
  const place = placeOf([left, top, right, bottom], matrix);
  const [width, height] = [place.right - place.left, place.bottom - place.top];
  if (Math.abs(width - height) > Math.max(width, height) * 0.15) return undefined;
  if (typeof paint !== 'number') return undefined;
  if (STROKES.has(paint) && width >= 5 && width <= 20) {
    const path = numbers(Array.isArray(paths) ? paths[0] : undefined);
    return isOneRectangle(path) ? { ...place, text: '☐' } : undefined;
  }
  return FILLS.has(paint) && width >= 1.5 && width <= 5.5 ? { ...place, text: '•' } : undefined;
}

/** A move, three or four lines and an end: `0 x y`, `1 x y`, `3`. */
function isOneRectangle(path: readonly number[]): boolean {
  if (path.length < 12 || path.length > 17) return false;
  for (let at = 0; at < path.length; at += path[at] === 3 ? 1 : 3) {
    const [command, isFirst] = [path[at], at === 0];
    if (isFirst ? command !== 0 : command !== 1 && command !== 3) return false;
  }
  return true;
}

/** A rectangle of the page's own units as a place. */
export function placeOf(rectangle: readonly number[], matrix: Matrix): Place {
  const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = rectangle;
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = matrix;
  const xs = [a * x1 + c * y1 + e, a * x2 + c * y2 + e];
  const ys = [b * x1 + d * y1 + f, b * x2 + d * y2 + f];
  return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
}

function times(outer: Matrix, inner: Matrix): Matrix {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = outer;
  const [g = 1, h = 0, i = 0, j = 1, k = 0, l = 0] = inner;
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f];
}

function isMatrix(value: unknown): value is Matrix {
  return numbers(value).length === 6;
}

function numbers(value: unknown): readonly number[] {
  if (value instanceof Float32Array) return [...value];
  return Array.isArray(value) && value.every((one) => typeof one === 'number') ? value : [];
}
