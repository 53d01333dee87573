/** How Microsoft Teams is reached. */
export interface TeamsSettings {
  /** The bot's Microsoft App ID. Absent: anybody who reaches this machine is believed to be Teams, for trying it out. */
  readonly appId?: string;
  readonly password?: string;
  /** In place of a password. `privateKey` in PEM; `thumbprint` is the certificate's SHA-1 in hex. */
  readonly certificate?: { readonly thumbprint: string; readonly privateKey: string };
  /** The one tenant that is served; absent: every tenant whose administrators add the app. */
  readonly tenant?: string;
  /** A workspace whose people also work in Slack (`slack-T1`): the tenant's people join it. Then there is one tenant. */
  readonly joins?: string;
  /** User principal names or object ids of those who administer Sopwith in Teams, in lower case. */
  readonly admins: readonly string[];
  /** Clients have neither dialogs nor cards that refresh: forms stand on the cards. */
  readonly isPlain: boolean;
  /** The address that people and Teams reach, without a slash at its end. */
  readonly publicUrl?: string;
  /** The address of a stand-in for Teams, trusted like Microsoft's own. */
  readonly standIn?: string;
  /** Microsoft Graph, without a slash at its end; absent: Microsoft's own. */
  readonly graphUrl?: string;
  /** Where the keys of the Bot Framework are told of; absent: Microsoft's own. */
  readonly openIdUrl?: string;
  /** How long Teams may take for one call, in milliseconds; 10,000 if absent. */
  readonly patience?: number;
}
