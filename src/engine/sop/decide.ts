import { type Actor, memberOf } from '../actor.ts';
import { parseDefinition } from '../check.ts';
import { accepted, type Decision, refused } from '../decider.ts';
import type { Definition } from '../definition.ts';
import type { Question } from '../drafting/draft.ts';
import type { Instant } from '../instant.ts';
import { optional } from '../optional.ts';
import { publishable } from '../readiness.ts';
import type { People } from '../run/context.ts';
import { accountableMembers } from './accountable.ts';
import type { SopCommand } from './commands.ts';
import { acceptProposal, dismissProposal, learn, overtaken } from './decide-proposal.ts';
import type { SopEvent, SopFact } from './events.ts';
import { patchOf } from './patch.ts';
import type { DefinitionProblem, SopRefusal } from './refusals.ts';
import type { Draft, KnownSop, SopState } from './state.ts';

export interface SopContext {
  readonly now: Instant;
  readonly actor: Actor;
  /** Another SOP of the workspace has the key that the command's definition wants. */
  readonly keyTaken: boolean;
  readonly people: People;
}

type SopDecision = Decision<SopEvent, SopRefusal>;
type Ask<Type extends SopCommand['type']> = Extract<SopCommand, { type: Type }>;

/**
 * The life of an SOP. Any member may propose a draft, and so may agents; only people edit, publish, discard, revise and archive. What is
 * published already is replaced or archived only by its accountable manager: a rule that anybody may rewrite binds nobody.
 */
export function decideSop(state: SopState, command: SopCommand, context: SopContext): SopDecision {
  if (command.type === 'createDraft') return createDraft(state, command, context);
  if (state.status === 'none') return refused({ code: 'sop_unknown' });
  if (command.type === 'proposeRevision') return proposeRevision(state, command, context);
  if (command.type === 'learn') return answered(context, learn(state, command, context));
  const member = memberOf(context.actor);
  if (member === undefined || !context.people.members.includes(member)) return refused({ code: 'not_a_person' });
  switch (command.type) {
    case 'editDraft':
      return editDraft(state, command, context);
    case 'publishDraft':
      return publishDraft(state, command, context);
    case 'discardDraft': {
      const draft = draftMeant(state, command.draft);
      if ('code' in draft) return refused(draft);
      return happened(context, { type: 'DraftDiscarded', draft: draft.draft });
    }
    case 'reviseSop':
      return reviseSop(state, command, context);
    case 'archiveSop':
      if (state.status === 'archived') return refused({ code: 'already_archived', title: state.title });
      if (state.status !== 'active') return refused({ code: 'nothing_published', title: state.title });
      return notAccountable(state, context) ?? happened(context, { type: 'SopArchived' }, ...overtaken(state));
    case 'acceptProposal':
      return answered(context, acceptProposal(state, command, context));
    case 'dismissProposal':
      return answered(context, dismissProposal(state, command, context));
  }
}

function createDraft(state: SopState, command: Ask<'createDraft'>, context: SopContext): SopDecision {
  if (state.status !== 'none') return refused({ code: 'sop_exists' });
  if (isStranger(context)) return refused({ code: 'not_a_person' });
  const parsed = parseDefinition(command.definition);
  if (!parsed.ok) return refused({ code: 'definition_invalid', problems: parsed.problems });
  const { sop, document, place } = command;
  const { definition } = parsed;
  if (context.keyTaken) return refused({ code: 'key_taken', key: definition.sop });
  const questions = command.questions.map(kept);
  return happened(context, {
    ...{ type: 'DraftCreated', sop, key: definition.sop, draft: 1, definition, questions, place },
    ...optional('document', document),
  });
}

/** A question without keys that stand for nothing. */
function kept({ step, reason, about, ...asked }: Ask<'createDraft'>['questions'][number]): Question {
  return {
    ...{ ...asked, ...optional('step', step), ...optional('reason', reason) },
    ...optional(
      'about',
      about && {
        ...{ field: about.field, ...optional('step', about.step), ...optional('evidence', about.evidence) },
        ...{ ...optional('words', about.words), ...optional('role', about.role), ...optional('type', about.type) },
        ...{ ...optional('above', about.above), ...optional('unit', about.unit) },
      },
    ),
  };
}

