/** What was said in a closed conversation is quoted to those who may read it, and to nobody else, wherever a lesson is shown. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ActionValue } from '../../src/cards/action.ts';
import type { Answer } from '../../src/runtime/conversation.ts';
import { type Chat, ChatError, type Outgoing } from '../../src/runtime/ports.ts';
import { loadSop } from '../../src/runtime/talking.ts';
import { listRuns } from '../../src/store/runs.ts';
import { published } from '../stories/publishing.ts';
import { told, wordsOf } from '../stories/words.ts';
import { openWorkplace, type Workplace } from '../stories/workplace.ts';

const PARCEL = `
sop: parcel
title: Parcel
purpose: Parcels arrive.
roles:
  - {id: opener, title: Opener}
  - {id: restaurant_manager, title: Manager}
accountable_manager: restaurant_manager
steps:
  - {id: look, title: Look at it}
retention: {keep: P1Y}
`;
/** Nobody is named to answer for it: an administrator does. */
const ORPHAN = PARCEL.replace('accountable_manager: restaurant_manager\n', '');

/** Who may read which place; a place that nobody is told of cannot be checked now. */
let readers: Record<string, readonly string[]>;
/** What was said, by place. */
let posted: Map<string, Outgoing>;
const club: Chat = {
  platform: 'club',
  post: async (message) => {
    const id = crypto.randomUUID();
    posted.set(`${message.place} ${id}`, message);
    return { id };
  },
  update: async (id, message) => {
    posted.set(`${message.place} ${id}`, message);
  },
  find: async () => undefined,
  direct: async (_, member) => `dm-${member}`,
  sees: async (_, member, place) => {
    if (place.startsWith('dm-')) return place === `dm-${member}`;
    const known = readers[place];
    if (!known) throw new ChatError('retry', 'nobody answers');
    return known.includes(member);
  },
};

let work: Workplace;
let keys = 0;
const SECRET = 'Finn was ill again';
const who = (member: string, place: string) => {
  keys += 1;
  return { workspace: work.app.workspace, member, place: `club:${place}`, key: `lessons:${keys}` };
};
const say = (member: string, text: string, place = 'hall') =>
  work.app.conversation.say({ ...who(member, place), text, files: [] });
const press = async (
  member: string,
  value: Omit<ActionValue, 'v'>,
  fields?: Record<string, string>,
  place = 'hall',
) => {
  const pressed = { ...who(member, place), value: { v: 1, ...value } as const };
  const answer = await work.app.conversation.press(fields ? { ...pressed, fields } : pressed);
  await work.idle();
  return answer;
};
const words = (answer: Answer) => (answer.type === 'card' ? told(answer) : answer.type);
const proposal = { sop: 'sop-parcel', proposal: 1 } as const;
/** What stands in somebody's direct messages about proposals. */
const toldTo = (member: string) =>
  [...posted.values()]
    .filter(({ place, card }) => place === `dm-${member}` && String(card.title).includes('should'))
    .map(({ card, names }) => wordsOf(card, names));

/** Three runs in the cellar, each with a problem that is let be for the same reason. */
async function trouble(times = 3, place = 'cellar') {
  for (let run = 0; run < times; run += 1) {
    await say('ben', 'run parcel', place);
    await work.idle();
    const [newest] = await listRuns(work.app.db, work.app.workspace, { limit: 1 });
    const about = { run: newest?.id ?? '', step: 'look' };
    await press('ben', { verb: 'raise', ...about }, { kind: 'other', note: 'It is late' }, place);
    const { step: _, ...decided } = { ...about, exception: 'x1', resolution: 'override' as const };
    const decider = (await loadSop(work.app, work.app.workspace, 'sop-parcel'))?.active?.accountable_manager
      ? 'eva'
      : 'ben';
    expect(await press(decider, { verb: 'resolve', ...decided }, { reason: `${SECRET} (${run})` }, place)).toEqual({
      type: 'none',
    });
    work.clock.at += 1;
  }
}

beforeEach(async () => {
  work = await openWorkplace('sqlite', { chats: [club] });
  readers = { hall: ['ana', 'ben', 'chloe', 'eva'], cellar: ['ben'] };
  posted = new Map();
});
afterEach(() => work.end());

