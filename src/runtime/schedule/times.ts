/** Times of day and lists of things, as they stand at the beginning of a schedule's words. */

/** Something read off the beginning of a text, and how many characters it took. */
export interface Taken<T> {
  readonly value: T;
  readonly length: number;
}

export interface Clock {
  /** Minutes since midnight. */
  readonly time: number;
  /** `7` alone, `7 am`, or what can be nothing but a time: `7:00`. */
  readonly kind: 'bare' | 'half' | 'full';
}

const NAMED = /^(?:12 )?(noon|midday|midnight)\b/;
const TIME =
  /^(?:(\d{1,2})(?:[:.h](\d{2}))?|(\d{2})(\d{2}))(?:\s*(?:(am|pm)|in the (morning|afternoon|evening)|(h|hrs?|uhr|o'clock)))?(?![\w:]|\.\d)/;

/** `06:30`, `6.30 am`, `9pm`, `18h30`, `0630`, `noon`, `7 in the evening`, `7`. */
export function takeClock(text: string): Taken<Clock> | undefined {
  const named = NAMED.exec(text);
  if (named) return { value: { time: named[1] === 'midnight' ? 0 : 720, kind: 'full' }, length: named[0].length };
  const [found, hourAlone, minuteAlone, hourOfFour, minuteOfFour, mark, part, word] = TIME.exec(text) ?? [];
  if (found === undefined) return undefined;
  const half = mark ?? (part === undefined ? undefined : part === 'morning' ? 'am' : 'pm');
  const [hour, minutes] = [Number(hourAlone ?? hourOfFour), minuteAlone ?? minuteOfFour];
  const minute = Number(minutes ?? 0);
  if (minute > 59 || hour > 23) return undefined;
  if (half !== undefined && (hour < 1 || hour > 12)) return undefined;
  const kind = half !== undefined ? 'half' : minutes !== undefined || word !== undefined ? 'full' : 'bare';
  const hours = half === undefined ? hour : (hour % 12) + (half === 'pm' ? 12 : 0);
  return { value: { time: hours * 60 + minute, kind }, length: found.length };
}

const NEXT = /^(?:\s*,\s*(?:and\s+)?|\s+and\s+|\s*[/+]\s*|\s+)(?:(?:on|at)\s+)?(?:the\s+)?/;
const UNTIL = /^(?:\s*-\s*|\s+(?:to|through|thru|until|till)\s+)(?:the\s+)?/;

/** `mon, wed and fri`, `1st to 3rd`: what `take` reads, in a row; `upTo` gives all from one to another. */
export function takeList<T>(
  text: string,
  take: (text: string) => Taken<T> | undefined,
  upTo: (from: T, to: T) => readonly T[] | undefined,
): Taken<readonly T[]> | undefined {
  const values: T[] = [];
  let length = 0;
  for (let gap = 0; ; ) {
    const one = take(text.slice(length + gap));
    if (!one) break;
    length += gap + one.length;
    const until = UNTIL.exec(text.slice(length))?.[0].length;
    const last = until === undefined ? undefined : take(text.slice(length + until));
    const range = last ? upTo(one.value, last.value) : [one.value];
    if (!range) return undefined;
    values.push(...range);
    length += last ? (until ?? 0) + last.length : 0;
    const next = NEXT.exec(text.slice(length));
    if (!next) break;
    gap = next[0].length;
  }
  return values.length === 0 ? undefined : { value: values, length };
}
