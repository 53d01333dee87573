/** Importing a document on a page: sending it, watching it being read, and the drafts that came of it. */
import { randomUUIDv7 } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { waitingDraft } from '../../runtime/library/drafts.ts';
import { importOfFile, importSeen, type KnownPlace, placesKnown } from '../../runtime/library/imports.ts';
import { knownSop } from '../../runtime/library/sops.ts';
import type { KnownImport } from '../../runtime/rows.ts';
import { loadSop } from '../../runtime/talking.ts';
import { saveFileRow } from '../../store/files.ts';
import { listWebChannels } from '../../store/web-places.ts';
import { uploads } from '../http/crowd.ts';
import { Failure } from '../http/failure.ts';
import { receiveUpload, type Upload } from '../http/upload.ts';
import { acted, refusalWords, tried } from './act.ts';
import { importPath } from './addresses.ts';
import { reviewPath } from './drafts.ts';
import { frame } from './frame.ts';
import { CSRF_FIELD, isUpload, onlyTokenOf } from './guard.ts';
import { importFormPage } from './import-form.ts';
import { type Came, importPage } from './import-page.ts';
import { PageError } from './page-error.ts';
import type { LibraryEnv, LibraryParts } from './parts.ts';
import { callerOf } from './session.ts';

/** What carries a file has its own limits, and its token beside the file: it is looked at here. It comes after the sign-in. */
export function uploadRoutes(parts: LibraryParts): Hono<LibraryEnv> {
  return new Hono<LibraryEnv>().post('/import', async (c, next) => {
    // Anything else is a form like others, and has no document in it.
    if (!isUpload(c)) return next();
    const { workspace, csrf } = c.get('visitor');
    const left = uploads.join(callerOf(c.get('visitor')));
    if (!left)
      return form(parts, c, {
        problem: 'Other documents of yours are still on their way. Wait for these.',
        status: 429,
      });
    let upload: Upload;
    try {
      upload = await receiveUpload(c.req.raw, parts.files, (fields) => onlyTokenOf(csrf, fields[CSRF_FIELD]));
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      return form(parts, c, { problem: error.message, status: error.status });
    } finally {
      left();
    }
    const [document, ...others] = upload.files;
    if (!document || others.length > 0) {
      return form(parts, c, { problem: 'Send one document at a time. Nothing was changed.', status: 400 });
    }
    const { place = '' } = upload.fields;
    const places = await placesOf(parts, c);
    if (!places.some((one) => one.place === place)) {
      return form(parts, c, { problem: 'Choose one of the conversations: the cards go there.', status: 409 });
    }
    const { file, ...rest } = document;
    await saveFileRow(parts.db, { workspace, id: file, ...rest, at: parts.now() });
    const command = { type: 'importDocument', import: randomUUIDv7(), document, place } as const;
    // The token is told apart by `tried`, the file by its hash.
    const reply = await tried(parts, c, { command, form: { ...upload.fields, file } });
    if (reply.status === 'accepted') return c.redirect(importPath(reply.stream), 303);
    const before =
      reply.refusal.code === 'already_imported'
        ? await importOfFile(parts, callerOf(c.get('visitor')), file)
        : undefined;
    return form(parts, c, { problem: refusalWords(reply.refusal, parts.now()), before, status: 409 });
  });
}

export function importRoutes(parts: LibraryParts): Hono<LibraryEnv> {
  const app = new Hono<LibraryEnv>()
    .get('/import', (c) => form(parts, c, { problem: '', status: 200 }))
    .post('/import', (c) => form(parts, c, { problem: 'No file arrived. Choose one and send it again.', status: 400 }))
    .get('/imports/:id', async (c) => {
      const state = await found(parts, c);
      const { workspace } = c.get('visitor');
      const main = importPage(c.get('visitor'), state, {
        progress: parts.progress.progressOf(state.import),
        names: await parts.memory.names(parts.db, workspace),
        came: await cameOf(parts, c, state),
        review: reviewPath(parts, c),
      });
      const live = [`import ${state.import}`, 'sop'];
      return c.html(frame(c, { title: state.document.name, live, main }));
    });
  for (const [press, type] of [
    ['retry', 'retryImport'],
    ['discard', 'discardImport'],
  ] as const) {
    app.post(`/imports/:id/${press}`, async (c) => {
      const state = await found(parts, c);
      await acted(parts, c, { command: { type, import: state.import }, form: await c.req.parseBody() });
      return c.redirect(importPath(state.import), 303);
    });
  }
  return app;
}

async function found(parts: LibraryParts, c: Context<LibraryEnv>): Promise<KnownImport> {
  const state = await importSeen(parts, callerOf(c.get('visitor')), c.req.param('id') ?? '');
  if (state) return state;
  throw new PageError(404, 'There is no such import', 'Or its card is in a conversation that you are not in.');
}

/** What became of each SOP that was drafted, and of those that the document says nothing new for. */
async function cameOf(parts: LibraryParts, c: Context<LibraryEnv>, state: KnownImport): Promise<readonly Came[]> {
  if (state.status !== 'drafted') return [];
  const { workspace } = c.get('visitor');
  const { sops, unchanged = [] } = state;
  return Promise.all(
    [...sops, ...unchanged].map(async (id): Promise<Came> => {
      const isUnchanged = !sops.includes(id);
      const sop = await knownSop(parts, workspace, id);
      if (!sop) return { type: 'discarded', title: (await loadSop(parts, workspace, id))?.title ?? id };
      const draft = isUnchanged ? undefined : await waitingDraft(parts, workspace, sop);
      if (draft) return { type: 'draft', draft };
      const { title, revision } = sop;
      return { type: isUnchanged ? 'unchanged' : 'published', sop: id, title, revision };
    }),
  );
}

/** The local workspace knows all its channels; elsewhere those that something runs in, and the person's own. */
async function placesOf(parts: LibraryParts, c: Context<LibraryEnv>): Promise<readonly KnownPlace[]> {
  const visitor = c.get('visitor');
  const known = await placesKnown(parts, callerOf(visitor));
  if (visitor.workspace !== parts.local.workspace) return known;
  const channels = (await listWebChannels(parts.db, visitor.workspace)).map(({ id }) => ({ place: `web:${id}` }));
  return [...channels, ...known.filter(({ place }) => !channels.some((one) => one.place === place))];
}

interface Answer {
  /** Why it was refused; empty: it was not. */
  readonly problem: string;
  /** The import of the same file before. */
  readonly before?: string | undefined;
  readonly status: number;
}

async function form(parts: LibraryParts, c: Context<LibraryEnv>, { problem, before, status }: Answer) {
  const places = await placesOf(parts, c);
  const main = importFormPage(c.get('visitor'), { places, problem, before });
  return c.html(frame(c, { title: 'Import a document', main }), status as 200);
}