describe('of an SOP that somebody answers for', () => {
  beforeEach(async () => {
    await published(work, PARCEL);
    await trouble();
  });

  it('is told to them alone, with the words: the runs name them', () => {
    expect(toldTo('eva')).toHaveLength(1);
    expect(toldTo('eva')[0]).toContain(SECRET);
    const others = [...posted.values()].filter(
      ({ place, card }) => place !== 'dm-eva' && String(card.title).includes('should'),
    );
    expect(others).toEqual([]);
  });

  it('shows others that there is something, and no words: not listed, not shown, not in the trail of another run', async () => {
    expect(words(await say('chloe', 'lessons'))).toContain('A new line in its instructions · 3 runs');
    const shown = words(await press('chloe', { verb: 'show_proposal', ...proposal }));
    expect(shown).toContain('3 cases are in a conversation');
    expect(shown).not.toContain(SECRET);
    expect(words(await press('ben', { verb: 'show_proposal', ...proposal }))).toContain(SECRET);
    await say('chloe', 'run parcel', 'hall');
    const trail = await say('chloe', 'evidence', 'hall');
    const file = trail.type === 'file' ? new TextDecoder().decode(trail.bytes) : '';
    expect(file).toContain('EditProposed');
    expect(file).not.toContain('Finn');
  });

  it('counts for each what they may see', async () => {
    await press('eva', { verb: 'dismiss_proposal', ...proposal }, { reason: 'Finn is back' });
    work.clock.at += 1;
    await trouble(2);
    expect(words(await say('ben', 'lessons parcel'))).toContain('A problem was reported: 2 of 3 runs');
    expect(words(await say('chloe', 'lessons parcel'))).not.toContain('A problem was reported');
  });

  it('is not decided by somebody without the right, whatever their client sends', async () => {
    for (const member of ['chloe', 'ben']) {
      expect(words(await press(member, { verb: 'accept_proposal', ...proposal }))).toContain(
        'decided by somebody with the role',
      );
      expect(words(await press(member, { verb: 'dismiss_proposal', ...proposal }, { reason: 'No' }))).toContain(
        'decided by somebody',
      );
    }
    expect(words(await press('mallory', { verb: 'accept_proposal', ...proposal }))).toContain('Only a member');
    expect((await loadSop(work.app, work.app.workspace, 'sop-parcel'))?.draft).toBeUndefined();
  });

  it('is accepted by the one who is asked; what is settled keeps no words in direct messages', async () => {
    expect(words(await press('eva', { verb: 'accept_proposal', ...proposal }, undefined, 'dm-eva'))).toContain(
      'It is in a new draft',
    );
    const draft = (await loadSop(work.app, work.app.workspace, 'sop-parcel'))?.draft;
    expect(draft?.definition.steps[0]?.instructions).toBe(
      `If something else happens: ${[2, 1, 0].map((run) => `“It is late”: “${SECRET} (${run})”`).join('; ')}.`,
    );
    expect(toldTo('eva')[0]).toContain('Taken into the draft');
    expect(toldTo('eva')[0]).not.toContain(SECRET);
  });
});

describe('of an SOP that only an administrator answers for', () => {
  beforeEach(() => published(work, ORPHAN));

  it('is told without words that the administrator may not read, and not accepted by them', async () => {
    await trouble();
    expect(toldTo('eva')[0]).toContain('3 cases are in a conversation');
    expect(toldTo('eva')[0]).not.toContain(SECRET);
    expect(words(await press('eva', { verb: 'accept_proposal', ...proposal }))).toContain(
      'it is for somebody who can read them',
    );
    readers.cellar = ['ben', 'eva'];
    expect(words(await press('eva', { verb: 'show_proposal', ...proposal }))).toContain(SECRET);
    expect(words(await press('eva', { verb: 'accept_proposal', ...proposal }))).toContain('Taken into the draft');
  });

  it('waits where it cannot be told who reads a conversation, rather than say half of it for ever', async () => {
    readers = { hall: [] };
    await trouble();
    expect(toldTo('eva')).toEqual([]);
    readers = { hall: [], cellar: ['ben', 'eva'] };
    await work.pass(10_000);
    expect(toldTo('eva')[0]).toContain(SECRET);
  });
});

describe('limits that cover what was accepted', () => {
  const WEIGHED = PARCEL.replace(
    'title: Look at it}',
    'title: Look at it, evidence: [{id: kg, title: Weight, type: number, max: 5}]}',
  );

  it('are readings: nobody reads them, or writes them into the SOP, who may not read the runs', async () => {
    await published(work, WEIGHED.replace('accountable_manager: restaurant_manager\n', ''));
    for (let run = 0; run < 3; run += 1) {
      await say('ben', 'run parcel', 'cellar');
      await work.idle();
      const [newest] = await listRuns(work.app.db, work.app.workspace, { limit: 1 });
      const id = newest?.id ?? '';
      await press('ben', { verb: 'complete', run: id, step: 'look' }, { kg: '4711' }, 'cellar');
      const decided = { verb: 'resolve', run: id, exception: 'x1', resolution: 'override' } as const;
      await press('eva', decided, { reason: 'Heavy' }, 'cellar');
      work.clock.at += 1;
    }
    const card = words(await say('chloe', 'lessons'));
    expect(card).toContain('limits that cover what was accepted · 3 runs');
    for (const shown of [
      card,
      words(await say('chloe', 'lessons parcel')),
      words(await press('chloe', { verb: 'show_proposal', ...proposal })),
    ]) {
      expect(shown).not.toContain('4711');
    }
    expect(words(await say('ben', 'lessons'))).toContain('4711');
    expect(toldTo('eva')).toHaveLength(1);
    expect(toldTo('eva')[0]).not.toContain('4711');
    expect(words(await press('eva', { verb: 'accept_proposal', ...proposal }))).toContain(
      'it is for somebody who can read them',
    );
    await press('eva', { verb: 'dismiss_proposal', ...proposal }, { reason: 'No' });
    expect(toldTo('eva')[0]).toContain('Dismissed');
    expect(toldTo('eva')[0]).not.toContain('4711');
  });
});
