/** How often a procedure is done, in the document's words and as a schedule. */
import type { ProposedRoutine } from './draft.ts';
import { clip, fold, wordsOf } from './fold.ts';
import { sentencesOf } from './instruction.ts';
import { timeOfDay } from './time-of-day.ts';
import type { Lexicon } from './words/lexicon.ts';

/** Lines of the document that may speak of a schedule, the surest first. */
export interface RoutineWords {
  readonly title: string;
  readonly headings: readonly string[];
  /** Paragraphs and cells outside of the steps. */
  readonly told: readonly string[];
}

/** The schedule that the title, a line such as "Frequency: …", a heading or a sentence outside of the steps tells. */
export function routineOf({ title, headings, told }: RoutineWords, lexicon: Lexicon): ProposedRoutine | undefined {
  const labelled = told.filter((line) => LABEL.test(fold(line)));
  const places: [readonly string[], number][] = [
    [labelled.map((line) => line.replace(/^[^:]{2,40}:\s*/, '')), 0.85],
    [[title], 0.75],
    [headings, 0.6],
    [told.flatMap((line) => sentencesOf(line.slice(0, 1000))).filter((one) => wordsOf(one).length <= 30), 0.55],
  ];
  for (const [lines, confidence] of places) {
    for (const line of lines) {
      const found = scheduleIn(line, lexicon);
      if (!found) continue;
      const words = clip((line.split(AUTHORS)[0] || line).replace(/\s+/g, ' ').trim(), 200);
      const sure = found.guessed ? Math.min(confidence, 0.5) : confidence;
      return { words, ...(found.cron === undefined ? {} : { cron: found.cron }), confidence: sure };
    }
  }
  return undefined;
}

const LABEL =
  /^(?:frequency|schedule|how often|when|interval|haufigkeit|intervall|turnus|rhythmus|zeitpunkt|wann|frequence|periodicite|quand|frecuencia|periodicidad|cuando|frequencia|periodicidade|quando|frequenza|periodicita|cadenza)\b[^:]{0,20}:/;

/** What stands beside the schedule at the head of a document. */
const AUTHORS =
  /\s+(?=(?:prepared|written|approved|author|version|owner|erstellt|verfasst|freigegeben|stand|redige|rédigé|elaborado|redatto)\b)/i;

/** At least so sure of a schedule that the SOP may hold it: when it says the day and the hour itself. */
const SURE = 0.55;

/** The schedule as the SOP holds it; undefined where the words leave the day or the hour open. Nothing runs by it. */
export function scheduleOf(routine: ProposedRoutine | undefined): { readonly schedule: string } | undefined {
  return routine?.cron === undefined || routine.confidence < SURE ? undefined : { schedule: routine.cron };
}

interface Schedule {
  readonly cron?: string;
  /** The hour is a guess. */
  readonly guessed: boolean;
}

/** "Every Monday at 8:00" as `0 8 * * 1`. */
export function scheduleIn(text: string, lexicon: Lexicon): Schedule | undefined {
  const folded = fold(text);
  const { often } = lexicon.signs;
  const days = daysIn(folded, lexicon);
  const kind = (['workdays', 'hourly', 'daily', 'weekly', 'monthly'] as const).find((one) => often[one].test(folded));
  if (days.length === 0 && kind === undefined) return undefined;
  if (kind === 'hourly' && days.length === 0) return { cron: '0 * * * *', guessed: false };
  const { hour, minute, guessed } = timeIn(folded, lexicon);
  const at = `${minute} ${hour}`;
  if (kind === 'workdays') return { cron: `${at} * * 1-5`, guessed };
  if (days.length > 0) return { cron: `${at} * * ${days.join(',')}`, guessed };
  if (kind === 'daily') return { cron: `${at} * * *`, guessed };
  // Which day of the week or month is not said.
  return { cron: kind === 'weekly' ? `${at} * * 1` : `${at} 1 * *`, guessed: true };
}

/** Days of the week as cron counts them (Sunday 0), where the text says every one of them is meant. */
function daysIn(folded: string, lexicon: Lexicon): number[] {
  const { days, each } = lexicon.signs.often;
  const told = days.some((day) =>
    new RegExp(String.raw`(?<![\p{L}])(?:${each})\s+(?:${day})(?![\p{L}])`, 'u').test(folded),
  );
  const plural =
    /^(?:de)$/.test(lexicon.language) &&
    days.some((day) => new RegExp(String.raw`(?<![\p{L}])${day.replace(/s\?/g, 's')}(?![\p{L}])`, 'u').test(folded));
  if (!told && !plural) return [];
  return days.flatMap((day, index) =>
    new RegExp(String.raw`(?<![\p{L}])(?:${day})(?![\p{L}])`, 'u').test(folded) ? [(index + 1) % 7] : [],
  );
}

function timeIn(folded: string, lexicon: Lexicon): { hour: number; minute: number; guessed: boolean } {
  const { at, before, often } = lexicon.signs;
  for (const [words, earlier] of [
    [at, 0],
    [before, 1],
  ] as const) {
    for (const match of folded.matchAll(new RegExp(String.raw`(?<![\p{L}])(?:${words})\s*`, 'gu'))) {
      const time = timeOfDay(folded.slice(match.index + match[0].length));
      // What must be done before seven begins an hour before.
      if (time) return { hour: (time.hour + 24 - earlier) % 24, minute: time.minute, guessed: earlier > 0 };
    }
  }
  const bare = /(?<![\d.,:-])\d{1,2}(?::\d{2}|\s?(?:uhr|am|pm)\b)/.exec(folded);
  const time = bare ? timeOfDay(folded.slice(bare.index)) : undefined;
  if (time) return { hour: time.hour, minute: time.minute, guessed: false };
  const part = often.parts.find(([pattern]) => pattern.test(folded));
  return { hour: part?.[1] ?? 8, minute: 0, guessed: true };
}
