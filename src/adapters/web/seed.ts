/** What the first start finds: a workspace with people and channels, so that nobody faces an empty page. */
import { randomUUID } from 'node:crypto';
import type { Clock } from '../../runtime/ports.ts';
import type { Database } from '../../store/database.ts';
import { saveMember } from '../../store/members.ts';
import { grantRole } from '../../store/people.ts';
import { addWebMessage } from '../../store/web-messages.ts';
import { addWebChannel, listWebChannels } from '../../store/web-places.ts';
import { findWorkspace, saveWorkspace } from '../../store/workspaces.ts';

/** The one workspace of a local start. */
export const LOCAL_WORKSPACE = 'local';

const PEOPLE = [
  { id: 'ana', name: 'Ana Lima', roles: ['opener'] },
  { id: 'ben', name: 'Ben Okafor', roles: ['shift_lead', 'approver'] },
  { id: 'chloe', name: 'Chloe Martin', roles: ['support_agent'] },
  { id: 'dev', name: 'Dev Patel', roles: ['support_lead', 'approver'] },
  {
    id: 'eva',
    name: 'Eva Novak',
    roles: ['accountable_manager', 'restaurant_manager', 'head_of_support'],
    admin: true,
  },
  { id: 'finn', name: 'Finn Berg', roles: ['cashier'] },
  { id: 'gia', name: 'Gia Rossi', roles: ['finance_lead', 'approver', 'support_lead'] },
];

const CHANNELS = [
  {
    id: 'kitchen',
    name: 'kitchen',
    topic: 'Opening, closing and what happens in between',
    welcome:
      'This is where the kitchen runs its checks. Try `/sop run kitchen-opening`: one card shows how far the run is, and its steps appear in the thread, each for the person whose turn it is. To do a step as somebody else, choose them on the left.',
  },
  {
    id: 'support',
    name: 'support',
    topic: 'Refunds and what customers ask',
    welcome:
      'Refunds are decided here. Try `/sop run order-refund`: above a certain amount two people must approve it, and nobody approves their own work.',
  },
  {
    id: 'general',
    name: 'general',
    topic: 'New SOPs, questions, everything else',
    welcome:
      'Bring a procedure of your own: drop a document, a spreadsheet or a photo of a checklist into this channel and type `/sop import`, or answer the questions of `/sop new`. You get a draft to look through and publish. `/sop help` lists what else can be said.',
  },
];

/**
 * Makes the local workspace, unless it is there. What people changed since is left alone; running it at every start is
 * right.
 */
export async function seedLocalWorkspace(db: Database, clock: Clock): Promise<void> {
  if (await findWorkspace(db, LOCAL_WORKSPACE)) return;
  const workspace = LOCAL_WORKSPACE;
  const at = clock.now();
  const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  await db.transaction(async (tx) => {
    await saveWorkspace(tx, { id: workspace, name: 'Demo workspace', timeZone, at });
    // Two processes may start at the same moment: the second waited for the first's row, and finds its channels.
    if ((await listWebChannels(tx, workspace)).length > 0) return;
    for (const { id, name, roles, admin = false } of PEOPLE) {
      await saveMember(tx, workspace, { id, name, identity: `web:${id}`, kind: 'person', admin, active: true, at });
      for (const role of roles) await grantRole(tx, workspace, role, id);
    }
    for (const [position, { welcome, ...channel }] of CHANNELS.entries()) {
      await addWebChannel(tx, { workspace, position, ...channel });
      await addWebMessage(tx, { workspace, id: randomUUID(), channel: channel.id, text: welcome, at, ...FROM_SOPWITH });
    }
  });
}

const FROM_SOPWITH = { thread: '', author: null, card: null, mentions: [], effect: null, requestKey: null };
