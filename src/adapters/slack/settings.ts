/** How Slack is reached. */
export interface SlackSettings {
  /** Of the one workspace; absent: installations are kept in the store. */
  readonly botToken?: string;
  /** Present: Socket Mode. Absent: requests come to `/slack/events`, signed with `signingSecret`. */
  readonly appToken?: string;
  readonly signingSecret?: string;
  /** Present: people add the app to their workspaces at `/slack/install`. */
  readonly client?: { readonly id: string; readonly secret: string };
  /** The address that people and Slack reach, without a slash at its end. */
  readonly publicUrl?: string;
  /** Ends with a slash. Another one than Slack's own is a stand-in, whose host is trusted like Slack's. */
  readonly apiUrl: string;
  /** How long Slack may take for one call, in milliseconds; 10,000 if absent. */
  readonly patience?: number;
}
