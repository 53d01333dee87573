/** Who could do what was refused: a refusal names people where it can, so that nobody has to look them up. */
import { memberOf } from '../engine/actor.ts';
import { exceptionOwner } from '../engine/definition.ts';
import { actingFor, undecided } from '../engine/run/authority.ts';
import { stepRunOf } from '../engine/run/live.ts';
import type { RunRefusal } from '../engine/run/refusals.ts';
import type { Text } from './card.ts';
import { contextOf, type Scene } from './scene.ts';
import { sentence } from './sentence.ts';
import { byName, decidersOf } from './turn.ts';

/** More people than this are called by their role. */
const MOST_NAMED = 5;

/** `Cem or Dee (Shift lead)`; undefined where nobody is known, or where they are many. */
export function ableTo(refusal: RunRefusal, scene: Scene | undefined, role?: string): Text | undefined {
  const members = refusal.code === 'own_reading' ? refusal.who : scene ? membersFor(refusal, scene) : [];
  if (members.length === 0 || members.length > MOST_NAMED) return undefined;
  return sentence(byName(members), role === undefined ? '' : ` (${role})`);
}

function membersFor(refusal: RunRefusal, scene: Scene): readonly string[] {
  const { run, definition } = scene;
  const context = contextOf(scene);
  switch (refusal.code) {
    case 'not_approver':
    case 'separation_of_duties': {
      const step = stepRunOf(run, refusal.step);
      const isAsked = run.status === 'open' && step?.state === 'waiting_approval';
      return isAsked ? undecided(run, context, definition, step) : [];
    }
    case 'exception_open':
    case 'run_stopped':
      return decidersIn(scene, refusal.exception);
    case 'not_yours':
      return refusal.role === undefined ? [] : actingFor(run, context, refusal.role);
    case 'not_owner':
    case 'not_skippable':
    case 'approval_missing': {
      if (refusal.code === 'not_owner' && refusal.exception !== undefined) return decidersIn(scene, refusal.exception);
      const { accountable_manager: manager } = definition;
      const owner = refusal.code === 'not_skippable' ? exceptionOwner(definition) : refusal.role;
      const roles = [owner, manager].filter((one) => one !== undefined);
      const starter = refusal.code === 'approval_missing' ? undefined : memberOf(run.startedBy);
      if (roles.length === 0) return starter === undefined ? scene.people.admins : [starter];
      const acting = roles.map((one) => actingFor(run, context, one)).find((one) => one.length > 0);
      return acting ?? scene.people.admins;
    }
    default:
      return [];
  }
}

function decidersIn(scene: Scene, exception: string): readonly string[] {
  const open = scene.run.exceptions.find((one) => one.id === exception);
  return open ? decidersOf(scene, open) : [];
}
