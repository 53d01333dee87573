import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { filesInFolder } from '../../src/adapters/files/folder.ts';
import type { ImportState } from '../../src/engine/import/import.ts';
import { type Reading, readDocument } from '../../src/runtime/read-document.ts';
import { dynamic } from '../../src/store/query.ts';
import { listSops } from '../../src/store/sops.ts';
import { loadStream } from '../../src/store/streams.ts';
import { brokenStreams, saidTwiceOrNever } from '../stories/said-once.ts';
import { MINUTE, openWorkplace, type Workplace } from '../stories/workplace.ts';
import { DATABASES } from '../support/database.ts';
import { gate, paperChat, titleOf, titleOn } from './paper.ts';
import type { Part } from './reading.ts';
import { readerOf } from './reading.ts';

const PARTS: readonly Part[] = ['one', 'two', 'three'];

describe.each(DATABASES)('reading a document, on %s', (kind) => {
  let work: Workplace;
  afterEach(() => work.end());

  const dropped = async (place = 'general') => {
    const file = await work.upload('handbook.md', 'text/markdown', new TextEncoder().encode('# Handbook'));
    await work.say('ana', 'import', { channel: place, files: [file] });
  };
  const keys = async () =>
    (await listSops(work.app.db, work.app.workspace)).map((one) => one.key).filter((key) => key.startsWith('part-'));

  it('makes each draft once, although it broke off between two of them', async () => {
    const reader = readerOf(PARTS);
    let breaks = 1;
    work = await openWorkplace(kind, { documents: reader.documents });
    // The second draft's key is asked for after the first draft was made: there it breaks.
    reader.drafting = () => {
      const drafting = reader.whole();
      if (breaks-- > 0)
        drafting.drafts.splice(1, 1, {
          get definition(): never {
            throw new Error('out of memory');
          },
        } as never);
      return drafting;
    };
    await dropped();
    await work.idle();
    expect(await keys()).toEqual(['part-one']);
    expect((await work.find('general', /handbook/)).card?.title).toBe('Reading handbook.md');
    await work.pass(MINUTE);
    expect(await keys()).toEqual(['part-one', 'part-three', 'part-two']);
    expect((await work.find('general', /handbook/)).says).toContain('3 drafts');
    expect((await work.cards('general')).map((one) => one.card?.title).sort()).toEqual([
      'Part one',
      'Part three',
      'Part two',
      'Read handbook.md',
    ]);
    expect(await saidTwiceOrNever(work.app)).toEqual([]);
    expect(await brokenStreams(work.app)).toEqual([]);
  });

  it('that fails by our fault again and again says so, and can be tried once more', async () => {
    const reader = readerOf(PARTS);
    let isBroken = true;
    reader.drafting = () => {
      if (isBroken) throw new Error('a bug');
      return reader.whole();
    };
    work = await openWorkplace(kind, { documents: reader.documents });
    await dropped();
    await work.pass(10 * MINUTE);
    const card = await work.find('general', /handbook/);
    expect(card.says).toMatch(/Reading it failed.*nothing was lost/);
    isBroken = false;
    await work.press('ana', card, 'Try again');
    await work.idle();
    expect(await keys()).toHaveLength(3);
    expect(await saidTwiceOrNever(work.app)).toEqual([]);
  });

  it('shows progress now and then, and never over the outcome', async () => {
    const paper = paperChat('paper');
    const reader = readerOf(PARTS);
    const slow = gate();
    let updates = 0;
    // The first update stands still while the reader goes on, and for as long after as an outcome would need to come.
    paper.before = ({ what }) => (what === 'update' && ++updates === 1 ? slow.opened : Promise.resolve());
    work = await openWorkplace(kind, { documents: reader.documents, chats: [paper.chat] });
    reader.drafting = (progress) => {
      progress({ doing: 'opening' });
      for (let page = 1; page <= 100; page++) progress({ doing: 'reading', page, pages: 100 });
      progress({ doing: 'drafting' });
      void turns(200).then(slow.open);
      return reader.whole();
    };
    const file = await work.upload('handbook.md', 'text/markdown', new TextEncoder().encode('# Handbook'));
    await work.app.conversation.say({
      ...{
        workspace: work.app.workspace,
        member: 'ana',
        place: 'paper:desk',
        text: 'import',
        files: [file],
        key: 'import',
      },
    });
    await work.idle();
    const [card, ...drafts] = paper.sheets;
    if (!card) throw new Error('the import has a card');
    expect(titleOn(card)).toBe('Read handbook.md');
    expect(drafts.map(titleOn).sort()).toEqual(['Part one', 'Part three', 'Part two']);
    const shown = card.shown.map((one) => titleOf({ card: one }));
    expect(shown.lastIndexOf('Reading handbook.md')).toBeLessThan(shown.indexOf('Read handbook.md'));
    expect(shown.length).toBeLessThanOrEqual(3);
  });

  it('that failed between two drafts makes no draft twice when it is tried again', async () => {
    const reader = readerOf(PARTS);
    let isBroken = true;
    reader.drafting = () => {
      const drafting = reader.whole();
      if (isBroken)
        drafting.drafts.splice(1, 1, {
          get definition(): never {
            throw new Error('out of memory');
          },
        } as never);
      return drafting;
    };
    work = await openWorkplace(kind, { documents: reader.documents });
    await dropped();
    await work.pass(10 * MINUTE);
    expect(await keys()).toEqual(['part-one']);
    isBroken = false;
    await work.press('ana', await work.find('general', /handbook/), 'Try again');
    await work.idle();
    expect(await keys()).toEqual(['part-one', 'part-three', 'part-two']);
    expect((await work.find('general', /handbook/)).says).toContain('3 drafts');
    expect(await saidTwiceOrNever(work.app)).toEqual([]);
    expect(await brokenStreams(work.app)).toEqual([]);
  });

  it('holds up no other import, and no card, however long it takes and however many there are', async () => {
    const slow = gate();
    let under = 0;
    let most = 0;
    const documents = {
      ...readerOf([]).documents,
      async draft({ name }: { readonly name: string }) {
        under += 1;
        most = Math.max(most, under);
        if (name.startsWith('long')) await slow.opened;
        under -= 1;
        return { drafts: [], pages: 1 };
      },
    };
    work = await openWorkplace(kind, { documents });
    const drop = async (name: string) => {
      const file = await work.upload(name, 'text/markdown', new TextEncoder().encode(name));
      await work.say('ana', 'import', { channel: 'general', files: [file] });
    };
    const shown = (channel: string, title: string) =>
      untilAsync(async () => (await work.cards(channel)).some((one) => one.card?.title === title));
    await drop('long.md');
    await drop('short.md');
    await shown('general', 'No steps in short.md');
    // More than there are hands for anything.
    for (let number = 1; number <= 70; number++) await drop(`long ${number}.md`);
    await work.say('ana', 'run kitchen-opening handover=none');
    await shown('kitchen', 'Kitchen opening');
    expect(most).toBe(8);
    slow.open();
    await work.idle();
    const titles = (await work.cards('general')).map((one) => String(one.card?.title));
    expect(titles.filter((title) => title.startsWith('No steps in long'))).toHaveLength(71);
  });

  /** An import that waits to be read, and what it is read with. */
  const waiting = async (parts: Partial<Reading> = {}) => {
    work = await openWorkplace(kind);
    await work.app.worker.stop();
    await dropped();
    const { db, handle, workspace } = work.app;
    const found = await db.one(
      dynamic((build) => build.selectFrom('imports').select('id')),
      {},
    );
    const due = { workspace, import: String(found?.id), attempts: 0 };
    const files = filesInFolder(join(work.config.data, 'files'));
    const rest = { documents: readerOf(PARTS).documents, progressed: async () => {}, ended: () => {} };
    const state = async () => (await loadStream(db, 'import', workspace, due.import))?.state as ImportState;
    return { due, reading: { db, files, handle, ...rest, ...parts }, state };
  };

  it('takes another key if somebody was faster, although the refusal is remembered', async () => {
    const { due, reading, state } = await waiting();
    let races = 2;
    const handle: Reading['handle'] = async (envelope) => {
      const { command } = envelope;
      if (command.type === 'createDraft' && races-- > 0) {
        const faster = { ...command, sop: `faster-${races}` };
        const reply = await reading.handle({ ...envelope, key: faster.sop, command: faster });
        expect(reply.status).toBe('accepted');
      }
      return reading.handle(envelope);
    };
    await readDocument({ ...reading, handle }, due);
    expect(await state()).toMatchObject({ status: 'drafted' });
    expect(await keys()).toEqual(['part-one', 'part-one-2', 'part-one-3', 'part-three', 'part-two']);
  });

  it('that ended the process every time is given up without another try', async () => {
    const draft = () => Promise.reject(new Error('it was read once more'));
    const { due, reading, state } = await waiting({ documents: { draft } });
    await readDocument(reading, { ...due, attempts: 4 });
    expect(await state()).toMatchObject({ status: 'failed', failure: 'failed' });
  });

  it('shows the newest note only, and waits at its end for none but the one that is being shown', async () => {
    const shown: unknown[] = [];
    const [slow, seen] = [gate(), gate()];
    const progressed: Reading['progressed'] = async (_workspace, _import, note) => {
      shown.push(note);
      if (shown.length === 1) await slow.opened;
      else seen.open();
    };
    const documents: Reading['documents'] = {
      async draft(_file, progress) {
        progress({ doing: 'opening' });
        for (let page = 1; page <= 100; page++) progress({ doing: 'reading', page, pages: 100 });
        slow.open();
        await seen.opened;
        return readerOf(PARTS).whole();
      },
    };
    const { due, reading, state } = await waiting({ documents, progressed });
    await readDocument(reading, due);
    expect(shown).toEqual([{ doing: 'opening' }, { doing: 'reading', page: 100, pages: 100 }]);
    expect(await state()).toMatchObject({ status: 'drafted' });
  });
});

/** Waits on a condition that the program's own work brings about. */
async function untilAsync(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setImmediate(resolve));
}

/** So many turns of the event loop. */
async function turns(many: number): Promise<void> {
  for (let turn = 0; turn < many; turn++) await new Promise((resolve) => setImmediate(resolve));
}
