/**
 * The Slack service of `emulate`, which its `exports` hide: `createEmulator` gives neither its tables nor its events.
 * The chunk is found by what the package's own entrance imports, so the version is pinned; a test breaks if it moves.
 */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Store } from '@emulators/core';
import type { Hono } from 'hono';
import type { Json } from './json.ts';
import type { Rows } from './rows.ts';

/** What the service calls when its state has changed. */
export interface Dispatcher {
  setHeaderFactory(make: unknown): void;
  dispatch(event: string, action: string | undefined, payload: Json): Promise<void>;
  getSubscriptions(): readonly never[];
  getDeliveries(): readonly never[];
}

interface SlackChunk {
  readonly slackPlugin: {
    register(app: Hono, store: Store, webhooks: Dispatcher, url: string, tokens: Map<string, unknown>): void;
  };
  seedFromConfig(store: Store, url: string, config: Json): void;
  getSlackStore(store: Store): Rows;
}

export async function slackChunk(): Promise<SlackChunk> {
  const entrance = fileURLToPath(import.meta.resolve('emulate'));
  const found = /label: "Slack API emulator"[\s\S]{0,400}?import\("(\.\/dist-[A-Z0-9]+\.js)"\)/.exec(
    readFileSync(entrance, 'utf8'),
  );
  if (found?.[1] === undefined) throw new Error('emulate no longer holds its Slack service where 0.12.2 did');
  return (await import(pathToFileURL(join(dirname(entrance), found[1])).href)) as SlackChunk;
}
