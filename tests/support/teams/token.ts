/** What the bot shows to be itself, as the stand-in for Microsoft's login gives it. */
import type { TeamsSettings } from './teams.ts';

type Login = Pick<TeamsSettings, 'appId' | 'password' | 'tenant' | 'loginUrl'>;

/** For a service (`https://graph.microsoft.com`). */
export async function tokenFor(
  { appId = '', password = '', tenant, loginUrl }: Login,
  audience: string,
): Promise<string> {
  const form = {
    client_id: appId,
    client_secret: password,
    scope: `${audience}/.default`,
    grant_type: 'client_credentials',
  };
  const response = await fetch(`${loginUrl}/${tenant}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams(form),
  });
  const { access_token } = (await response.json()) as { access_token: string };
  return access_token;
}
