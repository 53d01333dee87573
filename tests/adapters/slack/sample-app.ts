/** A small app on the real Bolt, which proves the stand-in: a button, a form, a thread and a file. */
import { App, LogLevel, SocketModeReceiver } from '@slack/bolt';
import type { Slack } from '../../support/slack/slack.ts';

export interface SampleApp {
  readonly app: App;
  /** What reached it, as `kind: what`. */
  readonly seen: string[];
  stop(): Promise<void>;
}

export const clientOptions = (slack: Slack) => ({
  slackApiUrl: slack.settings.SLACK_API_URL,
  timeout: 5_000,
  retryConfig: { retries: 2, minTimeout: 5, maxTimeout: 10 },
});

const form = (title: string) => ({
  type: 'modal' as const,
  callback_id: 'reading',
  title: { type: 'plain_text' as const, text: title },
  submit: { type: 'plain_text' as const, text: 'Save' },
  notify_on_close: true,
  blocks: [
    {
      type: 'input' as const,
      block_id: 'temperature',
      label: { type: 'plain_text' as const, text: 'Temperature' },
      element: { type: 'number_input' as const, action_id: 'value', is_decimal_allowed: true },
    },
    {
      type: 'input' as const,
      block_id: 'photo',
      optional: true,
      label: { type: 'plain_text' as const, text: 'Photo' },
      element: { type: 'file_input' as const, action_id: 'value', max_files: 2 },
    },
  ],
});

const card = (text: string, isOpen: boolean) => [
  { type: 'section' as const, text: { type: 'mrkdwn' as const, text } },
  ...(isOpen
    ? [
        {
          type: 'actions' as const,
          elements: [
            {
              type: 'button' as const,
              action_id: 'done',
              text: { type: 'plain_text' as const, text: 'Done' },
              value: '1',
            },
            { type: 'button' as const, action_id: 'form', text: { type: 'plain_text' as const, text: 'Reading…' } },
          ],
        },
      ]
    : []),
];

/** Over HTTP on a free port, or over Socket Mode. */
export async function startSampleApp(slack: Slack, mode: 'http' | 'socket'): Promise<SampleApp> {
  const { settings } = slack;
  const seen: string[] = [];
  const app = new App({
    token: settings.SLACK_BOT_TOKEN,
    logLevel: LogLevel.ERROR,
    clientOptions: clientOptions(slack),
    ...(mode === 'http' ? { signingSecret: settings.SLACK_SIGNING_SECRET } : { receiver: socketReceiver(slack) }),
  });
  app.command('/sop', async ({ ack, command, client }) => {
    await ack(`You said: ${command.text}`);
    await client.chat.postMessage({
      channel: command.channel_id,
      text: command.text,
      blocks: card(command.text, true),
    });
  });
  app.action('done', async ({ ack, body, client, respond }) => {
    await ack();
    if (body.type !== 'block_actions' || body.message === undefined || body.channel === undefined) return;
    seen.push(`done: ${body.user.id}`);
    await client.chat.update({
      channel: body.channel.id,
      ts: body.message.ts,
      text: 'Done',
      blocks: card('Done', false),
    });
    await respond({ text: 'Thank you', response_type: 'ephemeral', replace_original: false });
  });
  app.action('form', async ({ ack, body, client }) => {
    await ack();
    if (body.type === 'block_actions') await client.views.open({ trigger_id: body.trigger_id, view: form('Reading') });
  });
  app.view('reading', async ({ ack, view }) => {
    const value = Number(view.state.values.temperature?.value?.value);
    if (value > 8) return ack({ response_action: 'errors', errors: { temperature: 'Too warm' } });
    seen.push(`reading: ${value} and ${view.state.values.photo?.value?.files?.map((one) => one.name).join() ?? ''}`);
    await ack();
  });
  app.view({ callback_id: 'reading', type: 'view_closed' }, async ({ ack }) => {
    await ack();
    seen.push('closed');
  });
  app.shortcut('run', async ({ ack, body, client }) => {
    await ack();
    await client.views.open({ trigger_id: body.trigger_id, view: form('Run') });
  });
  app.shortcut('import', async ({ ack, body }) => {
    await ack();
    if (body.type === 'message_action') seen.push(`import: ${body.message.text}`);
  });
  app.message(async ({ message }) => {
    if (message.subtype === undefined || message.subtype === 'file_share') {
      seen.push(
        `message in ${message.channel_type}: ${message.text ?? ''}${message.thread_ts === undefined ? '' : ' (reply)'}`,
      );
    }
  });
  for (const name of [
    'app_mention',
    'reaction_added',
    'file_shared',
    'app_uninstalled',
    'tokens_revoked',
    'user_change',
    'member_joined_channel',
  ] as const) {
    app.event(name, async () => void seen.push(name));
  }
  app.event('app_home_opened', async ({ event, client }) => {
    await client.views.publish({ user_id: event.user, view: { type: 'home', blocks: card('Your work', false) } });
  });
  if (mode === 'socket') await app.start();
  else {
    const server = await app.start({ port: 0, host: '127.0.0.1' });
    slack.deliverTo(`http://127.0.0.1:${portOf(server)}/slack/events`);
  }
  return { app, seen, stop: async () => void (await app.stop()) };
}

/** Its ping timeout is also what it waits before it connects again. */
function socketReceiver(slack: Slack): SocketModeReceiver {
  return new SocketModeReceiver({
    ...{ appToken: slack.settings.SLACK_APP_TOKEN, clientPingTimeout: 1_000, logLevel: LogLevel.ERROR },
    installerOptions: { clientOptions: clientOptions(slack) },
  });
}

/** Where Bolt listens. */
export function portOf(server: Awaited<ReturnType<App['start']>>): number {
  const address = server?.address();
  if (typeof address !== 'object' || address === null) throw new Error('Bolt listens nowhere');
  return address.port;
}
