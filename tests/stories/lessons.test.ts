/** Exceptions teach the next revision: mornings with the same trouble, a proposal, a person who decides, a revision. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Proposal } from '../../src/engine/lessons/proposal.ts';
import type { KnownSop } from '../../src/engine/sop/state.ts';
import { checkHistory } from '../../src/runtime/check-history.ts';
import { loadSop } from '../../src/runtime/talking.ts';
import { listHistories } from '../../src/store/audit.ts';
import { DATABASES } from '../support/database.ts';
import { RESTAURANT } from '../support/sops.ts';
import { published } from './publishing.ts';
import { brokenStreams, saidTwiceOrNever } from './said-once.ts';
import { told } from './words.ts';
import { DAY, type Fields, MINUTE, openWorkplace, type Workplace } from './workplace.ts';

const OPENING = `
sop: opening
title: Opening
purpose: The kitchen is safe before the doors open.
${RESTAURANT}
steps:
  - {id: lights, title: Switch on the lights, role: opener}
  - id: fridge
    title: Read the fridge
    role: opener
    evidence: [{id: degrees, title: Fridge, type: number, unit: °C, min: 0, max: 5}]
  - {id: till, title: Count the till, role: opener, due: 30m}
retention: {keep: P1Y}
`;

/** A workplace with this SOP, and the mornings in it. */
function kitchen(work: Workplace) {
  const press = async (member: string, title: string | RegExp, label: string, fields?: Fields) => {
    const answer = await work.press(member, await work.find('kitchen', title), label, fields);
    await work.idle();
    return answer;
  };
  const sop = async (): Promise<KnownSop> => {
    const found = await loadSop(work.app, work.app.workspace, 'sop-opening');
    if (!found) throw new Error('no SOP');
    return found;
  };
  return {
    press,
    sop,
    proposals: async (): Promise<readonly Proposal[]> => (await sop()).proposals ?? [],
    /** Next day, a run up to its fridge, which is too warm. */
    async warmMorning(degrees: number) {
      work.clock.at += DAY;
      await work.say('ana', 'run opening');
      await work.idle();
      await press('ana', 'Switch on the lights', 'Done');
      await press('ana', 'Read the fridge', 'Done', { degrees });
    },
    async accepts(fields: Fields) {
      return press('ben', 'A value is out of limits', 'Accept as it is', fields);
    },
  };
}

