/** Why a case is outside the procedure, in words. */
import { type Definition, roleTitle, stepOf } from '../engine/definition.ts';
import type { Unknown } from '../engine/expression.ts';
import type { OutOfLimits, Seen } from '../engine/run/cause.ts';
import type { ExceptionRecord } from '../engine/run/state.ts';
import type { Element, Text } from './card.ts';
import { limits, valueText } from './recorded.ts';
import { quoted } from './sentence.ts';

/** One line, without a full stop where it is ours: it may stand within a sentence. */
export function causeText(definition: Definition, { cause, step }: Pick<ExceptionRecord, 'cause' | 'step'>): string {
  const title = titleOf(definition, step);
  switch (cause.type) {
    case 'reported':
      return cause.note;
    case 'out_of_limits':
      return cause.readings.map((reading) => `${outside(definition, reading)} (must be ${limits(reading)})`).join('; ');
    case 'boundary': {
      const stands = boundaryTitle(definition, cause.boundary);
      return cause.unknown ? `${stands} (cannot be told: ${unknownText(definition, cause.unknown)})` : stands;
    }
    case 'condition_unknown':
      return `Whether ${title} is to be done cannot be told: ${unknownText(definition, cause.unknown)}`;
    case 'not_approved':
      return `${titleOf(definition, cause.gate)} was not approved in time, and ${title} comes after it`;
    case 'nobody': {
      const role = roleTitle(definition, cause.role);
      if (isOfList(definition, cause)) return `No member has the role ${role}, so nobody can do its lines`;
      return cause.wanted === 'approver'
        ? `Too few people can approve ${title}: the role ${role} needs more members who did not do the work`
        : `Nobody can do ${title}: no member has the role ${role}`;
    }
    case 'rejected':
      return `Rejected: ${cause.reason}`;
  }
}

/** Of a checklist it is said once, of whichever line came first, that nobody holds a role. */
export function isOfList(definition: Definition, cause: ExceptionRecord['cause']): boolean {
  return definition.presentation === 'checklist' && cause.type === 'nobody' && cause.wanted === 'doer';
}

/** Whether `causeText` says which step it is about. */
export function namesItsStep({ cause }: Pick<ExceptionRecord, 'cause'>): boolean {
  return cause.type === 'nobody' || cause.type === 'not_approved' || cause.type === 'condition_unknown';
}

export function boundaryTitle(definition: Definition | undefined, id: string): string {
  return definition?.boundaries.find((one) => one.id === id)?.title ?? id.replaceAll('_', ' ');
}

/** The values that crossed a boundary. */
export function crossedBy(definition: Definition, saw: readonly Seen[]): readonly Element[] {
  const facts = saw.map((one) => ({ label: nameOf(definition, one), value: seenText(definition, one) }));
  return facts.length > 0 ? [{ type: 'facts', facts }] : [];
}

/** `Fridge temperature: 7 °C` */
function outside(definition: Definition, { item, value, unit }: OutOfLimits): string {
  return `${nameOf(definition, { of: 'evidence', id: item })}: ${value}${unit ? ` ${unit}` : ''}`;
}

function unknownText(definition: Definition, unknown: Unknown): string {
  if ('failed' in unknown) return unknown.failed;
  const name = nameOf(definition, { of: unknown.missing, id: unknown.id });
  switch (unknown.missing) {
    case 'input':
      return `${quoted(name)} was left out`;
    case 'evidence':
      return `${quoted(name)} is not recorded`;
    case 'decision':
      return `${quoted(name)} is not decided`;
  }
}

function seenText(definition: Definition, { of, id, value }: Seen): Text {
  if (value === undefined) return of === 'decision' ? 'not decided' : of === 'input' ? 'left out' : 'not recorded';
  const drawn = drawnOf(definition, of, id);
  const said = of === 'decision' ? { type: 'choice' as const, options: stepOf(definition, id)?.options } : drawn;
  return said ? valueText(said, value) : String(value);
}

function nameOf(definition: Definition, { of, id }: Pick<Seen, 'of' | 'id'>): string {
  const title = of === 'decision' ? stepOf(definition, id)?.title : drawnOf(definition, of, id)?.title;
  return title ?? id.replaceAll('_', ' ');
}

function drawnOf(definition: Definition, of: 'input' | 'evidence' | 'decision', id: string) {
  if (of === 'input') return definition.inputs.find((one) => one.id === id);
  return definition.steps.flatMap((one) => one.evidence).find((one) => one.id === id);
}

function titleOf(definition: Definition, step: string | undefined): string {
  return quoted((step && stepOf(definition, step)?.title) ?? step?.replaceAll('_', ' ') ?? 'the run');
}