function editDraft(state: KnownSop, command: Ask<'editDraft'>, context: SopContext): SopDecision {
  const draft = draftMeant(state, command.draft);
  if ('code' in draft) return refused(draft);
  if (command.edit !== draft.edit) {
    return refused({ code: 'draft_changed', edit: draft.edit, by: nameOf(draft.editedBy) });
  }
  const parsed = parseDefinition(command.definition);
  if (!parsed.ok) return refused({ code: 'definition_invalid', problems: parsed.problems });
  const { definition } = parsed;
  const fixed = keyFixed(state, definition);
  if (fixed) return refused({ code: 'definition_invalid', problems: [fixed] });
  if (context.keyTaken && definition.sop !== state.key) return refused({ code: 'key_taken', key: definition.sop });
  const answers = command.answers?.filter(({ question }) => question < draft.questions.length);
  return happened(context, {
    ...{ type: 'DraftChanged', edit: draft.edit + 1, change: patchOf(draft.definition, definition) },
    ...optional('answers', answers && answers.length > 0 ? answers : undefined),
  });
}

/** The draft is checked again: it may have been saved when the rules were others. */
function publishDraft(state: KnownSop, command: Ask<'publishDraft'>, context: SopContext): SopDecision {
  const draft = draftMeant(state, command.draft);
  if ('code' in draft) return refused(draft);
  if (command.edit !== undefined && command.edit !== draft.edit) {
    return refused({ code: 'draft_changed', edit: draft.edit, by: nameOf(draft.editedBy) });
  }
  const stranger = notAccountable(state, context);
  if (stranger) return stranger;
  const parsed = parseDefinition(draft.definition);
  if (!parsed.ok) return refused({ code: 'definition_invalid', problems: parsed.problems });
  const { definition } = parsed;
  const missing = publishable(definition);
  if (missing.length > 0) return refused({ code: 'not_publishable', missing });
  const revision = state.revision + 1;
  const published: SopFact = { type: 'SopPublished', revision, draft: draft.draft, definition };
  return happened(context, published, ...overtaken(state, definition));
}

function reviseSop(state: KnownSop, command: Ask<'reviseSop'>, context: SopContext): SopDecision {
  const { sop, key, title, active: definition, drafts } = state;
  if (state.draft) return refused({ code: 'draft_exists', title });
  if (!definition) return refused({ code: 'nothing_published', title });
  const { place } = command;
  return happened(context, { type: 'DraftCreated', sop, key, draft: drafts + 1, definition, questions: [], place });
}

function proposeRevision(state: KnownSop, command: Ask<'proposeRevision'>, context: SopContext): SopDecision {
  const { sop, key, title, drafts } = state;
  if (isStranger(context)) return refused({ code: 'not_a_person' });
  if (state.draft) return refused({ code: 'draft_exists', title });
  if (state.status !== 'active') return refused({ code: 'nothing_published', title });
  if (state.revision !== command.revision) return refused({ code: 'revision_changed', title });
  const parsed = parseDefinition({ ...command.definition, sop: key });
  if (!parsed.ok) return refused({ code: 'definition_invalid', problems: parsed.problems });
  const { definition } = parsed;
  const { document, place } = command;
  const questions = command.questions.map(kept);
  return happened(context, {
    ...{ type: 'DraftCreated', sop, key, draft: drafts + 1, definition, questions, place },
    ...{ document },
  });
}

/** A person who is no member, or has left. Agents and services may propose. */
function isStranger({ actor, people }: SopContext): boolean {
  const member = memberOf(actor);
  return member !== undefined && !people.members.includes(member);
}

/** Null if the actor answers for the published SOP: its accountable manager; where there is nobody, an administrator. */
function notAccountable(state: KnownSop, { actor, people }: SopContext): SopDecision | null {
  const { members, role } = accountableMembers(state.active, people);
  if (!state.active || members.length === 0 || members.includes(memberOf(actor) ?? '')) return null;
  return refused({ code: 'not_accountable', title: state.title, ...optional('role', role) });
}

/** The open draft, or why it is not the one that was meant. Without a number the open one is meant. */
function draftMeant(state: KnownSop, number?: number): Draft | SopRefusal {
  const { draft, settled, title } = state;
  if (draft && (number === undefined || number === draft.draft)) return draft;
  if (settled && (number === undefined || number === settled.draft)) {
    return { code: 'draft_settled', how: settled.how, by: settled.by, at: settled.at };
  }
  return { code: 'no_draft', title };
}

/** People type the key, routines and links name it: once published it stays. */
function keyFixed(state: KnownSop, definition: Definition): DefinitionProblem | undefined {
  if (state.revision === 0 || definition.sop === state.key) return undefined;
  return {
    path: 'sop',
    problem: `it has been published as ${state.key}, which cannot change; write sop: ${state.key}.`,
  };
}

function nameOf(actor: Actor): string {
  return actor.type === 'timer' ? 'timer' : actor.id;
}

function happened(context: SopContext, ...facts: readonly SopFact[]): SopDecision {
  return answered(context, facts);
}

function answered({ now: at, actor }: SopContext, facts: readonly SopFact[] | SopRefusal): SopDecision {
  if ('code' in facts) return refused(facts);
  return accepted(facts.map((fact): SopEvent => ({ ...fact, at, actor })));
}
