/** What people write to get out of its place, or to call everybody: said on every card, and nobody is called by it. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { LIMITS } from '../../../src/engine/limits.ts';
import { png } from '../../support/png.ts';
import { type Message, mentionsOf } from '../../support/slack/surface.ts';
import { buttonsOf, type Office, openOffice, readable } from './office.ts';
import { type Seeing, seeing } from './seeing.ts';

const CALLS =
  '<!channel> <!here> <@U0EVAXXXX> @here @channel <!subteam^S0MANAGERS> <https://evil.example|Approve here>';
const MARKS = '*bold* _it_ ~gone~ `code` ```block``` > quote :tada: &lt;&amp;';
const LETTERS = 'مرحبا \u202Edesrever\u2066 👩‍🍳🏳️‍🌈';
const NASTY = `${CALLS} ${MARKS} ${LETTERS}`;

describe.each([
  ['calls', CALLS],
  ['marks', MARKS],
  ['letters', LETTERS],
  ['all of it, at length', `${NASTY} `.repeat(100)],
])('%s', (_, nasty) => {
  let office: Office;
  let sees: Seeing;
  let run: Message;
  const title = nasty.slice(0, 180);
  beforeAll(async () => {
    office = await openOffice();
    sees = seeing(office);
    const definition = {
      ...{ sop: 'odd', title, purpose: nasty.slice(0, 1_500) },
      roles: [
        { id: 'cook', title: nasty.slice(0, 100) },
        { id: 'lead', title: 'Lead', for: 'approver' },
      ],
      inputs: [{ id: 'what', title: title.slice(0, 100), type: 'text' }],
      steps: [
        {
          ...{ id: 'one', title, instructions: nasty.slice(0, 3_000), role: 'cook', approval: { role: 'lead' } },
          evidence: [
            { id: 'said', title: title.slice(0, 120), type: 'text' },
            { id: 'view', title: 'View', type: 'photo' },
          ],
        },
        { id: 'two', title: 'Last', role: 'cook', skippable: true },
      ],
    };
    await office.publishes(stringify(definition), { cook: ['ben'], lead: ['chen'] });
  });
  afterAll(async () => {
    await sees.quiet();
    await office.end();
  });

  const person = (name: string) => office.slack.person(name);
  const card = (button: string) =>
    office.slack.until(
      () => office.slack.thread(run).findLast((one) => buttonsOf(one).includes(button)),
      `a card with ${button}`,
      8_000,
    );
  /** Only those whose turn it is. */
  const called = () => {
    const { slack } = office;
    const all = [
      ...slack.messages('ops'),
      ...slack.thread(run),
      ...['ana', 'ben', 'chen', 'eva'].flatMap((name) => person(name).whispers()),
      ...slack.views(),
    ];
    return [
      ...new Set(
        all
          .filter((one) => !('user' in one) || one.user === slack.bot.userId || !('ts' in one))
          .flatMap((one) => mentionsOf(one)),
      ),
    ];
  };

  it('is said in every title, reason and reading, and calls nobody but whose turn it is', async () => {
    const [ana, ben, chen] = [person('ana'), person('ben'), person('chen')];
    await ana.slash('ops', '/sop show odd');
    await sees.whisper('ana', 'odd');
    await ana.slash('ops', '/sop run odd');
    const form = await sees.modal('ana', /./);
    await ana.submits(form, { what: nasty.slice(0, 3_000) });
    run = await office.says('ops', '0 of 2 steps');
    await card('Done');
    if (nasty.length > LIMITS.text) {
      await ben.replies(run, nasty);
      await sees.whisper('ben', 'Shorten it, or send it as a file');
    }
    const reply = await ben.replies(run, nasty.slice(0, 3_000));
    await sees.ticked(reply);
    const photo = { name: 'view.png', bytes: png(9, 9), says: { name: `${nasty.slice(0, 200)}.png` } };
    await sees.ticked(await ben.replies(run, nasty.slice(0, 3_000), [photo]));
    await ben.taps(await card('Done'), 'Done');
    await ben.submits(await sees.modal('ben', 'View'));
    await chen.taps(await card('Approve'), 'Reject');
    await chen.submits(await sees.modal('chen', 'What must be done again'), {
      'What must be done again, and why?': nasty.slice(0, 1_000),
    });
    await office.slack.until(
      () => office.slack.thread(run).filter((one) => buttonsOf(one).includes('Done')).length === 1,
      'the redo',
    );
    await ben.taps(await card('Done'), 'Report a problem');
    await ben.submits(await sees.modal('ben', 'What happened?'), { 'What happened?': nasty.slice(0, 1_000) });
    await card('Cancel run');
    await ana.slash('ops', '/sop status');
    await sees.whisper('ana', /./);
    await ana.slash('ops', `/sop ${nasty.slice(0, 500)}`);
    await sees.whisper('ana', 'Not understood');
    await ben.opensHome();
    await sees.home('ben', /./);
    const theirs = [ana, ben, chen].map((one) => `@${one.id}`);
    expect(called().filter((one) => !theirs.includes(one))).toEqual([]);
    expect(readable(office.slack.message(run) ?? run)).toContain(title.slice(0, 5).trim());
  });
});

describe('when it is whose turn', () => {
  let office: Office;
  let sees: Seeing;
  beforeAll(async () => {
    office = await openOffice();
    sees = seeing(office);
    await office.publishes(
      'sop: turns\ntitle: Turns\nroles: [{id: first, title: First}, {id: second, title: Second}]\nsteps:\n  - {id: a, title: Begin, role: first}\n  - {id: b, title: End, role: second}\n',
      { first: ['ben'] },
    );
  });
  afterAll(async () => {
    await sees.quiet();
    await office.end();
  });

  it('somebody is called once it is theirs, in every copy of the card, and every copy settles', async () => {
    const { slack } = office;
    const [ana, ben, eva] = [slack.person('ana'), slack.person('ben'), slack.person('eva')];
    await ana.slash('ops', '/sop run turns');
    const run = await office.says('ops', '0 of 2 steps');
    const first = await office.answers(run, 'Begin');
    expect(mentionsOf(run)).toEqual([]);
    expect(mentionsOf(first)).toEqual([`@${ben.id}`]);
    await ben.taps(first, 'Done');
    await office.becomes(first, 'Done by');
    expect(mentionsOf(slack.message(first) ?? first)).toEqual([]);
    await office.answers(run, 'End');
    await ana.slash('ops', `/sop role second add ${eva.mention}`);
    const calling = await slack.until(
      () => slack.thread(run).find((one) => mentionsOf(one).includes(`@${eva.id}`)),
      'a card that calls Eva',
      8_000,
    );
    await eva.taps(calling, 'Done');
    await office.becomes(run, /[Cc]ompleted/);
    await office.app.worker.idle();
    for (const one of slack.thread(run)) {
      expect(buttonsOf(one)).not.toContain('Done');
      expect(mentionsOf(slack.message(one) ?? one)).toEqual([]);
    }
  });
});
