/** Buttons, menus and boxes of our cards, in messages, modals and App Home. */
import type { App } from '@slack/bolt';
import { decodeAction } from '../../cards/action.ts';
import { filledWith } from '../../cards/filled.ts';
import { optional } from '../../engine/optional.ts';
import type { Answer } from '../../runtime/conversation.ts';
import { type Asker, placeOf, thereOf } from './asker.ts';
import { type BoxMemory, type Change, createBoxMemory, drawnIn, valuesOf } from './boxes.ts';
import { POSTING } from './channels.ts';
import { answering, whoAsks } from './guarded.ts';
import { importOffered } from './offer.ts';
import { IMPORT_OFFER } from './offer-card.ts';
import { FILL_IN, openedBy } from './opening.ts';
import type { Parts } from './parts.ts';
import { originOf, type Pressing } from './payload.ts';
import { chooseRun } from './run-form.ts';
import { showNow } from './step-view.ts';
import { isRefusal } from './submitted-view.ts';
import { tick } from './ticking.ts';
import { told } from './told.ts';

export function listenToActions(app: App, parts: Parts): void {
  const memory = createBoxMemory();
  app.action(/.*/, async ({ ack, body, action, respond }) => {
    await ack();
    const pressed: Pressing = body;
    const value = valueIn(action);
    const change = value === undefined ? changeIn(memory, pressed, action) : undefined;
    if (value === undefined && !change) return;
    const where = originOf(pressed, pressed.response_url === undefined ? undefined : (said) => respond(said));
    const asker = await whoAsks(
      parts,
      { team: pressed.team?.id ?? '', user: pressed.user.id, home: pressed.user.team_id },
      where,
    );
    if (!asker) return;
    const key = `slack:${asker.team.id}:${asker.member.id}:${'action_ts' in action ? action.action_ts : pressed.trigger_id}`;
    const message = pressed.message?.ts;
    if (change && message !== undefined) return tick(parts, asker, { change, message, key });
    if (value === undefined) return;
    await press(parts, asker, { id: 'action_id' in action ? action.action_id : '', value, key });
  });
}

interface Press {
  /** The name of the button. */
  readonly id: string;
  readonly value: string;
  readonly key: string;
}

function press(parts: Parts, from: Asker, { id, value, key }: Press): Promise<void> {
  const opened = id === FILL_IN ? openedBy(value) : undefined;
  const asker: Asker = { ...from, ...optional('elsewhere', opened?.channel) };
  const there = thereOf(asker);
  return answering(parts, asker, async (): Promise<Answer> => {
    if (id === IMPORT_OFFER) return importOffered(parts, asker, { file: value, key });
    const action = opened?.value ?? decodeAction(value);
    if (!action) return { type: 'none' };
    // From App Home there is no channel to run it in: it is asked for.
    if (action.verb === 'start' && asker.channel === undefined) return chooseRun(parts, asker, action.sop);
    const isPosting = POSTING.includes(action.verb) || there !== asker;
    const closed = isPosting ? await parts.channels.enter(there) : undefined;
    if (closed !== undefined) return told(closed);
    const pressed = { workspace: asker.team.workspace, member: asker.member.id, place: placeOf(there), value: action };
    const zone = optional('zone', asker.member.timeZone);
    const answer = await parts.conversation.press({ ...pressed, ...zone, isTap: true, key });
    if (opened && answer.type === 'form') return { ...answer, form: filledWith(answer.form, opened.given) };
    // Whatever was done, or was no longer to be done: the card that was pressed shows how things stand.
    const isSettled = answer.type === 'none' || isRefusal(answer);
    if (asker.view !== undefined && isSettled) await showNow(parts, asker, { view: asker.view, value: action, key });
    return answer;
  });
}

/** Of the boxes in a message: before anything is waited for, so that requests keep their order. */
function changeIn(memory: BoxMemory, { team, user, channel, message }: Pressing, action: object): Change | undefined {
  const block = 'block_id' in action ? action.block_id : undefined;
  if (!('selected_options' in action) || typeof block !== 'string' || !message) return undefined;
  return memory.change({
    name: `${team?.id} ${user.id} ${channel?.id} ${message.ts} ${block}`,
    at: 'action_ts' in action ? Number(action.action_ts) : 0,
    selected: valuesOf(action.selected_options),
    drawn: drawnIn(message.blocks, block),
  });
}

/** Of a button, or of the chosen entry of a menu. Links and inputs have none. */
function valueIn(action: object): string | undefined {
  if ('value' in action && typeof action.value === 'string') return action.value;
  const option = 'selected_option' in action ? action.selected_option : undefined;
  const isOption = typeof option === 'object' && option !== null && 'value' in option;
  return isOption && typeof option.value === 'string' ? option.value : undefined;
}
