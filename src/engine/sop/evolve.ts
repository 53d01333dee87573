import type { Definition } from '../definition.ts';
import { optional } from '../optional.ts';
import type { SopEvent } from './events.ts';
import { proposalsAfter } from './evolve-proposals.ts';
import { patched } from './patch.ts';
import type { Draft, KnownSop, SopState } from './state.ts';

type Edited = Extract<SopEvent, { type: 'DraftChanged' | 'DraftEdited' }>;

/** What an event makes of an SOP. An event that does not belong to the state leaves it as it is. */
export function evolveSop(state: SopState, event: SopEvent): SopState {
  if (event.type === 'DraftCreated') return withDraft(state, event);
  if (state.status === 'none') return state;
  switch (event.type) {
    case 'DraftChanged':
      return edited(state, event, (before) => patched(before, event.change));
    case 'DraftEdited':
      return edited(state, event, () => event.definition);
    case 'DraftDiscarded':
      return {
        ...withoutDraft(state),
        ...proposalsAfter(state, event),
        status: state.revision === 0 ? 'discarded' : state.status,
        settled: { draft: event.draft, how: 'discarded', by: event.actor, at: event.at },
      };
    case 'SopPublished':
      return {
        ...withoutDraft(state),
        ...proposalsAfter(state, event),
        status: 'active',
        key: event.definition.sop,
        title: event.definition.title,
        revision: event.revision,
        active: event.definition,
        ...optional('document', state.draft?.document ?? state.document),
        settled: {
          ...{ draft: event.draft, how: 'published', by: event.actor, at: event.at },
          ...optional('open', state.draft?.questions.length || undefined),
          ...optional('from', state.draft?.document?.name),
        },
      };
    case 'SopArchived':
      return { ...state, status: 'archived' };
    case 'EditProposed':
    case 'ProposalAccepted':
    case 'ProposalDismissed':
    case 'ProposalsOvertaken':
      return { ...state, ...proposalsAfter(state, event) };
  }
}

function withDraft(state: SopState, event: Extract<SopEvent, { type: 'DraftCreated' }>): KnownSop {
  const { sop, key, definition, questions, document, place, actor, at } = event;
  const draft: Draft = {
    ...{ draft: event.draft, edit: 0, definition, questions, place, editedBy: actor, editedAt: at },
    ...optional('document', document),
  };
  if (state.status !== 'none') return { ...state, draft, drafts: event.draft };
  return { status: 'draft', sop, key, title: definition.title, revision: 0, draft, drafts: event.draft };
}

/** Until the first publication the draft's key and title are the SOP's; afterwards the active revision's are. */
function edited(state: KnownSop, event: Edited, change: (before: Definition) => Definition): KnownSop {
  if (!state.draft) return state;
  const { edit, actor, at } = event;
  const definition = change(state.draft.definition);
  const draft: Draft = { ...settled(state.draft, event), edit, definition, editedBy: actor, editedAt: at };
  return state.revision === 0 ? { ...state, draft, key: definition.sop, title: definition.title } : { ...state, draft };
}

/** The draft without the questions that an edit answers; the answers are kept. */
function settled(draft: Draft, { answers = [], actor, at }: Edited): Draft {
  if (answers.length === 0) return draft;
  const given = new Map(answers.map(({ question, answer }) => [question, answer]));
  const answered = draft.questions.flatMap((question, index) => {
    const answer = given.get(index);
    return answer === undefined ? [] : [{ ...question, answer, by: actor, at }];
  });
  return {
    ...draft,
    questions: draft.questions.filter((_, index) => !given.has(index)),
    answered: [...(draft.answered ?? []), ...answered],
  };
}

function withoutDraft({ draft: _, ...rest }: KnownSop): Omit<KnownSop, 'draft'> {
  return rest;
}
