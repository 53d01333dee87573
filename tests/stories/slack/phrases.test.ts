/** Everything that can be typed after /sop, and what is answered where the bot cannot speak. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PHRASES } from '../../../src/runtime/phrase.ts';
import { buttonsOf, type Mode, type Office, openOffice, readable } from './office.ts';
import { type Seeing, seeing } from './seeing.ts';
import { OPENING } from './sops.ts';

/** What comes of a phrase: a private answer, a form, a message in the channel, or a file in the direct messages. */
type Outcome = readonly ['whisper' | 'modal' | 'channel' | 'direct', string | RegExp] | readonly ['file', string];

const TALK: readonly (readonly [typed: string, ...Outcome])[] = [
  ['', 'whisper', /What you can say[\s\S]*\/sop import/],
  ['help', 'whisper', 'What you can say'],
  ['HELP', 'whisper', 'What you can say'],
  ['new', 'modal', /SOP/],
  ['import', 'whisper', 'There is no file in this conversation yet'],
  ['import rota.pdf', 'whisper', 'There is no file “rota.pdf” here'],
  ['library', 'whisper', /no address yet[\s\S]*PUBLIC_URL/],
  ['list', 'whisper', /1 SOP[\s\S]*Opening/],
  ['run', 'whisper', /What can run here[\s\S]*Opening/],
  ['show opening', 'whisper', /Opening[\s\S]*Read the fridge/],
  ['show opening steps 2', 'whisper', 'Switch on the lights'],
  ['status', 'whisper', /No run is open|Nothing/],
  ['digest', 'whisper', 'Nothing ran in this conversation'],
  [
    'digest forever',
    'whisper',
    /Did you mean “\s*\/sop digest \[today\|yesterday\|week\|daily 07:00\|weekly monday 07:00\|off\]\s*”/,
  ],
  ['evidence', 'whisper', /no run/i],
  ['cancel', 'whisper', 'There is no open run here'],
  ['roles', 'whisper', /Opener[\s\S]*Ben Okafor/],
  ['mine', 'whisper', 'Nothing waits for you'],
  ['holidays', 'whisper', /holiday/i],
  ['closed', 'whisper', /holiday|closed/i],
  ['away', 'modal', 'Who stands in?'],
  ['away until Friday, Ben stands in', 'whisper', 'stands in for'],
  ['back', 'whisper', 'Welcome back'],
  ['settings', 'modal', 'Quiet hours'],
  ['quiet everybody', 'whisper', 'No hours are quiet for everybody'],
  ['quiet late', 'whisper', 'Which hours are “late”'],
  ['lessons', 'whisper', /lesson|taught|learn|nothing|runs/i],
  ['template', 'whisper', /Templates[\s\S]*Closing checks[\s\S]*Staff handover/],
  ['template staff handover', 'channel', /Staff handover[\s\S]*Take the shift over/],
  ['template staff-handovr', 'whisper', 'Did you mean staff-handover'],
  ['routines', 'whisper', 'There is no routine here'],
  ['routine opening', 'modal', 'Time zone'],
  ['routine opening weekdays 06:30', 'channel', /Routine: Opening[\s\S]*Every weekday at 06:30/],
  ['routine opening end', 'channel', 'It starts no more runs'],
  ['routine opening now', 'whisper', 'When is “now”'],
  ['routine', 'whisper', 'There is no routine here'],
  ['run opening', 'channel', '0 of 2 steps'],
  ['status', 'whisper', /Opening[\s\S]*Read the fridge/],
  ['evidence', 'file', 'opening'],
  ['cancel', 'modal', 'Why is it cancelled?'],
  ['yaml opening', 'file', 'opening.sop.yaml'],
  ['edit opening', 'whisper', /has no draft now/],
  ['revise opening', 'channel', /Opening[\s\S]*[Rr]evision 2|Opening[\s\S]*draft/i],
  ['edit opening', 'modal', 'SOP as YAML'],
  ['discard opening', 'channel', /[Dd]iscarded/],
  ['publish opening', 'whisper', 'discarded this draft'],
  ['archive opening', 'whisper', /Opening/],
  ['role opener add Ben', 'whisper', /Ben Okafor/],
  ['role opener add Nobody', 'whisper', /Nobody/],
  ['stats', 'whisper', /Did you mean “\s*\/sop status/],
  ['pubish opening', 'whisper', /Did you mean “\s*\/sop publish KEY/],
  ['run opning', 'whisper', 'Did you mean opening'],
  ['make me a coffee', 'whisper', /Type\s*\/sop help/],
  ['role opener', 'whisper', /Did you mean “\s*\/sop role ROLE add\|remove NAME/],
  ['run opening tomorrow x=1 y', 'whisper', 'is not a phrase'],
];

