/** A workspace in which everything that people write tries to become a part of the page, each text with a word of its own. */
import { makeToken } from '../../../src/runtime/access.ts';
import type { Command } from '../../../src/runtime/command.ts';
import type { Chat } from '../../../src/runtime/ports.ts';
import { presentPosition } from '../../../src/store/changes.ts';
import { findMember, saveMember } from '../../../src/store/members.ts';
import { grantRole } from '../../../src/store/people.ts';
import { putDelivery, settleDelivery } from '../../../src/store/webhook-deliveries.ts';
import { addWebhook, switchOff } from '../../../src/store/webhooks.ts';
import { saveWorkspace } from '../../../src/store/workspaces.ts';
import { MINUTE, type Workplace } from '../../stories/workplace.ts';
import { png } from '../../support/png.ts';

/** What is tried. Whoever takes an entity for its sign twice makes the last one an element. */
export const TRIES = `<script>self.hacked=1</script><img src=x onerror=self.hacked=1>"' onfocus=self.hacked=1 autofocus data-x="</title></textarea></select></svg><x-x onx=1>&lt;x-x&gt;`;

/** What is written in so few characters as a unit has. */
const SHORT = '"><x-x onx="1';

/** Every text that was written, by its word. */
export const WRITTEN = [
  ...['sop-title', 'purpose', 'scope', 'workstream', 'role-title', 'input-title', 'input-option', 'input-given'],
  ...['source-title', 'system', 'step-title', 'instructions', 'reads', 'writes', 'option', 'evidence-title'],
  ...['evidence-option', 'boundary', 'quote', 'basis', 'document', 'question', 'note', 'reading', 'file-name'],
  ...['skip-reason', 'reject-reason', 'exception', 'resolution', 'what-to-say', 'cancel-reason', 'signature', 'link'],
  ...['member', 'workspace', 'token', 'place', 'closed', 'away', 'new-title', 'webhook', 'webhook-error'],
] as const;
type Word = (typeof WRITTEN)[number];

export const writes = (word: Word): string => `w-${word} ${TRIES}`;

const title = writes;
const role = 'opener';

const STEP = {
  ...{ role, title: title('step-title'), instructions: title('instructions'), reads: [title('reads')] },
  ...{ writes: [title('writes')], sources: ['card'], skippable: true, needs: [] },
};

const DEFINITION = {
  ...{ sop: 'hostile', title: title('sop-title'), purpose: title('purpose'), scope: title('scope') },
  ...{ workstream: title('workstream'), accountable_manager: 'boss', exception_owner: 'boss' },
  roles: [
    { id: role, title: title('role-title') },
    { id: 'boss', title: title('role-title') },
  ],
  inputs: [
    { id: 'said', title: title('input-title'), type: 'text' },
    { id: 'cups', title: 'Cups', type: 'number', unit: SHORT },
    { id: 'kind', title: 'Kind', type: 'choice', options: choices('input-option') },
  ],
  sources: [{ id: 'card', title: title('source-title'), system: title('system') }],
  steps: [
    {
      ...{ ...STEP, id: 'record', source: { page: 1, quote: title('quote') } },
      evidence: [
        { id: 'reading', title: title('evidence-title'), type: 'text' },
        { id: 'choice', title: 'Choice', type: 'choice', options: choices('evidence-option') },
        { id: 'amount', title: 'Amount', type: 'number', unit: SHORT, max: 5 },
        { id: 'photo', title: 'Photo', type: 'photo' },
        { id: 'paper', title: 'Paper', type: 'file' },
        { id: 'address', title: 'Address', type: 'link' },
        { id: 'name', title: 'Name', type: 'signature' },
      ],
      approval: { role: 'boss' },
    },
    { ...STEP, id: 'skipped' },
    { ...STEP, id: 'decide', kind: 'decision', options: choices('option') },
    { ...STEP, id: 'last', needs: ['decide'] },
  ],
  boundaries: [{ id: 'edge', title: title('boundary'), when: "inputs.said == 'never'", role: 'boss' }],
  retention: { keep: 'P1Y', basis: title('basis') },
};

function choices(word: Word) {
  return [
    { id: 'one', title: title(word) },
    { id: 'two', title: 'Two' },
  ];
}

/** A platform whose conversations are called as badly, and open to all. */
export const club: Chat = {
  platform: 'club',
  post: async () => ({ id: crypto.randomUUID() }),
  update: async () => {},
  find: async () => undefined,
  sees: async () => true,
};

export interface Hostile {
  readonly sop: string;
  readonly draft: string;
  readonly open: string;
  readonly ended: string;
}

