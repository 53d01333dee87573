/** A verb where it tells what to do: at the beginning of a clause, or after one of the words `before`. */
export function verbPlace(before: string, verbs: string): RegExp {
  return new RegExp(String.raw`(?:^|[.,;:()•–/-]\s*|(?<![\p{L}])(?:${before})\s+)(?:${verbs})(?![\p{L}-])`, 'u');
}

/** Either of several patterns. */
export function either(...patterns: readonly RegExp[]): RegExp {
  return new RegExp(patterns.map((one) => `(?:${one.source})`).join('|'), 'u');
}
