/** What people write where Sopwith is: phrases to it by name or alone with it, evidence in a run's thread, documents. */
import type { StoredFile } from '../../runtime/conversation.ts';
import { addressedIn } from '../../runtime/message.ts';
import { parsePhrase } from '../../runtime/phrase.ts';
import { type Activity, kindOf, placeIn, tenantOf } from './activity.ts';
import { readingOf } from './answer.ts';
import { type Asker, askerOf } from './asker.ts';
import { type Attached, attachedIn } from './attachments.ts';
import { addressOf } from './conversations.ts';
import { attached } from './drawing.ts';
import { fetchHidden, fetchSent } from './files.ts';
import { formatOf } from './format.ts';
import { guarded } from './guarded.ts';
import { filesLying } from './lying.ts';
import type { Parts } from './parts.ts';
import { NO_PAGE, sayIn, told } from './phrases.ts';
import { recorded } from './recording.ts';
import { speak } from './speak.ts';
import { submitted } from './submitted.ts';
import { workspaceOf } from './tenants.ts';
import { type Written, withNamed, writtenIn } from './text.ts';
import { uploadOffer } from './uploads.ts';

/** Throws `TeamsError` if Teams does not say who wrote it; whatever else goes wrong is said to them. */
export async function hearMessage(parts: Parts, activity: Activity): Promise<void> {
  const written = writtenIn(activity);
  const has = attachedIn(activity);
  const isDirect = kindOf(activity) === 'personal';
  const isSubmit = activity.value !== undefined && activity.value !== null;
  const run = await runAt(parts, activity, has);
  // Talk between people: nobody needs to know who they are.
  if (!isDirect && !written.isCalled && !isSubmit && run === undefined) return;
  const asker = await askerOf(parts, activity);
  if (asker.member.kind === 'bot') return;
  await guarded(parts, asker, async () => {
    if (isSubmit) return submitted(parts, asker, activity);
    const heard = { ...(await heardIn(parts, asker, activity, { written, has })), run };
    return isDirect || written.isCalled ? addressed(parts, asker, heard) : evidence(parts, asker, heard, false);
  });
}

interface Heard {
  readonly text: string;
  readonly files: readonly StoredFile[] | 'denied';
  readonly run: string | undefined;
}

async function addressed(parts: Parts, asker: Asker, heard: Heard): Promise<void> {
  const { text, files, run } = heard;
  const meant = addressedIn({ text, hasFiles: files.length > 0, run });
  if (meant.type === 'evidence') return evidence(parts, asker, heard, true);
  // A chat has no threads: what is no phrase may be what a run here waits for.
  const isChat = asker.conversation.kind !== 'channel' && run === undefined;
  if (isChat && files !== 'denied' && (await isTaken(parts, asker, { text, files }))) return;
  const isImport = parsePhrase(meant.text).type === 'import' && files.length === 0;
  await sayIn(parts, asker, { text: meant.text, files: isImport ? await filesLying(parts, asker) : files });
}

/** Whether a reading or a picture that came alone was recorded. */
async function isTaken(
  parts: Parts,
  asker: Asker,
  { text, files }: { text: string; files: readonly StoredFile[] },
): Promise<boolean> {
  const phrase = parsePhrase(text);
  const isReading = files.length === 0 && phrase.type === 'unknown' && phrase.phrase === undefined;
  const isPicture = text === '' && files.length > 0 && files.every(({ mime }) => mime.startsWith('image/'));
  return (isReading || isPicture) && recorded(parts, asker, { text, files, isGuess: true });
}

async function evidence(parts: Parts, asker: Asker, { text, files, run }: Heard, isEvidence: boolean): Promise<void> {
  if (files !== 'denied') {
    await recorded(parts, asker, { text, files, run, isEvidence });
    return;
  }
  if (!parts.uploadPage) return told(parts, asker, NO_PAGE);
  const format = formatOf(await readingOf(parts, asker, {}, asker.conversation));
  const content = uploadOffer({ purpose: 'evidence', run }, format);
  await speak(parts, addressOf(asker.conversation, asker.thread), {
    summary: 'Send the file',
    attachments: [attached(content)],
  });
}

/** The run in whose thread it stands, or whose card it answers. */
async function runAt(parts: Parts, activity: Activity, { quoted }: Attached): Promise<string | undefined> {
  const { place, thread = quoted } = placeIn(activity.conversation.id);
  const tenant = tenantOf(activity);
  if (thread === undefined || tenant === undefined) return undefined;
  const where = {
    workspace: workspaceOf(parts.settings, tenant),
    place: `teams:${place}`,
    message: thread,
    member: '',
  };
  return (await parts.conversation.posted(where))?.run;
}

/** What was written, with its files fetched and people called as the phrases call them. */
async function heardIn(
  parts: Parts,
  asker: Asker,
  activity: Activity,
  { written, has }: { readonly written: Written; readonly has: Attached },
): Promise<Omit<Heard, 'run'>> {
  const { workspace, conversation, thread, member } = asker;
  const where = addressOf(conversation);
  const people = await Promise.all(written.named.map((account) => parts.people.known({ workspace, account, where })));
  const text = withNamed(
    written.text,
    people.map(({ id }) => id),
  );
  // What somebody sends who is nobody here is refused anyway: none of it is kept.
  if (!member.active) return { text, files: [] };
  if (!has.isHidden)
    return { text, files: await Promise.all(has.sent.map((one) => fetchSent(parts, conversation, one))) };
  return { text, files: await fetchHidden(parts, { conversation, thread, message: activity.id ?? '' }) };
}
