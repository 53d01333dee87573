/** Who and what there is in the tenant that tests act in. The playground has room for one user of its own and exactly five more. */

export const TENANT_ID = '5f6c2a10-7b1e-4c55-9d0a-2f3b6a1c8e01';
export const APP_ID = 'c3a1f0d2-6e4b-4b8a-8f57-90d1e2b7a4f6';
export const BOT = { id: `28:${APP_ID}`, name: 'Sopwith' } as const;

export interface Someone {
  /** In one word, as tests call them. */
  readonly key: string;
  /** As the Bot Framework calls them, which is not what Entra and Graph call them. */
  readonly id: string;
  readonly aadObjectId: string;
  readonly name: string;
  readonly email: string;
  /** Where their clock stands, as the IANA names it. */
  readonly zone: string;
  readonly locale: string;
}

/** Whose page the playground is: the one person whom a browser can be. */
export const ME = somebody(0, 'Max Keller', 'Europe/Berlin', 'de-DE');

export const PEOPLE: readonly Someone[] = [
  ME,
  somebody(1, 'Ana Silva', 'Europe/Lisbon', 'en-GB'),
  somebody(2, 'Ben Okafor', 'Europe/London', 'en-GB'),
  somebody(3, 'Cem Yilmaz', 'Europe/Istanbul', 'tr-TR'),
  somebody(4, 'Dee Novak', 'America/Chicago', 'en-US'),
  somebody(5, 'Eva Lund', 'Europe/Stockholm', 'sv-SE'),
];

export const TEAM = {
  /** Also the conversation of its first channel. */
  id: '19:harbour-general@thread.tacv2',
  name: 'Harbour Café',
  aadGroupId: '8d2e6b14-03c7-4f19-a9b2-51d0c4e8f733',
} as const;

export type Place =
  | { readonly kind: 'personal'; readonly id: string }
  | { readonly kind: 'groupChat'; readonly id: string; readonly name: string }
  /** `thread`: the id of the post that begins it. */
  | { readonly kind: 'channel'; readonly id: string; readonly name: string; readonly thread?: string };

export const GENERAL = { kind: 'channel', id: TEAM.id, name: 'General' } as const;
export const KITCHEN = { kind: 'channel', id: '19:harbour-kitchen@thread.tacv2', name: 'Kitchen' } as const;
export const SHIFT_LEADS = { kind: 'groupChat', id: '19:shift-leads@thread.v2', name: 'Shift leads' } as const;
export const CHANNELS: readonly Extract<Place, { kind: 'channel' }>[] = [GENERAL, KITCHEN];

/** The personal chat of the playground's own user: the only one whose id can be chosen. */
export const MY_CHAT = { kind: 'personal', id: 'a:max-and-sopwith' } as const;

/** As activities and the Connector name it. */
export function conversationOf(place: Place): string {
  return place.kind === 'channel' && place.thread !== undefined ? `${place.id};messageid=${place.thread}` : place.id;
}

export function someoneCalled(name: string): Someone {
  const found = PEOPLE.find((one) => [one.key, one.name, one.id, one.aadObjectId, one.email].includes(name));
  if (found === undefined) throw new Error(`There is nobody called ${name}`);
  return found;
}

function somebody(number: number, name: string, zone: string, locale: string): Someone {
  const key = name.slice(0, 3).toLowerCase();
  return {
    ...{ key, name, zone, locale, email: `${key}@harbour.example` },
    id: `29:1${key}-${'x'.repeat(24)}${number}`,
    aadObjectId: `b7e0a9c4-15d8-4d2f-8a63-0c9f4e1b2d0${number}`,
  };
}
