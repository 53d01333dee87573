#!/usr/bin/env node
/** The `sopwith` command. Each subcommand is one file in `cli/`; what a person can do about a failure is said in one sentence. */
import { Command } from 'commander';
import { addChannel, listChannels } from './cli/channel.ts';
import { draft } from './cli/draft.ts';
import { exportRun } from './cli/export.ts';
import { CliError } from './cli/failure.ts';
import { addMember, listPeople, removeMember } from './cli/member.ts';
import { migrateDatabase } from './cli/migrate.ts';
import { packRun } from './cli/pack.ts';
import { parked } from './cli/parked.ts';
import { serve } from './cli/serve.ts';
import { addToken, listTokens, revokeToken } from './cli/token.ts';
import { verify } from './cli/verify.ts';
import { ConfigError } from './config.ts';
import { DatabaseError } from './store/errors.ts';

const program = new Command('sopwith')
  .description('Turns standard operating procedures (SOPs) into something that runs.')
  .showHelpAfterError('(sopwith --help shows what there is)')
  .addHelpText(
    'after',
    `
Examples:
  sopwith serve                              start the local workspace on http://127.0.0.1:3000
  sopwith draft handbook.pdf -o draft.yaml   write the procedures of a document as YAML
  sopwith export 0198c1f2-… -o run.json      write the evidence trail of a run
  sopwith pack 0198c1f2-… -o run.zip         write its evidence pack, for an auditor; run.pdf gives the PDF alone
  sopwith verify run.zip                     check that nothing in it was changed; run.json likewise
  sopwith verify ./data/sopwith.db           check every history in a database

Settings are read from the environment and from .env; README.md lists them.`,
  );

program.command('serve').description('start the server; the same as npm start').action(serve);

program
  .command('draft')
  .description('draft SOPs from a document (PDF, Word, Excel, text, a photo) and print them as YAML')
  .argument('<file>', 'the document')
  .option('--json', 'JSON with steps, roles, evidence, limits and where each was found')
  .option('-o, --output <file>', 'write to this file')
  .action(draft);

program
  .command('export')
  .description('print the evidence trail of a run as JSON')
  .argument('<run>', "the run's id, as its evidence file's name has it")
  .option('-o, --output <file>', 'write to this file')
  .action(exportRun);

program
  .command('pack')
  .description('write the evidence pack of a run: a ZIP with a PDF, the trail and the files')
  .argument('<run>', "the run's id, as its evidence file's name has it")
  .option('-o, --output <file>', 'write to this file; one that ends in .pdf is the PDF alone')
  .action(packRun);

program
  .command('verify')
  .description('check an evidence pack or trail, or every history in a database')
  .argument('<file-or-database>', 'an evidence pack (ZIP), an evidence file (JSON), a SQLite file, or postgres://…')
  .option('--pdf <file>', 'of a pack that is whole, draw the PDF anew: times are in UTC')
  .action(verify);

program
  .command('parked')
  .description('list the messages that could not be delivered, with the error and since when')
  .option('--retry <id>', 'deliver this one again, or all of them: --retry all')
  .action(parked);

const member = program.command('member').description('who is in the local workspace');
member.command('list').description('list them').action(listPeople);
member
  .command('add')
  .description('add a person, or bring somebody back who had left')
  .argument('<name>', 'their full name, in quotation marks')
  .option('--role <id...>', 'roles they hold, by their ids: --role opener cashier')
  .option('--admin', 'may give and take roles')
  .action(addMember);
member
  .command('remove')
  .description('somebody leaves; what they did stays')
  .argument('<name>', 'their name or id')
  .action(removeMember);

const channel = program
  .command('channel')
  .description('channels of the local workspace; none is ever removed, for runs and their evidence stand in them');
channel.command('list').description('list them').action(listChannels);
channel
  .command('add')
  .description('add a channel')
  .argument('<name>', 'a short name, such as front-of-house')
  .option('--topic <text>', 'what it is for')
  .action(addChannel);

const token = program.command('token').description('who may call the HTTP API');
const ofWorkspace = ['--workspace <id>', 'of another workspace than the local one: slack-T1, teams-…'] as const;
token
  .command('list')
  .description('list the tokens; none is shown again')
  .option(...ofWorkspace)
  .action(listTokens);
token
  .command('add')
  .description('make a token, and print it')
  .argument('<name>', 'what it is for, in quotation marks')
  .option('--member <id>', 'it acts as this person; left out: it is a service, which never approves')
  .option('--scope <scope...>', 'read, sops, runs', ['read'])
  .option('--days <number>', 'it lasts so long; left out: until it is revoked')
  .option(...ofWorkspace)
  .action(addToken);
token
  .command('revoke')
  .description('nobody gets in with it any more')
  .argument('<id>', 'as sopwith token list shows it')
  .option(...ofWorkspace)
  .action(revokeToken);

program
  .command('migrate')
  .description('bring the database up to this version; starting the server does the same')
  .option('--check', 'only say what would be done')
  .action(migrateDatabase);

try {
  await program.parseAsync();
} catch (error) {
  const isExpected = error instanceof CliError || error instanceof ConfigError || error instanceof DatabaseError;
  if (!isExpected) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
