/**
 * Writes the package that an administrator uploads to Microsoft Teams (docs/teams.md):
 *
 *   npm run teams:package -- --app-id 0b5ce8ff-… --url https://sopwith.example.com
 */
import { writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command, Option } from 'commander';
import { ConfigError, withFile } from '../src/config.ts';
import { PackageError, teamsPackage } from './teams-app.ts';

interface Options {
  readonly appId?: string;
  readonly url?: string;
  readonly version?: string;
  readonly output: string;
}

const STANDARD = 'teams-app/sopwith-teams.zip';
const standard = fileURLToPath(new URL(`../${STANDARD}`, import.meta.url));

new Command('npm run teams:package --')
  .description('write the package that an administrator uploads to Microsoft Teams')
  .option('--app-id <id>', "the bot's Microsoft App ID (else TEAMS_APP_ID)")
  .option('--url <address>', 'the address at which Teams reaches Sopwith (else PUBLIC_URL)')
  .option('--version <x.y.z>', 'higher than that of the package uploaded before')
  .addOption(new Option('-o, --output <file>', 'write to this file').default(standard, STANDARD))
  .allowExcessArguments(false)
  .showHelpAfterError()
  .action(write)
  .parse();

function write({ appId, url, version, output }: Options): void {
  try {
    const settings = withFile(process.env);
    const app = {
      appId: appId ?? wanted(settings.TEAMS_APP_ID, "the bot's Microsoft App ID", '--app-id', 'TEAMS_APP_ID'),
      publicUrl:
        url ?? wanted(settings.PUBLIC_URL, 'the address at which Teams reaches Sopwith', '--url', 'PUBLIC_URL'),
    };
    const made = teamsPackage({ ...app, ...(version === undefined ? {} : { version }) });
    writeFileSync(output, made.zip);
    console.log(
      `${relative('', output)} (version ${made.version}) is ready to be uploaded, in the Teams admin center or in Teams.`,
    );
    console.log(`Messaging endpoint of the Azure Bot: ${made.endpoint}`);
  } catch (error) {
    if (!(error instanceof PackageError || error instanceof ConfigError || isOfTheDisk(error))) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}

function wanted(value: string | undefined, what: string, option: string, setting: string): string {
  if (value) return value;
  throw new PackageError(`Give ${what}: ${option} here, or ${setting} in the environment or in .env (docs/teams.md).`);
}

function isOfTheDisk(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error;
}
