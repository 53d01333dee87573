/** Every view in every state that people meet, by name. */
import type { Card } from '../../src/cards/card.ts';
import { refusalCard } from '../../src/cards/refusals.ts';
import { approvalCard } from '../../src/cards/views/approval.ts';
import { draftCard } from '../../src/cards/views/draft.ts';
import { evidenceCard } from '../../src/cards/views/evidence.ts';
import { exceptionCard } from '../../src/cards/views/exception.ts';
import { helpCard } from '../../src/cards/views/help.ts';
import { holidaysCard } from '../../src/cards/views/holidays.ts';
import { importCard } from '../../src/cards/views/import.ts';
import { mineCard } from '../../src/cards/views/mine.ts';
import { reminderCard } from '../../src/cards/views/reminder.ts';
import { remindersCard } from '../../src/cards/views/reminders.ts';
import { rolesCard } from '../../src/cards/views/roles.ts';
import { routineCard } from '../../src/cards/views/routine.ts';
import { routinesCard } from '../../src/cards/views/routines.ts';
import { todayCard } from '../../src/cards/views/routines-today.ts';
import { runCard } from '../../src/cards/views/run.ts';
import { sopCard } from '../../src/cards/views/sop.ts';
import { sopListCard } from '../../src/cards/views/sop-list.ts';
import { statusCard } from '../../src/cards/views/status.ts';
import { stepCard } from '../../src/cards/views/step.ts';
import { stepsCard } from '../../src/cards/views/steps.ts';
import { strandedCard } from '../../src/cards/views/stranded.ts';
import { templatesCard } from '../../src/cards/views/templates.ts';
import { toldCard } from '../../src/cards/views/told.ts';
import { undeliveredCard } from '../../src/cards/views/undelivered.ts';
import { webhookOffCard } from '../../src/cards/views/webhook-off.ts';
import { readiness } from '../../src/engine/readiness.ts';
import { NO_DAYS_OFF } from '../../src/engine/routine/days-off.ts';
import type { KnownRoutine } from '../../src/engine/routine/routine.ts';
import { PASSED_ON, PUT_OFF, ROUND, ROUND_CLOSED, ROUND_RUN } from './checklists.ts';
import { DIGESTS } from './digest-gallery.ts';
import { LESSONS } from './lessons.ts';
import {
  at,
  CAFE,
  CAFE_RUNS,
  DRAFT,
  ended,
  PEOPLE,
  person,
  REFUND,
  REFUND_RUNS,
  scene,
  WIPE,
  WIPE_RUN,
} from './states.ts';

const cafe = (name: keyof typeof CAFE_RUNS, minutes?: number) => scene(CAFE_RUNS[name], CAFE, minutes);
const refund = (name: keyof typeof REFUND_RUNS, minutes?: number) => scene(REFUND_RUNS[name], REFUND, minutes);

const NOBODY = { ...PEOPLE, holders: {} };
const document = { file: 'c'.repeat(64), name: 'opening.pdf', mime: 'application/pdf', bytes: 90_000 };
const imported = { import: '0192-import', document, place: 'web:C1', by: person('ana'), at: at(0) };
const published = { ...DRAFT, status: 'active', revision: 1, active: CAFE } as const;

const SCHEDULE = {
  typed: 'weekdays 06:30',
  slots: { times: [390], days: [], months: [], weekdays: [1, 2, 3, 4, 5] },
  zone: 'Europe/Lisbon',
};
const CAFE_SCENE = { definition: CAFE, people: PEOPLE, days: NO_DAYS_OFF, others: 0 };
const ROUTINE: KnownRoutine = {
  ...{ status: 'active', routine: 'o1', sop: '0192-sop', key: 'cafe-opening', title: 'Café opening', place: 'web:C1' },
  ...{ schedule: SCHEDULE, inputs: {}, setBy: person('ana'), setAt: at(-60), next: at(23 * 60) },
};

const OWED = { run: 'r1', runTitle: 'Café opening', isApproval: false, since: at(-30) };

