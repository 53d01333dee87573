/** Shortcuts: "Run an SOP" from anywhere, "Import as SOP" and "Add as evidence" on a message. */
import type { App } from '@slack/bolt';
import { optional } from '../../engine/optional.ts';
import type { Answer, StoredFile } from '../../runtime/conversation.ts';
import { saveFileRow } from '../../store/files.ts';
import { type Asker, placeOf } from './asker.ts';
import { answering, whoAsks } from './guarded.ts';
import { importStored } from './offer.ts';
import { isDocument } from './offer-card.ts';
import type { Parts } from './parts.ts';
import { replyIn } from './payload.ts';
import { recorded } from './recording.ts';
import { chooseRun } from './run-form.ts';
import { typed } from './said.ts';
import { told } from './told.ts';
import { filesOf, type Written } from './written.ts';

/** Their callbacks, as the manifest names them. */
export const SHORTCUTS = { run: 'run_sop', import: 'import_message', evidence: 'add_evidence' } as const;

interface OnMessage {
  readonly user: { readonly id: string; readonly team_id?: string };
  readonly team?: { readonly id: string } | null;
  readonly channel: { readonly id: string };
  readonly message: Written;
  readonly trigger_id: string;
}

export function listenToShortcuts(app: App, parts: Parts): void {
  app.shortcut({ callback_id: SHORTCUTS.run, type: 'shortcut' }, async ({ ack, body }) => {
    await ack();
    const asker = await whoAsks(
      parts,
      { team: body.team?.id ?? '', user: body.user.id, home: body.user.team_id },
      { trigger: body.trigger_id },
    );
    if (asker) await answering(parts, asker, () => chooseRun(parts, asker));
  });

  const onMessage = (
    callback_id: string,
    work: (asker: Asker, message: Written, key: string) => Promise<Answer>,
  ): void => {
    app.shortcut({ callback_id, type: 'message_action' }, async ({ ack, body, respond }) => {
      await ack();
      const { user, team, channel, message, trigger_id } = body satisfies OnMessage;
      const where = { channel: channel.id, trigger: trigger_id, respond: (said: object) => respond(said) };
      const thread = optional('thread', replyIn(message.ts, message.thread_ts));
      const asker = await whoAsks(
        parts,
        { team: team?.id ?? '', user: user.id, home: user.team_id },
        { ...where, ...thread },
      );
      if (!asker) return;
      const key = `slack:${asker.team.id}:${user.id}:${trigger_id}`;
      await answering(parts, asker, () => work(asker, message, key));
    });
  };

  onMessage(SHORTCUTS.import, async (asker, message, key) => {
    const closed = await parts.channels.enter(asker);
    if (closed !== undefined) return told(closed);
    const files = filesOf(message);
    const file = files.find(isDocument) ?? files[0];
    const stored = file ? await parts.fetchFile(asker.team, file) : await textAsFile(parts, asker, message);
    return stored
      ? importStored(parts, asker, { file: stored, key })
      : told('There is no file and no text in that message.');
  });

  onMessage(SHORTCUTS.evidence, async (asker, message, key) => {
    const { workspace } = asker.team;
    const place = placeOf(asker);
    const thread = message.thread_ts ?? message.ts;
    const run = await parts.conversation.runOfThread({ workspace, place, thread });
    return recorded(parts, asker, { written: message, key, run, isEvidence: true });
  });
}

/** A message's own words, kept as a text document. */
async function textAsFile(parts: Parts, asker: Asker, message: Written): Promise<StoredFile | undefined> {
  const text = await typed(parts, asker.team, message.text ?? '');
  if (text === '') return undefined;
  const bytes = new TextEncoder().encode(text);
  const file = { name: 'message.txt', mime: 'text/plain', bytes: bytes.length };
  const id = await parts.files.put(bytes);
  await saveFileRow(parts.db, { workspace: asker.team.workspace, id, ...file, at: parts.clock.now() });
  return { file: id, ...file };
}