describe.each(DATABASES)('three mornings with a warm fridge, on %s', (kind) => {
  let work: Workplace;
  let at: ReturnType<typeof kitchen>;
  let oldRun: string;
  beforeAll(async () => {
    work = await openWorkplace(kind);
    await published(work, OPENING);
    at = kitchen(work);
  });
  afterAll(() => work.end());

  it('ask once, with the reason, whether the procedure should change; untouched it is a no', async () => {
    await at.warmMorning(6);
    const card = await work.find('kitchen', 'A value is out of limits');
    const form = await work.press('ben', card, 'Accept as it is');
    expect(form).toMatchObject({
      type: 'form',
      form: { fields: [{ id: 'reason' }, { id: 'change', value: 'no' }, { id: 'say', required: false }] },
    });
    expect(await at.accepts({ reason: 'The door stood open' })).toEqual({ type: 'none' });
    expect((await work.find('kitchen', 'A value is out of limits')).says).not.toContain('should change');
    expect(await at.proposals()).toEqual([]);
  });

  it('are counted, and the third makes a proposal that says what was seen, in whose words, and what would change', async () => {
    await at.warmMorning(6.5);
    await at.accepts({ reason: 'A delivery came in' });
    expect(told(await work.say('ana', 'lessons opening'))).toContain(
      '“Fridge” was accepted outside its limits: 2 of 3 runs',
    );
    await at.warmMorning(7);
    oldRun = (await work.run('kitchen')).run;
    await at.accepts({ reason: 'The door stood open again' });
    const card = await work.find('kitchen', 'Opening: should step 2 change?');
    expect(card.says).toContain('In 3 runs “Fridge” was accepted outside its limits: 7 °C, 6.5 °C, 6 °C.');
    for (const reason of ['The door stood open', 'A delivery came in', 'The door stood open again']) {
      expect(card.says).toContain(`“${reason}” (Ben Okafor`);
    }
    expect(card.says).toContain('Changed: Read the fridge (Step 2 · evidence)');
    expect(card.says).toContain('“Fridge”: 0 to 7 °C instead of 0 to 5 °C.');
    expect(card.says).toContain('@Eva Novak, please decide. Nothing changes before a draft with it is published.');
    const runs = card.card?.elements.flatMap((one) => (one.type === 'list' ? one.items : []));
    expect(runs?.filter((line) => line.action?.value.run === oldRun)).toHaveLength(1);
    expect(told(await work.say('ana', 'lessons'))).toMatch(/Opening · Step 2: Read the fridge \(“Fridge”: 0 to 7/);
    expect(told(await work.say('eva', 'mine'))).toContain('1 change that runs suggest waits for your decision');
    expect(told(await work.say('ben', 'mine'))).not.toContain('runs suggest');
    // The same is not proposed again while it is open.
    await at.warmMorning(7.5);
    await at.accepts({ reason: 'Once more' });
    expect(await at.proposals()).toHaveLength(1);
  });

  it('are accepted by whoever answers for the SOP, into a draft that says where it comes from', async () => {
    const press = (member: string, label: string) => at.press(member, /^Opening: should/, label);
    for (const label of ['Accept into the next draft', 'Dismiss']) {
      expect(told(await press('ana', label))).toMatch(
        /decided by somebody with the role restaurant manager or shift lead/,
      );
    }
    expect(await at.proposals()).toMatchObject([{ status: 'open' }]);
    expect(told(await press('eva', 'Accept into the next draft'))).toContain('It is in a new draft');
    const draft = await work.find('kitchen', 'Opening');
    expect(draft.says).toContain('Changed: Read the fridge');
    expect(draft.says).toMatch(
      /Learned from runs\n\[done\] Read the fridge \(“Fridge”: 0 to 7 °C instead of 0 to 5 °C · 3 runs since .*, accepted by Eva Novak\)/,
    );
    const { active, revision } = await at.sop();
    expect(revision).toBe(1);
    expect(active?.steps[1]?.evidence[0]?.max).toBe(5);
    const card = await work.find('kitchen', /^Opening: should/);
    expect(card.says).toContain('Taken into the draft by Eva Novak');
    expect(card.card?.actions).toEqual([]);
    const outdated = { v: 1, verb: 'accept_proposal', sop: 'sop-opening', proposal: 1 } as const;
    expect(told(await work.send('ben', outdated))).toContain('Eva Novak took this into the draft');
    // While it waits in the draft, more of the same is nothing new.
    await at.warmMorning(6);
    await at.accepts({ reason: 'Again' });
    expect(await at.proposals()).toHaveLength(1);
  });

  it('hold once the draft is published: for runs that begin then, and not for one that began before', async () => {
    expect(told(await work.say('eva', 'publish opening'))).toContain('is revision 2 now');
    await work.idle();
    const cards = await work.cards('kitchen');
    expect(cards.find((one) => one.says.includes('as revision 2'))?.says).toContain('Learned from runs');
    expect((await work.find('kitchen', /^Opening: should/)).says).toContain('in revision 2.');
    const problems = async () =>
      (await work.cards('kitchen')).filter((one) => one.card?.title === 'A value is out of limits').length;
    const before = await problems();
    await at.warmMorning(7);
    expect(await work.run('kitchen')).toMatchObject({ revision: 2, exceptions: [] });
    expect(await problems()).toBe(before);
    const anew = { v: 1, verb: 'reopen', run: oldRun, step: 'fridge' } as const;
    expect(await work.send('ben', anew, { reason: 'Read it once more' })).toEqual({ type: 'none' });
    const reading = { v: 1, verb: 'complete', run: oldRun, step: 'fridge' } as const;
    expect(await work.send('ana', reading, { degrees: 7 })).toEqual({ type: 'none' });
    await work.idle();
    expect(await problems()).toBe(before + 1);
    // What the old one teaches is learned already; counting begins anew.
    const accepts = { v: 1, verb: 'resolve', run: oldRun, exception: 'x2', resolution: 'override' } as const;
    expect(await work.send('ben', accepts, { reason: 'As before', change: 'yes' })).toEqual({ type: 'none' });
    await work.idle();
    expect(await at.proposals()).toHaveLength(1);
    expect(told(await work.say('ana', 'lessons opening'))).toContain('So far everything went as it should');
  });

  it('leave a history that is whole, and say nothing twice', async () => {
    expect(await brokenStreams(work.app)).toEqual([]);
    for (const history of await listHistories(work.app.db)) {
      expect(await checkHistory(work.app.db, history)).toMatchObject({ status: 'whole' });
    }
    expect(await saidTwiceOrNever(work.app)).toEqual([]);
  });
});

describe('what is dismissed, asked for in words, or no limit', () => {
  let work: Workplace;
  let at: ReturnType<typeof kitchen>;
  beforeEach(async () => {
    work = await openWorkplace('sqlite');
    await published(work, OPENING);
    at = kitchen(work);
  });
  afterEach(async () => {
    expect(await brokenStreams(work.app)).toEqual([]);
    await work.end();
  });

  it('is proposed again only when as many runs again had the same trouble', async () => {
    const warm = async (times: number) => {
      for (let morning = 0; morning < times; morning += 1) {
        await at.warmMorning(6);
        await at.accepts({ reason: 'Warm' });
      }
      return (await at.proposals()).map((one) => one.status);
    };
    expect(await warm(3)).toEqual(['open']);
    expect(await at.press('eva', /^Opening: should/, 'Dismiss')).toMatchObject({
      type: 'form',
      form: { fields: [{ id: 'reason' }] },
    });
    expect(told(await at.press('eva', /^Opening: should/, 'Dismiss', { reason: ' ' }))).toContain(
      'Dismissing needs a reason',
    );
    expect(told(await at.press('eva', /^Opening: should/, 'Dismiss', { reason: 'It is to be mended' }))).toContain(
      'Dismissed',
    );
    expect((await work.find('kitchen', /^Opening: should/)).says).toContain('Dismissed by Eva Novak');
    expect(await warm(2)).toEqual(['dismissed']);
    expect(told(await work.say('ana', 'lessons opening'))).toContain('2 of 3 runs');
    expect(await warm(1)).toEqual(['dismissed', 'open']);
  });

  it('is proposed at once where somebody says yes, as a line in their words', async () => {
    await at.warmMorning(6);
    await at.accepts({ reason: 'Summer', change: 'yes', say: 'In summer read it before the delivery.' });
    const settled = await work.find('kitchen', 'A value is out of limits');
    expect(settled.says).toContain(
      'Ben Okafor says that the procedure should change: “In summer read it before the delivery.”',
    );
    expect(told(await work.say('ana', 'evidence'))).not.toContain('undefined');
    const card = await work.find('kitchen', 'Opening: should step 2 change?');
    expect(card.says).toContain('A new line in its instructions:\nIn summer read it before the delivery.');
    // The exception owner answers for it as well; an open draft is taken as it is.
    await work.say('eva', 'revise opening');
    await work.idle();
    expect(told(await at.press('ben', /^Opening: should/, 'Accept into the next draft'))).toContain(
      'It is in the draft that there is',
    );
    const { draft, active } = await at.sop();
    expect(draft).toMatchObject({ draft: 2, edit: 1, editedBy: { id: 'ben' } });
    expect(draft?.definition.steps[1]?.instructions).toBe('In summer read it before the delivery.');
    expect(active?.steps[1]?.instructions).toBeUndefined();
    // Thrown away with its draft, it is no open question, and no lesson learned.
    await at.press('eva', 'Opening', 'Discard the draft');
    expect(await at.proposals()).toMatchObject([{ status: 'discarded' }]);
    expect((await work.find('kitchen', /^Opening: should/)).says).toContain('Discarded with its draft by Eva Novak');
  });

  it('says in words that a draft has no such step any more, or changes the same thing', async () => {
    await at.warmMorning(6);
    await at.accepts({ reason: 'Summer', change: 'yes' });
    await work.say('eva', 'revise opening');
    const { draft } = await at.sop();
    if (!draft) throw new Error('no draft');
    const save = async (edit: number, definition: object) => {
      const actor = { type: 'member', id: 'eva', identity: 'web:eva' } as const;
      const command = { type: 'editDraft', sop: 'sop-opening', edit, definition: { ...definition } } as const;
      expect(
        await work.app.handle({ workspace: work.app.workspace, key: `edit:${edit}`, actor, command }),
      ).toMatchObject({ status: 'accepted' });
    };
    const accept = async () => told(await at.press('eva', /^Opening: should/, 'Accept into the next draft'));
    const { steps } = draft.definition;
    await save(0, {
      ...draft.definition,
      steps: steps.map((one) => ({ ...one, evidence: one.evidence.map((item) => ({ ...item, max: 4 })) })),
    });
    expect(await accept()).toContain('Somebody has changed the same thing in the draft already');
    await save(1, { ...draft.definition, steps: steps.filter((one) => one.id !== 'fridge') });
    expect(await accept()).toContain('What this would change is not in the draft any more');
    expect(await at.proposals()).toMatchObject([{ status: 'open' }]);
    await work.say('eva', 'publish opening');
    await work.idle();
    expect((await work.find('kitchen', /^Opening: should/)).says).toContain('Not needed any more');
  });

  it('is also a longer deadline, and a step that may be skipped', async () => {
    for (let morning = 0; morning < 3; morning += 1) {
      work.clock.at += DAY;
      await work.say('ana', 'run opening');
      await work.idle();
      const run = (await work.run('kitchen')).run;
      const skip = { v: 1, verb: 'skip', run, step: 'lights' } as const;
      expect(await work.send('ben', skip, { reason: 'They were on' })).toEqual({ type: 'none' });
      await work.idle();
      await at.press('ana', 'Read the fridge', 'Done', { degrees: 3 });
      await work.pass(40 * MINUTE);
      await work.send('ana', { v: 1, verb: 'complete', run, step: 'till' });
      await work.idle();
    }
    expect(await at.proposals()).toMatchObject([
      { step: 'lights', about: { rule: 'skipped' }, edit: { type: 'skippable' }, seen: 3 },
      { step: 'till', about: { rule: 'late' }, edit: { type: 'due', was: 'PT30M', now: 'PT45M' }, seen: 3 },
    ]);
    expect((await work.find('kitchen', 'Opening: should step 3 change?')).says).toContain('It took 40 min');
  });
});