const RUNS: Readonly<Record<string, Card>> = {
  'run begun': runCard(CAFE_RUNS.begun, CAFE, at(1)),
  'run of a shift': runCard({ ...CAFE_RUNS.begun, routine: 'o1', closes: at(150) }, CAFE, at(1)),
  'run of a shift that is due': runCard(
    { ...CAFE_RUNS.begun, routine: 'o1', due: at(90), closes: at(150) },
    CAFE,
    at(1),
  ),
  'run of a shift that is late': runCard(
    { ...CAFE_RUNS.begun, routine: 'o1', due: at(20), closes: at(150) },
    CAFE,
    at(21),
  ),
  'run of a shift with a role on it': runCard(
    { ...CAFE_RUNS.begun, routine: 'o1', due: at(90), shift: { role: 'shift_lead' } },
    CAFE,
    at(1),
    PEOPLE,
  ),
  'run of a shift whose person has left': runCard(
    { ...CAFE_RUNS.begun, routine: 'o1', due: at(90), shift: { member: 'fay' } },
    CAFE,
    at(1),
    PEOPLE,
  ),
  'run of a shift done late': runCard({ ...CAFE_RUNS.completed, routine: 'o1', due: at(60) }, CAFE, at(80)),
  'run late': runCard(CAFE_RUNS.begun, CAFE, at(50)),
  'run with a problem': runCard(CAFE_RUNS.outOfLimits, CAFE, at(12)),
  'run stopped': runCard(CAFE_RUNS.stopped, CAFE, at(12)),
  'run completed': runCard(CAFE_RUNS.completed, CAFE, at(80)),
  'run incomplete': runCard(CAFE_RUNS.incomplete, CAFE, at(80)),
  'run cancelled': runCard(CAFE_RUNS.cancelled, CAFE, at(80)),
  'run as a checklist': runCard(WIPE_RUN, WIPE, at(12)),
  'run as a checklist late': runCard(WIPE_RUN, WIPE, at(50)),
  'run as a checklist ended': runCard(ended(WIPE_RUN, 'incomplete'), WIPE, at(80)),
  'run as a checklist half done': runCard(ROUND_RUN, ROUND, at(27), PEOPLE),
  'run as a checklist that was closed': runCard(ROUND_CLOSED, ROUND, at(61), PEOPLE),
  'run with inputs': runCard(REFUND_RUNS.half, REFUND, at(45)),
  'steps of a run': stepsCard(cafe('releasing', 30)),
  'status of runs': statusCard(
    [
      { run: CAFE_RUNS.begun, definition: CAFE },
      { run: CAFE_RUNS.stopped, definition: CAFE },
      { run: WIPE_RUN, definition: WIPE },
    ],
    at(50),
  ),
  'status without runs': statusCard([], at(0)),
  'evidence of an open run': evidenceCard(CAFE_RUNS.outOfLimits, CAFE),
  'evidence of a run that was sent back': evidenceCard(CAFE_RUNS.gateRejected, CAFE),
  'evidence of what was accepted out of limits': evidenceCard(CAFE_RUNS.astray, CAFE),
  'evidence of what should change': evidenceCard(CAFE_RUNS.askedFor, CAFE),
  'evidence of a completed run': evidenceCard(CAFE_RUNS.completed, CAFE),
};

