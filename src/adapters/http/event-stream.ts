/** Server-sent events that say nothing of what went wrong inside: hono would tell whoever listens the words of the error. */
import type { Context } from 'hono';
import { type SSEStreamingApi, streamSSE } from 'hono/streaming';

/** Answers with what `follow` writes, until it ends. `failed` hears why it ended early; the client connects again. */
export function eventStream(
  c: Context,
  follow: (stream: SSEStreamingApi) => Promise<void>,
  failed: (error: unknown) => void,
): Response {
  // Without it nginx keeps what is written until there is more of it.
  c.header('x-accel-buffering', 'no');
  return streamSSE(c, (stream) => follow(stream).catch(failed));
}
