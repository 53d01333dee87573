/** Where a drafted procedure goes: a new SOP, or the next revision of the one that an older version of the document made. */
import { parseDefinition } from '../engine/check.ts';
import type { Definition, DefinitionInput } from '../engine/definition.ts';
import { documentName } from '../engine/drafting/document-name.ts';
import type { ProposedDraft, Question } from '../engine/drafting/draft.ts';
import { matchSteps } from '../engine/drafting/match-steps.ts';
import { nextRevision } from '../engine/drafting/next-revision.ts';
import type { Papers } from '../engine/drafting/same-words.ts';
import type { DraftedFrom } from '../engine/sop/commands.ts';
import { compare } from '../engine/sop/compare.ts';
import type { KnownSop } from '../engine/sop/state.ts';
import type { Database } from '../store/database.ts';
import { findSopByKey, freeKey, sopsFromDocument } from '../store/sops.ts';
import { loadStream } from '../store/streams.ts';
import type { Envelope, Reply } from './command.ts';
import { findingsIn } from './findings.ts';
import type { Files } from './ports.ts';

export interface Placing {
  /** Asked for SOPs that are there, outside of any transaction. */
  readonly db: Database;
  /** Holds what was found in this document and in older ones. */
  readonly files: Files;
  readonly workspace: string;
  /** The id that a new SOP gets, at most 60 characters: the same at every attempt. */
  readonly sop: string;
  readonly draft: ProposedDraft;
  readonly document: DraftedFrom;
  /** The conversation, with its platform (`web:kitchen`), in which the draft's card is posted. */
  readonly place: string;
  /**
   * Asks as the import, under a key of this draft to which `what` is added. A refusal is an answer, and is remembered
   * under that key; rejects when nothing could be noted.
   */
  readonly tell: (what: string, command: Envelope['command']) => Promise<Reply>;
}

/** The SOP that has the draft now. `isUnchanged`: the document says nothing new for it, so none was made. */
export type Placed = { readonly sop: string; readonly isUnchanged: boolean };

/** How often a draft looks for a free key: others may take the one it found before it is made. */
const KEYS = 5;
/** So much of the smaller procedure must be in the other one for a document to be a newer version under a new title. */
const ALIKE = 0.5;

/**
 * Makes the draft, once: done again, it finds what it made. Throws when it is refused for a reason that the next attempt
 * may not meet: somebody published meanwhile, or took each of the keys that were free.
 */
export async function placeDraft(placing: Placing): Promise<Placed> {
  const older = await olderOf(placing);
  if (!older) return { sop: await createDraft(placing, []), isUnchanged: false };
  const { sop, active, revision, title } = older.state;
  if (isOwn(older.state, placing)) return { sop, isUnchanged: false };
  if (!active || older.state.draft) {
    const text = `A draft of “${title}” (${older.state.key}) is open already. Which of the two should be published? Discard the other.`;
    return {
      sop: await createDraft(placing, [{ text, confidence: 0.2, about: { field: 'title' } }]),
      isUnchanged: false,
    };
  }
  const next = isSopFile(placing)
    ? { definition: { ...placing.draft.definition, sop: active.sop }, questions: placing.draft.questions }
    : nextRevision(active, placing.draft, await papersOf(placing, older.state));
  if (changesNothing(active, next.definition)) return { sop, isUnchanged: true };
  const reply = await placing.tell(`revision:${revision}`, {
    ...{ type: 'proposeRevision', sop, revision, definition: next.definition, questions: [...next.questions] },
    ...{ document: placing.document, place: placing.place },
  });
  if (reply.status === 'accepted' || reply.refusal.code === 'draft_exists') return { sop, isUnchanged: false };
  // Somebody published or archived it meanwhile: the next attempt compares with what is there then.
  throw new Error(`a revision was refused: ${JSON.stringify(reply.refusal)}`);
}

