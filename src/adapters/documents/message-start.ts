const TIME = String.raw`(?:[^\d\n]{0,12}\d{1,4}[./-]\d{1,2}(?:[./-]\d{2,4})?,?\s+(?:at\s+|um\s+|à\s+|às\s+|alle\s+)?|(?:today|yesterday|heute|gestern|hoy|ayer|aujourd.hui|hier|hoje|ontem|oggi|ieri)(?: at| um| à| às| alle)?,?\s+)?\d{1,2}[:.h]\d{2}(?::\d{2})?(?:\s?[ap]\.?m\.?|\s?Uhr)?`;
const NAME = String.raw`[\p{Lu}@~][\p{L}\p{M}\p{N}.'’@_-]*(?: [\p{L}\p{M}\p{N}.'’()_-]+){0,3}`;

/** "Ana  06:31" on a line of its own, "[06:31] Ana: text", "Ana [06:31]: text", "06:31 Ana: text". */
const ALONE = new RegExp(String.raw`^(${NAME})(?:\s{2,}|,\s*|\s*[([—–|-]\s*|\s+(?=\d))${TIME}\s*[\])]?:?$`, 'iu');
const BEFORE = new RegExp(String.raw`^\[?${TIME}\]?\s+(${NAME}):\s+(?=\S)`, 'iu');
const AFTER = new RegExp(String.raw`^(${NAME})\s*[\[(]${TIME}[\])]:?\s+(?=\S)`, 'iu');

/** Longer lines begin no message. */
const LONGEST = 300;

/** Who speaks in the line that begins a message of a copied thread, and what the line says behind it. */
export function messageStart(line: string): { readonly person: string; readonly rest: string } | undefined {
  const text = line.trim().slice(0, LONGEST);
  const found = ALONE.exec(text) ?? BEFORE.exec(text) ?? AFTER.exec(text);
  if (!found) return undefined;
  return { person: found[1] ?? '', rest: line.trim().slice(found[0].length) };
}
