/** What the review page asks: the draft, its document, changes worked out, and the commands that save and settle it. */
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Refusal } from '../../../cards/refusals.ts';
import { LIMITS } from '../../../engine/limits.ts';
import type { Review, Reviewed, Reviewer } from '../../../runtime/review.ts';
import { findFile } from '../../../store/files.ts';
import { currentWebSeq } from '../../../store/web-messages.ts';
import { Failure } from '../../http/failure.ts';
import type { Parts } from '../parts.ts';
import { cardFormat, readerOf } from '../reader.ts';
import { jsonBody, requestKey } from '../requests.ts';
import { actingMember } from '../session.ts';
import { changeBody, discardBody, mergeBody, publishBody, saveBody } from './requests.ts';
import { IMPOSSIBLE, showDocument, showJudged, showQuestions, showRefusal, showReviewed } from './show.ts';

/** Bytes of a request: two versions of the longest draft, whose characters JSON may double. */
const MOST_BYTES = 8 * LIMITS.yamlBytes;

export function reviewRoutes(parts: Parts, review: Review): Hono {
  const { db, workspace, clock } = parts;
  const wordsOf = (c: Context, { names }: Pick<Reviewed, 'names'>) => cardFormat(names, readerOf(c));

  async function reviewed(c: Context): Promise<Reviewed> {
    const found = await review.open(workspace, c.req.param('sop') ?? '');
    if (!found) throw new Failure(404, 'There is no such draft in this workspace.');
    return found;
  }

  async function reviewer(c: Context): Promise<Reviewer> {
    const { id: member } = await actingMember(c, parts);
    return { workspace, member, key: requestKey(c, member) };
  }

  async function refused(c: Context, refusal: Refusal) {
    const words = wordsOf(c, await reviewed(c));
    return c.json(showRefusal(refusal, words, clock.now()), refusal.code === 'draft_changed' ? 409 : 422);
  }

  const limited = bodyLimit({
    maxSize: MOST_BYTES,
    onError: () => {
      throw new Failure(413, 'This draft is too long to be saved. Take something out of it, or make it several SOPs.');
    },
  });

  return new Hono()
    .use(limited)
    .get('/:sop', async (c) => {
      await actingMember(c, parts);
      // The number first: what changes while the rest is read comes again with the stream, which does no harm.
      const seq = await currentWebSeq(db, workspace);
      const found = await reviewed(c);
      const { draft } = found;
      // What the page has already need not be sent again.
      if (draft && c.req.query('have') === `${draft.draft}.${draft.edit}`) return c.json({ same: true });
      const file = draft?.document && (await findFile(db, workspace, draft.document.file));
      const words = wordsOf(c, found);
      return c.json({
        ...{ ...showReviewed(found, words), seq },
        ...(file && { mime: file.mime }),
        ...(draft && { judged: showJudged(review.judge(found, draft.definition), words) }),
      });
    })

    .get('/:sop/document', async (c) => {
      await actingMember(c, parts);
      const found = await reviewed(c);
      const findings = await review.document(found);
      return c.json(findings ? showDocument(found, findings) : {});
    })

    .post('/:sop/change', async (c) => {
      await actingMember(c, parts);
      const { definition, change } = await jsonBody(c, changeBody);
      const found = await reviewed(c);
      const made = await review.change(found, definition, change);
      if (!made.ok)
        return c.json({ code: 'impossible', message: IMPOSSIBLE[made.why], problems: made.problems ?? [] }, 422);
      return c.json({ ...made, judged: showJudged(review.judge(found, made.definition), wordsOf(c, found)) });
    })

    .post('/:sop/merge', async (c) => {
      await actingMember(c, parts);
      const versions = await jsonBody(c, mergeBody);
      const found = await reviewed(c);
      const { draft } = found;
      if (!draft) return c.json(showReviewed(found, wordsOf(c, found)));
      const merged = review.merge(draft, versions);
      return c.json({ ...showReviewed(found, wordsOf(c, found)), merged });
    })

    .post('/:sop/save', async (c) => {
      const by = await reviewer(c);
      const saving = await jsonBody(c, saveBody);
      const reply = await review.save(by, { sop: c.req.param('sop'), ...saving });
      if (reply.status === 'refused') return refused(c, reply.refusal);
      const found = await reviewed(c);
      const judged = review.judge(found, saving.definition);
      const isStill = found.draft?.draft === saving.draft && found.draft.edit === saving.edit + 1;
      return c.json({
        ...{ edit: saving.edit + 1, savedAt: clock.now(), judged: showJudged(judged, wordsOf(c, found)) },
        ...(judged.ok && { definition: judged.definition }),
        ...(isStill && found.draft && { questions: showQuestions(found.draft) }),
      });
    })

    .post('/:sop/publish', async (c) => {
      const by = await reviewer(c);
      const reply = await review.publish(by, { sop: c.req.param('sop'), ...(await jsonBody(c, publishBody)) });
      return reply.status === 'refused' ? refused(c, reply.refusal) : c.json(await settled(c));
    })

    .post('/:sop/discard', async (c) => {
      const by = await reviewer(c);
      const reply = await review.discard(by, { sop: c.req.param('sop'), ...(await jsonBody(c, discardBody)) });
      return reply.status === 'refused' ? refused(c, reply.refusal) : c.json(await settled(c));
    });

  async function settled(c: Context) {
    const found = await reviewed(c);
    return showReviewed(found, wordsOf(c, found));
  }
}
