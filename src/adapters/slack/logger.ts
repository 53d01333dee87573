/** The SDK's log as lines of ours. */
import type { Logger as SlackLogger } from '@slack/bolt';
import { LogLevel } from '@slack/bolt';
import type { Logger } from 'pino';

/** What the SDK tells for debugging is left out: it holds whole payloads. */
export function slackLogger(log: Logger): SlackLogger {
  const said = (parts: unknown[]) =>
    parts.map((part) => (part instanceof Error ? part.message : String(part))).join(' ');
  return {
    debug: () => {},
    info: (...parts) => log.debug({ slack: said(parts) }, 'slack'),
    warn: (...parts) => log.warn({ slack: said(parts) }, 'slack'),
    error: (...parts) => log.error({ slack: said(parts) }, 'slack'),
    setLevel: () => {},
    getLevel: () => LogLevel.INFO,
    setName: () => {},
  };
}
