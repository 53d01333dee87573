/** The server process: `npm start`. */

import { CliError } from './cli/failure.ts';
import { serve } from './cli/serve.ts';
import { ConfigError } from './config.ts';
import { DatabaseError } from './store/errors.ts';

try {
  await serve();
} catch (error) {
  const isExpected = error instanceof CliError || error instanceof ConfigError || error instanceof DatabaseError;
  if (!isExpected) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
