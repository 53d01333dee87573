/** What a card shows by signs, for whoever hears it: the sign of a line is a word, a bar is what is said beside it. */

const WORDS = {
  '✓': 'Done',
  '●': 'To do now',
  '○': 'Not yet',
  '!': 'Attention',
  '×': 'Missed',
  '–': 'Skipped',
  '·': 'Not applicable',
};

/** `element`: a card that was drawn. */
export function nameSigns(element) {
  for (const run of element.querySelectorAll('.ac-richTextBlock .ac-textRun')) {
    const text = run.textContent ?? '';
    if (/^[━─]+$/.test(text)) run.setAttribute('aria-hidden', 'true');
    // A sign stands alone in its block; in a sentence it is a letter like any other.
    if (!(text in WORDS) || run.parentElement?.childElementCount !== 1) continue;
    run.setAttribute('role', 'img');
    run.setAttribute('aria-label', WORDS[text]);
  }
}
