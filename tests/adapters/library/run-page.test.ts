/** The page of a run: what it waits for, what happened event by event, its approvals, and whether its chain holds. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chainHead } from '../../../src/store/events.ts';
import type { Workplace } from '../../stories/workplace.ts';
import { coldChain } from './bistro.ts';
import { type BrowserTab, browserAt, HERE, openHouse } from './visiting.ts';

const TAMPERING = [
  'drop trigger events_no_update',
  `update events set data = replace(data, 'calibrated', 'repaired') where stream = 'missed'`,
  `update events set data = replace(data, 'freezer', 'fridge') where stream = 'long'`,
];

describe('the page of a run', () => {
  let work: Workplace;
  let ana: BrowserTab;
  beforeAll(async () => {
    work = await openHouse('sqlite', {});
    await coldChain(work);
    ana = browserAt(work, HERE);
  });
  afterAll(() => work.end());

  const page = async (path: string) => (await ana.get(`/library/runs/${path}`)).text;
  const words = (html: string) =>
    html
      .replace(/<[^>]+>/g, ' ')
      .replace(/\s+/g, ' ')
      .replace(/ (?=[,:])/g, '');

  it('says what it waits for, for whom, since when, and what is late', async () => {
    for (const tab of ['', '?tab=timeline']) {
      const said = words(await page(`long${tab}`));
      expect(said).toMatch(
        /Waiting now 4 Probe the meat in the cold room for Eva Novak \(Restaurant manager\) to do it/,
      );
      expect(said).toMatch(/1 day 4 h, since 2 Mar 2026, 12:10 UTC 1 day 6 h late/);
    }
    const ended = words(await page('missed'));
    expect(ended).not.toContain('Waiting now');
    expect(ended).toContain('Incomplete');
  });

  it('tells it event by event, newest first, with how long was waited for whom', async () => {
    const said = words(await page('long?tab=timeline'));
    expect(said).toMatch(/Approved: “Read every fridge” \(1\).*Waited 2 h 10 min for Shift lead to approve it/);
    expect(said).toMatch(/Ben Okafor · events 35 to 36.*Ana Lima · events 1 to 6 .*and 1 more/);
    expect(said).toMatch(/Rejected: .*: That is the display of the freezer/);
    expect(said.indexOf('Approved: “Read')).toBeLessThan(said.indexOf('Run started'));
  });

  it('says who approved what by which standard, after how long, and to whom it was passed on', async () => {
    const said = words(await page('long'));
    expect(said).toContain(
      'The procedure asks for: one person with the role Shift lead, who did not do the work Approved by Ben Okafor, 2 Mar 2026, 16:55 UTC, after 2 h 10 min',
    );
    expect(said).toMatch(
      /Passed on to Restaurant manager, .*Rejected by Eva Novak, .*, after 3 h: That is the display/,
    );
    expect(await page('missed')).not.toContain('id="approvals"');
  });

  it('draws a long run page by page, and its beginning always', async () => {
    await notes('long', 70);
    const first = await page('long?tab=timeline');
    expect(first.match(/class="moment"/g)).toHaveLength(62);
    expect(words(first)).toMatch(/Note: 69 .*entries left out, then how it began .*Run started/);
    const [, older = ''] = /href="([^"]+before=\d+)"/.exec(first) ?? [];
    const second = words((await ana.get(older.replace('&amp;', '&'))).text);
    expect(second).toMatch(/Before event \d+\. .*Note: 9 .*Note: 0 .*Run started/);
    expect(second).not.toContain('Note: 10 ');
    expect(words(await page('long?tab=timeline&before=1'))).toContain('That was the beginning');
    expect(words(await page('long?tab=timeline&before=x'))).toContain('Note: 69');
    const steps = words(await page('long'));
    expect(steps).toMatch(/Notes 71 30 .*and 31 before these, in the timeline/);
    expect(steps).toContain('106 events, chain verified');
  });

  it('says that the chain holds, where it ends, and what was changed once it does not', async () => {
    const { db, workspace } = work.app;
    const head = await chainHead(db, workspace, 'missed');
    const whole = words(await page('missed'));
    expect(whole).toContain(`${head?.version} events, chain verified`);
    expect(whole).toContain(head?.hash);
    expect(whole).toContain('npx sopwith verify PACK.zip');
    await db.transaction(async (tx) => {
      for (const sql of TAMPERING) await tx.run({ statement: () => ({ sql }), values: () => [] }, {});
    });
    const broken = words(await page('missed?tab=timeline'));
    expect(broken).toMatch(
      /Chain broken.*This record is not what was written: event \d+ was changed\. Only the \d+ events before that are told/,
    );
    expect(broken).not.toContain('repaired');
    // What waited, and what was asked, where the record breaks off says nothing of now.
    const open = await page('long');
    expect(open).toContain('role="alert"');
    expect(open).not.toContain('Waiting now');
    expect(open).not.toContain('id="approvals"');
    expect(broken).toContain('Completed: “Throw away what is past its date”');
  });

  async function notes(run: string, many: number): Promise<void> {
    const actor = { type: 'member', id: 'ana', identity: 'web:ana' } as const;
    for (let number = 0; number < many; number++) {
      work.clock.at += 1_000;
      const command = { type: 'addNote', run, text: String(number) } as const;
      await work.app.handle({ workspace: work.app.workspace, key: `note:${number}`, actor, command });
    }
  }
});
