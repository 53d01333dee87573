/**
 * Who decides over exceptions, and who answers for a run: the part of `authority.ts` that is about roles which the SOP
 * names for itself.
 */
import { memberOf } from '../actor.ts';
import { type Definition, exceptionOwner } from '../definition.ts';
import { actingFor, isCleanWay, personOf, standing, standings } from './authority.ts';
import type { RunContext } from './context.ts';
import { isPartOf, isSame, partIn, requestersOf, type Work, workOf } from './duties.ts';
import type { RunRefusal } from './refusals.ts';
import type { ExceptionRecord, OpenRun } from './state.ts';

/**
 * Whether the actor answers for the run: its exception owner or accountable manager; where the SOP names neither,
 * whoever started it; where none of them is there, an administrator.
 */
export function answersForRun(run: OpenRun, context: RunContext, definition: Definition): boolean {
  return owns(run, context, definition, exceptionOwner(definition));
}

/** Whether the actor decides over this exception: its owner, or who takes an owner's place over their own reading. */
export function ownsException(
  run: OpenRun,
  context: RunContext,
  definition: Definition,
  exception: ExceptionRecord,
): boolean {
  if (owns(run, context, definition, exception.owner)) return true;
  const member = personOf(context);
  if (member === undefined || !decidersOf(run, context, definition, exception).includes(member)) return false;
  // Who made themself another's stand-in, under a second member id, is among them all the same.
  const roles = [exception.owner, definition.accountable_manager].filter((one) => one !== undefined);
  return !roles.some((role) => actingFor(run, context, role).includes(member));
}

/**
 * Members who are to decide over an exception: those of its owner's role, else the accountable managers; where the SOP
 * names neither, whoever started the run. Not over a reading of their own: then it is for an administrator who did not
 * take it, if there is one.
 */
export function decidersOf(
  run: OpenRun,
  context: RunContext,
  definition: Definition,
  exception: ExceptionRecord,
): readonly string[] {
  const work = readingOf(run, definition, exception);
  const ranks = ownersByRank(run, context, definition, exception.owner);
  const free = [...ranks, context.people.admins].map((rank) => rank.filter((one) => !isPartOf(work, one)));
  return free.find((rank) => rank.length > 0) ?? ranks.find((rank) => rank.length > 0) ?? [];
}

/** Null if the actor may let it be, else why not: nobody accepts their own reading while somebody else could decide. */
export function refusalToLetBe(
  run: OpenRun,
  context: RunContext,
  definition: Definition,
  exception: ExceptionRecord,
): RunRefusal | null {
  const work = readingOf(run, definition, exception);
  const roles = [exception.owner, definition.accountable_manager].filter((one) => one !== undefined);
  const ways = roles.flatMap((role) => standings(run, context, role));
  const isOwn = partIn(work, context.actor) !== undefined;
  if (!isOwn && (ways.length === 0 || ways.some((one) => isCleanWay(run, context, work, one)))) return null;
  const who = decidersOf(run, context, definition, exception).filter((one) => !isPartOf(work, one));
  const did = exception.step ?? definition.steps[0]?.id ?? '';
  return who.length === 0 ? null : { code: 'own_reading', step: did, who };
}

/** Who took what is out of limits, or what crossed a boundary. */
function readingOf(run: OpenRun, definition: Definition, { cause, step }: ExceptionRecord): Work {
  switch (cause.type) {
    case 'out_of_limits':
      return { workers: step === undefined ? [] : workOf(run, definition, step).workers };
    case 'boundary': {
      const seen = cause.saw.flatMap(({ of, id }) => (of === 'evidence' ? [id] : []));
      return { workers: run.evidence.filter(({ item }) => seen.includes(item)).map(({ by }) => by) };
    }
    case 'reported':
    case 'condition_unknown':
    case 'not_approved':
    case 'nobody':
    case 'rejected':
      return { workers: [] };
  }
}

function owns(run: OpenRun, context: RunContext, definition: Definition, role: string | undefined): boolean {
  const member = personOf(context);
  if (member === undefined) return false;
  const roles = [role, definition.accountable_manager].filter((one) => one !== undefined);
  if (roles.some((one) => standing(run, context, one))) return true;
  const starter = roles.length === 0 ? starterOf(run, context) : undefined;
  if (starter !== undefined) return isSame(run.startedBy, context.actor);
  const isLeft = roles.every((one) => actingFor(run, context, one).length === 0);
  return isLeft && context.people.admins.includes(member);
}

/** Who owns a case, those to be asked first in front; where nobody of them is there, the administrators. */
function ownersByRank(
  run: OpenRun,
  context: RunContext,
  definition: Definition,
  role: string | undefined,
): readonly (readonly string[])[] {
  const roles = [role, definition.accountable_manager].filter((one) => one !== undefined);
  const starter = roles.length === 0 ? starterOf(run, context) : undefined;
  const ranks = starter === undefined ? roles.map((one) => actingFor(run, context, one)) : [[starter]];
  return ranks.some((rank) => rank.length > 0) ? ranks : [context.people.admins];
}

/** A run that a timer started, or somebody who has left, has no person to ask but an administrator. */
function starterOf(run: OpenRun, context: RunContext): string | undefined {
  const starter = memberOf(run.startedBy);
  return starter !== undefined && context.people.members.includes(starter) ? starter : undefined;
}

/** Whether lifting this boundary would be deciding over one's own request, in person or for the requester as a stand-in. */
export function liftsOwnRequest(
  run: OpenRun,
  context: RunContext,
  definition: Definition,
  exception: ExceptionRecord,
): boolean {
  if (definition.inputs.length === 0) return false;
  const request: Work = { workers: [], requesters: requestersOf(run, definition) };
  if (partIn(request, context.actor)) return true;
  const roles = [exception.owner, definition.accountable_manager].filter((one) => one !== undefined);
  const ways = roles.flatMap((role) => standings(run, context, role));
  return ways.length > 0 && !ways.some((one) => isCleanWay(run, context, request, one));
}