/** Fills the local workspace: an SOP with two revisions and a draft, a run in flight, one that has ended, people and tokens. */
export async function fillHostile(work: Workplace): Promise<Hostile> {
  const { db, workspace } = work.app;
  const at = work.clock.at;
  const place = `club:${writes('place').slice(0, 190)}`;
  const does = async (id: string, command: object) => {
    const actor = { type: 'member', id, identity: `web:${id}` } as const;
    work.clock.at += 1;
    const reply = await work.app.handle({ workspace, key: crypto.randomUUID(), actor, command: command as Command });
    if (reply.status === 'refused') throw new Error(JSON.stringify(reply.refusal));
    return reply;
  };

  await saveWorkspace(db, { id: workspace, name: writes('workspace'), timeZone: 'UTC', at });
  for (const id of ['ana', 'ben', 'eva']) {
    const known = await findMember(db, workspace, id);
    if (!known) throw new Error(`${id} is not there`);
    await db.transaction(async (tx) => {
      await saveMember(tx, workspace, { ...known, name: `${id} ${writes('member')}`, at });
      await grantRole(tx, workspace, id === 'ana' ? role : 'boss', id);
    });
  }
  const paper = await work.upload(writes('file-name'), 'text/html', Buffer.from(TRIES));
  const photo = await work.upload(writes('file-name'), 'image/png', png(4, 4));
  const document = { file: paper.file, name: writes('document') };
  const questions = [{ text: writes('question'), confidence: 0.5, step: 'record' }];
  const drafted = { definition: DEFINITION, questions, document, place };
  const sop = 'sop-hostile';
  await does('eva', { type: 'createDraft', sop, ...drafted });
  await does('eva', { type: 'publishDraft', sop });
  await does('eva', { type: 'reviseSop', sop, place });
  const changed = { ...DEFINITION, title: writes('new-title'), purpose: `${DEFINITION.purpose} more` };
  await does('eva', { type: 'editDraft', sop, edit: 0, definition: changed });
  await does('eva', { type: 'publishDraft', sop });
  const draft = 'sop-draft';
  await does('eva', { type: 'createDraft', sop: draft, ...drafted, definition: { ...DEFINITION, sop: 'other' } });

  const inputs = { said: writes('input-given'), kind: 'one', cups: 3 };
  const start = async (run: string, isRejected: boolean) => {
    await does('ana', { type: 'startRun', run, sop, inputs, place });
    await does('ana', { type: 'addNote', run, text: writes('note') });
    await does('ana', { type: 'addNote', run, step: 'record', text: writes('note') });
    await does('ana', { type: 'skipStep', run, step: 'skipped', reason: writes('skip-reason') });
    const items = [
      { item: 'reading', value: writes('reading') },
      { item: 'choice', value: 'one' },
      { item: 'amount', value: 4 },
      { item: 'photo', value: photo },
      { item: 'paper', value: paper },
      { item: 'address', value: `https://example.com/w-link"onfocus=1/${encodeURIComponent(TRIES)}` },
      { item: 'name', value: writes('signature') },
    ];
    await does('ana', { type: 'completeStep', run, step: 'record', items });
    if (isRejected) await does('ben', { type: 'rejectStep', run, step: 'record', reason: writes('reject-reason') });
    await does('ana', { type: 'completeStep', run, step: 'decide', choice: 'one', items: [] });
    await does('ana', { type: 'raiseException', run, step: 'last', kind: 'other', note: writes('exception') });
  };
  await start('ended', true);
  await does('ben', {
    ...{ type: 'resolveException', run: 'ended', exception: 'x1', resolution: 'retry', reason: writes('resolution') },
    change: { say: writes('what-to-say') },
  });
  await does('ben', { type: 'cancelRun', run: 'ended', reason: writes('cancel-reason') });
  await start('sent-back', true);
  await start('open', false);
  const settings = 'settings';
  await does('eva', { type: 'closeDays', settings, from: '2026-03-10', to: '2026-03-11', reason: writes('closed') });
  await does('ben', { type: 'setAway', settings, member: 'ben', standIn: 'eva', reason: writes('away') });
  const made = { workspace, name: writes('token'), member: 'eva', createdBy: 'eva', createdAt: at };
  await makeToken(db, { ...made, scopes: ['read'] });
  const webhook = { workspace, webhook: 'hook', id: 'd1' };
  await addWebhook(db, {
    ...{ workspace, id: 'hook', url: `https://example.com/w-webhook/${TRIES}`, events: ['run'], secret: 'x' },
    ...{ from: await presentPosition(db), createdBy: 'eva', createdAt: at },
  });
  await switchOff(db, { workspace, id: 'hook' }, 'by_hand');
  await db.transaction(async (tx) => putDelivery(tx, { ...webhook, type: 'ping', at }, { due: at }));
  await settleDelivery(db, webhook, { status: 'failed', due: at, error: writes('webhook-error') }, at);
  await work.idle();
  await work.pass(MINUTE);
  return { sop, draft, open: 'open', ended: 'ended' };
}
