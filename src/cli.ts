#!/usr/bin/env node
/** The `sopwith` command. Each subcommand is one file in `cli/`; what a person can do about a failure is said in one sentence. */
import { Command } from 'commander';
import { draft } from './cli/draft.ts';
import { exportRun } from './cli/export.ts';
import { CliError } from './cli/failure.ts';
import { migrateDatabase } from './cli/migrate.ts';
import { parked } from './cli/parked.ts';
import { serve } from './cli/serve.ts';
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
  sopwith draft handbook.pdf                 print the procedures of a document as YAML
  sopwith export 0198c1f2-… > run.json       write the evidence trail of a run
  sopwith verify run.json                    check that nothing in it was changed
  sopwith verify ./data/sopwith.db           check every history in a database

Settings are read from the environment; README.md lists them.`,
  );

program.command('serve').description('start the server; the same as npm start').action(serve);

program
  .command('draft')
  .description('draft SOPs from a document (PDF, Markdown, text) and print them as YAML')
  .argument('<file>', 'the document')
  .option('--json', 'print JSON with steps, roles, evidence, limits and where each was found')
  .action(draft);

program
  .command('export')
  .description('print the evidence trail of a run as JSON')
  .argument('<run>', "the run's id, as its evidence file's name has it")
  .option('-o, --output <file>', 'write to this file')
  .action(exportRun);

program
  .command('verify')
  .description('check the hash chain of an evidence trail, or of every history in a database')
  .argument('<file-or-database>', 'an evidence file, a SQLite file, or postgres://…')
  .action(verify);

program
  .command('parked')
  .description('list the messages that could not be delivered, with the error and since when')
  .option('--retry <id>', 'deliver this one again, or all of them: --retry all')
  .action(parked);

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
