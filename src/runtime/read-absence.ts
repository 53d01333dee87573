/** Who is away, from when until when, and who stands in, as people say it. */

export interface SaidAbsence {
  /** Who is away, as typed; absent: whoever says it. */
  readonly member?: string;
  readonly from?: string;
  readonly until?: string;
  readonly standIn: string;
}

const STANDS_IN =
  /[\s,]*\b(?:(?:will )?(?:stands?|standing|fills?|steps?) in|covers?|takes over)(?: for (?:me|them))?[\s.!]*$/i;
const TIMES = /^(?:(?!from\s)(.*?)[\s,:]+)?(?:from\s+(\S.*?)[\s,]+)?(?:until|till|to|through(?=\s))\s+(\S.*)$/is;
const TIME_WORD = /^(?:from|until|till|to|through)$/i;
const FROM = /^(?:(.*?)[\s,:]+)?from\s+(\S.*)$/is;

/** Nobody says it in more; looking for its parts in pages of commas takes seconds. */
const LONGEST = 300;
/** Whoever stands in may be named first. */
const NAMED_FIRST =
  /^(\S.*?)[\s,]+(?:will )?(?:(?:stands?|fills?|steps?) in|covers?|takes over)(?: for me)?[\s,]+((?:from|until|till|through)\s.*)$/is;

/**
 * `until Friday, Ana stands in`, `from Monday until 24 December, Ana`, `Ben until Friday, Ana stands in`, `today, Ana`, `Ana stands
 * in`, `Ana stands in until Friday`.
 * `isTime` tells where a time ends that no comma ends. Undefined if nobody is named who stands in.
 */
export function readAbsence(typed: string, isTime: (text: string) => boolean): SaidAbsence | undefined {
  if (typed.length > LONGEST) return undefined;
  const text = typed.trim().replace(NAMED_FIRST, '$2, $1').replace(STANDS_IN, '').trim();
  const [timed, member = '', from, rest = ''] = TIMES.exec(text) ?? [];
  const [begun, alone = '', since = ''] = timed === undefined ? (FROM.exec(text) ?? []) : [];
  if (timed === undefined && begun === undefined) return onDay(text, isTime) ?? untimed(text);
  const [time, standIn] = parted(timed === undefined ? since : rest, isTime);
  if (standIn === '') return undefined;
  const whole =
    /\bthrough\s+\S/i.test(timed ?? '') && !/\b(?:until|till|to)\s/i.test(timed ?? '') ? `through ${time}` : time;
  const who = (timed === undefined ? alone : member).trim();
  return {
    standIn,
    ...(who === '' ? {} : { member: who }),
    ...(timed === undefined ? { from: time } : { until: whole, ...(from === undefined ? {} : { from }) }),
  };
}

/** A day by its whole name or its date: a name like Frida is no Friday. */
const DAY = /^(?:on )?(?:today|tomorrow|(?:mon|tues|wednes|thurs|fri|satur|sun)day|.*\d.*)$/i;

/** `today, Ana`, `Friday Ana`: that day, to its end. */
function onDay(text: string, isTime: (text: string) => boolean): SaidAbsence | undefined {
  const isDay = (one: string) => DAY.test(one) && isTime(`through ${one}`);
  const [day, standIn] = parted(text, isDay);
  if (standIn === '' || !isDay(day)) return undefined;
  const named = day.replace(/^on /i, '');
  return { standIn, until: `through ${named}`, ...(/^today$/i.test(named) ? {} : { from: named }) };
}

/** `Ana`, `Ben, Ana` */
function untimed(text: string): SaidAbsence | undefined {
  const [first = '', second] = text.split(/\s*[,:]\s*/, 2);
  if (second !== undefined && second !== '') return { member: first, standIn: second };
  return first === '' || TIME_WORD.test(first) || DAY.test(first) ? undefined : { standIn: first };
}

/** A time, and the name after it. */
function parted(text: string, isTime: (text: string) => boolean): readonly [time: string, name: string] {
  const comma = text.indexOf(',');
  if (comma >= 0) return [text.slice(0, comma).trim(), text.slice(comma + 1).trim()];
  const words = text.split(/\s+/);
  // The longest that is a time: “24 December Ana” names no time alone with “24”.
  for (let length = words.length - 1; length > 0; length--) {
    const time = words.slice(0, length).join(' ');
    if (isTime(time)) return [time, words.slice(length).join(' ')];
  }
  return [text, ''];
}
