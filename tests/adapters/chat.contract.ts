/** What every chat platform must do for Sopwith. Each adapter runs this suite against its own platform or a stand-in. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Card } from '../../src/cards/card.ts';
import { type Chat, ChatError, type Outgoing } from '../../src/runtime/ports.ts';

export interface ChatUnderTest {
  readonly chat: Chat;
  readonly workspace: string;
  /** Two conversations that are there. */
  readonly places: readonly [string, string];
  /** The text of the messages that people see in a place (or a thread of it), oldest first. */
  read(place: string, thread?: string): Promise<readonly string[]>;
  /** A person deletes the message. */
  remove(place: string, id: string): Promise<void>;
  end(): Promise<void>;
}

export function chatContract(name: string, create: () => Promise<ChatUnderTest>): void {
  describe(`the Chat port on ${name}`, () => {
    let under: ChatUnderTest;
    beforeEach(async () => {
      under = await create();
    });
    afterEach(() => under.end());

    const outgoing = (title: string, effect: string, more: Partial<Outgoing> = {}): Outgoing => ({
      ...{ workspace: under.workspace, place: under.places[0], effect, card: cardOf(title), names: {} },
      ...more,
    });

    it('posts a card where people see it', async () => {
      await under.chat.post(outgoing('First', 'e1'));
      await under.chat.post(outgoing('Second', 'e2'));
      expect(await under.read(under.places[0])).toEqual([
        expect.stringContaining('First'),
        expect.stringContaining('Second'),
      ]);
      expect(await under.read(under.places[1])).toEqual([]);
    });

    it('posts into a thread, and only there', async () => {
      const { id } = await under.chat.post(outgoing('Run', 'e1'));
      await under.chat.post(outgoing('Step', 'e2', { thread: id }));
      expect(await under.read(under.places[0])).toEqual([expect.stringContaining('Run')]);
      expect(await under.read(under.places[0], id)).toEqual([expect.stringContaining('Step')]);
    });

    it('updates a card in its place', async () => {
      const { id } = await under.chat.post(outgoing('Before', 'e1'));
      await under.chat.update(id, outgoing('After', 'e2'));
      expect(await under.read(under.places[0])).toEqual([expect.stringContaining('After')]);
    });

    it('finds what was posted for an effect, after a crash', async () => {
      const { id } = await under.chat.post(outgoing('Run', 'e1'));
      const { id: step } = await under.chat.post(outgoing('Step', 'e2', { thread: id }));
      const [place] = under.places;
      expect(await under.chat.find({ workspace: under.workspace, place, effect: 'e1' })).toBe(id);
      expect(await under.chat.find({ workspace: under.workspace, place, thread: id, effect: 'e2' })).toBe(step);
      expect(await under.chat.find({ workspace: under.workspace, place, effect: 'e3' })).toBeUndefined();
    });

    it('says that a message is gone, and can post it anew', async () => {
      const [place] = under.places;
      const { id } = await under.chat.post(outgoing('Run', 'e1'));
      await under.remove(place, id);
      expect(await outcomeOf(under.chat.update(id, outgoing('Run again', 'e2')))).toBe('gone');
      expect(await under.chat.find({ workspace: under.workspace, place, effect: 'e1' })).toBeUndefined();
      await under.chat.post(outgoing('Run anew', 'e1'));
      expect(await under.read(place)).toEqual([expect.stringContaining('Run anew')]);
    });

    it('says that a conversation is not there', async () => {
      expect(await outcomeOf(under.chat.post(outgoing('Nowhere', 'e1', { place: 'no-such-place' })))).toBe('never');
    });
  });
}

function cardOf(title: string): Card {
  return { title, tone: 'neutral', elements: [], actions: [], fallback: title };
}

async function outcomeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'done';
  } catch (error) {
    if (error instanceof ChatError) return error.outcome;
    throw error;
  }
}
