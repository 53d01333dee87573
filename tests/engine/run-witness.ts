/**
 * A second opinion on a run, from its events alone: it shares no code with the engine, reads the rules off the
 * definition, and tells what must not have happened.
 */
import type { Actor } from '../../src/engine/actor.ts';
import type { Definition } from '../../src/engine/definition.ts';
import type { People } from '../../src/engine/run/context.ts';
import type { RunEvent } from '../../src/engine/run/events.ts';

interface Seen {
  ended?: 'completed' | 'skipped' | 'missed' | 'not_applicable';
  values: Record<string, unknown>;
  /** Everybody who recorded, submitted or completed it, in any attempt. */
  doers: Actor[];
  isSubmitted?: boolean;
  asked?: { quorum: number; role: string; yes: { by: Actor; for?: string }[] };
}

const who = (actor: Actor) => (actor.type === 'member' ? actor.id : undefined);
const isOne = (one: Actor, other: Actor) =>
  one.type === 'member' && other.type === 'member' && (one.id === other.id || one.identity === other.identity);

/** What is wrong with this history, one sentence each. */
export function objections(definition: Definition, events: readonly RunEvent[], people: People): readonly string[] {
  const wrong: string[] = [];
  const steps = new Map<string, Seen>(definition.steps.map((one) => [one.id, { values: {}, doers: [] }]));
  const seen = (id: string) => steps.get(id) ?? { values: {}, doers: [] };
  const drawn = (id: string) => definition.steps.find((one) => one.id === id);
  const standIns = new Map(Object.entries(people.standIns));
  const standsIn = (id: string, away: string, at: number) => {
    const absence = standIns.get(away);
    return absence?.standIn === id && (absence.until === undefined || at < absence.until);
  };
  const exceptions = new Map<string, Extract<RunEvent, { type: 'ExceptionRaised' }>>();
  let starter: Actor = { type: 'timer' };

  const earlier = (id: string): Set<string> => {
    const found = new Set<string>();
    const walk = (at: string) => {
      const index = definition.steps.findIndex((one) => one.id === at);
      const above = definition.steps[index - 1]?.id;
      for (const need of definition.steps[index]?.needs ?? (above ? [above] : [])) {
        if (found.has(need)) continue;
        found.add(need);
        walk(need);
      }
    };
    walk(id);
    return found;
  };
  const begins = (id: string) => {
    for (const need of earlier(id)) if (!seen(need).ended) wrong.push(`${id} began before ${need} had ended`);
  };
  const workers = (id: string): Actor[] => {
    if (drawn(id)?.kind !== 'approval') return seen(id).doers;
    return [...earlier(id)].filter((one) => drawn(one)?.kind !== 'approval').flatMap((one) => seen(one).doers);
  };
  /** Going on without an approval: the accountable manager's alone, and not over their own work. */
  const waives = (actor: Actor, step: string, at: number) => {
    const id = who(actor) ?? 'a machine';
    const managers = people.holders[definition.accountable_manager ?? ''] ?? [];
    const isManager = managers.some((one) => one === id || standsIn(id, one, at));
    if (!isManager && (managers.length > 0 || !people.admins.includes(id))) wrong.push(`${id} waived ${step}`);
    const isOwn = workers(step).some((one) => isOne(one, actor));
    if (isOwn && drawn(step)?.approval?.separation_of_duties) wrong.push(`${id} waived the approval of own work`);
  };
  const anew = (id: string) => {
    const one = seen(id);
    delete one.ended;
    delete one.asked;
    one.isSubmitted = false;
  };

  for (const [index, event] of events.entries()) {
    if (['RunCompleted', 'RunIncomplete', 'RunCancelled'].includes(events[index - 1]?.type ?? ''))
      wrong.push(`${event.type} after the end`);
    switch (event.type) {
      case 'RunStarted':
        starter = event.actor;
        break;
      case 'StepReady':
        begins(event.step);
        break;
      case 'EvidenceRecorded':
        if (event.actor.type !== 'member') wrong.push('a machine recorded evidence');
        seen(event.step).values[event.item] = event.value;
        seen(event.step).doers.push(event.actor);
        break;
      case 'StepSubmitted':
        seen(event.step).doers.push(event.actor);
        seen(event.step).isSubmitted = true;
        break;
      case 'ApprovalRequested':
        begins(event.step);
        seen(event.step).asked = { quorum: event.quorum, role: event.role, yes: [] };
        break;
      case 'StepEscalated': {
        const { asked } = seen(event.step);
        if (asked) asked.role = event.role;
        break;
      }
      case 'Substituted':
        standIns.set(event.from, { standIn: event.to, ...(event.until === undefined ? {} : { until: event.until }) });
        break;
      case 'StepApproved': {
        const { asked } = seen(event.step);
        const id = who(event.actor) ?? 'a machine';
        if (!asked) wrong.push(`${event.step} was approved unasked`);
        if (asked && asked.yes.length >= asked.quorum) wrong.push(`${event.step} was approved beyond its quorum`);
        const right = event.standingInFor ?? id;
        if (event.standingInFor !== undefined && !standsIn(id, right, event.at))
          wrong.push(`${id} stands in for nobody`);
        if (!people.members.includes(id)) wrong.push(`${id} is not here`);
        if (!people.holders[asked?.role ?? '']?.includes(right)) wrong.push(`${right} has no right to approve`);
        if (drawn(event.step)?.approval?.separation_of_duties) {
          const did = workers(event.step);
          if (did.some((one) => isOne(one, event.actor) || who(one) === right)) wrong.push(`${id} approved own work`);
          if (definition.inputs.length > 0 && isOne(starter, event.actor)) wrong.push(`${id} approved own request`);
        }
        asked?.yes.push({
          by: event.actor,
          ...(event.standingInFor === undefined ? {} : { for: event.standingInFor }),
        });
        break;
      }
      case 'StepCompleted': {
        const one = seen(event.step);
        const step = drawn(event.step);
        if (one.ended) wrong.push(`${event.step} ended twice`);
        if (step?.approval && step.approval.when === undefined && !one.asked)
          wrong.push(`${event.step} was not approved`);
        if (one.asked) {
          const { yes, quorum } = one.asked;
          if (yes.length !== quorum) wrong.push(`${event.step} was completed with ${yes.length} of ${quorum}`);
          const twice = yes.some(({ by }, first) => yes.some((two, second) => first < second && isOne(by, two.by)));
          const rights = yes.map((vote) => vote.for ?? who(vote.by));
          if (twice || new Set(rights).size !== rights.length)
            wrong.push(`one person decided twice over ${event.step}`);
        }
        for (const item of step?.evidence ?? []) {
          const value = one.values[item.id];
          if (item.required && (value === undefined || value === false)) wrong.push(`${item.id} is missing`);
        }
        if (event.actor.type === 'timer') wrong.push(`time completed ${event.step}`);
        // After a submission it follows by itself, whoever let it go on.
        if (!one.asked && !one.isSubmitted) one.doers.push(event.actor);
        one.ended = 'completed';
        break;
      }
      case 'StepSkipped':
        if (event.reason === '' || event.actor.type !== 'member') wrong.push(`${event.step} was skipped for no reason`);
        if (seen(event.step).asked) waives(event.actor, event.step, event.at);
        seen(event.step).ended = 'skipped';
        break;
      case 'StepMissed':
        if (event.actor.type !== 'timer') wrong.push(`a person made ${event.step} missed`);
        seen(event.step).ended = 'missed';
        break;
      case 'StepNotApplicable':
        seen(event.step).ended = 'not_applicable';
        break;
      case 'StepRejected':
        if (event.reason === '') wrong.push('rejected without a reason');
        anew(event.step);
        seen(event.step).values = {};
        break;
      case 'StepReopened':
        if (event.gate !== undefined) {
          const isWork = seen(event.step).ended === 'completed' && drawn(event.step)?.kind !== 'approval';
          if (!isWork || !earlier(event.gate).has(event.step)) wrong.push(`${event.gate} does not judge ${event.step}`);
          seen(event.step).values = {};
        }
        for (const id of [event.step, ...event.resets]) anew(id);
        for (const id of event.resets) seen(id).values = {};
        break;
      case 'ExceptionRaised':
        if (exceptions.has(event.exception)) wrong.push(`${event.exception} was raised twice`);
        exceptions.set(event.exception, event);
        break;
      case 'ExceptionResolved': {
        const raised = exceptions.get(event.exception);
        // That somebody can do it by now is noted by whatever gave them the role.
        const isNoted = raised?.cause.type === 'nobody' && event.resolution === 'settled';
        if (!raised || (event.actor.type !== 'member' && !isNoted))
          wrong.push(`${event.exception} was resolved by nobody`);
        if (event.back && raised?.step !== undefined) {
          anew(raised.step);
          const { cause } = raised;
          const items = cause.type === 'out_of_limits' ? cause.readings.map((one) => one.item) : [];
          for (const item of items) delete seen(raised.step).values[item];
        }
        if (raised?.cause.type === 'not_approved' && event.resolution === 'go_on') {
          waives(event.actor, raised.cause.gate, event.at);
        }
        break;
      }
      case 'RunCompleted':
        for (const [id, one] of steps)
          if (!one.ended || one.ended === 'missed') wrong.push(`completed with ${id} ${one.ended ?? 'open'}`);
        break;
      case 'StepAssigned':
      case 'ExceptionEscalated':
      case 'NoteAdded':
      case 'DueChanged':
      case 'StepReminded':
      case 'RunIncomplete':
      case 'RunCancelled':
        break;
    }
  }
  return wrong;
}

/** How each step ended, by the events alone; absent while it is open. */
export function endings(events: readonly RunEvent[]): Readonly<Record<string, string>> {
  const how: Record<string, string> = {};
  for (const event of events) {
    if (event.type === 'StepCompleted') how[event.step] = 'completed';
    if (event.type === 'StepSkipped') how[event.step] = 'skipped';
    if (event.type === 'StepMissed') how[event.step] = 'missed';
    if (event.type === 'StepNotApplicable') how[event.step] = 'not_applicable';
    if (event.type === 'StepReopened') for (const id of [event.step, ...event.resets]) delete how[id];
  }
  return how;
}
