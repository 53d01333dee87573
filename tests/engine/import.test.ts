import { describe, expect, it } from 'vitest';
import type { Actor } from '../../src/engine/actor.ts';
import {
  decideImport,
  evolveImport,
  type ImportCommand,
  type ImportState,
  initialImport,
} from '../../src/engine/import/import.ts';

const member = (id: string): Actor => ({ type: 'member', id, identity: `web:${id}` });
const READER: Actor = { type: 'service', id: 'import' };
const document = { file: 'f'.repeat(64), name: 'handbook.pdf', mime: 'application/pdf', bytes: 1 };
const people = { members: ['ana'], holders: {}, standIns: {}, admins: [] };

const asks = {
  request: { type: 'importDocument', import: 'i', document, place: 'web:general' },
  drafted: { type: 'noteDrafts', import: 'i', sops: ['i-1'], pages: 1 },
  failed: { type: 'noteFailure', import: 'i', failure: 'damaged' },
  retry: { type: 'retryImport', import: 'i' },
  discard: { type: 'discardImport', import: 'i' },
} as const satisfies Record<string, ImportCommand>;

const decide = (state: ImportState, command: ImportCommand, actor: Actor) =>
  decideImport(state, command, { now: 1, actor, people });
function after(state: ImportState, command: ImportCommand, actor: Actor): ImportState {
  const decision = decide(state, command, actor);
  if (decision.status === 'refused') throw new Error(decision.refusal.code);
  return decision.events.reduce(evolveImport, state);
}

const reading = after(initialImport, asks.request, member('ana'));
const failed = after(reading, asks.failed, READER);
const learned = { pages: 3, leftOut: [{ page: 2, quote: 'Wait.', why: 'it stands among words that explain' }] };
const stepless = after(reading, { ...asks.failed, failure: 'no_steps', ...learned }, READER);
const retried = after(stepless, asks.retry, member('ana'));

describe('an import', () => {
  it.each([
    ['asked for', initialImport, asks.request],
    ['tried again', failed, asks.retry],
    ['discarded', failed, asks.discard],
  ])('is %s by a member of the workspace, and by no stranger, clock or service', (_, state, command) => {
    expect(decide(state, command, member('ana')).status).toBe('accepted');
    for (const actor of [member('stranger'), READER, { type: 'timer' } as const]) {
      expect(decide(state, command, actor)).toEqual({ status: 'refused', refusal: { code: 'not_a_person' } });
    }
  });

  it('keeps what was learned of a document without steps until it is tried again', () => {
    expect(stepless).toMatchObject({ status: 'failed', ...learned });
    expect(failed).not.toHaveProperty('leftOut');
    expect(retried).toEqual(reading);
  });

  it.each([
    ['drafts', asks.drafted],
    ['a failure', asks.failed],
  ])('is told of %s by its reader only', (_, command) => {
    expect(decide(reading, command, READER).status).toBe('accepted');
    for (const actor of [member('ana'), { type: 'agent', id: 'ana' } as const, { type: 'timer' } as const]) {
      expect(decide(reading, command, actor)).toEqual({ status: 'refused', refusal: { code: 'not_a_timer' } });
    }
  });
});
