/** The procedure as it was in the revision that the run went by. */
import { type Definition, roleTitle } from '../../engine/definition.ts';
import { durationInWords } from '../../engine/duration.ts';
import { limits } from '../recorded.ts';
import type { Packed } from './packed.ts';
import type { Block, Fact, Section } from './paper.ts';
import { demandsOf, fact } from './standard.ts';

export function procedureSection({ run, definition }: Packed): Section {
  const about: Block[] = [
    {
      type: 'text',
      look: 'quiet',
      text: `Revision ${run.revision} of “${definition.title}”, word for word. A run keeps the revision that it began with.`,
    },
    { type: 'facts', facts: factsOf(definition) },
  ];
  const steps = definition.steps.flatMap((step, index): readonly Block[] => [
    {
      type: 'heading',
      text: `${index + 1}. ${step.title}`,
      isSmall: true,
      ...(step.judgment === 'judgment' ? { aside: 'takes judgment' } : {}),
    },
    ...(step.instructions ? [{ type: 'text', text: step.instructions } as const] : []),
    ...facts(demandsOf(definition, step)),
  ]);
  return { title: 'The procedure', blocks: [...about, ...boundaries(definition), ...steps] };
}

function factsOf(definition: Definition): readonly Fact[] {
  const {
    purpose,
    scope,
    roles,
    inputs,
    sources,
    retention,
    accountable_manager: manager,
    exception_owner: owner,
  } = definition;
  return [
    ...fact('Purpose', purpose),
    ...fact('Scope', scope),
    ...fact('Roles', roles.map((one) => roleTitle(definition, one.id)).join(', ')),
    ...fact('Accountable', manager === undefined ? undefined : roleTitle(definition, manager)),
    ...fact('Exceptions', owner === undefined ? undefined : `decided by ${roleTitle(definition, owner)}`),
    ...inputs.map((one) => ({
      label: 'Asks first',
      value: `${one.title}${measure(one)}${one.required ? '' : ' (may be left out)'}`,
    })),
    ...sources.map(({ title, system, fresh }) => ({
      label: 'Source',
      value: [title, system, fresh === undefined ? undefined : `at most ${durationInWords(fresh)} old`]
        .filter(Boolean)
        .join(', '),
    })),
    ...fact('Kept for', retention && [period(retention.keep), retention.basis].filter(Boolean).join(', ')),
  ];
}

function measure(input: Definition['inputs'][number]): string {
  const parts = [limits(input), input.unit].filter((part) => part !== undefined && part !== '').join(' ');
  const options = input.options?.map((one) => one.title).join(' / ');
  const all = [parts, options].filter((part) => part !== undefined && part !== '').join(', ');
  return all === '' ? '' : ` (${all})`;
}

function boundaries(definition: Definition): readonly Block[] {
  if (definition.boundaries.length === 0) return [];
  const items = definition.boundaries.map((one) => {
    return `${one.title}: where ${one.when}, the run stops, and ${roleTitle(definition, one.role)} decides`;
  });
  return [
    { type: 'heading', text: 'What cannot be decided locally', isSmall: true },
    { type: 'list', items },
  ];
}

const PERIODS = { Y: 'year', M: 'month', D: 'day' } as const;

/** `P7Y`: `7 years`. */
function period(iso: string): string {
  const parts = [...iso.matchAll(/(\d+)([YMD])/g)].map(([, number, letter]) => {
    const name = PERIODS[letter as keyof typeof PERIODS];
    return `${Number(number)} ${name}${Number(number) === 1 ? '' : 's'}`;
  });
  return parts.join(' ');
}

function facts(list: readonly Fact[]): readonly Block[] {
  return list.length === 0 ? [] : [{ type: 'facts', facts: list }];
}
