/** The program in a process of its own, over a café's data, until it is killed. It says where it listens. */
import { pino } from 'pino';
import { createApp } from '../../../src/app.ts';
import type { Config } from '../../../src/config.ts';
import type { TeamsSettings } from '../../support/teams/teams.ts';
import { tokenFor } from '../../support/teams/token.ts';

interface Given {
  readonly config: Config;
  readonly login: TeamsSettings;
}

const { config, login }: Given = JSON.parse(process.argv[2] ?? '{}');
const teamsTokens = (audience: string) => tokenFor(login, audience);
const app = await createApp(config, { log: pino({ level: 'silent' }), teamsTokens });
process.stdout.write(`${await app.listen()}\n`);
