/** What could not be said while the app was not in a workspace is said when it is there again. */
import { deliverParked } from '../../runtime/deliver-again.ts';
import type { Clock } from '../../runtime/ports.ts';
import type { Database } from '../../store/database.ts';
import { PARTED } from './chat-errors.ts';
import type { Team, Teams } from './teams.ts';

/** As `teams`; whichever workspace comes is owed again what was parked because the app was not in it. */
export function comingBack(teams: Teams, { db, clock }: { readonly db: Database; readonly clock: Clock }): Teams {
  const owing = { db, now: () => clock.now() };
  const back = async (team: Team): Promise<Team> => {
    await deliverParked(owing, { workspace: team.workspace, reasons: PARTED });
    return team;
  };
  return {
    ...teams,
    connect: async (token) => back(await teams.connect(token)),
    install: async (token, installedBy) => back(await teams.install(token, installedBy)),
  };
}
