/** Columns of a schedule that are days: "Mon … Sun", "1 … 31". A row is ticked there, once a day. */

const WEEKDAY =
  /^(?:mon(?:day)?|tues?(?:day)?|wed(?:nesday)?|thu(?:r?s)?(?:day)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?|mo|di|mi|do|fr|sa|so|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|sonnabend|lun(?:di|es|edi)?|mar(?:di|tes|tedi)?|mer(?:credi|coledi)?|mie(?:rcoles)?|jeu(?:di)?|jue(?:ves)?|gio(?:vedi)?|ven(?:dredi|erdi)?|vie(?:rnes)?|sam(?:edi)?|sab(?:ado|ato)?|dim(?:anche)?|dom(?:ingo|enica)?|(?:seg|ter|qua|qui|sex)(?:unda|ca|rta|nta|ta)?(?:-feira)?|[lmxjvsdtq])\.?$/;
const COUNTED = /^(?:(?:day|tag|jour|dia|giorno|week|kw|woche|semaine|sem|semana|settimana|w|s|d)\.?\s*)?(\d{1,2})$/;

/** Fewer are no week. */
const LEAST = 4;

/** @param headers by column, folded. */
export function dayColumns(headers: ReadonlyMap<number, string>): ReadonlySet<number> {
  const days = [...headers].filter(([, header]) => WEEKDAY.test(header)).map(([column]) => column);
  const counted: number[] = [];
  let last: number | undefined;
  for (const [column, header] of [...headers].sort((a, b) => a[0] - b[0])) {
    const count = COUNTED.exec(header)?.[1];
    if (count === undefined || (last !== undefined && Number(count) !== last + 1)) continue;
    last = Number(count);
    counted.push(column);
  }
  return new Set([...(days.length >= LEAST ? days : []), ...(counted.length > LEAST ? counted : [])]);
}
