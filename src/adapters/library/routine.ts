/** Routines changed from a page: the form that sets one, and what its switch and buttons do. */
import { randomUUIDv7 } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { routineForm } from '../../cards/views/routine-form.ts';
import type { RoutineCommand } from '../../engine/routine/commands.ts';
import type { KnownRoutine } from '../../engine/routine/routine.ts';
import type { Refusal } from '../../runtime/command.ts';
import { knownSop, type LibrarySop } from '../../runtime/library/sops.ts';
import { type RoutineMeant, routineMeant } from '../../runtime/routine-meant.ts';
import { routineSeen } from '../../runtime/routine-sight.ts';
import { routineGiven } from '../../runtime/set-routine.ts';
import { findRoutine } from '../../store/routines.ts';
import { acted, refusalWords, tried } from './act.ts';
import { sopPath } from './addresses.ts';
import { frame } from './frame.ts';
import { PageError } from './page-error.ts';
import type { LibraryEnv, LibraryParts } from './parts.ts';
import { FIELDS, routineFormPage } from './routine-form.ts';
import { timesChosen, timesTyped } from './routine-times.ts';
import type { Visitor } from './session.ts';
import { inputsIn, placesFor, type Sent, textsIn } from './start.ts';

const PRESSES = ['pause', 'resume', 'skip', 'restore', 'end'] as const;
type Press = (typeof PRESSES)[number];

export function routineRoutes(parts: LibraryParts): Hono<LibraryEnv> {
  const app = new Hono<LibraryEnv>()
    .get('/sops/:id/routine', async (c) => {
      const sop = await settable(parts, c);
      const known = await knownIn(parts, c, sop, c.req.query('routine'));
      return form(parts, c, { sop, known, sent: await begun(parts, c.get('visitor'), sop, known) });
    })
    .post('/sops/:id/routine', async (c) => {
      const sop = await settable(parts, c);
      const sent = textsIn(await c.req.parseBody());
      const known = await knownIn(parts, c, sop, sent[FIELDS.routine]);
      const meant = await meantBy(parts, c.get('visitor'), sop, known, sent);
      const refused = 'refusal' in meant ? meant.refusal : await refusalOf(parts, c, meant.command, sent);
      if (refused === undefined) return c.redirect(sopPath(sop.sop, 'routines'), 303);
      return form(parts, c, { sop, known, sent, problem: refusalWords(refused, parts.now()) });
    });
  for (const press of PRESSES) {
    app.post(`/sops/:id/routines/:routine/${press}`, async (c) => {
      const sop = await existing(parts, c);
      const state = await knownIn(parts, c, sop, c.req.param('routine'));
      if (!state) throw gone();
      const sent = textsIn(await c.req.parseBody());
      await acted(parts, c, { command: commandFor(press, state.routine, Number(sent.slot ?? 0)), form: sent });
      return c.redirect(sopPath(sop.sop, 'routines'), 303);
    });
  }
  return app;
}

function commandFor(press: Press, routine: string, slot: number): RoutineCommand {
  switch (press) {
    case 'pause':
      return { type: 'pauseRoutine', routine };
    case 'resume':
      return { type: 'resumeRoutine', routine };
    case 'skip':
      return { type: 'skipSlot', routine, slot };
    case 'restore':
      return { type: 'restoreSlot', routine, slot };
    case 'end':
      return { type: 'endRoutine', routine };
  }
}

async function existing(parts: LibraryParts, c: Context<LibraryEnv>): Promise<LibrarySop> {
  const sop = await knownSop(parts, c.get('visitor').workspace, c.req.param('id') ?? '');
  if (!sop)
    throw new PageError(404, 'There is no such SOP', 'It may have been thrown away, or the address is mistyped.');
  return sop;
}

async function settable(parts: LibraryParts, c: Context<LibraryEnv>): Promise<LibrarySop> {
  const sop = await existing(parts, c);
  if (sop.status === 'active') return sop;
  throw new PageError(409, 'No routine can be set', 'Only an active SOP can run: publish its draft first.');
}

