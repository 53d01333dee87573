/** Drafts that wait to be published: what each asks and lacks, and who answers for it. */
import type { Definition } from '../../engine/definition.ts';
import type { Question } from '../../engine/drafting/draft.ts';
import type { Instant } from '../../engine/instant.ts';
import { publishable, readiness } from '../../engine/readiness.ts';
import type { DefinitionProblem } from '../../engine/sop/refusals.ts';
import { sopsWithDraft } from '../../store/reads/library.ts';
import type { Looking } from '../sight.ts';
import { knownSop, type LibrarySop, type Owner, ownerOf } from './sops.ts';

export interface WaitingDraft {
  readonly id: string;
  readonly key: string;
  readonly title: string;
  /** The highest published revision, 0 before the first. */
  readonly revision: number;
  /** 0 to 100. */
  readonly readiness: number;
  /** What must be said before it can be published. */
  readonly missing: readonly DefinitionProblem[];
  /** What nobody has answered yet. */
  readonly questions: readonly Question[];
  /** Who answers for it; null: nobody is named. */
  readonly owner: Owner | null;
  readonly editedAt: Instant;
  /** The name of the file that it was drafted from; null: it was written. */
  readonly from: string | null;
  readonly definition: Definition;
}

/** What was edited last first. `isCut`: there are more. */
export async function waitingDrafts(
  looking: Looking,
  workspace: string,
  limit: number,
): Promise<{ readonly drafts: readonly WaitingDraft[]; readonly isCut: boolean }> {
  const ids = await sopsWithDraft(looking.db, workspace, limit + 1);
  const sops = await Promise.all(ids.slice(0, limit).map((id) => knownSop(looking, workspace, id)));
  const drafts = await Promise.all(sops.map((sop) => sop && waitingDraft(looking, workspace, sop)));
  return { drafts: drafts.filter((one) => one !== undefined), isCut: ids.length > limit };
}

/** Undefined: it has no draft. */
export async function waitingDraft(
  looking: Looking,
  workspace: string,
  { sop, key, revision, active, draft }: LibrarySop,
): Promise<WaitingDraft | undefined> {
  if (!draft) return undefined;
  const { definition, questions, editedAt, document } = draft;
  return {
    ...{ id: sop, key, title: definition.title, revision },
    ...{ readiness: readiness(definition).score, missing: publishable(definition), questions },
    owner: await ownerOf(looking, workspace, active ?? definition),
    ...{ editedAt, from: document?.name ?? null, definition },
  };
}
