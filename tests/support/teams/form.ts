/** Whether what the bot sends is in good form: what Teams would refuse, and cards that it would show wrongly or not at all. */
import { problemsIn } from '../../cards/validity.ts';
import { isJson, text } from '../slack/json.ts';
import { bodyOf, type Call } from './connector-proxy.ts';
import { ADAPTIVE, cardOf } from './reading.ts';
import type { Answered } from './serve.ts';

export interface Malformed {
  /** Teams takes nothing of it. */
  readonly refusal?: Answered;
  readonly problems: readonly string[];
}

/** What a whole activity may have, in bytes. */
const MOST = 28 * 1_024;

export function malformed(call: Call): Malformed {
  const body = bodyOf(call);
  if (call.method !== 'POST' && call.method !== 'PUT') return { problems: [] };
  const size = Buffer.byteLength(JSON.stringify(body));
  if (size > MOST) return refused(413, 'MessageSizeTooBig', `${size} bytes`);
  if (call.path === '/v3/conversations' && tenantIn(body) === '') return refused(400, 'BadSyntax', 'names no tenant');
  const sent = isJson(body.activity) ? body.activity : body;
  const card = cardOf(sent);
  return { problems: card === undefined ? [] : problemsIn(card) };
}

/** The same of the cards that it answers a press with, or opens a dialog with. */
export function problemsInAnswer(body: unknown): readonly string[] {
  if (!isJson(body)) return [];
  const dialog = isJson(body.task) && isJson(body.task.value) ? body.task.value.card : undefined;
  const card = isJson(dialog) ? dialog.content : body.type === ADAPTIVE ? body.value : undefined;
  return card === undefined ? [] : problemsIn(card);
}

/** The first check loads what it needs, which takes a second: a bot would wait for that. */
export function warmUp(): void {
  problemsIn({ type: 'AdaptiveCard', version: '1.5', body: [] });
}

function tenantIn({ tenantId, channelData }: ReturnType<typeof bodyOf>): string {
  const tenant = isJson(channelData) && isJson(channelData.tenant) ? channelData.tenant.id : '';
  return text(tenantId) || text(tenant);
}

function refused(status: number, code: string, problem: string): Malformed {
  return { refusal: { status, body: { error: { code, message: problem } } }, problems: [`${code}: ${problem}`] };
}
