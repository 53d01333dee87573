/** Whose turn it is. People are mentioned when it is, and only then. */

import { memberOf } from '../engine/actor.ts';
import { exceptionOwner, roleTitle } from '../engine/definition.ts';
import { actingFor, assigneeOf } from '../engine/run/authority.ts';
import type { People } from '../engine/run/context.ts';
import { decidersOf as decidingOver } from '../engine/run/owners.ts';
import type { ExceptionRecord, OwedStep } from '../engine/run/state.ts';
import type { Card, Element, Span, Text } from './card.ts';
import { contextOf, type Scene } from './scene.ts';
import { inRow, sentence } from './sentence.ts';

/** More people than this are called by their role: a card that calls everybody calls nobody. */
const MOST_MENTIONED = 5;

/** The people whose turn it is at a step's work. */
export function doersOf(scene: Scene, step: OwedStep): readonly string[] {
  const assignee = nameOf(scene, step);
  if (assignee !== undefined) return [assignee];
  return step.role === undefined ? [] : actingFor(scene.run, contextOf(scene), step.role);
}

/** Whose a step is by name now: whoever has left, or lost its role, has it no more. */
export function nameOf(scene: Scene, step: OwedStep): string | undefined {
  return assigneeOf(scene.run, contextOf(scene), step);
}

/** The people who decide over an exception: its owner, else the accountable manager, else an administrator. */
export function decidersOf(scene: Scene, exception: ExceptionRecord): readonly string[] {
  const { run, definition } = scene;
  return run.status === 'open' ? decidingOver(run, contextOf(scene), definition, exception) : [];
}

/** Calls people: `@Ana or @Ben`. With nobody to call, or too many, the role stands in their place. */
export function called(members: readonly string[], otherwise: string): readonly Span[] {
  if (members.length === 0 || members.length > MOST_MENTIONED) return [otherwise];
  return inRow(
    members.map((member) => [{ type: 'mention', member } as const]),
    'or',
  );
}

/** Nobody can do it: what mends that. */
export function givingAdvice(role: string): Element {
  return { type: 'text', text: ['An administrator gives the role with ', giving(role), '.'] };
}

/** The words that give a role, to be typed as they are but for the name. */
export function giving(role: string): Span {
  return { type: 'code', text: `/sop role ${role} add NAME` };
}

/** For whom it waits without calling them: `members` are many, or nobody in particular. */
export function waitsFor(members: readonly string[] | 'anybody'): Pick<Card, 'waitsFor'> {
  return members === 'anybody' || members.length > MOST_MENTIONED ? { waitsFor: members } : {};
}

/** Who has a step now, without telling them: a name, else the role. */
export function holderOf({ definition }: Pick<Scene, 'definition'>, step: OwedStep): Text | undefined {
  if (step.assignee !== undefined && step.state !== 'waiting_approval') {
    return holderNamed(step.assignee, step.instead);
  }
  return step.role === undefined ? undefined : roleTitle(definition, step.role);
}

/** `Ana`, `Ana (for Ben)` */
export function holderNamed(assignee: string, instead?: string): readonly Span[] {
  return instead === undefined ? [named(assignee)] : [named(assignee), ' (for ', named(instead), ')'];
}

/** Who decides over an exception, without telling them: the role, else by name whoever decides in its place. */
export function ownerTitle(
  { people, ...listed }: Omit<Scene, 'people'> & { readonly people?: People | undefined },
  exception: ExceptionRecord,
): Text {
  const { run, definition } = listed;
  const role = exception.owner ?? exceptionOwner(definition);
  const starter = memberOf(run.startedBy);
  const drawn = role !== undefined ? roleTitle(definition, role) : starter && sentence(named(starter));
  if (!people || run.status === 'ended') return drawn ?? 'an administrator';
  const scene: Scene = { ...listed, people };
  const members = decidersOf(scene, exception);
  const acting = role === undefined ? [] : actingFor(run, contextOf(scene), role);
  if (members.some((one) => acting.includes(one))) return drawn ?? '';
  if (members.length === 0 || members.length > MOST_MENTIONED) return 'an administrator';
  return byName(members);
}

/** `Ana or Ben`, without telling them. */
export function byName(members: readonly string[]): readonly Span[] {
  return inRow(
    members.map((member) => [named(member)]),
    'or',
  );
}

function named(member: string): Span {
  return { type: 'member', member };
}
