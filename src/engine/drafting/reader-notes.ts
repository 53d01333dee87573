/** What the reader left out or could not tell, as questions to the reviewer. */
import type { ReaderNote } from './document.ts';
import type { Question } from './draft.ts';

/** `pages`: the pages that the draft's steps stand on; what the reader notes of other pages is not asked. */
export function noteQuestions(notes: readonly ReaderNote[], pages: ReadonlySet<number>): Question[] {
  return notes
    .filter((note) => note.page === undefined || pages.has(note.page))
    .map((note) => ({
      text: sentenceOf(note),
      confidence: 0.35,
      reason: 'the file holds more, or less, than what it shows',
      about: { field: 'steps' },
    }));
}

function sentenceOf({ code, count, page }: ReaderNote): string {
  const where = page === undefined ? '' : ` of sheet ${page}`;
  const many = (one: string) => (count === 1 ? `One ${one}` : `${count} ${one}s`);
  const are = count === 1 ? 'is' : 'are';
  switch (code) {
    case 'hidden_sheets':
      return `${many('sheet')} ${are} hidden and ${count === 1 ? 'was' : 'were'} not read: does one hold steps?`;
    case 'hidden_rows':
      return `${many('row')}${where} ${are} hidden and ${count === 1 ? 'was' : 'were'} not read: is one of them a step?`;
    case 'hidden_columns':
      return `${many('column')}${where} ${are} hidden and ${count === 1 ? 'was' : 'were'} not read: does one say more of the steps?`;
    case 'formulas':
      return `${many('cell')}${where} ${count === 1 ? 'holds a formula' : 'hold formulas'} without a result: what do they say? (Opening and saving the file in a spreadsheet program fills them in.)`;
    case 'errors':
      return `${many('cell')}${where} ${count === 1 ? 'shows' : 'show'} an error such as #REF!: what should stand there?`;
  }
}
