/** Work that waits for its turn: of everybody together, and of each by themselves. */
import { expect, it } from 'vitest';
import { atMostEach } from '../../src/runtime/at-most.ts';

it('does so many of each name at once, in their order, and keeps no other name waiting', async () => {
  const inTurn = atMostEach(2);
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const work = (name: string, what: string) =>
    inTurn(name, async () => {
      begun.push(what);
      await new Promise<void>((resolve) => ends.set(what, resolve));
      if (what === 'a2') throw new Error(what);
      return what;
    });
  const works = ['a1', 'a2', 'a3', 'a4'].map((what) => work('a', what));
  const other = work('b', 'b1');
  expect(begun).toEqual(['a1', 'a2', 'b1']);
  ends.get('a2')?.();
  await expect(works[1]).rejects.toThrow('a2');
  expect(begun).toEqual(['a1', 'a2', 'b1', 'a3']);
  for (const what of ['a1', 'a3', 'b1']) ends.get(what)?.();
  await Promise.all([works[0], works[2], other]);
  ends.get('a4')?.();
  expect(await works[3]).toBe('a4');
  const again = work('a', 'a5');
  ends.get('a5')?.();
  expect(await again).toBe('a5');
});
