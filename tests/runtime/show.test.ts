import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadMessages, saveMessage } from '../../src/store/messages.ts';
import { published } from '../stories/publishing.ts';
import { told } from '../stories/words.ts';
import { openWorkplace, type Workplace } from '../stories/workplace.ts';
import { gate, type Paper, paperChat } from './paper.ts';

const LIST = `
sop: closing
title: Closing
purpose: The lights are off.
presentation: checklist
roles:
  - {id: opener, title: Opener}
steps:
  - {id: lights, title: Switch the lights off, role: opener}
  - id: alarm
    title: Is the alarm on?
    kind: decision
    role: opener
    options: [{id: armed, title: It is on}, {id: broken, title: It is broken}, {id: none, title: There is none}]
  - {id: key, title: Hide the key, role: opener}
retention: {keep: P1Y}
`;

describe('showing', () => {
  let paper: Paper;
  let other: Paper;
  let work: Workplace;
  let sop: string;
  beforeEach(async () => {
    paper = paperChat('paper');
    other = paperChat('slate');
    work = await openWorkplace('sqlite', { chats: [paper.chat, other.chat] });
    sop = await published(work, LIST);
  });
  afterEach(() => work.end());

  const ana = { type: 'member', id: 'ana', identity: 'web:ana' } as const;
  const tell = async (key: string, command: object) => {
    const { app } = work;
    expect(await app.handle({ workspace: app.workspace, key, actor: ana, command: command as never })).toMatchObject({
      status: 'accepted',
    });
    await work.idle();
  };
  const start = (place: string) => tell('start', { type: 'startRun', run: 'r1', sop, inputs: {}, place });

  it('settles every posted copy of a card, wherever it is', async () => {
    await start('paper:one');
    const { db, workspace } = work.app;
    const [first] = await loadMessages(db, workspace, 'run:r1');
    if (!first) throw new Error('it was posted');
    // Another copy, as a home tab or a direct message has one.
    const posted = await other.chat.post({
      workspace,
      place: 'home',
      effect: 'copy',
      card: { ...emptyCard, title: 'Closing' },
      names: {},
    });
    await saveMessage(db, { ...first, platform: 'slate', place: 'home', platformId: posted.id, shown: '' });
    await tell('cancel', { type: 'cancelRun', run: 'r1', reason: 'A power cut' });
    const cards = [paper.sheets[0]?.shown.at(-1), other.sheets[0]?.shown.at(-1)];
    expect(cards[0]).toEqual(cards[1]);
    expect(JSON.stringify(cards[0])).toContain('A power cut');
    expect(cards[0]?.actions.map((one) => one.label)).toEqual(['Evidence']);
  });

  it('draws what is true when it is delivered, not what was true when it was owed', async () => {
    const slow = gate();
    paper.before = () => slow.opened;
    const starting = start('paper:one');
    const done = work.app.handle({
      ...{ workspace: work.app.workspace, key: 'done', actor: ana },
      command: { type: 'cancelRun', run: 'r1', reason: 'Not today' },
    });
    await done;
    slow.open();
    await starting;
    await work.idle();
    expect(paper.sheets).toHaveLength(1);
    expect(JSON.stringify(paper.sheets[0]?.shown.at(-1))).toContain('Not today');
  });

  it('keeps a checklist on one card, with a tick per line and a form for a choice', async () => {
    await work.say('ana', 'run closing');
    await work.idle();
    const card = () => work.find('kitchen', 'Closing');
    expect(await work.press('ana', await card(), 'Done')).toEqual({ type: 'none' });
    await work.idle();
    const asked = await work.press('ana', await card(), 'Decide');
    if (asked.type !== 'form') throw new Error(told(asked));
    const [choice] = asked.form.fields;
    expect(choice?.type === 'choice' && choice.options.map((one) => one.title)).toEqual([
      'It is on',
      'It is broken',
      'There is none',
    ]);
    expect(told(await work.send('ana', asked.value, { [choice?.id ?? '']: 'loud' }))).toMatch(
      /“loud” is not an option/,
    );
    expect(await work.send('ana', asked.value, { [choice?.id ?? '']: 'broken' })).toEqual({ type: 'none' });
    await work.idle();
    expect((await work.run('kitchen')).steps.map((one) => one.state)).toEqual([
      'completed',
      'completed',
      'waiting_human',
    ]);
    expect((await work.cards('kitchen')).filter((one) => one.says.includes('of 3 steps done'))).toHaveLength(1);
    // The form of a choice that was made is an old one.
    expect(told(await work.send('ana', asked.value, { [choice?.id ?? '']: 'armed' }))).toMatch(/Ana Lima completed/);
  });
});

const emptyCard = { title: '', tone: 'neutral', elements: [], actions: [], fallback: '' } as const;
