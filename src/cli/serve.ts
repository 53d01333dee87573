import { flushCompileCache } from 'node:module';
import { createApp } from '../app.ts';
import { readConfig } from '../config.ts';
import { CliError } from './failure.ts';

/** Starts the server and stops it cleanly on Ctrl+C. */
export async function serve(): Promise<void> {
  const config = readConfig();
  const app = await createApp(config);
  const address = await app.listen().catch(async (error: unknown) => {
    await app.stop();
    if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error;
    throw new CliError(
      `Port ${config.port} is taken by another program. Stop that one, or choose another port: PORT=${config.port + 1} npm start`,
    );
  });
  const slack = config.slack ? '' : 'Slack is off: docs/slack.md says how to turn it on.\n';
  process.stdout.write(`Sopwith is ready: ${address}\nOnly this machine can reach it. Stop it with Ctrl+C.\n${slack}`);
  // Now, and not at the end: a process that is killed has no end.
  flushCompileCache();
  await new Promise<void>((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  await app.stop();
}
