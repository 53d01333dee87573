/** A person adds the app to their workspace: its page, Slack's consent, and back with a code. */
import { CLIENT_ID } from './app.ts';
import type { World } from './world.ts';

export async function installs(
  { workspace }: World,
  user: string,
  page: string,
): Promise<{ status: number; text: string }> {
  const first = await fetch(page, { redirect: 'manual' });
  const consent = first.headers.get('location');
  if (consent === null) return { status: first.status, text: await first.text() };
  const cookie = first.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
  const asked = new URL(consent).searchParams;
  // An app that names no address gets people back at the one it registered.
  const redirect = asked.get('redirect_uri') || new URL('/slack/oauth_redirect', page).href;
  const form = new URLSearchParams({
    ...{ user_id: user, client_id: asked.get('client_id') ?? CLIENT_ID, redirect_uri: redirect },
    ...{ scope: asked.get('scope') ?? '', user_scope: asked.get('user_scope') ?? '', state: asked.get('state') ?? '' },
  });
  const request = new Request('http://emulator/oauth/v2/authorize/callback', { method: 'POST', body: form });
  const agreed = await workspace.fetch(request);
  const back = agreed.headers.get('location');
  if (back === null) throw new Error(`Slack's consent page answered ${agreed.status}: ${await agreed.text()}`);
  const last = await fetch(back, { headers: { cookie }, redirect: 'manual' });
  return { status: last.status, text: await last.text() };
}
