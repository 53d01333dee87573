import type { StepInput } from '../../engine/definition.ts';
import type { Drafting } from '../../engine/drafting/draft.ts';
import { type Limit, limitInWords } from '../../engine/drafting/measures.ts';

/** What `sopwith draft FILE --json` prints: the draft in the few words that other programs ask for. */
export interface DraftJson {
  readonly sops: readonly {
    readonly title: string;
    readonly roles: readonly string[];
    readonly steps: readonly StepJson[];
  }[];
}

interface StepJson {
  readonly title: string;
  readonly instructions: string;
  /** Title of the role, or null where the document names nobody. */
  readonly role: string | null;
  /** Types of the evidence, joined with commas; `none` where nothing is asked for. */
  readonly evidence: string;
  readonly limit: string | null;
  readonly source: { readonly page: number | null; readonly quote: string };
}

export function draftJson(drafting: Drafting): DraftJson {
  return {
    sops: drafting.drafts.map(({ definition, inferences = [] }) => {
      const limits = inferences.filter((one) => one.field === 'limit');
      const roles = new Map(
        (definition.roles ?? []).map((role) => [role.id, role.title ?? role.id.replaceAll('_', ' ')]),
      );
      return {
        title: definition.title,
        roles: [...roles.values()],
        steps: (definition.steps ?? []).map((step) => {
          const said = limits.filter((one) => one.step === step.id).map((one) => one.value);
          return stepJson(step, roles, said);
        }),
      };
    }),
  };
}

function stepJson(step: StepInput, roles: ReadonlyMap<string, string>, said: readonly string[]): StepJson {
  const role = step.role ?? step.approval?.role;
  const types = [...new Set((step.evidence ?? []).map((item) => item.type))];
  return {
    title: step.title,
    instructions: step.instructions ?? '',
    role: role === undefined ? null : (roles.get(role) ?? role),
    evidence: types.length > 0 ? types.join(', ') : 'none',
    limit: asPrinted(limitOf(step, said), step.source?.quote ?? ''),
    source: { page: step.source?.page ?? null, quote: step.source?.quote ?? '' },
  };
}

/** Numbers with the decimal sign that the document has: `37,8` where it says so. */
function asPrinted(limit: string | null, quote: string): string | null {
  if (limit === null) return null;
  return limit.replaceAll(/\d+\.\d+/g, (number) => {
    const comma = number.replace('.', ',');
    return quote.includes(comma) && !quote.includes(number) ? comma : number;
  });
}

/** Limits of the evidence, the deadline, and what else the words set (`said`), in words. */
function limitOf(step: StepInput, said: readonly string[]): string | null {
  const limits = (step.evidence ?? []).flatMap((item) => {
    if (item.min === undefined && item.max === undefined) return [];
    const limit: Limit = {
      of: 'reading',
      ...(item.min === undefined ? {} : { min: item.min }),
      ...(item.max === undefined ? {} : { max: item.max }),
      ...(item.unit === undefined ? {} : { unit: item.unit }),
    };
    return [limitInWords(limit)];
  });
  if (step.due !== undefined) limits.push(`within ${step.due.replace(/^PT?/, '').toLowerCase()}`);
  for (const limit of said) {
    const numbers = limit.match(/[\d.]+/g) ?? [];
    if (!numbers.every((number) => limits.some((known) => known.includes(number)))) limits.push(limit);
  }
  return limits.length > 0 ? limits.join('; ') : null;
}
