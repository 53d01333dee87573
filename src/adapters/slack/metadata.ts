/** What a modal carries about where it came from: at most 3,000 characters. */
import { z } from 'zod';
import { type ActionValue, decodeAction } from '../../cards/action.ts';
import { optional } from '../../engine/optional.ts';

const metadata = z.object({
  value: z.unknown().optional(),
  channel: z.string().max(60).optional(),
  thread: z.string().max(60).optional(),
});

export interface Metadata {
  /** What the form is about; absent in a modal that is only read. */
  readonly value?: ActionValue;
  readonly channel?: string;
  readonly thread?: string;
}

export function encodeMetadata({ value, channel, thread }: Metadata): string {
  return JSON.stringify({ value, channel, thread });
}

/** Nothing of it is trusted but as what its sender saw: who they are comes from Slack, what they may is decided anew. */
export function decodeMetadata(raw: string): Metadata {
  const parsed = metadata.safeParse(json(raw));
  if (!parsed.success) return {};
  const { value, channel, thread } = parsed.data;
  return { ...optional('value', decodeAction(value)), ...optional('channel', channel), ...optional('thread', thread) };
}

function json(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    return undefined;
  }
}