describe.each<Mode>(['http', 'socket'])('/sop over %s', (mode) => {
  let office: Office;
  let sees: Seeing;
  beforeAll(async () => {
    office = await openOffice({ mode });
    sees = seeing(office);
    await office.publishes(OPENING, { opener: ['ben'] });
  });
  afterAll(async () => {
    await sees.quiet();
    await office.end();
  });

  it('has all phrases in this table', () => {
    const typed = TALK.map(([one]) => one.split(' ')[0]);
    expect(PHRASES.map((one) => one.phrase).filter((one) => !typed.includes(one))).toEqual([]);
  });

  it.each(TALK)('%s', async (typed, kind, words) => {
    const ana = office.slack.person('ana');
    const before = ana.whispers().length;
    await ana.slash('kitchen', `/sop ${typed}`);
    if (kind === 'channel') return void (await office.says('kitchen', words));
    if (kind === 'modal') return ana.closes(await sees.modal('ana', words));
    if (kind === 'file') {
      const sent = () => ana.direct().some((one) => one.files.some((file) => file.name.includes(String(words))));
      await office.slack.until(sent, `a file ${String(words)}`);
      await office.slack.until(() => ana.whispers().length > before, 'a word about where it is');
      return;
    }
    await office.slack.until(() => ana.whispers().length > before, `an answer to ${typed}`);
    const [answer, ...more] = ana.whispers().slice(before).map(readable);
    expect(answer).toMatch(words);
    expect(more).toEqual([]);
  });
});

describe('where it is typed', () => {
  let office: Office;
  let sees: Seeing;
  beforeAll(async () => {
    office = await openOffice();
    sees = seeing(office);
    await office.publishes(OPENING, { opener: ['ben'] });
  });
  afterAll(async () => {
    await sees.quiet(['a request from Slack failed']);
    await office.end();
  });

  it('says that it did not work, to somebody whom Slack does not tell about', async () => {
    office.slack.inject({ method: 'users.info', kind: 'error', error: 'internal_error' });
    await office.slack.person('eva').slash('ops', '/sop list');
    await sees.whisper('eva', 'It could not be found out who you are just now, so nothing was done');
    await office.slack.person('eva').slash('ops', '/sop list');
    await sees.whisper('eva', '1 SOP');
    expect(office.slack.person('eva').whispers()).toHaveLength(2);
  });

  it('joins a public channel that it is not in', async () => {
    await office.slack.person('ana').slash('lobby', '/sop run opening');
    await office.says('lobby', '0 of 2 steps');
  });

  it('joins nothing to look at something', async () => {
    const ana = office.slack.person('ana');
    office.slack.addChannel({ name: 'hall', hasBot: false });
    await ana.slash('hall', '/sop list');
    await sees.whisper('ana', '1 SOP');
    await ana.slash('hall', '/sop run');
    const list = await sees.whisper('ana', 'What can run here');
    expect(office.slack.callsOf('conversations.join').length).toBe(1);
    await ana.taps(list, 'Run');
    await office.says('hall', '0 of 2 steps');
  });

  it('asks to be invited to a private one, and starts nothing', async () => {
    const ana = office.slack.person('ana');
    await ana.slash('vault', '/sop run opening');
    await sees.whisper('ana', '/invite');
    await ana.slash('vault', '/sop run');
    await ana.taps(await sees.whisper('ana', 'What can run here'), 'Run');
    await sees.whisper('ana', '/invite');
    expect(office.slack.messages('vault')).toEqual([]);
    await ana.invites('vault', 'sopwith');
    await ana.slash('vault', '/sop run opening');
    await office.says('vault', '0 of 2 steps');
  });

  it('says that a channel is archived', async () => {
    const ana = office.slack.person('ana');
    await ana.slash('attic', '/sop run opening');
    await sees.whisper('ana', 'This channel is archived');
  });

  it('understands plain text in a direct message, and answers there to stay', async () => {
    const ben = office.slack.person('ben');
    const channel = await ben.opensDirect();
    await ben.says(channel, 'list');
    await sees.direct('ben', '1 SOP');
    await ben.says(channel, '/sop run opening'.slice(1));
    const run = await sees.direct('ben', '0 of 2 steps');
    const step = await office.answers(run, 'Read the fridge');
    await sees.ticked(await ben.replies(run, '4 °C'));
    await office.becomes(step, '4 °C');
    await ben.says(channel, 'what can you do?');
    await sees.direct('ben', 'Not understood');
    await ben.says(channel, 'new');
    await ben.taps(await sees.direct('ben', 'tap Fill in'), 'Fill in');
    await ben.closes(await sees.modal('ben', /SOP/));
  });

  it('does not speak between two people', async () => {
    const ana = office.slack.person('ana');
    const between = await office.slack.workspace.fetch(
      new Request('http://emulator/api/conversations.open', {
        method: 'POST',
        headers: { authorization: `Bearer ${ana.token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ users: office.slack.person('eva').id }),
      }),
    );
    const { channel } = (await between.json()) as { channel: { id: string } };
    await ana.slash(channel.id, '/sop run opening');
    await sees.whisper('ana', 'between other people');
    await ana.slash(channel.id, '/sop list');
    await sees.whisper('ana', '1 SOP');
  });

  it('starts one run for a finger that trembles', async () => {
    const ana = office.slack.person('ana');
    await ana.slash('ops', '/sop run');
    const list = await sees.whisper('ana', 'What can run here');
    await Promise.all([ana.taps(list, 'Run'), ana.taps(list, 'Run')]);
    await office.says('ops', '0 of 2 steps');
    await office.app.worker.idle();
    expect(office.slack.messages('ops').filter((one) => readable(one).includes('of 2 steps')).length).toBe(1);
    expect(buttonsOf(list)).toContain('Run');
  });
});
