/** What a step asks to produce. */
import type { DefinitionInput } from '../definition.ts';
import { LIMITS } from '../limits.ts';
import { type Ask, isAsked, type StepWords, without } from './asks.ts';
import { blankAsk, columnAsk } from './column-asks.ts';
import { evidenceTitle } from './evidence-title.ts';
import { clip, fold } from './fold.ts';
import { type Found, says } from './found.ts';
import { sentencesOf } from './instruction.ts';
import { limitsOf } from './measures.ts';
import { pastedAsk } from './pasted-ask.ts';
import { readingAsks } from './reading-asks.ts';
import { Names, slug } from './slug.ts';
import type { Lexicon } from './words/lexicon.ts';
import type { Asked } from './words/signs/signs.ts';

export type EvidenceInput = NonNullable<NonNullable<DefinitionInput['steps']>[number]['evidence']>[number];

/** More from one step are noise of a long text. */
const MOST = 4;

/** The evidence of a step from its own words, what stands below it and a table's columns. */
export function evidenceOf(step: StepWords, names: Names, lexicon: Lexicon): Found<EvidenceInput>[] {
  return asksOf(step, lexicon).map((ask) => {
    const { type, limit, words } = ask;
    const plain = type === 'choice' ? '' : lexicon.signs.titles[type];
    const title = ask.title ?? (type === 'choice' ? words : evidenceTitle(type, words, lexicon));
    // "Note" says nothing in an expression; with the step's words before it, it does.
    const id = names.take(title === plain ? `${slug(step.text, 3)} ${title}` : title, type, 5);
    return {
      value: {
        id,
        title,
        type,
        ...(ask.required ? {} : { required: false }),
        ...(limit?.unit ? { unit: clip(limit.unit, 20) } : {}),
        ...(limit?.min === undefined ? {} : { min: limit.min }),
        ...(limit?.max === undefined ? {} : { max: limit.max }),
        ...(ask.options ? { options: optionsOf(ask.options) } : {}),
      },
      confidence: ask.confidence,
      reason: says(words),
    };
  });
}

function optionsOf(names: readonly string[]): { id: string; title: string }[] {
  const taken = new Names();
  return names.map((title) => ({ id: taken.take(title, 'option', 3), title: clip(title, 100) }));
}

function asksOf(step: StepWords, lexicon: Lexicon): Ask[] {
  const lines = [step.text, ...step.details];
  const sentences = lines.flatMap((line) => sentencesOf(line.slice(0, LIMITS.text)));
  const found: Ask[] = [];
  const add = (ask: Ask | undefined) => {
    if (ask && !found.some((one) => one.type === ask.type)) found.push(ask);
  };
  found.push(...readingAsks(sentences, step, lexicon));
  const column = step.evidence ? columnAsk(step.evidence, lexicon) : undefined;
  const [reading] = found;
  if (column?.type === 'number') {
    const told = withLimit(column, step, lexicon);
    if (!reading) found.push(told);
    else if (found.length === 1) found[0] = joined(reading, told);
  }
  // A log beside a reading is where the reading goes.
  if (!(column?.type === 'text' && found.length > 0)) add(column);
  if (step.choices) add(choiceAsk(step.choices));
  for (const header of step.blank ?? []) add(blankAsk(header, lexicon));
  for (const type of ['photo', 'signature', 'file', 'text', 'checkbox'] as const) {
    for (const sentence of sentences) {
      if (found.some((one) => one.type === type)) break;
      add(asked(type, sentence, found, lexicon));
    }
  }
  const sent = sentences.find((sentence) => isAsked(lexicon.signs.asks.message, fold(sentence)));
  if (sent !== undefined) {
    add({ type: 'text', words: sent, confidence: 0.5, required: false, title: lexicon.signs.titles.message });
  }
  return found.slice(0, MOST);
}

/** "OK | Not OK": which of them it is. */
function choiceAsk(options: readonly string[]): Ask {
  const title = clip(options.join(' / '), 100);
  return { type: 'choice', words: options.join(' | '), confidence: 0.8, required: true, title, options };
}

/** A number that a column asks for, with the limit that stands in the column beside it. */
function withLimit(ask: Ask, step: StepWords, lexicon: Lexicon): Ask {
  const bounds = step.limit ?? '';
  const [limit] = [bounds, `${bounds} ${ask.limit?.unit ?? ''}`].flatMap((text) => limitsOf(text, lexicon));
  const words = ask.title === undefined ? step.text : ask.words;
  return { ...ask, words, ...(limit ? { limit: { ...ask.limit, ...limit } } : {}) };
}

/** The reading of a step's words, with what its column says besides. */
function joined(reading: Ask, column: Ask): Ask {
  const title = reading.title ?? column.title;
  const limit = column.limit && reading.limit ? { ...column.limit, ...reading.limit } : (reading.limit ?? column.limit);
  return { ...reading, ...(title === undefined ? {} : { title }), ...(limit === undefined ? {} : { limit }) };
}

function asked(type: Asked, sentence: string, found: readonly Ask[], lexicon: Lexicon): Ask | undefined {
  const { asks, papers, produces } = lexicon.signs;
  const folded = fold(sentence);
  const told = isAsked(asks[type], folded);
  if (type === 'file') {
    const plain = without(asks.file.not, folded);
    const paper = nearby(plain, papers, produces) || nearby(plain, FILE, produces);
    // "Attach a photo" asks for the photo.
    if (!paper && found.some((one) => one.type === 'photo' && one.words === sentence)) return undefined;
    return told || paper ? { type, words: sentence, confidence: told ? 0.75 : 0.7, required: true } : undefined;
  }
  if (!told) return type === 'text' ? pastedAsk(sentence) : undefined;
  // "Record the temperature" asks for the number, not for a note besides.
  if (type === 'text' && found.some((one) => one.type === 'number')) return undefined;
  return { type, words: sentence, confidence: type === 'text' ? 0.7 : 0.8, required: true };
}

/** A file by its name: "Inspection_2.xlsx". */
const FILE = /\b[\w-]+\.(?:csv|xlsx?|docx?|ods|odt|pdf)\b/;

/** Both patterns in one clause, at most ten words apart. */
function nearby(folded: string, noun: RegExp, verb: RegExp): boolean {
  return folded.split(/[;:!?](?!\d)|\.(?=\s|$)/).some((clause) => {
    const a = verb.exec(clause);
    const b = noun.exec(clause);
    if (!a || !b) return false;
    const [from, to] = [Math.min(a.index, b.index), Math.max(a.index, b.index)];
    return clause.slice(from, to).split(' ').length <= 14;
  });
}