/** A `*.sop.yaml`, in which nothing had to be found: it says everything itself, and is taken as it is. */
function isSopFile({ document }: Pick<Placing, 'document'>): boolean {
  return document.findings === undefined;
}

/** An earlier attempt made its open draft of this procedure. */
function isOwn({ draft }: KnownSop, { document }: Pick<Placing, 'document'>): boolean {
  const made = draft?.document;
  return made?.file === document.file && made.findings?.draft === document.findings?.draft;
}

/** Both documents as they were read; undefined where one is not there any more, or was no document. */
async function papersOf({ files, document }: Placing, { document: before }: KnownSop): Promise<Papers | undefined> {
  if (!before?.findings || !document.findings) return undefined;
  const older = await findingsIn(files, before.findings.file);
  const newer = await findingsIn(files, document.findings.file);
  return older && newer && { older: older.document.blocks, newer: newer.document.blocks };
}

function changesNothing(active: Definition, next: DefinitionInput): boolean {
  const parsed = parseDefinition(next);
  if (!parsed.ok) return false;
  const { steps, fields } = compare(active, parsed.definition);
  return steps.length === 0 && fields.length === 0;
}

/** The SOP that came from an older version: the same key, or, but for SOP files, the same name and mostly the same steps. */
async function olderOf({ db, workspace, sop, draft, document }: Placing): Promise<{ state: KnownSop } | undefined> {
  const known = async (id: string): Promise<KnownSop | undefined> => {
    const state = (await loadStream(db, 'sop', workspace, id))?.state as KnownSop | undefined;
    if (!state || id === sop) return undefined;
    // What somebody wrote here is not the older version of a document; an SOP file says by its key what it is.
    if (!isSopFile({ document }) && !(state.document ?? state.draft?.document)) return undefined;
    // Another procedure of this document has become its next revision: this one is not that.
    return state.draft?.document?.file === document.file && !isOwn(state, { document }) ? undefined : state;
  };
  const byKey = await findSopByKey(db, workspace, draft.definition.sop);
  const same = byKey && byKey.status !== 'archived' ? await known(byKey.id) : undefined;
  if (same) return { state: same };
  if (isSopFile({ document })) return undefined;
  const name = documentName(document.name);
  if (name === '') return undefined;
  let best: { readonly state: KnownSop; readonly share: number } | undefined;
  for (const { id } of await sopsFromDocument(db, workspace, name)) {
    const state = await known(id);
    const share = state?.active ? shareOf(state.active, draft) : 0;
    if (state && share >= ALIKE && share > (best?.share ?? 0)) best = { state, share };
  }
  return best;
}

function shareOf(active: Definition, { definition }: ProposedDraft): number {
  const steps = definition.steps ?? [];
  const same = matchSteps(active.steps, steps).filter((one) => one !== undefined).length;
  return same / Math.max(1, Math.min(active.steps.length, steps.length));
}

/**
 * Two documents with one title make two SOPs: the second's key gets a number. The receipt hangs on the key that was
 * chosen and on the try, because a refusal is remembered: another choice must be heard anew.
 */
async function createDraft(placing: Placing, first: readonly Question[]): Promise<string> {
  const { db, workspace, sop, draft, document, place } = placing;
  const questions = [...first, ...draft.questions];
  for (let tried = 1; ; tried++) {
    const key = await freeKey(db, workspace, draft.definition.sop, sop);
    const definition = { ...draft.definition, sop: key };
    const reply = await placing.tell(`${key}:${tried}`, {
      ...{ type: 'createDraft', sop, questions, document, place, definition },
    });
    // It was made by an earlier attempt, perhaps under another key.
    if (reply.status === 'accepted' || reply.refusal.code === 'sop_exists') return sop;
    if (reply.refusal.code === 'key_taken' && tried < KEYS) continue;
    throw new Error(`a draft was refused: ${JSON.stringify(reply.refusal)}`);
  }
}