const STEPS: Readonly<Record<string, Card>> = {
  'step for its assignee': stepCard(cafe('begun'), 'unlock', 1),
  'step for anybody of a role': stepCard(cafe('unassigned'), 'fridge', 1),
  'step that nobody can do': stepCard({ ...cafe('unassigned'), people: NOBODY }, 'fridge', 1),
  'step partly recorded': stepCard(cafe('partly'), 'fridge', 1),
  'step late': stepCard(cafe('partly', 60), 'fridge', 1),
  'step with a problem': stepCard(cafe('outOfLimits'), 'fridge', 1),
  'step of a stopped run': stepCard(cafe('stopped'), 'fridge', 1),
  'step accepted out of limits': stepCard(cafe('accepted'), 'fridge', 1),
  'step sent back': stepCard(cafe('sentBack'), 'fridge', 1),
  'step to be done again': stepCard(cafe('sentBack'), 'fridge', 2),
  'step rejected at a later approval': stepCard(cafe('gateRejected', 32), 'fridge', 2),
  'step that begins anew': stepCard(cafe('gateRejected', 32), 'beans', 1),
  'step done out of limits': stepCard(cafe('astray', 22), 'fridge', 1),
  'step that decides': stepCard(cafe('deciding'), 'beans', 1),
  'step decided': stepCard(cafe('releasing'), 'beans', 1),
  'step done': stepCard(cafe('releasing'), 'fridge', 1),
  'step skipped': stepCard(cafe('completed'), 'beans', 1),
  'step missed': stepCard(cafe('incomplete'), 'fridge', 1),
  'step not applicable': stepCard(cafe('incomplete'), 'beans', 1),
  'step of a cancelled run': stepCard(cafe('cancelled'), 'fridge', 1),
  'step waiting for approval': stepCard(refund('asked', 30), 'pay', 1),
  'step done and approved': stepCard(refund('approved', 60), 'pay', 1),
  'reminder near': reminderCard(cafe('begun', 26), { step: 'unlock', due: at(35), rung: 0 }),
  'reminder passed': reminderCard(cafe('unassigned', 46), { step: 'fridge', due: at(35), rung: 1 }),
  'reminder settled': reminderCard(cafe('releasing'), { step: 'fridge', due: at(35), rung: 0 }),
  'reminders near': remindersCard(scene(ROUND_RUN, ROUND, 30), { due: at(40), rung: 0, at: at(30) }),
  'reminders passed': remindersCard(scene(ROUND_RUN, ROUND, 55), { due: at(40), rung: 1, at: at(55) }),
  'reminders of one line': remindersCard(scene(ROUND_RUN, ROUND, 30), { due: at(15), rung: 1, at: at(30) }),
  'reminders put off': remindersCard(scene(PUT_OFF, ROUND, 32), { due: at(40), rung: 0, at: at(30) }),
  'reminders passed on': remindersCard(scene(PASSED_ON, ROUND, 56), { due: at(40), rung: 0, at: at(30) }),
  'reminders settled': remindersCard(scene(ROUND_CLOSED, ROUND, 61), { due: at(40), rung: 0, at: at(30) }),
};

const DECISIONS: Readonly<Record<string, Card>> = {
  'approval without a doer': approvalCard(cafe('releasing', 22), 'doors', 1),
  'approval without a doer given': approvalCard(cafe('completed', 80), 'doors', 1),
  'approval without a doer refused': approvalCard(cafe('gateRejected', 32), 'doors', 1),
  'approval of what was accepted out of limits': approvalCard(cafe('astray', 22), 'doors', 1),
  'approval that nobody can give': approvalCard({ ...cafe('releasing', 22), people: NOBODY }, 'doors', 1),
  'approval by two': approvalCard(refund('asked', 30), 'pay', 1),
  'approval passed on': approvalCard(refund('above', 30), 'pay', 1),
  'approval half given': approvalCard(refund('half', 45), 'pay', 1),
  'approval given': approvalCard(refund('approved', 60), 'pay', 1),
  'approval refused': approvalCard(refund('rejected', 60), 'pay', 1),
  'exception out of limits': exceptionCard(cafe('outOfLimits'), 'x1'),
  'exception accepted': exceptionCard(cafe('accepted', 15), 'x1'),
  'exception after which the procedure should change': exceptionCard(cafe('askedFor', 15), 'x1'),
  'exception that stopped the run': exceptionCard(cafe('stopped'), 'x2'),
  'exception that was let go': exceptionCard(cafe('letGo', 15), 'x2'),
  'exception of a run that is not there': exceptionCard(cafe('begun'), 'x9'),
};

