/** What the app asks a workspace to allow, and what for. The manifest asks for exactly these. */
export const SCOPES = {
  'app_mentions:read': 'hear @Sopwith in a thread, where slash commands do not work',
  'channels:history': 'read replies in the thread of a run (evidence), and find a dropped document',
  'channels:join': 'join the public channel that a run is started in',
  'channels:read': 'know whether it is in a channel, whether that is archived, and who may see what runs there',
  'chat:write': 'post and update cards',
  commands: '/sop and the shortcuts',
  'files:read': 'fetch documents and photos that people send',
  'files:write': 'send an evidence file, or the picture of a digest, to whoever asks for it',
  'groups:history': 'the same as channels:history in private channels it was invited to',
  'groups:read': 'the same as channels:read in private channels it was invited to',
  'im:history': 'hear phrases and photos in its direct messages',
  'im:write': 'open a direct message with whoever asked',
  'reactions:write': 'mark a reply that was taken as evidence',
  'usergroups:read': 'let a user group hold a role',
  'users:read.email': 'know somebody again who also works in Microsoft Teams',
  'users:read': 'names, time zones, 12 or 24 hour clocks, guests, bots and who has left',
} as const;

export type Scope = keyof typeof SCOPES;

export const SCOPE_NAMES = Object.keys(SCOPES) as readonly Scope[];
