/** Which addresses are Microsoft's: the bot's token goes nowhere else, and files come from nowhere else. */
import { LOOPBACK } from '../http/loopback.ts';
import type { TeamsSettings } from './settings.ts';

/**
 * Where Teams takes messages: its public cloud, and those of governments
 * (learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/send-proactive-messages).
 */
const SERVICE_HOSTS: readonly string[] = [
  'smba.trafficmanager.net',
  'smba.infra.gcc.teams.microsoft.com',
  'smba.infra.gov.teams.microsoft.us',
  'smba.infra.dod.teams.microsoft.us',
];

/** Where files of Teams lie: SharePoint and OneDrive for business, whose addresses each tenant has its own of. */
const FILE_HOSTS: readonly RegExp[] = [/^[a-z0-9-]+\.sharepoint\.(com|us|de|cn)$/, /^[a-z0-9-]+\.sharepoint-mil\.us$/];

type Trusting = Pick<TeamsSettings, 'standIn' | 'appId'>;

/** The address with a slash at its end; undefined if it is none of Microsoft's. */
export function serviceUrlOf(url: string, settings: Trusting): string | undefined {
  const at = openAddress(url);
  if (!at) return undefined;
  const isOurs = at.protocol === 'https:' && at.port === '' && SERVICE_HOSTS.includes(at.hostname);
  return isOurs || isStandIn(at, settings) ? `${at.origin}${at.pathname.replace(/\/*$/, '/')}` : undefined;
}

/**
 * Where Teams keeps the pictures of messages. They are fetched with the bot's token, which at any other address of Teams
 * would be a question in the bot's name.
 */
export function isPictureAddress(url: string, settings: Trusting): boolean {
  const { pathname = '' } = URL.parse(url) ?? {};
  return serviceUrlOf(url, settings) !== undefined && /\/v3\/attachments\/[\w-]+\/views\/[\w-]+$/.test(pathname);
}

/** Where a file may be fetched from and brought to without a token: its address itself is the right to it. */
export function isFileHost(url: string, settings: Trusting): boolean {
  const at = openAddress(url);
  if (!at) return false;
  const isOurs = at.protocol === 'https:' && at.port === '' && FILE_HOSTS.some((host) => host.test(at.hostname));
  return isOurs || isStandIn(at, settings);
}

/** An address that carries no name and no password. */
function openAddress(url: string): URL | undefined {
  const at = URL.parse(url);
  return at?.username === '' && at.password === '' ? at : undefined;
}

/** Where anybody is believed to be Teams, it is this machine that is tried out on. */
function isStandIn(at: URL, { standIn, appId }: Trusting): boolean {
  if (standIn !== undefined) return at.origin === new URL(standIn).origin;
  return appId === undefined && LOOPBACK.includes(at.hostname);
}
