/** Clients without dialogs and without cards that refresh: what is asked and shown stands in the place of the card. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Json, text } from '../../support/slack/json.ts';
import type { Message } from '../../support/teams/held.ts';
import { actionsOf, cardOf } from '../../support/teams/reading.ts';
import { buttonsOf, type Cafe, openCafe, readable } from './cafe.ts';
import { type Seeing, seeing } from './seeing.ts';
import { DELIVERY } from './sops.ts';

let cafe: Cafe;
let sees: Seeing;
const person = (name: string) => cafe.teams.person(name);

describe('where clients have no dialogs', () => {
  let run: Message;
  beforeAll(async () => {
    cafe = await openCafe({ env: { TEAMS_PLAIN: '1' } });
    sees = seeing(cafe);
    await cafe.publishes(DELIVERY, { receiver: ['ben'], lead: ['cem'], owner: ['dee'] });
    await person('ben').says('Kitchen', '@Sopwith run delivery supplier=Lee amount=5 day=2026-11-20 kind=fresh');
    run = await sees.place('Kitchen', '0 of 4 steps');
    await cafe.answers(run, 'Check the goods');
  });
  afterAll(async () => {
    await sees.quiet();
    await cafe.end();
  });

  const cardIn = (answer: Json | undefined) => answer?.value as Json;
  const says = (card: Json) => actionsOf(card).map(({ action }) => text(action.title));

  it('what is to be read stands in the place of the card, with a way back', async () => {
    const steps = cardIn(await person('ben').presses(run, 'All steps'));
    expect(JSON.stringify(steps)).toContain('Store it');
    expect(says(steps)).toContain('Back');
    const back = cardIn(await person('ben').presses(run, 'Back', {}, { card: steps }));
    expect(says(back)).toEqual(says(cardOf(cafe.teams.message(run) ?? run) ?? {}));
  });

  it('so does a form, with what was typed and what is wrong with it', async () => {
    const form = cardIn(await person('dee').presses(await cafe.answers(run, 'Check the goods'), 'Change the deadline'));
    expect(says(form)).toContain('Back');
    const on = await cafe.answers(run, 'Check the goods');
    const wrong = cardIn(await person('dee').presses(on, 'Change it', { Due: 'soonish', Why: 'late' }, { card: form }));
    expect(JSON.stringify(wrong)).toContain('Write when, for example 30m');
    expect(JSON.stringify(wrong)).toContain('soonish');
    const done = cardIn(await person('dee').presses(on, 'Change it', { Due: '2h' }, { card: wrong }));
    expect(says(done)).not.toContain('Back');
    await cafe.becomes(on, /[Dd]ue/);
    const given = cardIn(await person('ben').presses(on, 'Add a note'));
    const back = cardIn(await person('ben').presses(on, 'Back', {}, { card: given }));
    expect(says(back)).toEqual(says(cardOf(cafe.teams.message(on) ?? on) ?? {}));
  });

  it('there is no way back to an answer, which nobody keeps', async () => {
    const post = await person('ben').says('Kitchen', '@Sopwith mine');
    const mine = await sees.chat('ben', 'Delivery');
    expect(readable(await sees.thread(post, 'in your own chat'))).not.toContain('Delivery');
    const [open] = buttonsOf(mine);
    const shown = cardIn(await person('ben').presses(mine, text(open)));
    expect(says(shown)).not.toContain('Back');
  });
});
