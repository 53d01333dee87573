/** A finger that trembles, on one process or on two. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../src/store/database.ts';
import { isFirstTap, SOON } from '../../src/store/taps.ts';
import { DATABASES, type TemporaryDatabase, temporaryDatabase } from '../support/database.ts';

describe.each(DATABASES)('on %s', (kind) => {
  let temporary: TemporaryDatabase;
  let replicas: readonly [Database, Database];
  beforeAll(async () => {
    temporary = await temporaryDatabase(kind);
    replicas = [temporary.db, await temporary.open()];
  });
  afterAll(() => temporary.end());

  const START = 1_764_000_000_000;
  const [one, other] = [0, 1] as const;
  const tapped = (replica: 0 | 1, tap: string, now: number, workspace = 'w') =>
    isFirstTap(replicas[replica], { workspace, tap, now });

  it.each([
    { after: 0, isFirst: false },
    { after: 1, isFirst: false },
    { after: SOON - 1, isFirst: false },
    { after: 2 * SOON, isFirst: true },
    { after: 60_000, isFirst: true },
  ])(
    '$after ms later is the first again: $isFirst, whenever in a stretch of time it begins',
    async ({ after, isFirst }) => {
      for (const begins of [0, 1, SOON / 2, SOON - 1]) {
        const tap = `run ${after} ${begins}`;
        expect(await tapped(one, tap, START + begins)).toBe(true);
        expect({ begins, isFirst: await tapped(other, tap, START + begins + after) }).toEqual({ begins, isFirst });
      }
    },
  );

  it('is another one of another person, of another SOP and in another workspace', async () => {
    for (const tap of ['ana tea', 'ben tea', 'ana till']) expect(await tapped(one, tap, START)).toBe(true);
    expect(await tapped(one, 'ana tea', START, 'another')).toBe(true);
  });

  it('is one of many that reach both processes at once', async () => {
    const all = await Promise.all(
      Array.from({ length: 20 }, (_, at) => tapped(at % 2 ? one : other, 'at once', START)),
    );
    expect(all.filter((isFirst) => isFirst)).toHaveLength(1);
  });
});
