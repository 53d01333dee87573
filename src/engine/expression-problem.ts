/** The library's messages in words that the author of a procedure understands. Each ends with a full stop. */

/** What the library tells of an error: a code, a message without decoration, and where (character offsets). */
export interface LibraryError {
  readonly code: string;
  readonly summary: string;
  readonly range?: { readonly start: number; readonly end: number };
}

export function problemSentence(source: string, error: LibraryError): string {
  switch (error.code) {
    case 'no_such_overload':
      return overloadSentence(error.summary);
    case 'no_matching_overload':
      return `${quoted(source, error)} is given the wrong kind of value.`;
    case 'invalid_logical_operand':
      return `both sides of && and || must be true or false, and one here is ${kinds(error.summary)}.`;
    case 'invalid_condition_type':
      return 'what stands before ? must be true or false.';
    case 'heterogeneous_list_element':
      return 'all values of a list must be of one kind (write 1.0 beside a reading, not 1).';
    case 'limit_exceeded':
      return 'it is too long or nested too deep; split it into two steps or boundaries.';
    case 'cannot_index_type':
      return `${quoted(source, error)} has no parts; leave out what follows it.`;
    case 'unknown_variable':
      return `${quoted(source, error)} is not known; begin with inputs., evidence. or decisions.`;
    case 'unterminated_string':
      return 'a text is not closed: a quotation mark is missing.';
    default:
      return grammarSentence(source, error);
  }
}

/** Things people write who think in other languages. */
function grammarSentence(source: string, error: LibraryError): string {
  const bare = source.replaceAll(/"[^"]*"|'[^']*'/g, '""');
  const word = /\b(and|or|not)\b/i.exec(bare)?.[1];
  if (word) return `write ${{ and: '&&', or: '||', not: '!' }[word.toLowerCase()]} instead of ${word}.`;
  if (/[^=!<>]=(?!=)/.test(bare)) return 'write == to compare, not a single =.';
  const reserved = /\.(in|true|false|null)\b/.exec(bare)?.[1];
  if (reserved) return `"${reserved}" is a word of the expression language; give the item another id.`;
  if (/\d,\d/.test(bare)) return 'write numbers with a point (1.5), not a comma.';
  if (/\d\s*%\s*$/.test(bare)) return 'write a percentage as a number (0.05 for 5%).';
  const start = error.range?.start ?? source.length;
  if (start >= source.trimEnd().length)
    return 'it ends too early: something is missing at the end, perhaps a value or a ).';
  return `it cannot be read from "${source.slice(Math.max(0, start)).slice(0, 30)}" on.`;
}

function overloadSentence(summary: string): string {
  const [, left = '', operator = '', right = ''] = /overload: (\S+) (\S+) (.+)$/.exec(summary) ?? [];
  if (!operator) return `! needs something that is true or false, not ${kinds(summary)}.`;
  return `${kind(left)} ${operator} ${kind(right)} does not work: ${advice(left, right)}.`;
}

function advice(left: string, right: string): string {
  const sides = [left, right];
  if (sides.includes('bool')) return 'a yes-or-no value is used as it is, or compared with true or false';
  if (sides.includes('null')) return 'ask has(inputs.name) whether something is there';
  if (sides.includes('string')) return 'numbers are written without quotation marks, texts with them';
  return 'both sides must be of the same kind';
}

const KINDS: Readonly<Record<string, string>> = {
  double: 'a number',
  int: 'a number',
  string: 'a text',
  bool: 'a yes-or-no value',
  null: 'nothing',
};

/** A type of the library, in plain words. */
export function kind(type: string): string {
  return KINDS[type] ?? (type.startsWith('list') ? 'a list' : type);
}

function kinds(summary: string): string {
  return kind(/(double|int|string|bool|null|list)[^a-z]*$/.exec(summary)?.[1] ?? 'something else');
}

function quoted(source: string, error: LibraryError): string {
  const text = error.range ? source.slice(error.range.start, error.range.end) : source;
  return `"${text || source}"`;
}
