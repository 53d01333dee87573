/** What a card or an answer says, as one text that a story can look into. */
import type { Card, Element, Line, Text } from '../../src/cards/card.ts';
import { plain, UNNAMED } from '../../src/cards/text.ts';
import type { Answer } from '../../src/runtime/conversation.ts';

type Names = Readonly<Record<string, string>>;

/** All the words of a card: title, elements, fallback. */
export function wordsOf(card: Card, names: Names): string {
  const say = (text: Text) => plain(text, { ...UNNAMED, name: (member) => names[member] ?? member });
  const line = ({ mark, text, detail }: Line) =>
    `[${mark}] ${say(text)}${detail === undefined ? '' : ` (${say(detail)})`}`;
  const element = (one: Element): string => {
    switch (one.type) {
      case 'text':
      case 'heading':
      case 'context':
      case 'notice':
        return say(one.text);
      case 'facts':
        return one.facts.map(({ label, value }) => `${label}: ${say(value)}`).join('\n');
      case 'progress':
        return one.label;
      case 'list':
        return one.items.map(line).join('\n');
      case 'quote':
        return one.text;
      case 'image':
        return one.alt;
      case 'divider':
        return '';
    }
  };
  const subtitle = card.subtitle === undefined ? [] : [say(card.subtitle)];
  return [say(card.title), ...subtitle, ...card.elements.map(element), card.fallback].join('\n');
}

/** What only the person who asked is told; '' if nothing. */
export function told(answer: Answer): string {
  switch (answer.type) {
    case 'none':
      return '';
    case 'card':
      return wordsOf(answer.card, answer.names);
    case 'form':
      return `form: ${answer.form.title}`;
    case 'file':
      return answer.text;
  }
}
