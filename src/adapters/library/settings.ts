/** What signing in through a provider (OpenID Connect) needs. */
import type { People } from '../../runtime/library/signed-in-elsewhere.ts';

export interface OidcSettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** What the button says after “Sign in with”. */
  readonly name: string;
  /** How its people are matched with members. */
  readonly people: People;
  /** The one workspace that it signs in to; absent: whichever the account belongs to. */
  readonly workspace?: string;
  /** The Slack workspace that a Microsoft tenant's people work in too. */
  readonly joined?: { readonly tenant: string; readonly workspace: string };
}

/** What a provider is called, and what it may say of people: Slack and Microsoft of their own accounts. */
export function providerOf(issuer: string): { readonly name: string; readonly people: People } {
  const { hostname } = new URL(issuer);
  if (hostname === 'slack.com') return { name: 'Slack', people: 'slack' };
  if (MICROSOFT.includes(hostname)) return { name: 'Microsoft', people: 'entra' };
  return { name: hostname === 'accounts.google.com' ? 'Google' : hostname, people: 'email' };
}

const MICROSOFT = ['login.microsoftonline.com', 'login.microsoftonline.us', 'login.partner.microsoftonline.cn'];
