/** What a member sees who opens the app by itself. */
import { homeCards } from '../cards/views/home.ts';
import { LIMITS } from '../engine/limits.ts';
import { optional } from '../engine/optional.ts';
import { listSops } from '../store/sops.ts';
import type { Home } from './conversation.ts';
import { owedTo, type Who } from './my-work.ts';
import { routinesToday } from './routines-today.ts';
import type { Talking } from './talking.ts';

export async function home(talking: Talking, who: Who): Promise<Home> {
  const { workspace } = who;
  const { lines, more } = await owedTo(talking, who);
  const sops = (await listSops(talking.db, workspace)).filter((one) => one.status === 'active');
  const today = optional('today', await routinesToday(talking, who));
  return {
    cards: homeCards(lines, sops.slice(0, LIMITS.rowsPerAnswer), { now: talking.now(), more, ...today }),
    names: await talking.memory.names(talking.db, workspace),
  };
}
