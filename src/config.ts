/** The settings, and the only reader of the environment. README's table and `.env.example` list exactly these. */
import { z } from 'zod';

const environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().trim().min(1).default('127.0.0.1'),
  SOPWITH_DATA: z.string().trim().min(1).default('./data'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must begin with postgres:// (leave it out for the SQLite file)')
    .optional(),
  SOPWITH_SECRET: z.string().min(32, 'must have at least 32 characters (leave it out to have one made)').optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
});

export interface Config {
  readonly port: number;
  readonly host: string;
  /** Folder of the SQLite file and the evidence files. */
  readonly data: string;
  readonly databaseUrl: string | undefined;
  /** Signs sessions; absent: made on the first start and kept in the data folder. Replicas must share it. */
  readonly secret: string | undefined;
  readonly logLevel: string;
}

/** Names of the settings, for README's table and `.env.example`. */
export const SETTINGS = Object.keys(environment.shape);

export class ConfigError extends Error {}

/** Reads the settings. Throws `ConfigError` with a line for each setting that is wrong. */
export function readConfig(env: Readonly<Record<string, string | undefined>> = process.env): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const read = environment.safeParse(given);
  if (!read.success) {
    const lines = read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new ConfigError(`These settings cannot be used:\n  ${lines.join('\n  ')}`);
  }
  const { PORT, HOST, SOPWITH_DATA, DATABASE_URL, SOPWITH_SECRET, LOG_LEVEL } = read.data;
  const loopback = ['127.0.0.1', 'localhost', '::1'];
  if (!loopback.includes(HOST)) {
    throw new ConfigError(
      `HOST: ${HOST} is not this machine alone. The local workspace has no sign-in, so it listens on 127.0.0.1 only.`,
    );
  }
  return {
    ...{ port: PORT, host: HOST, data: SOPWITH_DATA, databaseUrl: DATABASE_URL },
    ...{ secret: SOPWITH_SECRET, logLevel: LOG_LEVEL },
  };
}
