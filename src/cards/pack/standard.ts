/** The standard that a step was held to, in words: what its revision asks for. */
import { type Definition, type EvidenceItem, roleTitle, type Step } from '../../engine/definition.ts';
import { durationInWords } from '../../engine/duration.ts';
import { limits } from '../recorded.ts';
import type { Fact } from './paper.ts';

/** `number from 0 to 5 °C, required` */
export function standardOf(item: EvidenceItem): string {
  const measure = [limits(item), item.unit].filter((part) => part !== undefined && part !== '').join(' ');
  const options = item.options?.map((one) => one.title).join(' / ');
  const kind = KINDS[item.type];
  const asked =
    item.type === 'number' && measure !== '' ? measure : options === undefined ? kind : `one of: ${options}`;
  return item.required ? asked : `${asked} (may be left out)`;
}

const KINDS: Readonly<Record<EvidenceItem['type'], string>> = {
  ...{ number: 'a number', text: 'a text', checkbox: 'a tick', photo: 'a photo', file: 'a file', link: 'a link' },
  ...{ signature: 'a signature', choice: 'a choice' },
};

/** `2 different people with the role Shift lead, none of whom did the work` and where the case matters, when. */
export function approvalAsked(definition: Definition, { approval, kind }: Step): string | undefined {
  if (!approval) return undefined;
  const { role, quorum, separation_of_duties: apart, when, limit, above } = approval;
  const title = roleTitle(definition, role);
  const people =
    quorum === 1 ? `one person with the role ${title}` : `${quorum} different people with the role ${title}`;
  const others =
    apart && kind !== 'approval' ? (quorum === 1 ? ', who did not do the work' : ', none of whom did the work') : '';
  const only = when === undefined ? '' : `; only where ${when}`;
  const higher = above === undefined ? 'nobody' : roleTitle(definition, above);
  const upTo = limit === undefined ? '' : `; alone only where ${limit}, else ${higher} decides`;
  return `${people}${others}${only}${upTo}`;
}

/** All that a step asks for besides its instructions; what it does not say is left out. */
export function demandsOf(definition: Definition, step: Step): readonly Fact[] {
  const { defaults } = definition;
  const due = step.due ?? defaults.due;
  const ladder = step.escalate ?? defaults.escalate;
  const sources = step.sources.map((id) => definition.sources.find((one) => one.id === id)?.title ?? id);
  return [
    ...fact('Who', step.role === undefined ? undefined : roleTitle(definition, step.role)),
    ...fact('Only where', step.when),
    ...fact('Decides', step.options?.map((one) => one.title).join(' / ')),
    ...step.evidence.map((item) => ({ label: 'Records', value: `${item.title}: ${standardOf(item)}` })),
    ...fact('Approval', approvalAsked(definition, step)),
    ...fact('Within', due === undefined ? undefined : durationInWords(due)),
    ...fact(
      'Passed on',
      ladder?.map(({ after, to }) => `${durationInWords(after)} later to ${roleTitle(definition, to)}`).join(', '),
    ),
    ...fact('Checks', list(sources)),
    ...fact('Reads', list(step.reads)),
    ...fact('Writes', list(step.writes)),
    ...fact('In trouble', inTrouble(step)),
  ];
}

function inTrouble({ on }: Step): string | undefined {
  const words = {
    source_stale: 'a stale source',
    tool_failed: 'a failing tool',
    out_of_limits: 'a value out of limits',
  };
  const parts = Object.entries(words).flatMap(([kind, name]) => {
    const way = on?.[kind as keyof typeof words];
    return way === undefined ? [] : [way === 'stop' ? `${name} stops the step` : `work goes on with ${name}`];
  });
  return list(parts);
}

export function fact(label: string, value: string | undefined): readonly Fact[] {
  return value === undefined || value === '' ? [] : [{ label, value }];
}

function list(parts: readonly string[]): string | undefined {
  return parts.length === 0 ? undefined : parts.join(', ');
}
