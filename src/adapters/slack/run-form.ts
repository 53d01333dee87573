/** Which SOP to run where, for whoever asks outside of a channel: the global shortcut and App Home. */
import type { ActionValue } from '../../cards/action.ts';
import { plainText } from '../../cards/block-kit-text.ts';
import { toldCard } from '../../cards/views/told.ts';
import type { Answer } from '../../runtime/conversation.ts';
import { listSops } from '../../store/sops.ts';
import type { Asker } from './asker.ts';
import { encodeMetadata } from './metadata.ts';
import type { Parts } from './parts.ts';

/** The callback of the modal, and the names of its inputs. */
export const CHOOSE_RUN = 'choose_run';
const SOP = 'sop';
const CHANNEL = 'channel';
/** Where it is said that the bot cannot post in the channel that was chosen. */
export const CHANNEL_FIELD = CHANNEL;

/** Slack shows at most so many options of a menu. */
const MOST = 100;
const MOST_TITLE = 75;

/** Opens the modal; `sop`: the one that was pressed. */
export async function chooseRun(parts: Parts, asker: Asker, sop?: string): Promise<Answer> {
  const active = (await listSops(parts.db, asker.team.workspace)).filter((one) => one.status === 'active');
  const pressed = active.filter((one) => one.id === sop);
  const shown = [...pressed, ...active.filter((one) => one.id !== sop)].slice(0, MOST);
  if (shown.length === 0) {
    const text = 'No SOP is published yet. Drop a document into a channel and type /sop import there.';
    return { type: 'card', card: toldCard('Nothing to run', text, 'attention'), names: {} };
  }
  const options = shown.map(({ id, title }) => ({ text: plainText(title, MOST_TITLE), value: id }));
  const more = active.length - shown.length;
  const view = {
    ...{ type: 'modal', callback_id: CHOOSE_RUN, private_metadata: encodeMetadata({}) },
    ...{ title: plainText('Run an SOP', 24), submit: plainText('Run', 24), close: plainText('Cancel', 24) },
    blocks: [
      {
        ...{ type: 'input', block_id: SOP, label: plainText('SOP', 75) },
        ...(more > 0 ? { hint: plainText(`and ${more} more: type /sop run KEY in a channel`, 150) } : {}),
        element: {
          ...{ type: 'static_select', action_id: SOP, options, placeholder: plainText('Choose one', 75) },
          ...(pressed.length > 0 ? { initial_option: options[0] } : {}),
        },
      },
      {
        ...{ type: 'input', block_id: CHANNEL, label: plainText('Channel', 75) },
        hint: plainText('Its card and its steps are posted there, for everybody in it.', 150),
        element: {
          ...{ type: 'conversations_select', action_id: CHANNEL, default_to_current_conversation: true },
          filter: { include: ['public', 'private'], exclude_bot_users: true },
        },
      },
    ],
  };
  if (asker.trigger !== undefined) await asker.team.client.views.open({ trigger_id: asker.trigger, view });
  return { type: 'none' };
}

/** What was chosen: the press that starts it, and where. */
export function chosenRun(values: unknown): { readonly value: ActionValue; readonly channel: string } | undefined {
  const of = (block: string) => valueAt(values, block);
  const sop = of(SOP)?.selected_option?.value;
  const channel = of(CHANNEL)?.selected_conversation;
  return sop && channel ? { value: { v: 1, verb: 'start', sop }, channel } : undefined;
}

interface Chosen {
  readonly selected_option?: { readonly value: string } | null;
  readonly selected_conversation?: string | null;
}

function valueAt(values: unknown, block: string): Chosen | undefined {
  return (values as Readonly<Record<string, Readonly<Record<string, Chosen>>>>)[block]?.[block];
}
