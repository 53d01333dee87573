/** The interview: what somebody knows by heart becomes a draft. The six questions that a good SOP answers, in its order. */
import { LIMITS } from '../../engine/limits.ts';
import type { Field, Form } from '../card.ts';

export function interviewForm(): Form {
  return {
    title: 'A new SOP',
    submit: 'Make the draft',
    fields: [
      { ...line('title', 'What is it called?', 'Closing the bar'), required: true },
      line('purpose', 'What is it for?', 'Nobody comes home to a cold kitchen.'),
      {
        ...lines('steps', 'What is done, in order? One step a line', 'Barkeeper: wipe down the counter'),
        required: true,
      },
      lines('inputs', '1. What must be known before it begins?', 'Order number · Amount (EUR)'),
      lines('sources', '2. What must be looked up?', 'Order in the shop system'),
      lines('approvals', '3. Who approves what?', 'Pay out: shift lead, 2 people'),
      lines('evidence', '4. What is recorded?', 'Fridge: temperature 0 to 5 °C · Counter: photo'),
      line('due', '5. How long may a step take?', '30m, 2h or 1d'),
      line('owner', 'And who is told when it takes longer, or goes wrong?', 'Shift lead'),
      lines('boundaries', '6. What may nobody who does it decide alone?', 'Refunds above 200 EUR'),
    ],
  };
}

/** Longest answer of several lines, in characters. */
const LINES = 3_000;

function line(id: string, label: string, example: string, maxLength: number = LIMITS.title): Field {
  const multiline = maxLength > LIMITS.title;
  return { id, label, required: false, hint: `For example: ${example}`, type: 'text', multiline, maxLength };
}

function lines(id: string, label: string, example: string): Field {
  return line(id, label, example, LINES);
}
