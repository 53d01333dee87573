/** A webhook that was switched off because nothing arrives there, for those who see to it: in their direct messages. */
import type { Card } from '../card.ts';
import { sentence, typed } from '../sentence.ts';
import { plain, UNNAMED } from '../text.ts';

/** `host`: of its address. `isOff`: it is still off for that. */
export function webhookOffCard({ host, because, isOff }: WebhookOff): Card {
  if (!isOff) {
    const text = `The webhook to ${host} has been seen to: it is on again, or somebody switched it off.`;
    return { title: 'Seen to', tone: 'neutral', elements: [{ type: 'text', text }], actions: [], fallback: text };
  }
  const why =
    because === 'gone' ? 'it answered that nobody is there any more' : 'nothing has arrived there for three days';
  const what = `What happens in runs is not sent to ${host} any more: ${why}. What happens meanwhile is not sent later.`;
  const mend = sentence('See to it in the library, under Settings: ', typed('library'), '.');
  return {
    ...{ title: 'Webhook switched off', tone: 'attention', fallback: plain(what, UNNAMED) },
    elements: [
      { type: 'text', text: what },
      { type: 'text', text: mend },
    ],
    actions: [],
  };
}

interface WebhookOff {
  readonly host: string;
  readonly because: 'gone' | 'failing';
  readonly isOff: boolean;
}
