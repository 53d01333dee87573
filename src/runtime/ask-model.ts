/**
 * Asks a model about the pieces of a document. Whatever it does not do, does too slowly or does wrong leaves the structural
 * draft as it is, with a note of why.
 */
import { accept } from '../engine/drafting/accept.ts';
import type { SourceDocument } from '../engine/drafting/document.ts';
import type { Drafting } from '../engine/drafting/draft.ts';
import { clip } from '../engine/drafting/fold.ts';
import { type Piece, piecesOf } from '../engine/drafting/pieces.ts';
import { proposalSchema } from '../engine/drafting/proposal.ts';
import type { ModelNote } from '../engine/import/import.ts';
import { LIMITS } from '../engine/limits.ts';
import { type Model, ModelError, type Progress } from './ports.ts';

/** So much of a model's name is kept; it may be a path. */
const NAME = 100;

export interface Asked {
  readonly drafts: Drafting['drafts'];
  readonly note: ModelNote;
}

/** Never rejects because of the model. `LIMITS.modelMs` and `LIMITS.modelTokens` hold for the whole document. */
export async function askModel(
  model: Model,
  document: SourceDocument,
  drafting: Drafting,
  progress: (note: Progress) => void,
): Promise<Asked> {
  const drafts = [...drafting.drafts];
  const pieces = piecesOf(document, drafts);
  const deadline = AbortSignal.timeout(LIMITS.modelMs);
  let helped = 0;
  let tokens = 0;
  let failed: ModelNote['failed'];
  for (const [index, piece] of pieces.entries()) {
    progress({ doing: 'asking', page: index + 1, pages: pieces.length });
    if (tokens >= LIMITS.modelTokens) {
      failed ??= 'over_budget';
      break;
    }
    const answer = await askAbout(model, piece, deadline);
    tokens += answer.tokens;
    const before = drafts[piece.draft];
    if ('failed' in answer || !before) {
      failed ??= 'failed' in answer ? answer.failed : undefined;
      // A model that is down or slow is so for the next piece as well.
      if ('failed' in answer && (answer.failed === 'down' || answer.failed === 'slow')) break;
      continue;
    }
    const accepted = accept(before, piece, answer.proposal);
    if (accepted.status === 'refused') {
      failed ??= accepted.why;
      continue;
    }
    drafts[piece.draft] = accepted.draft;
    helped += 1;
  }
  return {
    drafts,
    note: { model: clip(model.name, NAME), pieces: pieces.length, helped, ...(failed ? { failed } : {}) },
  };
}

type Answer =
  | { readonly proposal: ReturnType<typeof proposalSchema.parse>; readonly tokens: number }
  | { readonly failed: ModelError['why']; readonly tokens: number };

async function askAbout(model: Model, piece: Piece, deadline: AbortSignal): Promise<Answer> {
  try {
    const { answer, tokens } = await model.propose(piece, deadline);
    const proposal = proposalSchema.safeParse(answer);
    return proposal.success ? { proposal: proposal.data, tokens } : { failed: 'nonsense', tokens };
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    return { failed: error.why, tokens: error.tokens };
  }
}
