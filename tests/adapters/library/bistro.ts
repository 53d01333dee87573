/**
 * A workspace as it looks after some weeks: SOPs of different readiness and status, a procedure of forty steps, and runs that
 * went wrong in the ways in which runs do.
 */
import { readFileSync } from 'node:fs';
import type { Command } from '../../../src/runtime/command.ts';
import { checkCommand } from '../../../src/runtime/streams.ts';
import { published } from '../../stories/publishing.ts';
import { DAY, HOUR, MINUTE, type Workplace } from '../../stories/workplace.ts';
import { png } from '../../support/png.ts';
import { RESTAURANT } from '../../support/sops.ts';

const COLD = `
sop: cold-chain
title: Cold chain round
purpose: Nothing that guests eat was ever too warm.
workstream: Food safety
${RESTAURANT}defaults: {due: PT1H, remind: PT15M, escalate: [{after: PT2H, to: restaurant_manager}]}
retention: {keep: P2Y, basis: Food safety law}
steps:
  - id: fridges
    title: Read every fridge
    instructions: Read the display, not the dial. A fridge that was just filled may be up to 7 °C for half an hour.
    role: opener
    evidence: [{id: heat, title: Warmest fridge, type: number, unit: °C, min: 0, max: 5}, {id: shot, title: Photo of the display, type: photo}]
    approval: {role: shift_lead}
    on: {out_of_limits: stop}
  - {id: probe, title: Probe the meat in the cold room, role: opener, needs: [], skippable: true}
  - {id: dates, title: Throw away what is past its date, role: opener, needs: [], judgment: judgment}
  - {id: ice, title: Empty the ice machine, role: opener, needs: []}
  - {id: bins, title: Wash out the bins of the cold room, role: opener, needs: []}
  - {id: sign, title: Sign the round off, kind: approval, approval: {role: restaurant_manager}, needs: [fridges, probe, dates, ice, bins]}
`;

const FORTY = new URL('../../support/shop-returns.sop.yaml', import.meta.url);

const ROUGH = `
sop: window-cleaning
title: Window cleaning, front and back, with the long ladder that belongs to the neighbour
accountable_manager: restaurant_manager
roles:
  - {id: restaurant_manager, title: Restaurant manager}
purpose: Clean windows.
workstream: The house, the yard and all that people see of us from the street
steps:
  - {id: ladder, title: Ask for the ladder}
  - {id: clean, title: Clean all windows}
`;

/** Everything there is: the cold chain, a rough SOP, two drafts, and a run of forty steps. */
export async function fillBistro(work: Workplace): Promise<void> {
  await coldChain(work);
  await published(work, ROUGH);
  const sop = await published(work, readFileSync(FORTY, 'utf8'));
  for (const template of ['refund-approval', 'closing-checks']) await work.say('eva', `template ${template}`);
  const rests = ['quiet everybody 20:00-07:00', 'holidays DE BY', 'closed 24 December to 26 December stocktaking'];
  for (const phrase of rests) await work.say('eva', phrase);
  await work.say('eva', 'routine cold-chain weekdays 05:15 until 09:00');
  await work.say('finn', 'away until Friday, Ana stands in');
  const inputs = { order: 'R-2041', value: 640 };
  await doing(work)('ana', { type: 'startRun', run: 'many', sop, place: 'web:kitchen', inputs });
  await work.pass(30 * MINUTE);
}

/** Somebody's command, or a timer's. */
function doing(work: Workplace) {
  return async (id: string, command: object) => {
    work.clock.at += 1_000;
    const envelope = { workspace: work.app.workspace, key: crypto.randomUUID() };
    const actor = id === 'timer' ? ({ type: id } as const) : ({ type: 'member', id, identity: `web:${id}` } as const);
    const checked = checkCommand(command as Command);
    if ('refusal' in checked) throw new Error(JSON.stringify([command, checked.refusal]));
    const reply = await work.app.handle({ ...envelope, actor, command: checked.command });
    if (reply.status === 'refused') throw new Error(JSON.stringify([command, reply.refusal]));
    await work.idle();
  };
}

/** The run `missed` ended incomplete; the run `long` was sent back twice, escalated, and waits since yesterday. */
export async function coldChain(work: Workplace): Promise<void> {
  const cold = await published(work, COLD);
  const does = doing(work);
  const place = 'web:kitchen';
  const shot = await work.upload('IMG_2041.png', 'image/png', png(640, 480));

  await does('timer', { type: 'startRun', run: 'missed', sop: cold, place, closes: work.clock.at + 2 * HOUR });
  await work.pass(40 * MINUTE);
  await does('ana', { type: 'completeStep', run: 'missed', step: 'dates' });
  await does('ana', { type: 'skipStep', run: 'missed', step: 'probe', reason: 'The probe is being calibrated' });
  await work.pass(2 * HOUR);

  const run = 'long';
  await does('ana', { type: 'startRun', run, sop: cold, place });
  const reads = (heat: number) =>
    does('ana', {
      type: 'completeStep',
      run,
      step: 'fridges',
      items: [
        { item: 'heat', value: heat },
        { item: 'shot', value: shot },
      ],
    });
  await work.pass(70 * MINUTE);
  await reads(7.5);
  await work.pass(20 * MINUTE);
  await does('ben', {
    type: 'resolveException',
    run,
    exception: 'x1',
    resolution: 'retry',
    reason: 'The door stood open. Read it again in a quarter of an hour.',
  });
  await work.pass(15 * MINUTE);
  await reads(4.5);
  // It was escalated meanwhile.
  await work.pass(3 * HOUR);
  await does('eva', {
    type: 'rejectStep',
    run,
    step: 'fridges',
    reason: 'That is the display of the freezer, not of the fridge',
  });
  await work.pass(50 * MINUTE);
  await reads(4);
  await does('chloe', { type: 'addNote', run, step: 'dates', text: 'Two crates of yoghurt go back to the supplier.' });
  await work.pass(2 * HOUR + 10 * MINUTE);
  await does('ben', { type: 'approveStep', run, step: 'fridges' });
  await work.pass(DAY);
}
