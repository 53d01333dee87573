/** Deciding on a page over what runs taught: into the next draft, or dismissed with a reason. */
import { type Context, Hono } from 'hono';
import { proposalOf } from '../../engine/lessons/proposal.ts';
import { acceptance, type Learned } from '../../runtime/decide-on-proposal.ts';
import { knownSop } from '../../runtime/library/sops.ts';
import { acted, refusalWords } from './act.ts';
import { sopPath } from './addresses.ts';
import { PageError } from './page-error.ts';
import type { LibraryEnv, LibraryParts } from './parts.ts';
import { placesFor, textsIn } from './start.ts';

export function proposalRoutes(parts: LibraryParts): Hono<LibraryEnv> {
  return new Hono<LibraryEnv>()
    .post('/sops/:id/proposals/:proposal/accept', async (c) => {
      const visitor = c.get('visitor');
      const learned = await found(parts, c);
      const { sop } = learned;
      const [known] = await placesFor(parts, visitor, sop);
      // A draft that there is keeps its card where that is.
      const place = sop.draft?.place ?? known;
      if (place === undefined) {
        throw new PageError(
          409,
          'Accept it in chat',
          `It is not known where the draft's card should go. Type /sop lessons ${sop.key} there.`,
        );
      }
      const speaking = { workspace: visitor.workspace, member: visitor.member.id };
      const meant = await acceptance(parts, speaking, learned, place);
      if ('refusal' in meant) throw new PageError(409, 'Not done', refusalWords(meant.refusal, parts.now()));
      await acted(parts, c, { command: meant.command, form: textsIn(await c.req.parseBody()) });
      return c.redirect(sopPath(sop.sop, 'draft'), 303);
    })
    .post('/sops/:id/proposals/:proposal/dismiss', async (c) => {
      const { sop, proposal } = await found(parts, c);
      const form = textsIn(await c.req.parseBody());
      const about = { sop: sop.sop, proposal: proposal.proposal };
      const reason = (form.reason ?? '').trim();
      await acted(parts, c, { command: { type: 'dismissProposal', ...about, reason }, form });
      return c.redirect(sopPath(sop.sop, 'opportunities'), 303);
    });
}

async function found(parts: LibraryParts, c: Context<LibraryEnv>) {
  const sop = await knownSop(parts, c.get('visitor').workspace, c.req.param('id') ?? '');
  const proposal = sop && proposalOf(sop, Number(c.req.param('proposal')));
  if (sop && proposal) return { sop, proposal } satisfies Learned;
  throw new PageError(
    404,
    'There is no such proposal',
    'It may have been decided over long ago; the history keeps it.',
  );
}
