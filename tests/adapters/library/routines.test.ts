/** Routines on the pages of their SOP: set from the usual times or in words, switched off and on, and by whom. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { routinesOfSop } from '../../../src/store/reads/library.ts';
import { published } from '../../stories/publishing.ts';
import type { Workplace } from '../../stories/workplace.ts';
import { RESTAURANT } from '../../support/sops.ts';
import { actingAs, type BrowserTab, browserAt, club, HERE, openHouse, plainly, tokenIn } from './visiting.ts';

const SOP = `
sop: tea
title: Tea for the guests
purpose: There is tea.
${RESTAURANT}inputs:
  - {id: cups, title: Cups, type: number, min: 1, max: 20}
steps:
  - {id: boil, title: Boil water, role: opener, needs: []}
routine: {schedule: 30 6 * * 1-5, time_zone: Europe/Lisbon, due: 07:30}
`;

describe('routines on a page', () => {
  let work: Workplace;
  let [ana, finn]: [BrowserTab, BrowserTab] = [] as never;
  let sop: string;
  beforeAll(async () => {
    work = await openHouse('sqlite', {}, { chats: [club] });
    ana = browserAt(work, HERE);
    finn = await actingAs(work, 'finn');
    sop = await published(work, SOP);
  });
  afterAll(() => work.end());

  const tab = async (who = ana) => (await who.get(`/library/sops/${sop}?tab=routines`)).text;
  const rows = () => routinesOfSop(work.app.db, { workspace: work.app.workspace, sop, limit: 9 });
  const formOf = async (query = '', who = ana) => {
    const { text } = await who.get(`/library/sops/${sop}/routine${query}`);
    const hidden = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(text)?.[1] ?? '';
    const fields = { csrf: tokenIn(text), form: hidden('form'), _routine: hidden('_routine') };
    return { text, fields: { ...fields, _place: 'web:kitchen', _zone: 'Europe/Lisbon', cups: '4' } };
  };

  it('says what the SOP brings, and begins its form with it', async () => {
    const page = plainly(await tab());
    expect(page).toContain('No routine yet');
    expect(page).toContain('brings a schedule of its own: every weekday at 06:30 (Europe/Lisbon)');
    const { text } = await formOf();
    expect(text).toMatch(/value="weekdays" checked/);
    expect(text).toMatch(/id="_time"[^>]*value="06:30"/);
    expect(text).toMatch(/id="_due"[^>]*value="07:30"/);
  });

  it('refuses in words what chat refuses, keeps what was typed, and sets it once', async () => {
    const { fields } = await formOf();
    const send = (more: Record<string, string>) =>
      ana.post(`/library/sops/${sop}/routine`, { form: { ...fields, ...more } });
    const refused: readonly (readonly [Record<string, string>, RegExp])[] = [
      [{ _how: 'words', _words: 'first Monday of the month' }, /When is “first Monday of the month”\?/],
      [{ _how: 'words', _words: '*/5 * * * *' }, /more often than every 15 minutes/],
      [{ _how: 'daily', _time: '' }, /When is “daily ”\?/],
      [{ _how: 'daily', _time: '06:30', _zone: 'Lisbonn' }, /not a time zone/],
      [{ _how: 'daily', _time: '06:30', cups: '40' }, /The routine was not set.*Cups/],
      [{ _how: 'daily', _time: '06:30', _closes: 'never' }, /Until when is “never”\?/],
    ];
    for (const [more, words] of refused) {
      const page = await send({ ...more, form: crypto.randomUUID() });
      expect(page.status).toBe(409);
      expect(plainly(page.text)).toMatch(words);
    }
    expect((await send({ _place: 'club:den', form: crypto.randomUUID() })).status).toBe(409);
    expect(await rows()).toHaveLength(0);
    const weekly = { _how: 'weekly', _weekday: 'Monday', _time: '06:45', _due: '1h', _holidays: 'also' };
    for (const _ of [1, 2]) expect(await send(weekly)).toMatchObject({ status: 303 });
    expect(await rows()).toHaveLength(1);
    const page = plainly(await tab());
    expect(page).toMatch(/On Mondays at 06:45, due after 1 h, also on holidays \(Europe\/Lisbon\) #kitchen On/);
    expect(page).toMatch(/Next .*2 Mar.* 06:45/);
    await work.app.worker.idle();
    expect((await work.find('kitchen', /Routine: Tea/)).says).toContain('Mondays at 06:45');
  });

  it('is switched off and on, skipped once, and changed where it is', async () => {
    const press = async (what: string) => {
      const page = await tab();
      const at = new RegExp(`action="([^"]+/${what})"`).exec(page)?.[1] ?? what;
      const slot = /name="slot" value="(\d+)"/.exec(page)?.[1] ?? '';
      return ana.post(at, { form: { csrf: tokenIn(page), slot } });
    };
    expect(await tab()).toMatch(/role="switch" aria-checked="true"/);
    expect((await press('pause')).status).toBe(303);
    expect(await tab()).toMatch(/role="switch" aria-checked="false"/);
    expect(plainly(await tab())).toContain('It starts nothing until somebody resumes it');
    expect((await press('resume')).status).toBe(303);
    expect((await press('skip')).status).toBe(303);
    expect(plainly(await tab())).toMatch(/Next .*9 Mar.* 06:45/);
    const [row] = await rows();
    const { text, fields } = await formOf(`?routine=${row?.id}`);
    expect(text).toMatch(/<option value="Monday" selected>/);
    expect(fields._routine).toBe(row?.id);
    const monthly = { ...fields, _how: 'monthly', _date: '1', _time: '09:00' };
    expect((await ana.post(`/library/sops/${sop}/routine`, { form: monthly })).status).toBe(303);
    expect(plainly(await tab())).toContain('On the 1st of the month at 09:00');
    expect(await rows()).toHaveLength(1);
  });

  it('shows whoever may not change it why, and changes nothing for them', async () => {
    const page = await tab(finn);
    expect(page).toMatch(/<button class="switch"[^>]*disabled/);
    expect(page).not.toMatch(/\/(?:pause|end)"/);
    expect(plainly(page)).toMatch(/Only Ana \w+, who set the routine of “Tea for the guests”/);
    const [row] = await rows();
    const { fields } = await formOf('', finn);
    const at = `/library/sops/${sop}/routines/${row?.id}`;
    const { csrf } = fields;
    expect(plainly((await finn.post(`${at}/pause`, { form: { csrf } })).text)).toMatch(/Not done Only/);
    const changed = { ...fields, _routine: row?.id ?? '', _how: 'daily', _time: '09:00' };
    expect((await finn.post(`/library/sops/${sop}/routine`, { form: changed })).status).toBe(409);
    // In the same place there is one already, whatever their form says.
    const second = { ...fields, form: crypto.randomUUID(), _how: 'daily', _time: '09:00' };
    expect(plainly((await finn.post(`/library/sops/${sop}/routine`, { form: second })).text)).toContain(
      'has a routine here already',
    );
    expect((await finn.post(`${at}/pause`, { form: {} })).status).toBe(403);
    expect(plainly(await tab())).toContain('On the 1st of the month at 09:00');
  });

  it('is not there for who is not in its conversation', async () => {
    const command = {
      ...({ type: 'setRoutine', routine: 'hidden', sop, place: 'club:den', inputs: { cups: 1 } } as const),
      schedule: { typed: 'daily 05:00', slots: { times: [300], days: [], weekdays: [], months: [] }, zone: 'UTC' },
    };
    const actor = { type: 'member', id: 'ana', identity: 'web:ana' } as const;
    const reply = await work.app.handle({ workspace: work.app.workspace, key: 'hidden', actor, command });
    expect(reply.status).toBe('accepted');
    expect(plainly(await tab())).toContain('Every day at 05:00');
    const page = plainly(await tab(finn));
    expect(page).not.toContain('05:00 (UTC)');
    expect(page).toContain('One more is in conversations that you are not in');
    expect((await finn.get(`/library/sops/${sop}/routine?routine=hidden`)).status).toBe(404);
    const { fields } = await formOf('', finn);
    const at = `/library/sops/${sop}/routines/hidden/end`;
    expect((await finn.post(at, { form: { csrf: fields.csrf } })).status).toBe(404);
    expect(await rows()).toHaveLength(2);
  });
});
