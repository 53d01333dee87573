/** An SOP's routine over HTTP: switched on, with another schedule, and off. */
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { LIMITS } from '../../engine/limits.ts';
import { optional } from '../../engine/optional.ts';
import type { RoutineCommand } from '../../engine/routine/commands.ts';
import { inputValues } from '../../engine/run/values.ts';
import type { KnownSop } from '../../engine/sop/state.ts';
import type { Access } from '../../runtime/access.ts';
import { placeFor } from '../../runtime/library/place-for.ts';
import { knownSop, routineFacts } from '../../runtime/library/sops.ts';
import { routineMeant } from '../../runtime/routine-meant.ts';
import { loadRoutine } from '../../runtime/talking.ts';
import { findRoutine } from '../../store/routines.ts';
import { findWorkspace } from '../../store/workspaces.ts';
import { body, json, PROBLEMS, scoped } from './described.ts';
import { hook } from './hook.ts';
import { issued } from './issue.ts';
import type { ApiEnv, ApiParts } from './parts.ts';
import { placeGiven } from './place.ts';
import { ProblemError, refusedWith } from './problem.ts';
import { idParam, routineSchema } from './schemas.ts';

const typed = z.string().trim().min(1).max(LIMITS.schedule);

const wantedSchema = z
  .strictObject({
    enabled: z.boolean(),
    schedule: typed.optional().openapi({ description: 'As it is typed in chat: weekdays 06:30, or a cron expression' }),
    timeZone: z.string().max(LIMITS.zone).optional().openapi({ description: 'IANA name; left out: the workspace’s' }),
    due: z.string().max(40).optional().openapi({ description: 'When its runs are late: 07:30, or 1h' }),
    closes: z.string().max(40).optional().openapi({ description: 'When what is not done in them is missed' }),
    place: z.string().max(200).optional().openapi({ description: 'Left out: where the SOP ran last' }),
    inputs: inputValues.optional(),
  })
  .openapi('SetRoutine');
type Wanted = z.infer<typeof wantedSchema>;

const setting = createRoute({
  ...{
    method: 'post',
    path: '/sops/{id}/routine',
    tags: ['SOPs'],
    summary: 'Switch its routine on or off, or change when it runs',
  },
  ...scoped('sops'),
  request: { params: idParam, body: body(wantedSchema) },
  responses: { 200: json(z.object({ routine: routineSchema }), 'How it stands now'), ...PROBLEMS },
});

export function routineRoutes(parts: ApiParts): OpenAPIHono<ApiEnv> {
  const app = new OpenAPIHono<ApiEnv>({ defaultHook: hook });
  app.openapi(setting, async (c) => {
    const access = c.get('access');
    const { workspace } = access;
    const sop = await knownSop(parts, workspace, c.req.valid('param').id);
    if (!sop) throw new ProblemError(404, 'sop_unknown', 'There is no such SOP in this workspace.');
    const sent = c.req.valid('json');
    const command = await commandFor(parts, access, sop, sent);
    await issued(parts, c, { command, sent });
    const after = await loadRoutine(parts, workspace, command.routine);
    if (!after) throw new Error(`routine ${command.routine} is not in the database`);
    return c.json({ routine: routineFacts(after) }, 200);
  });
  return app;
}

async function commandFor(parts: ApiParts, access: Access, sop: KnownSop, sent: Wanted): Promise<RoutineCommand> {
  const { workspace } = access;
  const place = await placeGiven(parts, access, sent.place ?? (await placeFor(parts, access, sop)));
  const routine = await findRoutine(parts.db, workspace, { sop: sop.sop, place });
  if (!sent.enabled || (sent.schedule === undefined && routine !== undefined)) {
    if (routine === undefined)
      throw new ProblemError(409, 'routine_unknown', 'This SOP has no routine there to switch off.');
    return { type: sent.enabled ? 'resumeRoutine' : 'pauseRoutine', routine };
  }
  const schedule = sent.schedule ?? sop.active?.routine?.schedule;
  if (schedule === undefined)
    throw new ProblemError(422, 'schedule_missing', 'Say when it is to run: schedule, such as "weekdays 06:30".');
  const known = routine === undefined ? undefined : await loadRoutine(parts, workspace, routine);
  const zone = sent.timeZone ?? known?.schedule.zone ?? (await findWorkspace(parts.db, workspace))?.timeZone ?? 'UTC';
  const meant = await routineMeant(parts, { workspace, place }, sop, {
    ...{
      schedule,
      zone,
      isZoneTyped: sent.timeZone !== undefined,
      due: sent.due ?? '',
      closes: sent.closes ?? '',
      shift: '',
    },
    inputs: sent.inputs ?? known?.inputs ?? {},
    ...optional('holidays', known?.schedule.holidays),
  });
  if ('refusal' in meant) throw refusedWith(meant.refusal, parts.now());
  return meant.command;
}
