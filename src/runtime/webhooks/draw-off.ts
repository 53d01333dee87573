/** Draws that a webhook was switched off, for who made it, or else for the administrators. */
import { webhookOffCard } from '../../cards/views/webhook-off.ts';
import type { View } from '../../engine/effect.ts';
import type { Database } from '../../store/database.ts';
import { findWebhook } from '../../store/webhooks.ts';
import type { Drawn } from '../drawn.ts';
import type { Memory } from '../memory.ts';

export async function drawWebhookOff(
  { db, memory }: { readonly db: Database; readonly memory: Memory },
  workspace: string,
  { webhook: id }: Extract<View, { view: 'webhook_off' }>,
): Promise<Drawn | undefined> {
  const webhook = await findWebhook(db, workspace, id);
  if (!webhook) return undefined;
  const { admins } = await memory.people(db, workspace);
  const because = webhook.off === 'gone' ? 'gone' : 'failing';
  const isOff = webhook.off === 'gone' || webhook.off === 'failing';
  const card = webhookOffCard({ host: new URL(webhook.url).host, because, isOff });
  // Whoever made it may be no administrator any more.
  const directTo = admins.includes(webhook.createdBy) ? [webhook.createdBy] : admins;
  const names = await memory.names(db, workspace);
  return { card, names, place: '', directTo, isPrivate: true, postable: isOff };
}
