/** Pressing a button of a card or the end of a form, and the files that go with it. */
import { Hono } from 'hono';
import { decodeAction } from '../../cards/action.ts';
import { fieldOf } from '../../cards/adaptive-forms.ts';
import type { FieldValue } from '../../runtime/conversation.ts';
import { findFile, saveFileRow } from '../../store/files.ts';
import { drawAnswer } from './draw.ts';
import { Failure } from './failure.ts';
import type { Parts } from './parts.ts';
import { readerOf } from './reader.ts';
import { jsonBody, pressBody, requestKey } from './requests.ts';
import { actingMember } from './session.ts';
import { receiveUpload } from './upload.ts';

export function actionRoutes(parts: Parts): Hono {
  const { db, workspace, conversation, files, clock } = parts;
  return new Hono()
    .post('/actions', async (c) => {
      const { id: member } = await actingMember(c, parts);
      const body = await jsonBody(c, pressBody);
      const value = decodeAction(body.value);
      if (!value) throw new Failure(400, 'This button is not one of ours. Reload the page and try again.');
      const fields = body.fields && byField(body.fields);
      for (const field of Object.values(fields ?? {})) await onlyOwnFiles(parts, field);
      const answer = await conversation.press({
        workspace,
        member,
        place: `web:${body.place.channel}`,
        value,
        ...(fields && { fields }),
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

/** A field names a file by its hash: nobody may slip in one that was never sent to this workspace. */
async function onlyOwnFiles({ db, workspace }: Parts, field: unknown): Promise<void> {
  for (const one of Array.isArray(field) ? field : [field]) {
    if (typeof one !== 'object' || one === null) continue;
    const known = await findFile(db, workspace, String(one.file));
    if (!known) throw new Failure(400, 'A file of this form is not in this workspace. Choose it again.');
  }
}