const SOPS: Readonly<Record<string, Card>> = {
  'draft ready': draftCard(DRAFT, 1, []),
  'draft with something missing': draftCard(DRAFT, 1, [
    { path: 'steps.fridge.delegation', problem: 'an agent may do this step, so a person must answer for it.' },
    { path: 'steps', problem: 'there is nothing to do yet; add at least one step.' },
  ]),
  'draft published': draftCard(
    { ...withoutDraft(published), settled: { draft: 1, how: 'published', by: person('dee'), at: at(30) } },
    1,
    [],
  ),
  'draft discarded': draftCard(
    { ...withoutDraft(DRAFT), settled: { draft: 1, how: 'discarded', by: person('dee'), at: at(30) } },
    1,
    [],
  ),
  'draft replaced': draftCard({ ...published, drafts: 2 }, 7, []),
  'sop published': sopCard(withoutDraft(published), CAFE, readiness(CAFE)),
  'sop list': sopListCard([
    { id: '1', key: 'cafe-opening', title: 'Café opening', status: 'active', revision: 3 },
    { id: '2', key: 'refund-request', title: 'Refund request', status: 'draft', revision: 0 },
    { id: '3', key: 'old-opening', title: 'Old opening', status: 'archived', revision: 9 },
  ]),
  'sop list empty': sopListCard([]),
  'undelivered one message': undeliveredCard({ run: '0192-run', title: 'Café opening' }, [
    'The channel is archived. Unarchive it, or run the SOP in another one. Then have it posted again.',
  ]),
  'undelivered many for several reasons': undeliveredCard({ run: '0192-run', title: 'Café opening' }, [
    'It is archived.',
    'It is archived.',
    'I am not in it.',
    'Threads are not allowed there.',
    'A fault on our side.',
  ]),
  'undelivered on its way again': undeliveredCard({ run: '0192-run', title: 'Café opening' }, []),
  'import opening': importCard({ ...imported, status: 'reading' }, { doing: 'opening' }),
  'import reading': importCard({ ...imported, status: 'reading' }, { doing: 'reading', page: 3, pages: 14 }),
  'import after a restart': importCard({ ...imported, status: 'reading' }),
  'import drafted': importCard({ ...imported, status: 'drafted', sops: ['1', '2'], pages: 14 }),
  'import failed': importCard({ ...imported, status: 'failed', failure: 'no_text' }),
  'import without steps': importCard({
    ...{ ...imported, status: 'failed', failure: 'no_steps', pages: 14 },
    leftOut: [
      { page: 2, quote: 'Keep the fridge closed.', why: 'it stands among words that explain' },
      { page: 9, quote: 'Do not prop the back door open.', why: 'it says what not to do' },
      ...Array.from({ length: 7 }, (_, at) => ({
        ...{ page: 10 + at, quote: `Refer to sheet ${at + 1}${' and to what is written there'.repeat(8)}` },
        why: 'it stands in a section that refers, defines or records',
      })),
    ],
  }),
  'import without any instruction': importCard({ ...imported, status: 'failed', failure: 'no_steps', pages: 1 }),
  'import discarded': importCard({ ...imported, status: 'discarded' }),
};

