/** A list: lines without a button together in one block, a line with a button in a section beside it, boxes in groups. */
import { type ActionIds, lineAction } from './block-kit-actions.ts';
import type { Fit } from './block-kit-fit.ts';
import {
  type Drawn,
  losesMention,
  richBlock,
  runsOf,
  type SlackFormat,
  textObject,
  textRun,
  type Wording,
} from './block-kit-text.ts';
import { type Box, boxes, boxOf, MOST_BOXES, signOf } from './block-kit-ticks.ts';
import type { Line, Text } from './card.ts';
import { plain, spansOf } from './text.ts';

export interface Drawing {
  readonly format: SlackFormat;
  readonly fit: Fit;
  readonly ids: ActionIds;
}

export function drawLines(items: readonly Line[], drawing: Drawing): readonly Drawn[] {
  const { format, ids } = drawing;
  return groupsOf(items, format).flatMap((group) => {
    if (group.type === 'boxes') return [boxes(group.boxes, format, ids)];
    const [line] = group.lines;
    return line?.action ? withAction(line, line.action, drawing) : [together(group.lines, drawing)];
  });
}

type Group =
  | { readonly type: 'boxes'; readonly boxes: Box[] }
  | { readonly type: 'lines'; readonly lines: Line[]; readonly isAlone: boolean };

/** Boxes with their neighbours, as many as Slack takes; lines with a button alone; others with their neighbours. */
function groupsOf(items: readonly Line[], format: SlackFormat): readonly Group[] {
  const groups: Group[] = [];
  for (const line of items) {
    const last = groups.at(-1);
    const box = boxOf(line, format);
    const isAlone = line.action !== undefined;
    if (box) {
      if (last?.type === 'boxes' && last.boxes.length < MOST_BOXES) last.boxes.push(box);
      else groups.push({ type: 'boxes', boxes: [box] });
    } else if (last?.type === 'lines' && !isAlone && !last.isAlone) last.lines.push(line);
    else groups.push({ type: 'lines', lines: [line], isAlone });
  }
  return groups;
}

/** One section with line breaks: what clients make of several sections beside each other differs. */
function together(lines: readonly Line[], drawing: Drawing): Drawn {
  const drawn = lines.map((line) => lineRuns(line, drawing));
  // Of lines that are several lines each, one must see where the next begins.
  const between = drawn.some((runs) => runs.some((run) => run.text === '\n')) ? '\n\n' : '\n';
  const elements = drawn.flatMap((runs, index) => [...(index > 0 ? [textRun(between)] : []), ...runs]);
  return richBlock([{ type: 'rich_text_section', elements }]);
}

function lineRuns(line: Line, { format, fit }: Drawing): readonly Drawn[] {
  const wording: Wording = { format, budget: fit.line, lines: 3 };
  const detail = runsOf(line.detail ?? '', { ...wording, lines: 4 });
  // Most details are short: they follow in the same line. Not indented otherwise: where they wrap, it would be ragged.
  const isTall = detail.some((run) => String(run.text).includes('\n'));
  return [
    textRun(`${markOf(line)}  `, line.number === undefined ? { bold: true } : {}),
    ...runsOf(line.text, { ...wording, ...(standsOut(line, format) ? { style: { bold: true } } : {}) }),
    ...(detail.length > 0 ? [textRun(isTall ? '\n' : ' · '), ...detail] : []),
  ];
}

function markOf({ number, mark }: Line): string {
  return number === undefined ? signOf(mark) : `${number}.`;
}

/** A name in bold tells itself from its detail; a long one is a sentence. What is over is quiet, unless nobody did it. */
function standsOut({ number, mark, text, detail }: Line, format: SlackFormat): boolean {
  const isLoud = mark === 'now' || mark === 'late' || mark === 'blocked' || mark === 'missed';
  const isMain = number !== undefined || isLoud;
  return isMain && detail !== undefined && plain(text, format).length <= LONGEST_NAME;
}

const LONGEST_NAME = 50;

function withAction(line: Line, action: NonNullable<Line['action']>, drawing: Drawing): readonly Drawn[] {
  const { format, fit, ids } = drawing;
  const name = plain(line.text, format);
  const accessory = lineAction(action, name, ids);
  const isBold = standsOut(line, format) && typeof line.text === 'string';
  const text: Text = isBold ? [{ type: 'bold', text: name }] : line.text;
  const detail: Text = line.detail === undefined ? [] : ['\n', ...spansOf(line.detail)];
  const whole: Text = [`${markOf(line)}  `, ...spansOf(text), ...detail];
  const wording: Wording = { format, budget: Math.min(600, fit.line * 2), lines: 6 };
  if (losesMention(whole, wording)) return [together([line], drawing), { type: 'actions', elements: [accessory] }];
  return [{ type: 'section', text: textObject(whole, wording), accessory }];
}
