/** What the older document said of the steps of an SOP: what differs from it there, people changed. */
import type { Definition, Step, StepInput } from '../definition.ts';
import { draftProcedures } from './draft-procedures.ts';
import { fold } from './fold.ts';
import type { Said } from './same-step.ts';
import type { Papers } from './same-words.ts';

type Role = { readonly id: string; readonly title?: string | undefined };

/**
 * By the words that a step quotes; undefined for a step that quotes none, or where the older document is gone. `called`:
 * the id that the SOP has for a role of the draft.
 */
export function olderSteps(
  papers: Papers | undefined,
  active: Definition,
  called: (role: Role) => string,
): (was: Step) => Said | undefined {
  if (!papers) return () => undefined;
  const pages = Math.max(1, ...papers.older.map((block) => block.page));
  const { drafts } = draftProcedures({ name: active.title, pages, blocks: [...papers.older] });
  const told = new Map<string, Said>();
  for (const { definition } of drafts) {
    const roles = new Map((definition.roles ?? []).map((role) => [role.id, called(role)]));
    for (const step of definition.steps ?? []) {
      const words = fold(step.source?.quote ?? '');
      if (words !== '' && !told.has(words)) told.set(words, withRoles(step, roles));
    }
  }
  return ({ source }) => (source ? told.get(fold(source.quote)) : undefined);
}

function withRoles({ role, due, approval, evidence }: StepInput, roles: ReadonlyMap<string, string>): Said {
  const named = (id: string) => roles.get(id) ?? id;
  return {
    ...(role === undefined ? {} : { role: named(role) }),
    ...(due === undefined ? {} : { due }),
    ...(approval === undefined ? {} : { approval: { ...approval, role: named(approval.role) } }),
    ...(evidence === undefined ? {} : { evidence }),
  };
}
