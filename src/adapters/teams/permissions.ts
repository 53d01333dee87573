/** What the app asks whoever adds it to a team or a group chat to allow there, and what for. The manifest asks for exactly these. */
export const PERMISSIONS = {
  'ChannelMessage.Read.Group':
    'hear replies in the thread of a run without a mention (evidence), read a message for its document and pictures, and find a card again after a crash',
  'ChatMessage.Read.Chat': 'the same as ChannelMessage.Read.Group in group chats',
  'TeamMember.Read.Group': "let a team's owners hold a role",
} as const;

export type Permission = keyof typeof PERMISSIONS;

export const PERMISSION_NAMES = Object.keys(PERMISSIONS) as readonly Permission[];

/** What an administrator may allow for the whole organisation, in Entra, and what for. One of them is enough; none is needed. */
export const GRAPH_PERMISSIONS = {
  'Files.Read.All': 'fetch the documents and photos of channels and group chats from SharePoint and OneDrive',
  'Sites.Selected': 'the same as Files.Read.All, in nothing but the sites that you name',
} as const;

export type GraphPermission = keyof typeof GRAPH_PERMISSIONS;

export const GRAPH_PERMISSION_NAMES = Object.keys(GRAPH_PERMISSIONS) as readonly GraphPermission[];
