/** One activity to a bot, as it goes over the wire. */
import { type Json, parsed } from '../slack/json.ts';

/** The Bot Framework waits no longer for a bot. */
const PATIENCE = 15_000;

/** Gives status and body: parsed, or as it is where it is no JSON, or undefined where there is none. Status 0: nobody answered. */
export async function post(
  bot: string,
  activity: Json,
  { token = '' }: { readonly token?: string } = {},
): Promise<{ readonly status: number; readonly body: unknown }> {
  const shown = token === '' ? {} : { authorization: `Bearer ${token}` };
  const headers = { 'content-type': 'application/json; charset=utf-8', ...shown };
  try {
    const body = JSON.stringify(activity);
    const response = await fetch(bot, { method: 'POST', headers, body, signal: AbortSignal.timeout(PATIENCE) });
    const said = await response.text();
    return { status: response.status, body: said === '' ? undefined : (parsed(said) ?? said) };
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? `: ${error.cause.message}` : '';
    return { status: 0, body: `${error instanceof Error ? error.message : String(error)}${cause}` };
  }
}
