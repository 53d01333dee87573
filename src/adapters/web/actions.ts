/** Pressing a button of a card or the end of a form, and the files that go with it. */
import { Hono } from 'hono';
import { decodeAction } from '../../cards/action.ts';
import { fieldOf } from '../../cards/adaptive-forms.ts';
import type { FieldValue, StoredFile } from '../../runtime/conversation.ts';
import { findFile, saveFileRow } from '../../store/files.ts';
import { findWebChannel } from '../../store/web-places.ts';
import { Failure } from '../http/failure.ts';
import { safeName } from '../http/file-kind.ts';
import { receiveUpload } from '../http/upload.ts';
import { drawAnswer } from './draw.ts';
import type { Parts } from './parts.ts';
import { readerOf } from './reader.ts';
import { jsonBody, pressBody, requestKey } from './requests.ts';
import { actingMember } from './session.ts';

export function actionRoutes(parts: Parts): Hono {
  const { db, workspace, conversation, files, clock } = parts;
  return new Hono()
    .post('/actions', async (c) => {
      const { id: member } = await actingMember(c, parts);
      const body = await jsonBody(c, pressBody);
      const value = decodeAction(body.value);
      if (!value) throw new Failure(400, 'This button is not one of ours. Reload the page and try again.');
      // A run in a channel that is not there would be seen by nobody.
      if (!(await findWebChannel(db, { workspace, id: body.place.channel }))) {
        throw new Failure(404, 'There is no such channel.');
      }
      const fields = body.fields && (await withKnownFiles(parts, byField(body.fields)));
      const answer = await conversation.press({
        workspace,
        member,
        place: `web:${body.place.channel}`,
        value,
        ...(fields && { fields }),
        zone: readerOf(c).zone,
        key: requestKey(c, member),
      });
      return c.json({ answer: drawAnswer(answer, readerOf(c)) });
    })

    .post('/files', async (c) => {
      await actingMember(c, parts);
      const upload = await receiveUpload(c.req.raw, files);
      const at = clock.now();
      for (const { file, ...rest } of upload.files) await saveFileRow(db, { workspace, id: file, ...rest, at });
      return c.json({ files: upload.files });
    });
}

/** Inputs of a card have ids that are unique in it; what they answer is the field. */
function byField(answers: Readonly<Record<string, FieldValue>>): Record<string, FieldValue> {
  return Object.fromEntries(Object.entries(answers).map(([input, value]) => [fieldOf(input), value]));
}

async function withKnownFiles(
  parts: Parts,
  fields: Readonly<Record<string, FieldValue>>,
): Promise<Record<string, FieldValue>> {
  const known: [string, FieldValue][] = [];
  for (const [field, value] of Object.entries(fields)) known.push([field, await withKnownFile(parts, value)]);
  return Object.fromEntries(known);
}

/**
 * A field names a file by its hash: nobody may slip in one that was never sent to this workspace, and what it is and how
 * large was seen when it came. Only what it is called is the sender's word.
 */
async function withKnownFile(parts: Parts, value: FieldValue): Promise<FieldValue> {
  if (isFiles(value)) return Promise.all(value.map((one) => knownFile(parts, one)));
  return typeof value === 'object' ? knownFile(parts, value) : value;
}

async function knownFile({ db, workspace }: Parts, claimed: StoredFile): Promise<StoredFile> {
  const known = await findFile(db, workspace, claimed.file);
  if (!known) throw new Failure(400, 'A file of this form is not in this workspace. Choose it again.');
  return { file: claimed.file, name: safeName(claimed.name), mime: known.mime, bytes: known.bytes };
}

function isFiles(value: FieldValue): value is readonly StoredFile[] {
  return Array.isArray(value);
}
