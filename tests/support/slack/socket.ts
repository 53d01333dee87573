/** Slack's side of Socket Mode. */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { APP_ID } from './app.ts';
import { type Json, parsed, text } from './json.ts';

export type EnvelopeType = 'events_api' | 'slash_commands' | 'interactive';

export interface Link {
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  connections(): number;
  /** Whether an app ever came. */
  wasOpen(): boolean;
  /** Gives what the app acknowledged with. Rejects if the connection goes before, or after `patience` ms. */
  send(type: EnvelopeType, payload: Json, retry?: number): Promise<unknown>;
  /** As Slack does every few hours: says so, then ends the connection. */
  disconnect(reason: 'warning' | 'refresh_requested' | 'link_disabled'): void;
  close(): Promise<void>;
}

export function createLink(changed: () => void, patience = 5_000): Link {
  const server = new WebSocketServer({ noServer: true });
  const open = new Set<WebSocket>();
  let wasOpen = false;
  const waiting = new Map<
    string,
    { resolve: (payload: unknown) => void; reject: (error: Error) => void; on: WebSocket }
  >();
  const beat = setInterval(() => {
    for (const one of open) one.ping('stand-in');
  }, 5_000).unref();

  server.on('connection', (socket: WebSocket) => {
    open.add(socket);
    wasOpen = true;
    socket.on('message', (data) => {
      const ack = parsed(data.toString()) as Json;
      waiting.get(text(ack.envelope_id))?.resolve(ack.payload);
    });
    socket.on('close', () => {
      open.delete(socket);
      for (const one of waiting.values()) if (one.on === socket) one.reject(new Error('the connection went'));
      changed();
    });
    socket.send(JSON.stringify({ type: 'hello', num_connections: open.size, connection_info: { app_id: APP_ID } }));
    changed();
  });

  return {
    upgrade: (request, socket, head) =>
      server.handleUpgrade(request, socket, head, (ws) => server.emit('connection', ws, request)),
    connections: () => open.size,
    wasOpen: () => wasOpen,
    send: (type, payload, retry) => {
      const on = [...open].at(-1);
      if (on === undefined) return Promise.reject(new Error('no connection is open'));
      const id = randomUUID();
      const again = retry === undefined ? {} : { retry_attempt: retry, retry_reason: 'timeout' };
      return new Promise((resolve, reject) => {
        const end = () => {
          clearTimeout(limit);
          waiting.delete(id);
        };
        const limit = setTimeout(() => waiting.get(id)?.reject(new Error(`no answer in ${patience} ms`)), patience);
        waiting.set(id, {
          on,
          resolve: (answer) => {
            end();
            resolve(answer);
          },
          reject: (error) => {
            end();
            reject(error);
          },
        });
        on.send(
          JSON.stringify({ envelope_id: id, type, payload, accepts_response_payload: type !== 'events_api', ...again }),
        );
      });
    },
    disconnect: (reason) => {
      for (const one of open) {
        one.send(JSON.stringify({ type: 'disconnect', reason, debug_info: {} }));
        one.close();
      }
    },
    close: async () => {
      clearInterval(beat);
      await Promise.all([...open].map(ended));
      server.close();
    },
  };
}

/** Bolt's `stop()` does not wait for the closing handshake; ended without it, its client holds the process for 30 s. */
async function ended(socket: WebSocket): Promise<void> {
  const closed = once(socket, 'close');
  socket.close();
  const limit = setTimeout(() => socket.terminate(), 1_000);
  await closed;
  clearTimeout(limit);
}