const ANSWERS: Readonly<Record<string, Card>> = {
  help: helpCard([
    { phrase: 'run', follows: 'KEY', explains: 'start a run of an SOP here' },
    { phrase: 'list', follows: '', explains: 'all SOPs' },
  ]),
  'routine set': routineCard(ROUTINE, CAFE_SCENE),
  'routine of a shift': routineCard({ ...ROUTINE, schedule: { ...SCHEDULE, closes: { at: 540 } } }, CAFE_SCENE),
  'routine of a shift that is due': routineCard(
    { ...ROUTINE, schedule: { ...SCHEDULE, due: { after: 3_600_000 }, closes: { at: 540 } } },
    CAFE_SCENE,
  ),
  'routine of a shift, with somebody on it': routineCard({ ...ROUTINE, shift: { member: 'ben' } }, CAFE_SCENE),
  'routine whose person on shift has left': routineCard(
    {
      ...{ ...ROUTINE, shift: { member: 'fay' } },
      last: { slot: at(-60), outcome: 'started', run: 'r1', missed: 0, unmanned: 'left' },
    },
    CAFE_SCENE,
  ),
  'routine whose person on shift can do nothing': routineCard(
    {
      ...{ ...ROUTINE, shift: { member: 'eli' }, setBy: person('fay') },
      last: { slot: at(-60), outcome: 'started', run: 'r1', missed: 1, unmanned: 'unable' },
    },
    CAFE_SCENE,
  ),
  'routine with inputs, left out once': routineCard(
    {
      ...{ ...ROUTINE, title: 'Refund request', inputs: { order: 'R-1042', amount: 240, known: true } },
      last: { slot: at(-60), outcome: 'skipped', by: person('ben') },
    },
    { ...CAFE_SCENE, definition: REFUND },
  ),
  'routine around holidays': routineCard(
    { ...ROUTINE, last: { slot: at(-60), outcome: 'rested', day: 'Early May bank holiday' } },
    {
      ...CAFE_SCENE,
      days: {
        holidays: { '2026-05-05': 'Mayday', '2026-05-06': 'Feast' },
        closed: [{ from: '2026-05-08', to: '2026-05-11', reason: 'stocktaking' }],
        until: '2027-12-31',
      },
    },
  ),
  'routine of which no next time is known': routineCard(
    { ...ROUTINE, schedule: { ...SCHEDULE, holidays: 'except' } },
    {
      ...CAFE_SCENE,
      days: { holidays: {}, closed: [{ from: '2026-01-01', to: '2027-12-31', reason: '' }], until: '2027-12-31' },
    },
  ),
  'routine whose runs overlap': routineCard(
    {
      ...ROUTINE,
      schedule: {
        ...{ ...SCHEDULE, holidays: 'except', closes: { after: 9_000_000 } },
        slots: { ...SCHEDULE.slots, times: [390, 510] },
      },
    },
    CAFE_SCENE,
  ),
  'routine that runs one at a time': routineCard(ROUTINE, {
    ...{ ...CAFE_SCENE, definition: { ...CAFE, one_at_a_time: true }, others: 1 },
  }),
  'routine whose conversation is gone': strandedCard(
    { ...ROUTINE, status: 'paused', by: { type: 'service', id: 'routine' }, at: at(5), because: 'place_gone' },
    true,
  ),
  'routine whose conversation was gone': strandedCard(ROUTINE, false),
  'webhook that nothing reaches': webhookOffCard({ host: 'hooks.example.com', because: 'failing', isOff: true }),
  'webhook whose address is gone': webhookOffCard({ host: 'hooks.example.com', because: 'gone', isOff: true }),
  'webhook that was seen to': webhookOffCard({ host: 'hooks.example.com', because: 'gone', isOff: false }),
  'routine whose conversation may be back': routineCard(
    { ...ROUTINE, status: 'paused', by: { type: 'service', id: 'routine' }, at: at(5), because: 'place_gone' },
    CAFE_SCENE,
  ),
  'routine that caught up': routineCard(
    { ...ROUTINE, last: { slot: at(-60), outcome: 'started', run: 'r1', missed: 2 } },
    CAFE_SCENE,
  ),
  'routine that did not start': routineCard(
    { ...ROUTINE, last: { slot: at(-60), outcome: 'not_started', why: 'run_in_flight' } },
    CAFE_SCENE,
  ),
  'routine missed': routineCard({ ...ROUTINE, last: { slot: at(-60), outcome: 'missed', missed: 3 } }, CAFE_SCENE),
  'routine paused': routineCard({ ...ROUTINE, status: 'paused', by: person('dee'), at: at(5) }, CAFE_SCENE),
  'routine of an archived SOP': routineCard(
    { ...ROUTINE, status: 'paused', by: { type: 'timer' }, at: at(5), because: 'sop_not_active' },
    CAFE_SCENE,
  ),
  'routine ended': routineCard({ ...ROUTINE, status: 'ended', by: person('ana'), at: at(5) }, CAFE_SCENE),
  'holidays and closed days': holidaysCard({
    of: 'Bayern, Germany',
    days: { holidays: { '2026-05-01': 'Labour Day', '2026-05-14': 'Ascension Day' }, closed: [], until: '2027-12-31' },
    closed: [
      { from: '2026-04-01', to: '2026-04-02', reason: 'over' },
      { from: '2026-05-08', to: '2026-05-11', reason: 'stocktaking' },
      { from: '2026-06-01', to: '2026-06-01', reason: '' },
    ],
    today: '2026-05-04',
  }),
  'no holidays': holidaysCard({ days: NO_DAYS_OFF, closed: [], today: '2026-05-04' }),
  routines: routinesCard([
    { state: ROUTINE, next: at(23 * 60) },
    {
      state: { ...ROUTINE, title: 'Closing', last: { slot: at(-60), outcome: 'missed', missed: 1 } },
      next: at(23 * 60),
    },
    { state: { ...ROUTINE, title: 'Stock', status: 'paused', by: person('dee'), at: at(5) } },
  ]),
  'routines, none': routinesCard([]),
  'routines today': need(
    todayCard(
      [
        { routine: 'o1', title: 'Closing', slot: at(900), outcome: 'coming' },
        { routine: 'o2', title: 'Café opening', slot: at(0), outcome: 'started', run: CAFE_RUNS.begun },
        { routine: 'o3', title: 'Milk order', slot: at(-60), outcome: 'started', run: CAFE_RUNS.completed },
        { routine: 'o4', title: 'Wipe the tables', slot: at(-30), outcome: 'skipped' },
        { routine: 'o5', title: 'Night round', slot: at(-300), outcome: 'missed' },
        { routine: 'o6', title: 'Float', slot: at(-10), outcome: 'not_started' },
        { routine: 'o7', title: 'Bins', slot: at(-5), outcome: 'rested', day: 'Early May bank holiday' },
      ],
      2,
    ),
  ),
  'your work': mineCard(
    [
      { ...OWED, step: 'fridge', stepTitle: 'Read the fridge', due: at(-5) },
      { ...OWED, step: 'beans', stepTitle: 'Which beans today?', due: at(40) },
      { ...OWED, step: 'doors', stepTitle: 'Open the doors', isApproval: true },
    ],
    [CAFE_RUNS.begun],
    { now: at(0), more: 3, proposals: 0 },
  ),
  'your work, none': mineCard([], [], { now: at(0), more: 0, proposals: 0 }),
  'your work, only to decide': mineCard([], [], { now: at(0), more: 0, proposals: 2 }),
  templates: templatesCard([CAFE, REFUND, WIPE]),
  roles: rolesCard([
    { role: 'barista', title: 'Barista', members: ['ana', 'ben'] },
    { role: 'manager', title: 'Café manager', members: [] },
  ]),
  told: toldCard('No open run', 'There is no open run here that could be cancelled.', 'attention'),
  'refusal of evidence': refusalCard(
    {
      ...{ code: 'evidence_invalid', step: 'fridge' },
      problems: [
        { item: 'fridge_temp', title: 'Fridge temperature', problem: { type: 'not_a_number', typed: 'cold' } },
      ],
    },
    { definition: CAFE },
  ),
  'refusal of a second tap': refusalCard(
    { code: 'already_approved', step: 'pay', by: 'ana', at: at(20), missing: 1, role: 'approver', who: ['cem', 'dee'] },
    { now: at(21) },
  ),
};

export const GALLERY: Readonly<Record<string, Card>> = {
  ...DIGESTS,
  ...RUNS,
  ...STEPS,
  ...DECISIONS,
  ...SOPS,
  ...ANSWERS,
  ...LESSONS,
};

function need<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('nothing there');
  return value;
}

function withoutDraft<Sop extends { draft?: unknown }>({ draft: _, ...rest }: Sop): Omit<Sop, 'draft'> {
  return rest;
}
