/** Where the next label begins, after a reader has put two lines into one ("Responsible: cook Deadline: 7:00"). */
const NEXT = String.raw`\s+(?=\p{Lu}[\p{L}'’]+(?:\s\p{Ll}[\p{L}'’]*){0,2}\s?:(?:\s|$))`;
const LINES = new RegExp(String.raw`\n|${NEXT}`, 'u');
const ENDS = new RegExp(String.raw`[.;|\n]|\s{2,}|${NEXT}`, 'u');

/** The facts of a paragraph, one a line: "Responsible: cook", "Deadline: 7:00". */
export function labelLines(text: string): string[] {
  return text.split(LINES);
}

/** What stands after a label, up to the end of its line or clause, or to the next label. */
export function labelValue(text: string): string {
  const [value = ''] = text.trimStart().split(ENDS);
  return value.trim();
}
