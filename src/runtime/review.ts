/**
 * Reviewing a draft beside its document. Saving, publishing and discarding are the same commands as from a card; what
 * is changed in between is worked out here and kept by whoever writes, until they save it.
 */
import { parseDefinition } from '../engine/check.ts';
import type { Definition } from '../engine/definition.ts';
import { optional } from '../engine/optional.ts';
import { publishable, type Readiness, readiness } from '../engine/readiness.ts';
import { type Comparison, compare } from '../engine/sop/compare.ts';
import type { Unchecked } from '../engine/sop/draft-changes.ts';
import type { Answer } from '../engine/sop/events.ts';
import { type Merged, mergeDrafts, type Side } from '../engine/sop/merge-drafts.ts';
import type { DefinitionProblem } from '../engine/sop/refusals.ts';
import type { Draft, KnownSop } from '../engine/sop/state.ts';
import { changed, type DraftChange, type Made } from './change-draft.ts';
import type { Reply } from './command.ts';
import { type Findings, findingsIn } from './findings.ts';
import type { Files } from './ports.ts';
import { command, loadSop, type Talking } from './talking.ts';

/** Who asks, under which key: the same key again does nothing twice. */
export interface Reviewer {
  readonly workspace: string;
  readonly member: string;
  readonly key: string;
}

export interface Reviewed {
  readonly sop: KnownSop;
  /** Absent: it was published or discarded, or there never was one. */
  readonly draft?: Draft;
  readonly names: Readonly<Record<string, string>>;
}

/** What a definition amounts to: what is wrong with it, or how ready it is. */
export type Judged =
  | { readonly ok: false; readonly problems: readonly DefinitionProblem[] }
  | {
      readonly ok: true;
      /** With what was typed in its lasting form: `PT30M` for `30m`. */
      readonly definition: Definition;
      /** Before it can be published. */
      readonly missing: readonly DefinitionProblem[];
      readonly readiness: Readiness;
      /** Against the active revision, if there is one. */
      readonly changes?: Comparison;
    };

export interface Saving {
  readonly sop: string;
  readonly draft: number;
  readonly edit: number;
  readonly definition: Unchecked;
  readonly answers?: readonly Answer[];
}

export interface Review {
  open(workspace: string, sop: string): Promise<Reviewed | undefined>;
  /** The document that the draft came from and what was found in it; undefined if none was kept. */
  document(reviewed: Reviewed): Promise<Findings | undefined>;
  judge(reviewed: Reviewed, written: Unchecked): Judged;
  change(reviewed: Reviewed, written: Definition, change: DraftChange): Promise<Made>;
  /** `base` is what the writer began with; theirs is the draft as it stands. */
  merge(draft: Draft, versions: Versions): Merged;
  save(reviewer: Reviewer, saving: Saving): Promise<Reply>;
  publish(reviewer: Reviewer, what: Pick<Saving, 'sop' | 'draft' | 'edit'>): Promise<Reply>;
  discard(reviewer: Reviewer, what: Pick<Saving, 'sop' | 'draft'>): Promise<Reply>;
}

export interface Versions {
  readonly base: Definition;
  readonly mine: Definition;
  readonly choices: Readonly<Record<string, Side>>;
}

export function createReview(talking: Talking, files: Files): Review {
  const ask = (reviewer: Reviewer, asked: Parameters<typeof command>[2]) =>
    command(talking, { ...reviewer, place: '', text: JSON.stringify(asked) }, asked);
  const documentOf = async ({ draft, sop }: Reviewed) => {
    const file = (draft?.document ?? sop.document)?.findings?.file;
    return file === undefined ? undefined : findingsIn(files, file);
  };
  return {
    async open(workspace, id) {
      const sop = await loadSop(talking, workspace, id);
      if (!sop) return undefined;
      const names = await talking.memory.names(talking.db, workspace);
      return { sop, names, ...optional('draft', sop.draft) };
    },
    document: documentOf,
    judge,
    async change(reviewed, written, change) {
      const document = change.type === 'take' ? (await documentOf(reviewed))?.document : undefined;
      return changed(written, change, { questions: reviewed.draft?.questions ?? [], blocks: document?.blocks ?? [] });
    },
    merge: (draft, { base, mine, choices }) => mergeDrafts(base, mine, draft.definition, choices),
    save: (reviewer, { answers, definition, ...saving }) =>
      ask(reviewer, {
        ...{ type: 'editDraft', ...saving, definition: { ...definition } },
        ...optional('answers', answers && [...answers]),
      }),
    publish: (reviewer, what) => ask(reviewer, { type: 'publishDraft', ...what }),
    discard: (reviewer, what) => ask(reviewer, { type: 'discardDraft', ...what }),
  };
}

function judge({ sop }: Reviewed, written: Unchecked): Judged {
  const parsed = parseDefinition(written);
  if (!parsed.ok) return parsed;
  const { definition } = parsed;
  return {
    ...{ ok: true, definition, missing: publishable(definition), readiness: readiness(definition) },
    ...optional('changes', sop.active && compare(sop.active, definition)),
  };
}
