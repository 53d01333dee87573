/** Units as documents write them in six languages, for folded text (small letters, no accents). */

/** What a unit measures; only a `reading` can be evidence with min and max. */
export type UnitOf = 'reading' | 'time' | 'money' | 'count';

export interface Unit {
  /** As people write it: `°C`, `%`, `minutes`. */
  readonly name: string;
  readonly of: UnitOf;
}

/** Longer ones first; the name is empty where the unit is written as it was found. */
const UNITS: readonly (readonly [source: string, name: string, of: UnitOf])[] = [
  [String.raw`(?:°|deg\.?|degrees?|grad|degres?|grados?|graus?|gradi)\s*c(?:elsius)?|celsius`, '°C', 'reading'],
  [String.raw`(?:°|deg\.?|degrees?|grad)\s*f(?:ahrenheit)?|fahrenheit`, '°F', 'reading'],
  ['grad|degres?|grados?|graus?|gradi', '°C', 'reading'],
  ['°|degrees?', '°', 'reading'],
  ['%|percent|per cent|prozent|pour ?cent|por ?ciento|por ?cento|per ?cento', '%', 'reading'],
  ['milligram(?:me|m|o|i)?s?', 'mg', 'reading'],
  ['kilogram(?:me|m|o|i)?s?|kilos?|chili', 'kg', 'reading'],
  ['gram(?:me|m|o|i|a)?s?', 'g', 'reading'],
  ['millilit(?:re|er|ro|ri)s?|mililitros?', 'ml', 'reading'],
  ['lit(?:re|er|ro|ri)s?', 'l', 'reading'],
  ['centimet(?:re|er|ro|ri)s?', 'cm', 'reading'],
  ['millimet(?:re|er|ro|ri)s?|milimetros?', 'mm', 'reading'],
  ['met(?:re|er|ro|ri)s?', 'm', 'reading'],
  ['hours?|hrs?|stunden?|std|heures?|horas?|or[ae]', 'hours', 'time'],
  ['minutes?|mins?|minuten?|minutos?|minut[oi]', 'minutes', 'time'],
  ['seconds?|secs?|sekunden?|sek|secondes?|segundos?|second[oi]', 'seconds', 'time'],
  [
    '(?:working |business |calendar )?days?|(?:werk|arbeits)?tagen?|(?:werk|arbeits)?tage|tag|jours?|dias?|giorn[oi]',
    'days',
    'time',
  ],
  ['weeks?|wochen?|semaines?|semanas?|settiman[ae]', 'weeks', 'time'],
  ['months?|monaten?|monate|mois|mes(?:es)?|mes[ei]', 'months', 'time'],
  [String.raw`eur|euros?|€|usd|dollars?|dolares|dollari|\$|gbp|pounds?|£|chf|franken|brl|reais`, '', 'money'],
  [
    'mmhg|mmol/l|bpm|km/h|m/s|l/min|l/h|mg/l|g/l|ml/l|kg/m3|g/cm3|u/min|mbar|kpa|hpa|mpa|kwh|khz|mhz|ghz|mah|dba|mm2|cm2|m2|cm3|m3|rpm|psi|bar|ppm|ppb|ntu|lux|kw|kv|ma|mv|hz|db|kg|mg|µg|μg|ml|cl|dl|cm|mm|km|volts?|watts?|amperes?|amps?|[gvwm]',
    '',
    'reading',
  ],
  ['l', 'l', 'reading'],
  ['h', 'hours', 'time'],
  ['s', 'seconds', 'time'],
  ['c', '°C', 'reading'],
  ['f', '°F', 'reading'],
];

/** A pattern for any unit; what follows it is no letter. */
export const UNIT_SOURCE = `(?:${UNITS.map(([source]) => source).join('|')})(?![\\p{L}\\d])`;

const COMPILED = UNITS.map(
  ([source, name, of]) => [new RegExp(`^(?:${source})(?![\\p{L}\\d])`, 'u'), name, of] as const,
);

/** The unit that a text begins with; undefined if it begins with none. */
export function unitAt(folded: string): Unit | undefined {
  const rest = folded.trimStart();
  for (const [pattern, name, of] of COMPILED) {
    const found = pattern.exec(rest)?.[0];
    if (found !== undefined) return { name: name || symbol(found), of };
  }
  return undefined;
}

function symbol(found: string): string {
  if (/^(?:eur|usd|gbp|chf|brl)$/.test(found)) return found.toUpperCase();
  return (
    {
      euro: 'EUR',
      euros: 'EUR',
      kpa: 'kPa',
      hpa: 'hPa',
      mpa: 'MPa',
      dba: 'dB(A)',
      kwh: 'kWh',
      hz: 'Hz',
      db: 'dB',
      v: 'V',
      w: 'W',
      kw: 'kW',
      mah: 'mAh',
      ma: 'mA',
      mv: 'mV',
      kv: 'kV',
      khz: 'kHz',
      mhz: 'MHz',
      ghz: 'GHz',
      ntu: 'NTU',
      mmhg: 'mmHg',
    }[found] ?? found
  );
}
