/** Who is there before a test begins. Ids are the same in every workspace, so that nothing told apart only by id is. */

export interface PersonSeed {
  /** Lower case; also what tests call the person by. */
  readonly name: string;
  readonly realName: string;
  readonly tz: string;
  readonly locale: string;
  readonly is?: 'admin' | 'guest' | 'single-channel guest' | 'deactivated' | 'bot';
}

export interface ChannelSeed {
  readonly name: string;
  readonly isPrivate?: boolean;
  readonly isArchived?: boolean;
  /** Everybody who is active, if absent. */
  readonly people?: readonly string[];
  /** The bot is in, if absent. */
  readonly hasBot?: boolean;
}

export interface GroupSeed {
  readonly handle: string;
  readonly name: string;
  readonly people: readonly string[];
}

export interface WorkspaceSeed {
  readonly id?: string;
  readonly name?: string;
  readonly people?: readonly PersonSeed[];
  readonly channels?: readonly ChannelSeed[];
  readonly groups?: readonly GroupSeed[];
  /** What the bot token is granted. */
  readonly scopes?: readonly string[];
  /** `false`: the app comes in only through the install page. */
  readonly isInstalled?: boolean;
}

export const PEOPLE: readonly PersonSeed[] = [
  { name: 'ana', realName: 'Ana Lima', tz: 'Europe/Lisbon', locale: 'pt-PT', is: 'admin' },
  { name: 'ben', realName: 'Ben Okafor', tz: 'America/New_York', locale: 'en-US' },
  { name: 'chen', realName: 'Chen Wei', tz: 'Asia/Shanghai', locale: 'zh-CN' },
  { name: 'dora', realName: 'Dora Roth', tz: 'Europe/Berlin', locale: 'de-DE' },
  { name: 'eva', realName: 'Eva Núñez', tz: 'Europe/Madrid', locale: 'es-ES' },
  { name: 'gus', realName: 'Gus Berg', tz: 'Europe/Oslo', locale: 'nb-NO', is: 'guest' },
  { name: 'lea', realName: 'Lea Petit', tz: 'Europe/Paris', locale: 'fr-FR', is: 'deactivated' },
  { name: 'robo', realName: 'Robo', tz: 'Etc/UTC', locale: 'en-US', is: 'bot' },
];

/** `lobby` is public and without the bot, `vault` private and without it, `attic` archived. */
export const CHANNELS: readonly ChannelSeed[] = [
  { name: 'ops' },
  { name: 'kitchen' },
  { name: 'office', isPrivate: true, people: ['ana', 'ben', 'chen'] },
  { name: 'lobby', hasBot: false },
  { name: 'vault', isPrivate: true, people: ['ana'], hasBot: false },
  { name: 'attic', isArchived: true },
];

export const GROUPS: readonly GroupSeed[] = [
  { handle: 'managers', name: 'Managers', people: ['ana', 'dora'] },
  { handle: 'empty', name: 'Nobody yet', people: [] },
];

export const userId = (name: string): string => idOf('U', name);
export const channelId = (name: string): string => idOf('C', name);
export const groupId = (handle: string): string => idOf('S', handle);

function idOf(prefix: string, name: string): string {
  return `${prefix}0${name.toUpperCase().replaceAll(/[^A-Z0-9]/g, '')}`.padEnd(9, 'X');
}
