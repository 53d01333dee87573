/** The known word that was probably meant: at most two letters away (one for words of up to four). */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const reach = word.length < 5 ? 1 : 2;
  let best: { word: string; distance: number } | undefined;
  for (const candidate of known) {
    if (Math.abs(candidate.length - word.length) > reach) continue;
    const distance = editDistance(word, candidate);
    if (distance <= reach && (!best || distance < best.distance)) best = { word: candidate, distance };
  }
  return best?.word;
}

/** ` Did you mean fridge_temp?`, or what is known if nothing is near and the list is short; else nothing. */
export function didYouMean(word: string, known: readonly string[]): string {
  const meant = nearest(word, known);
  if (meant) return ` Did you mean ${meant}?`;
  return known.length > 0 && known.length <= 8 ? ` Known: ${known.join(', ')}.` : '';
}

/** Levenshtein's distance: insertions, deletions and replacements of one letter. Words here have at most 60. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
