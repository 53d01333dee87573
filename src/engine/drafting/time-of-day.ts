/** Times of day as six languages write them. */
export interface TimeOfDay {
  readonly hour: number;
  readonly minute: number;
  /** Folded, as the text says it. */
  readonly words: string;
}

const TIME =
  /^(?<hour>\d{1,2})(?:\s?(?:[:.h]|uhr)\s?(?<minute>\d{2})(?!\d))?\s?(?<mark>a\.?\s?m\.?|p\.?\s?m\.?|uhr|h(?:rs?|eures?|oras?)?|o'clock|ore)?(?![\p{L}\d%°])/u;

/** The time that folded text begins with: `07:00`, `7 am`, `18 uhr`, `18h30`. A bare number is none. */
export function timeOfDay(folded: string): TimeOfDay | undefined {
  const match = TIME.exec(folded);
  const { hour = '', minute, mark } = match?.groups ?? {};
  if (!match || (minute === undefined && mark === undefined)) return undefined;
  // "5.30" is a time only beside a mark; "5.5" never is.
  if (minute !== undefined && mark === undefined && /\d\.\d/.test(match[0])) return undefined;
  const shift =
    mark?.startsWith('p') && Number(hour) < 12 ? 12 : mark?.startsWith('a') && Number(hour) === 12 ? -12 : 0;
  const time = { hour: Number(hour) + shift, minute: Number(minute ?? 0), words: match[0].trim() };
  return time.hour <= 23 && time.minute <= 59 ? time : undefined;
}

/** `07:00`. */
export function clockWords({ hour, minute }: Pick<TimeOfDay, 'hour' | 'minute'>): string {
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}
