/** Being let in by Slack: the workspace of the token first, then Socket Mode. What keeps it out is written to the log. */
import type { Receiver } from '@slack/bolt';
import type { Logger } from 'pino';
import { type Advice, connectAdvice, scopesMissing } from './advice.ts';
import type { slackLogger } from './logger.ts';
import { createReaching } from './reaching.ts';
import type { SlackSettings } from './settings.ts';
import { createSocket } from './socket.ts';
import type { Teams } from './teams.ts';

export interface Arrival {
  /** Of Socket Mode; absent where requests come over HTTP. */
  readonly receiver: Receiver | undefined;
  /** Resolves once Slack let us in, or after a while: the program runs without it until it comes. Throws nothing. */
  begin(): Promise<void>;
  /** Tries no more, and ends the connection. */
  end(): Promise<void>;
}

interface Arriving {
  readonly settings: SlackSettings;
  readonly teams: Teams;
  readonly log: Logger;
  readonly logger: ReturnType<typeof slackLogger>;
}

/** How long a start waits for Slack, in milliseconds. */
const PATIENCE = 5_000;

export function createArrival({ settings, teams, log, logger }: Arriving): Arrival {
  const { botToken, appToken } = settings;
  const reaching = createReaching();
  let advised = '';
  /** The same is not said twice while it lasts: an administrator reads it once. */
  const advise = ({ advice, isFinal }: Advice): 'final' | 'passing' => {
    if (advice !== advised) log.error(advice);
    advised = advice;
    return isFinal ? 'final' : 'passing';
  };
  const socket = appToken === undefined ? undefined : createSocket(appToken, { settings, reaching, logger, advise });

  /** Asks Slack which workspace the token is for. */
  const greet = async (token: string): Promise<boolean> => {
    const connect = async () => {
      const team = await teams.connect(token);
      advised = '';
      for (const advice of scopesMissing(team)) log.warn(advice);
      log.info({ team: team.id }, `Slack: connected to ${team.name}`);
    };
    const isIn = await reaching.reach(connect, (error) => advise(connectAdvice(error, settings)));
    if (!isIn) teams.refused();
    return isIn;
  };

  /** Resolves when it is open for the first time, or never will be. */
  const open = (): Promise<void> =>
    new Promise((resolve) => {
      if (!socket) return resolve();
      const keeping = socket.keepOpen(() => {
        advised = '';
        log.info('Slack: Socket Mode is open');
        resolve();
      });
      keeping.then(resolve, (error: unknown) => {
        log.error({ err: error }, 'Slack: Socket Mode is not kept open any more');
        resolve();
      });
    });

  return {
    receiver: socket?.receiver,
    async begin() {
      // What comes before the workspace is known could not be answered.
      const isIn = botToken === undefined ? Promise.resolve(true) : greet(botToken);
      await Promise.race([isIn.then((letIn) => (letIn ? open() : undefined)), reaching.rest(PATIENCE)]);
    },
    async end() {
      reaching.stop();
      await socket?.close();
    },
  };
}
