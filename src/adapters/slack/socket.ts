/**
 * Socket Mode, for those without a public address: Slack is reached, not the other way round. The SDK's own way of
 * connecting again waits longer and longer, and ends the process if Slack cannot be asked for an address meanwhile; so it
 * is told not to, and the connection is opened again here.
 */
import { type Receiver, SocketModeReceiver } from '@slack/bolt';
import { inTime } from '../../runtime/in-time.ts';
import { type Advice, socketAdvice } from './advice.ts';
import type { slackLogger } from './logger.ts';
import type { Reaching } from './reaching.ts';
import type { SlackSettings } from './settings.ts';

export interface Socket {
  readonly receiver: Receiver;
  /** Keeps it open until `reaching` stops. `opened` is called each time that it was opened. */
  keepOpen(opened: () => void): Promise<void>;
  /** Ends the connection. To be called once `reaching` is stopped. */
  close(): Promise<void>;
}

interface Opening {
  readonly settings: SlackSettings;
  readonly reaching: Reaching;
  readonly logger: ReturnType<typeof slackLogger>;
  /** Hears why it cannot be opened, and says whether that is final. */
  readonly advise: (advice: Advice) => 'final' | 'passing';
}

/** How long Slack may take to say where to connect, in milliseconds. */
const PATIENCE = 10_000;
/** How long Slack may take to agree that the connection ends, in milliseconds. */
const FAREWELL = 1_000;
/** A connection that lasted no longer was of no use, in milliseconds; the next one waits for a moment. */
const SHORT = 10_000;
const MOMENT = 1_000;

export function createSocket(appToken: string, { settings, reaching, logger, advise }: Opening): Socket {
  const clientOptions = {
    ...{ slackApiUrl: settings.apiUrl, timeout: PATIENCE, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true },
  };
  const receiver = new SocketModeReceiver({
    ...{ appToken, logger, installerOptions: { clientOptions } },
    autoReconnectEnabled: false,
  });
  const close = async (): Promise<void> => {
    const { client } = receiver;
    const closing = client.disconnect().then(() => true);
    // Told once more, the SDK does not wait for an answer that does not come: it would for half a minute.
    if ((await inTime(closing, FAREWELL)) !== true) await client.disconnect();
  };
  return {
    ...{ receiver, close },
    async keepOpen(opened) {
      while (!reaching.isStopped()) {
        const told = (error: unknown) => advise(socketAdvice(error, settings));
        const isOpen = await reaching.reach(() => receiver.start(), told);
        if (!isOpen) return;
        // Stopped while Slack was being asked where to connect: nobody else would close it.
        if (reaching.isStopped()) return close();
        const gone = new Promise((resolve) => receiver.client.once('disconnected', resolve));
        const since = performance.now();
        opened();
        await gone;
        // Slack may end each one at once, and would be asked without end.
        if (performance.now() - since < SHORT) await reaching.rest(MOMENT);
      }
    },
  };
}
