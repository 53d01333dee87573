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
  readonly team: string;
  readonly member: string;
  readonly place: string;
  readonly yaml: string;
}

const { env, team, member, place, yaml } = JSON.parse(process.argv[2] ?? '{}') as Orders;
const app = await createApp(readConfig(env), { log: pino({ level: 'error' }) });
const address = await app.listen();
const workspace = `slack-${team}`;
const identity = `slack:${team}:${member}`;
await app.db.transaction(async (tx) => {
  const facts = { name: 'Ben', kind: 'person', admin: true, active: true } as const;
  await saveMember(tx, workspace, { id: member, identity, ...facts, at: Date.now() });
  await grantRole(tx, workspace, 'opener', member);
});
const read = fromYaml(yaml);
if (!read.ok) throw new Error(JSON.stringify(read.problems));
const commands: readonly Command[] = [
  { type: 'createDraft', sop: 'morning', definition: read.definition, questions: [], place },
  { type: 'publishDraft', sop: 'morning' },
];
for (const command of commands) {
  const actor = { type: 'member', id: member, identity } as const;
  expectAccepted(await app.handle({ workspace, key: command.type, actor, command }));
}
await app.worker.idle();
process.stdout.write(`ready ${new URL(address).port}\n`);
