/** Microsoft Graph, as far as a bot asks it: what was said, who is in the team, and the files that people put with it. */
import { createFaults, type Faults } from './faults.ts';
import type { Files } from './files.ts';
import { fileAsked } from './graph-files.ts';
import { membersAsked } from './graph-members.ts';
import { messagesAsked } from './graph-messages.ts';
import { refused } from './graph-refusal.ts';
import type { Held } from './held.ts';
import { type Answered, type Asked, bearerOf, type Room } from './serve.ts';

/** What an administrator allows, or does not. */
export type Kind = 'channel messages' | 'chat messages' | 'members' | 'files';

/** What is asked for, if it is one of the things that are here. */
export interface Part {
  readonly kind: Kind;
  answer(): Answered;
}

export interface GraphCall {
  /** Decoded, without its version. */
  readonly path: string;
  readonly kind: Kind | 'other';
  readonly at: number;
}

export interface Graph extends Faults<GraphCall> {
  readonly room: Room;
  readonly calls: readonly GraphCall[];
  /** Answers 403 from now on, as Graph does where a permission is missing. */
  forbid(...kinds: readonly Kind[]): void;
  allow(...kinds: readonly Kind[]): void;
}

export interface GraphOptions {
  readonly held: Held;
  readonly files: Files;
  readonly admits: (token: string) => boolean;
  /** Keys of people: the team's owners, and guests of the tenant. */
  readonly owners?: readonly string[];
  readonly guests?: readonly string[];
}

const VERSION = '/v1.0';

export function createGraph(options: GraphOptions): Graph {
  const { held, files, admits, owners = [], guests = [] } = options;
  const faults = createFaults<GraphCall>();
  const forbidden = new Set<Kind>();
  const calls: GraphCall[] = [];

  const partOf = (asked: Asked, path: string): Part | undefined =>
    messagesAsked(asked, path, held) ?? membersAsked(asked, path, { owners, guests }) ?? fileAsked(asked, path, files);

  const act = (asked: Asked, part: Part | undefined): Answered => {
    if (!admits(bearerOf(asked))) return refused(401, 'InvalidAuthenticationToken');
    if (part === undefined) return refused(400, 'BadRequest');
    if (forbidden.has(part.kind)) return refused(403, 'Forbidden');
    return asked.method === 'GET' ? part.answer() : refused(405, 'MethodNotAllowed');
  };

  return {
    ...faults,
    calls,
    forbid: (...kinds) => {
      for (const one of kinds) forbidden.add(one);
    },
    allow: (...kinds) => {
      for (const one of kinds) forbidden.delete(one);
    },
    room: async (asked) => {
      if (!asked.path.startsWith(`${VERSION}/`)) return undefined;
      const path = asked.path.slice(VERSION.length);
      const part = partOf(asked, path);
      const call = { path, kind: part?.kind ?? 'other', at: Date.now() } as const;
      calls.push(call);
      return faults.meet(call, async () => act(asked, part));
    },
  };
}
