/** The program in a process of its own, with one SOP that somebody may do. Says where it listens. */
import { pino } from 'pino';
import { createApp } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
import { fromYaml } from '../src/engine/yaml.ts';
import type { Command } from '../src/runtime/command.ts';
import { saveMember } from '../src/store/members.ts';
import { grantRole } from '../src/store/people.ts';
import { expectAccepted } from './workload.ts';

interface Orders {
  readonly env: Readonly<Record<string, string>>;
  readonly workspace: string;
  readonly member: string;
  /** The platform's own id of the member. */
  readonly identity: string;
  readonly place: string;
  readonly yaml: string;
  /** Where the stand-in for Microsoft has its keys, its Graph and its login. */
  readonly teams?: { readonly openIdUrl: string; readonly graphUrl: string; readonly login: string };
}

const { env, workspace, member, identity, place, yaml, teams } = JSON.parse(process.argv[2] ?? '{}') as Orders;
const read = readConfig(env);
const config = teams && read.teams ? { ...read, teams: { ...read.teams, ...teams } } : read;
const teamsTokens = async (audience: string): Promise<string> => {
  const { appId = '', password = '' } = config.teams ?? {};
  const form = { client_id: appId, client_secret: password, scope: `${audience}/.default` };
  const body = new URLSearchParams({ ...form, grant_type: 'client_credentials' });
  const response = await fetch(teams?.login ?? '', { method: 'POST', body });
  return ((await response.json()) as { access_token: string }).access_token;
};
const app = await createApp(config, { log: pino({ level: 'error' }), teamsTokens });
const address = await app.listen();
await app.db.transaction(async (tx) => {
  const facts = { name: 'Ben', kind: 'person', admin: true, active: true } as const;
  await saveMember(tx, workspace, { id: member, identity, ...facts, at: Date.now() });
  await grantRole(tx, workspace, 'opener', member);
});
const drafted = fromYaml(yaml);
if (!drafted.ok) throw new Error(JSON.stringify(drafted.problems));
const commands: readonly Command[] = [
  { type: 'createDraft', sop: 'morning', definition: drafted.definition, questions: [], place },
  { type: 'publishDraft', sop: 'morning' },
];
for (const command of commands) {
  const actor = { type: 'member', id: member, identity } as const;
  expectAccepted(await app.handle({ workspace, key: command.type, actor, command }));
}
await app.worker.idle();
process.stdout.write(`ready ${new URL(address).port}\n`);
