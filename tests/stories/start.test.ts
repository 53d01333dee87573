/** Starting over what is there: nothing is overwritten, and what cannot be used is refused with advice. */

import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createApp } from '../../src/app.ts';
import { DatabaseError } from '../../src/store/errors.ts';
import { listSops } from '../../src/store/sops.ts';
import { DATABASES } from '../support/database.ts';
import { doStep } from './doing.ts';
import { brokenStreams, saidTwiceOrNever } from './said-once.ts';
import { told } from './words.ts';
import { emptyPlace, openWorkplace, type Workplace, workIn } from './workplace.ts';

describe.each(DATABASES)('starting on %s', (kind) => {
  let work: Workplace;
  beforeEach(async () => {
    work = await openWorkplace(kind);
  });
  afterEach(() => work.end());

  it('again makes nothing a second time, and goes on where it was', async () => {
    await work.say('ana', 'run kitchen-opening handover=none');
    await work.idle();
    const before = [await work.cards('kitchen'), await work.read('general')];
    await work.restart();
    await work.restart();
    expect([await work.cards('kitchen'), await work.read('general')]).toEqual(before);
    expect(await doStep(work, 'ana')).toBe('Unlock and switch the alarm off');
    expect(await saidTwiceOrNever(work.app)).toEqual([]);
  });

  it('leaves alone what people made of the samples', async () => {
    expect(told(await work.say('eva', 'archive kitchen-opening'))).toMatch(/Archived/);
    await work.restart();
    const sops = await listSops(work.app.db, work.app.workspace);
    expect(sops.map((one) => `${one.key} ${one.status}`)).toEqual(['kitchen-opening archived', 'order-refund active']);
    expect(await brokenStreams(work.app)).toEqual([]);
  });

  it('is refused where a newer version was at work, and changes nothing', async () => {
    await work.app.db.alone(async (db) => {
      await sql`insert into kysely_migration (name, timestamp) values ('9999_later', '2030-01-01T00:00:00Z')`.execute(
        db,
      );
    });
    const before = await work.read('kitchen');
    const starting = createApp(work.config);
    await expect(starting).rejects.toThrow(DatabaseError);
    await expect(starting).rejects.toThrow(
      /newer version of Sopwith.*install that version or a newer one\. Nothing was changed/,
    );
    expect(await work.read('kitchen')).toEqual(before);
  });

  it('says that its port is taken', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    const second = await createApp({ ...work.config, port });
    await expect(second.listen()).rejects.toMatchObject({ code: 'EADDRINUSE' });
    await second.stop();
    other.close();
  });
});

it('a file that is no database is refused, and stays as it is', async () => {
  const { config, remove } = await emptyPlace('sqlite');
  await writeFile(join(config.data, 'sopwith.db'), 'a shopping list\n'.repeat(500));
  await expect(workIn(config)).rejects.toThrow(/damaged or is not a database of Sopwith/);
  await remove();
});