/** The routine that is meant, if there is one already. One that is not theirs to see is as good as none. */
async function knownIn(
  parts: LibraryParts,
  c: Context<LibraryEnv>,
  sop: LibrarySop,
  id: string | undefined,
): Promise<KnownRoutine | undefined> {
  const { workspace, member } = c.get('visitor');
  if (id === undefined) return undefined;
  const state = await routineSeen(parts, { workspace, member: member.id }, id);
  if (state && state.sop === sop.sop && state.status !== 'ended') return state;
  // A form that was just drawn brings the id of the routine that it is to begin.
  if (!state && c.req.method === 'POST' && c.req.param('routine') === undefined) return undefined;
  throw gone();
}

function gone(): PageError {
  return new PageError(
    404,
    'This routine is not here any more',
    'It was ended, or is in a conversation that you are not in.',
  );
}

/** What the form begins with. */
async function begun(
  parts: LibraryParts,
  { workspace, member }: Visitor,
  sop: LibrarySop,
  known: KnownRoutine | undefined,
): Promise<Sent> {
  const given = await routineGiven(parts, { workspace, member: member.id }, sop, known);
  const { schedule, zone, due = '', closes = '', shift = '', holidays = '', inputs = {} } = given;
  const typed = { [FIELDS.zone]: zone, [FIELDS.due]: due, [FIELDS.closes]: closes, [FIELDS.shift]: shift };
  return { ...inputs, ...timesChosen(schedule), ...typed, [FIELDS.holidays]: holidays };
}

async function meantBy(
  parts: LibraryParts,
  { workspace, ...visitor }: Visitor,
  sop: LibrarySop,
  known: KnownRoutine | undefined,
  sent: Sent,
): Promise<RoutineMeant> {
  const place = known?.place ?? sent[FIELDS.place] ?? '';
  if (!known && !(await placesFor(parts, { workspace, ...visitor }, sop)).includes(place)) {
    throw new PageError(409, 'Not there', 'Choose one of the conversations: its runs are posted there.');
  }
  const holidays = sent[FIELDS.holidays];
  const meant = await routineMeant(parts, { workspace, place }, sop, {
    ...{ schedule: timesTyped(sent), zone: (sent[FIELDS.zone] ?? '').trim(), isZoneTyped: true },
    ...{ due: trimmed(sent, FIELDS.due), closes: trimmed(sent, FIELDS.closes), shift: trimmed(sent, FIELDS.shift) },
    ...(holidays === 'also' || holidays === 'except' ? { holidays } : {}),
    inputs: inputsIn(sop.active?.inputs ?? [], sent),
  });
  if ('refusal' in meant) return meant;
  // Of two forms for one conversation the second is told of the first: it changes nothing that it never showed.
  return { command: { ...meant.command, routine: known?.routine ?? sent[FIELDS.routine] ?? randomUUIDv7() } };
}

function trimmed(sent: Sent, field: string): string {
  return (sent[field] ?? '').trim();
}

async function refusalOf(
  parts: LibraryParts,
  c: Context<LibraryEnv>,
  command: RoutineCommand,
  sent: Sent,
): Promise<Refusal | undefined> {
  const reply = await tried(parts, c, { command, form: sent });
  return reply.status === 'refused' ? reply.refusal : undefined;
}

interface Drawn {
  readonly sop: LibrarySop;
  readonly known: KnownRoutine | undefined;
  readonly sent: Sent;
  /** Why it was refused. */
  readonly problem?: string;
}

async function form(parts: LibraryParts, c: Context<LibraryEnv>, { sop, known, sent, problem = '' }: Drawn) {
  const visitor = c.get('visitor');
  const { workspace } = visitor;
  const all = known ? [known.place] : await placesFor(parts, visitor, sop);
  const taken = await Promise.all(all.map((place) => findRoutine(parts.db, workspace, { sop: sop.sop, place })));
  const places = known ? all : all.filter((_, index) => taken[index] === undefined);
  const routine = known?.routine ?? sent[FIELDS.routine] ?? randomUUIDv7();
  const { fields } = routineForm({ title: sop.title, inputs: [] }, { schedule: '', zone: '' });
  const title = `${known ? 'Change the routine' : 'Routine'} of ${sop.title}`;
  const main = routineFormPage(visitor, sop, { isNew: !known, routine, places, sent, problem, fields });
  return c.html(frame(c, { title, main }), problem === '' ? 200 : 409);
}
