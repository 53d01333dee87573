/**
 * Teams shows a text and its card as one message. The playground makes two of them and tells the id of neither, so it is
 * given the text as the card's first line. What stands is told by the bot's own call, and has both.
 */
import { isJson, type Json, objects, text } from '../slack/json.ts';
import { ADAPTIVE } from './reading.ts';

/** The activity as the playground makes one message of it. Several cards go side by side, which its page does not show. */
export function inOne(activity: Json): Json {
  const said = text(activity.text);
  const [first, ...others] = objects(activity.attachments);
  if (first === undefined || (said === '' && others.length === 0)) return activity;
  const { content } = first;
  if (others.length > 0 || first.contentType !== ADAPTIVE || !isJson(content)) {
    return { ...activity, attachmentLayout: 'carousel' };
  }
  const line = { type: 'TextBlock', text: said.replaceAll(/<\/?at>/g, '**'), wrap: true };
  const card = { ...content, body: [line, ...objects(content.body)] };
  const { text: _, entities: __, ...rest } = activity;
  return { ...rest, attachments: [{ ...first, content: card }] };
}
