/** A server on this machine that speaks the chat completions of the OpenAI API, and says what a test tells it to. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface Asked {
  readonly authorization: string | undefined;
  readonly model: string;
  readonly messages: readonly { readonly role: string; readonly content: string }[];
  readonly response_format: { readonly json_schema: { readonly strict: boolean; readonly schema: object } };
}

/** `body` is sent as it is; an object as a completion with that content; `hang` leaves the question open. */
export type Says =
  | { readonly status?: number; readonly body: string }
  | { readonly content: unknown; readonly finish?: string; readonly refusal?: string }
  | 'hang';

export interface ModelServer {
  readonly url: string;
  readonly asked: readonly Asked[];
  close(): Promise<void>;
}

export async function modelServer(answer: (asked: Asked, count: number) => Says): Promise<ModelServer> {
  const asked: Asked[] = [];
  const server = createServer(async (request, response) => {
    const body = JSON.parse(await text(request)) as Asked;
    asked.push({ ...body, authorization: request.headers.authorization });
    const says = answer(body, asked.length);
    if (says === 'hang') return;
    const isRaw = 'body' in says;
    response.writeHead(isRaw ? (says.status ?? 200) : 200, { 'content-type': 'application/json' });
    response.end(isRaw ? says.body : JSON.stringify(completion(says)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function completion({ content, finish = 'stop', refusal }: Exclude<Says, 'hang' | { body: string }>) {
  const said = typeof content === 'string' ? content : JSON.stringify(content);
  const message = { role: 'assistant', content: refusal === undefined ? said : null, refusal: refusal ?? null };
  return {
    ...{ id: 'c1', object: 'chat.completion', created: 1, model: 'small' },
    choices: [{ index: 0, finish_reason: finish, message }],
    usage: { prompt_tokens: 900, completion_tokens: 100, total_tokens: 1_000 },
  };
}
