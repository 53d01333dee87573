/** What people of a workspace act in. */

import { channelOf } from './access.ts';
import type { Answer, Delivery, Desk } from './desk.ts';
import type { Workspace } from './emulator.ts';
import type { Json } from './json.ts';
import type { ResponseUrls } from './response-url.ts';
import type { ChannelRow } from './rows.ts';
import type { EnvelopeType } from './socket.ts';
import { inside } from './web-api.ts';

export interface World {
  readonly workspace: Workspace;
  readonly desk: Desk;
  readonly responses: ResponseUrls;
  readonly violations: string[];
}

/** The app did not take what a person did: Slack shows the person a warning sign. */
export class NotTaken extends Error {
  readonly answer: Answer;

  constructor(type: EnvelopeType, payload: Json, answer: Answer) {
    super(`The app answered ${answer.status} to ${String(payload.type ?? type)}: ${JSON.stringify(answer.body)}`);
    this.answer = answer;
  }
}

/** Calls the Web API as the client of a person does, then waits until the app has taken the events that came of it. */
export async function acts({ workspace, desk }: World, token: string, method: string, args: Json): Promise<Json> {
  const before = desk.deliveries.length;
  const { body } = await inside(workspace, token, method, args);
  if (body.ok !== true) throw new Error(`${method}: ${String(body.error)}`);
  await taken(desk.deliveries.slice(before));
  return body;
}

export async function taken(deliveries: readonly Delivery[]): Promise<void> {
  for (const { type, payload, done } of deliveries) {
    const answer = await done;
    if (answer.status !== 200) throw new NotTaken(type, payload, answer);
  }
}

/** Brings it to the app. Throws `NotTaken` unless it is acknowledged. */
export async function brings({ desk }: World, type: EnvelopeType, payload: Json): Promise<Answer> {
  const answer = await desk.send(type, payload);
  if (answer.status !== 200) throw new NotTaken(type, payload, answer);
  return answer;
}

/** By id or name. */
export function channelNamed({ workspace }: World, channel: string): ChannelRow {
  const found = channelOf(workspace, channel);
  if (found === undefined) throw new Error(`There is no channel ${channel} in ${workspace.id}`);
  return found;
}

/** Good for three to four seconds, as Slack's are for three. */
export async function triggerFor(
  { workspace }: World,
  user: { id: string; token: string },
  view?: string,
): Promise<string> {
  const args = { user_id: user.id, ...(view === undefined ? {} : { view_id: view }) };
  const { body } = await inside(workspace, user.token, 'views.generateTriggerId', args);
  const row = workspace.rows.viewTriggers.findOneBy('trigger_id', String(body.trigger_id));
  if (row === undefined) throw new Error(`views.generateTriggerId: ${String(body.error)}`);
  workspace.rows.viewTriggers.update(row.id, { expires_at: row.expires_at + 1 });
  return row.trigger_id;
}
