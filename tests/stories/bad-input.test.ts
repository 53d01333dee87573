/** What people get wrong: each gets one clear sentence, and nothing is lost. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LIMITS } from '../../src/engine/limits.ts';
import { FilesFull } from '../../src/runtime/ports.ts';
import { DATABASES } from '../support/database.ts';
import { nightRound } from '../support/sops.ts';
import { doStep, PIXEL } from './doing.ts';
import { drafted, published } from './publishing.ts';
import { brokenStreams, saidTwiceOrNever } from './said-once.ts';
import { told } from './words.ts';
import { openWorkplace, type Posted, type Workplace } from './workplace.ts';

const SOP = nightRound({ seal: ', required: false' });

describe.each(DATABASES)('bad input on %s', (kind) => {
  let work: Workplace;
  beforeAll(async () => {
    work = await openWorkplace(kind);
    await published(work, SOP);
    await drafted(work, SOP.replace('night-round', 'day-round').replace('Night round', 'Day round'));
  });
  afterAll(async () => {
    expect(await brokenStreams(work.app)).toEqual([]);
    expect(await saidTwiceOrNever(work.app)).toEqual([]);
    await work.end();
  });

  const say = async (member: string, text: string) => told(await work.say(member, text));

  describe('a phrase', () => {
    it.each([
      ['run nigth-round', /no SOP “nigth-round”.*Did you mean night-round\?/s],
      ['run something-else-entirely', /\/sop list/],
      ['run day-round', /is a draft\. Publish it first/],
      ['publish nowhere', /no SOP “nowhere”/],
      ['runn night-round', /Did you mean “\/sop run KEY”/],
      ['run', /What can run here/],
      ['I am sick today', /\/sop away until tomorrow, NAME stands in/],
      ['snooze', /Remind in 30 min/],
      ['reminders', /\/sop settings.*\/sop quiet/s],
      ['pause night-round', /\/sop routine KEY pause/],
      ['today', /\/sop mine/],
      ['problem with the fridge', /Report a problem/],
      ['role lookout add', /\/sop role ROLE add\|remove NAME/],
      ['revise day-round', /open draft already/],
      ['discard night-round', /published this draft/],
      ['archive day-round', /never been published/],
      ['evidence', /no run in this conversation/],
      ['cancel', /no open run here/],
      ['import', /There is no file in this conversation yet/],
      ['import handbook.pdf', /There is no file “handbook\.pdf” here/],
      ['\u0000\u202e<script>', /\/sop help/],
      ['x'.repeat(100_000), /\/sop help/],
    ])('%s', async (typed, sentence) => {
      expect(await say('eva', typed)).toMatch(sentence);
    });

    it('of somebody who is no member starts nothing', async () => {
      expect(await say('stranger', 'run night-round')).toMatch(/Only a member of this workspace/);
      expect(await say('stranger', 'publish day-round')).toMatch(/Only a member of this workspace/);
    });

    it('that runs an archived SOP says how to bring it back', async () => {
      await published(work, SOP.replace('night-round', 'old-round'));
      expect(await say('ben', 'archive old-round')).toMatch(/cannot be run any more/);
      expect(await say('ana', 'run old-round')).toMatch(/is archived.*\/sop revise/s);
    });

    it('with inputs that do not fit names each of them, and starts nothing', async () => {
      const answer = await say('ben', 'run order-refund order=A-1 amount=lots reason=bored size=large');
      expect(answer).toMatch(/has not started/);
      expect(answer).toMatch(/Amount asked for: “lots” is not a number/);
      expect(answer).toMatch(/Why: “bored” is not one of the options: Arrived damaged/);
      expect(answer).toMatch(/size:? is not asked for here; leave it out\. Write it so: \w+=…/);
      expect(await say('ben', 'run order-refund amount=-5 reason=late')).toMatch(
        /Order number:? is needed.*at least 0.01 EUR/s,
      );
      expect(await say('ben', 'status')).not.toMatch(/Refund/);
    });

    it('without inputs is asked for them with a form, whose mistakes are named too', async () => {
      const asked = await work.say('ben', 'run order-refund');
      if (asked.type !== 'form') throw new Error(told(asked));
      expect(asked.form.fields.map((one) => one.id)).toEqual(['order', 'amount', 'reason', 'note']);
      const fields = { order: 'A'.repeat(41), amount: 5, reason: 'late', note: '' };
      const refused = told(await work.send('ben', asked.value, fields, { channel: 'support' }));
      expect(refused).toMatch(/Order number:? may have at most 40 characters/);
      const mended = { ...fields, order: 'A-1' };
      expect(await work.send('ben', asked.value, mended, { channel: 'support' })).toEqual({ type: 'none' });
      await work.idle();
      expect(await work.find('support', 'Refund of an order')).toBeDefined();
    });
  });

  describe('a tap', () => {
    let step: Posted;
    const evidence = async () => (await work.run('kitchen')).evidence.length;
    const done = async (fields: Record<string, string>) => told(await work.press('ana', step, 'Done', fields));
    beforeAll(async () => {
      await work.say('ana', 'run night-round');
      await work.idle();
      step = await work.find('kitchen', 'Read the meter');
    });

    it.each([
      ['warm', /Meter reading: “warm” is not a number.*4\.5 or 4,5/s],
      ['4,5,6', /not a number/],
      ['١٢', /not a number/],
      ['1e999', /not a number/],
      ['', /Still needed: Meter reading/],
      ['9'.repeat(5_000), /at most 4000 characters/],
    ])('with the reading “%s” records nothing', async (reading, sentence) => {
      expect(await done({ reading })).toMatch(sentence);
      expect(await evidence()).toBe(0);
    });

    it('with a note that is too long keeps nothing of it, and one that just fits', async () => {
      const note = 'n'.repeat(LIMITS.note + 1);
      const report = (text: string) => work.press('ana', step, 'Report a problem', { kind: 'other', note: text });
      expect(told(await report(note))).toMatch(/“note” may have at most 4000 characters\. Shorten it, or attach it/);
      expect((await work.run('kitchen')).exceptions).toEqual([]);
      expect(await report(note.slice(1))).toEqual({ type: 'none' });
      await work.idle();
      const problem = await work.find('kitchen', 'Something else');
      const reason = 'r'.repeat(LIMITS.reason + 1);
      expect(told(await work.press('ben', problem, 'Accept as it is', { reason }))).toMatch(/at most 2000/);
      expect(await work.press('ben', problem, 'Accept as it is', { reason: 'Noted' })).toEqual({ type: 'none' });
      await work.idle();
    });

    it('on a card of earlier work is told to use the newest', async () => {
      expect(await doStep(work, 'ana', { reading: '12' })).toBe('Read the meter');
      const asked = await work.find('kitchen', 'Approval: Read the meter');
      expect(await work.press('ben', asked, 'Reject', { reason: 'That is the water meter' })).toEqual({ type: 'none' });
      await work.idle();
      expect(told(await work.press('ana', step, 'Done', { reading: '13' }))).toMatch(
        /“Read the meter” is an old one.*newest card/s,
      );
      expect(await doStep(work, 'ana', { reading: '4711' })).toBe('Read the meter');
      expect(told(await work.press('ben', asked, 'Approve'))).toMatch(/is an old one/);
      const readings = (await work.run('kitchen')).evidence.filter((one) => one.item === 'reading');
      expect(readings.map((one) => one.value)).toEqual([12, 4711]);
    });

    it('of a button whose run is not here is answered, not thrown', async () => {
      for (const verb of ['complete', 'approve', 'show_steps', 'show_evidence', 'cancel'] as const) {
        const answer = await work.send('ana', { v: 1, verb, run: 'no-such-run', step: 'meter' }, { reason: 'x' });
        expect(told(answer)).toMatch(/This run is not here/);
      }
      expect(told(await work.send('ana', { v: 1, verb: 'start', sop: 'no-such-sop' }, {}))).toMatch(/no SOP/);
      expect(told(await work.send('ana', { v: 1, verb: 'edit', sop: 'no-such-sop' }))).toMatch(/not here any more/);
      expect(told(await work.send('ana', { v: 1, verb: 'retry_import', import: 'none' }))).toMatch(
        /import is not here/,
      );
    });
  });

  describe('a draft', () => {
    const edit = async (yaml: (before: string) => string) => {
      const asked = await work.press('eva', await work.find('kitchen', /^Day round/), 'Edit as YAML');
      if (asked.type !== 'form') throw new Error(told(asked));
      const [field] = asked.form.fields;
      const before = field?.type === 'text' ? (field.value ?? '') : '';
      return told(await work.send('eva', asked.value, { yaml: yaml(before) }));
    };
    const draft = async () => told(await work.say('eva', 'show day-round'));

    it.each<[string, (before: string) => string, RegExp]>([
      ['malformed', (yaml) => yaml.replace('roles:', 'roles: ['), /line \d+/i],
      ['a tab for spaces', (yaml) => yaml.replace('  - {id: opener', '\t- {id: opener'), /line \d+/i],
      [
        'an unknown role',
        (yaml) => yaml.replace('role: opener', 'role: opnr'),
        /line \d+.*steps\.meter\.role.*opener/s,
      ],
      ['an unknown field', (yaml) => yaml.replace('purpose:', 'purpos:'), /line \d+.*purpos/s],
      ['nothing at all', () => '', /Not saved|wrong/],
      ['a number', () => '42', /Not saved|wrong/],
      ['more than fits', (yaml) => `${yaml}# ${'x'.repeat(LIMITS.yamlBytes)}`, /Not saved|at most|KB|large/],
    ])('that is %s is not saved, and says where', async (_, yaml, sentence) => {
      const before = await draft();
      expect(await edit(yaml)).toMatch(sentence);
      expect(await draft()).toBe(before);
    });

    it('that somebody else has saved meanwhile is not overwritten', async () => {
      const card = await work.find('kitchen', /^Day round/);
      const asked = await work.press('ana', card, 'Edit as YAML');
      if (asked.type !== 'form' || asked.form.fields[0]?.type !== 'text') throw new Error(told(asked));
      const yaml = asked.form.fields[0].value ?? '';
      expect(await edit((text) => text.replace('title: Day round', 'title: Day round, short'))).toMatch(/is saved/);
      const mine = yaml.replace('title: Day round', 'title: Day round, long');
      expect(told(await work.send('ana', asked.value, { yaml: mine }))).toMatch(
        /Eva Novak saved this draft meanwhile, so this was not done/,
      );
      expect(await draft()).toContain('Day round, short');
    });
  });

  it('a file store without room refuses, and the evidence is recorded once there is some', async () => {
    let isFull = true;
    const kept = new Map<string, Uint8Array>();
    const files = {
      put: async (bytes: Uint8Array) => {
        if (isFull) throw new FilesFull('there is no room left for files');
        const id = Buffer.from(await crypto.subtle.digest('SHA-256', new Uint8Array(bytes))).toString('hex');
        kept.set(id, bytes);
        return id;
      },
      get: async (id: string) => kept.get(id),
    };
    const full = await openWorkplace('sqlite', { files });
    await published(full, SOP);
    await full.say('ana', 'run night-round');
    await full.idle();
    const form = new FormData();
    form.set('file', new File([Uint8Array.from(Buffer.from(PIXEL, 'base64'))], 'seal.png', { type: 'image/png' }));
    const headers = {
      'x-sopwith-member': 'ana',
      'sec-fetch-site': 'same-origin',
      origin: 'http://localhost',
      host: 'localhost',
    };
    const send = () =>
      full.app.web.request('/api/local/files', {
        method: 'POST',
        headers: { ...headers, 'idempotency-key': crypto.randomUUID() },
        body: form,
      });
    const refused = await send();
    expect(refused.status).toBe(507);
    expect(await refused.json()).toMatchObject({ message: expect.stringMatching(/no room left.*Nothing was lost/) });
    isFull = false;
    const { files: stored } = (await (await send()).json()) as {
      files: [{ file: string; name: string; mime: string; bytes: number }];
    };
    const answers = { reading: '1', seal: stored[0] };
    expect(await doStep(full, 'ana', answers)).toBe('Read the meter');
    expect((await full.run('kitchen')).evidence).toHaveLength(2);
    await full.end();
  });
});
