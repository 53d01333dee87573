/** The digest of a conversation: what became of its days, who waited for whom, and the picture of it. */
import { loadImage } from '@napi-rs/canvas';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawAnswer } from '../../src/adapters/web/draw.ts';
import type { Card, Element } from '../../src/cards/card.ts';
import type { Actor } from '../../src/engine/actor.ts';
import type { Command } from '../../src/runtime/command.ts';
import { saveWorkspace } from '../../src/store/workspaces.ts';
import { DATABASES } from '../support/database.ts';
import { published } from './publishing.ts';
import { told } from './words.ts';
import { DAY, HOUR, MINUTE, openWorkplace, type Workplace } from './workplace.ts';

const CLOSING = `sop: closing
title: Closing
roles:
  - {id: opener, title: Opener}
  - {id: shift_lead, title: Shift lead, for: exception_owner}
exception_owner: shift_lead
inputs:
  - {id: snow, title: Snow, type: checkbox, required: false}
steps:
  - {id: floor, title: Sweep the floor, role: opener, needs: []}
  - {id: bins, title: Empty the bins, role: opener, needs: [], skippable: true}
  - id: fridge
    title: Read the fridge
    role: opener
    needs: []
    evidence: [{id: temperature, title: Temperature, type: number, unit: °C, min: 0, max: 5}]
  - {id: path, title: Clear the path, role: opener, needs: [], when: inputs.snow == true}
  - {id: float, title: Count the float, role: opener, needs: [], approval: {role: shift_lead}}
`;

const by = (id: string): Actor => ({ type: 'member', id, identity: `web:${id}` });
const TIMER: Actor = { type: 'timer' };

describe.each(DATABASES)('a digest on %s', (kind) => {
  let work: Workplace;
  let sop: string;
  let keys = 0;
  const does = async (actor: Actor, command: Command) => {
    keys += 1;
    const reply = await work.app.handle({ workspace: 'local', key: `digest:${keys}`, actor, command });
    if (reply.status === 'refused') throw new Error(JSON.stringify(reply.refusal));
  };
  const starts = (run: string, place = 'web:kitchen') =>
    does(by('ana'), { type: 'startRun', run, sop, inputs: { snow: false }, place });
  const completes = (run: string, step: string, who = 'ana') =>
    does(by(who), { type: 'completeStep', run, step, items: [] });
  const pictureIn = (card: Card) =>
    card.elements.find((one): one is Extract<Element, { type: 'image' }> => one.type === 'image');

  beforeAll(async () => {
    work = await openWorkplace(kind);
    // Its days are not those of UTC: it is still Sunday there until noon.
    await saveWorkspace(work.app.db, { id: 'local', name: 'Demo', timeZone: 'Pacific/Honolulu', at: 0 });
    sop = await published(work, CLOSING);
  });
  afterAll(() => work.end());

  it('says so where nothing ran', async () => {
    expect(told(await work.say('ana', 'digest'))).toContain('Nothing ran in this conversation.');
    expect(told(await work.say('ana', 'digest tomorrow'))).toContain(
      'Did you mean “/sop digest [today|yesterday|week|daily 07:00|weekly monday 07:00|off]”',
    );
  });

  it('tells done, skipped, missed and not applicable apart, with reasons, what is open, and who waited', async () => {
    await starts('first');
    await starts('elsewhere', 'web:support');
    work.clock.at += 20 * MINUTE;
    await completes('first', 'floor');
    await does(by('ana'), { type: 'skipStep', run: 'first', step: 'bins', reason: 'Nobody came, they are empty.' });
    await completes('first', 'float');
    await does(by('ana'), {
      ...{ type: 'completeStep', run: 'first', step: 'fridge', items: [{ item: 'temperature', value: '8' }] },
    });
    work.clock.at += 2 * HOUR;
    const answer = await work.say('chloe', 'digest');
    const said = told(answer);
    expect(said).toContain('Sunday 1 March · 1 run: 1 open');
    expect(said).toContain('1 of 4 due steps done, 1 skipped, 2 still open, 1 not applicable');
    expect(said).toMatch(/\[skipped\] Empty the bins \(Closing · Ana Lima, .*: Nobody came, they are empty\.\)/);
    expect(said).toMatch(/Problems open\n\[blocked\] .*Temperature: 8 °C.*Ana Lima has waited 2 h for Shift lead\)/);
    expect(said).toContain('Ana Lima has waited 2 h for Shift lead to approve “Count the float”');
    expect(said).toContain('Closing waited 20 min for Ana Lima to do “Sweep the floor”, “Empty the bins” and 2 more');
    expect(said).not.toContain('Missed');
  });

  it('is drawn, kept as photos are, and shown in the local workspace', async () => {
    const answer = await work.say('ana', 'digest');
    if (answer.type !== 'card') throw new Error(answer.type);
    const picture = pictureIn(answer.card);
    expect(picture?.alt).toContain('Closing: 1 of 4 due steps done, 1 skipped, 2 still open');
    const shown = JSON.stringify(drawAnswer(answer, { zone: 'UTC' }));
    expect(shown).toContain(`"url":"/files/${picture?.file}"`);
    const response = await work.app.web.request(`http://localhost/files/${picture?.file}`);
    expect(response.headers.get('content-type')).toBe('image/png');
    const image = await loadImage(Buffer.from(await response.arrayBuffer()));
    expect([image.width, image.height]).toEqual([1_120, 340]);
  });

  it('lists what was missed and cancelled, and yesterday as it ended', async () => {
    await does(TIMER, { type: 'expireRun', run: 'first' });
    await starts('second');
    await does(by('ana'), { type: 'cancelRun', run: 'second', reason: 'Begun twice.' });
    await starts('third');
    work.clock.at += DAY;
    await completes('third', 'floor');
    const yesterday = told(await work.say('ana', 'digest yesterday'));
    expect(yesterday).toContain('3 runs: 1 incomplete, 1 cancelled, 1 open');
    expect(yesterday).toContain('1 of 8 due steps done, 1 skipped, 2 missed, 4 still open');
    expect(yesterday).toMatch(
      /Missed \(2\)\n\[missed\] Read the fridge \(Closing · for Shift lead by .*\)\n\[missed\] Count/,
    );
    expect(yesterday).toMatch(/Cancelled\n\[skipped\] Closing \(by Ana Lima: Begun twice\.\)/);
    expect(yesterday).toContain('Still open when the day ended');
    const today = told(await work.say('ana', 'digest'));
    expect(today).toContain('1 run: 1 open');
    expect(today).toContain('1 of 4 due steps done, 3 still open');
  });

  it('has the week day by day', async () => {
    const answer = await work.say('ana', 'digest week');
    const said = told(answer);
    expect(said).toContain('24 February to 2 March');
    expect(said).toContain('Sat 28 Feb: nothing');
    expect(said).toContain('Sun 1 Mar: 1 of 8 done, 1 skipped, 2 missed, 4 still open, 3 not applicable');
    expect(said).toContain('Mon 2 Mar: 1 of 4 done, 3 still open');
    expect(said).toContain('2 of 8 due steps done, 1 skipped, 2 missed, 3 still open, 3 not applicable');
    if (answer.type === 'card')
      expect(pictureIn(answer.card)?.alt).toMatch(/^Steps day by day\. Tue 24 Feb: nothing\./);
  });
});
