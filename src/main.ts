/** The server process: `npm start`. */
import { enableCompileCache } from 'node:module';

// What was compiled is kept for the next start, in the system's folder for temporary files: a third of a start is
// compiling. It works for what is loaded afterwards.
enableCompileCache();
const { CliError } = await import('./cli/failure.ts');
const { serve } = await import('./cli/serve.ts');
const { ConfigError } = await import('./config.ts');
const { DatabaseError } = await import('./store/errors.ts');

try {
  await serve();
} catch (error) {
  const isExpected = error instanceof CliError || error instanceof ConfigError || error instanceof DatabaseError;
  if (!isExpected) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
