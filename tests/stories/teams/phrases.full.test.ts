/** Everything that can be said to Sopwith, where it is said, and who sees what is answered. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PHRASES } from '../../../src/runtime/phrase.ts';
import { isBots, type Message } from '../../support/teams/held.ts';
import { type Cafe, openCafe, readable } from './cafe.ts';
import { dialogText } from './dialogs.ts';
import { matches, type Seeing, seeing } from './seeing.ts';
import { OPENING } from './sops.ts';

const NOTE = 'The answer is in your own chat with me';

/**
 * What comes of a phrase: `here`: an answer that everybody there may read. `own`: one in the asker's own chat. `form`: a
 * button behind which a form opens, and `own form` the same in their own chat. `file`: the offer of a file. `seen`: a card
 * that stays, and `changed` one that stood there. `page`: the way to send a file where Teams gives none, and these words in
 * the personal chat.
 */
type Kind = 'here' | 'own' | 'form' | 'own form' | 'file' | 'seen' | 'changed' | 'page';

const TALK: readonly (readonly [typed: string, kind: Kind, words: string | RegExp])[] = [
  ['', 'here', /What you can say[\s\S]*import/],
  ['help', 'here', 'What you can say'],
  ['HELP', 'here', 'What you can say'],
  ['/sop help', 'here', 'What you can say'],
  ['sop Help', 'here', 'What you can say'],
  ['new', 'form', 'What is it called?'],
  ['import', 'page', 'There is no file in this conversation yet'],
  ['import rota.pdf', 'page', 'There is no file “rota.pdf” here'],
  ['list', 'here', /1 SOP[\s\S]*Opening/],
  ['/SOP LIST', 'here', /1 SOP[\s\S]*Opening/],
  ['run', 'here', /What can run here[\s\S]*Opening/],
  ['show opening', 'here', /Opening[\s\S]*Read the fridge/],
  ['Show Opening steps 2', 'here', 'Switch on the lights'],
  ['status', 'own', 'No run is open'],
  ['digest', 'here', 'Nothing ran in this conversation'],
  ['digest forever', 'here', 'digest [today|yesterday|week|'],
  ['evidence', 'own', 'There is no run in this conversation'],
  ['cancel', 'here', 'There is no open run here'],
  ['roles', 'here', /Opener[\s\S]*Ben Okafor/],
  ['library', 'own', /library/],
  ['mine', 'own', 'Nothing waits for you'],
  ['lessons', 'here', /lesson|taught|learn|nothing|runs/i],
  ['holidays', 'here', /holiday/i],
  ['closed', 'here', /holiday|closed/i],
  ['away', 'form', 'Who stands in?'],
  ['away until Friday, Ben stands in', 'here', 'stands in for'],
  ['back', 'here', 'Welcome back'],
  ['settings', 'form', 'Quiet hours'],
  ['quiet everybody', 'here', 'No hours are quiet for everybody'],
  ['quiet late', 'here', 'Which hours are “late”'],
  ['template', 'here', /Templates[\s\S]*Closing checks[\s\S]*Staff handover/],
  ['template staff handover', 'seen', /Staff handover[\s\S]*Take the shift over/],
  ['template staff-handovr', 'here', 'Did you mean staff-handover'],
  ['routines', 'here', 'There is no routine here'],
  ['routine opening', 'form', 'Time zone'],
  ['routine opening weekdays 06:30', 'seen', /Routine: Opening[\s\S]*Every weekday at 06:30/],
  ['routine opening end', 'changed', 'It starts no more runs'],
  ['routine opening now', 'here', 'When is “now”'],
  ['routine', 'here', 'There is no routine here'],
  ['Run OPENING', 'seen', '0 of 2 steps'],
  ['status', 'own', /Opening[\s\S]*Read the fridge/],
  ['evidence', 'file', /^opening-.*\.json$/],
  ['cancel', 'form', 'Why is it cancelled?'],
  ['yaml opening', 'file', 'opening.sop.yaml'],
  ['yaml opning', 'own', 'Did you mean opening'],
  ['edit opening', 'own', 'has no draft now'],
  ['revise opening', 'seen', /Opening[\s\S]*draft/i],
  ['edit opening', 'own form', 'SOP as YAML'],
  ['discard opening', 'here', 'Discarded'],
  ['publish opening', 'here', 'discarded this draft'],
  ['archive opening', 'here', 'Archived'],
  ['role opener add Ben', 'here', 'Ben Okafor'],
  ['role opener add @Cem Yilmaz', 'here', 'Cem Yilmaz now holds the role Opener'],
  ['role opener add Nobody', 'here', 'Nobody here is called “Nobody”'],
  ['stats', 'here', /Did you mean “[^”]*status/],
  ['pubish opening', 'here', /Did you mean “[^”]*publish KEY/],
  ['run opning', 'here', 'Did you mean opening'],
  ['make me a coffee', 'here', /help[^”]* to see what there is/],
  ['role opener', 'here', /Did you mean “[^”]*role ROLE add\|remove NAME/],
  ['run opening tomorrow x=1 y', 'here', 'is not a phrase'],
];

describe.each(['chat', 'Kitchen', 'group'] as const)('a phrase said in: %s', (place) => {
  let cafe: Cafe;
  let sees: Seeing;
  beforeAll(async () => {
    cafe = await openCafe({ env: { PUBLIC_URL: 'https://sopwith.example' } });
    sees = seeing(cafe);
    await cafe.publishes(OPENING, { opener: ['ben'] });
    await ana().says('Kitchen', '@Sopwith help');
    const met = await cafe.teams.person('cem').says('Kitchen', '@Sopwith help');
    await sees.thread(met, 'What you can say');
  });
  afterAll(async () => {
    await sees.quiet();
    // One answer to each, in its thread.
    const answers = (post: Message) => cafe.teams.thread(post).filter(isBots).map(readable);
    for (const { typed, kind, post } of place === 'Kitchen' ? posts : []) {
      const expected = expect.arrayContaining(kind === 'seen' || kind === 'changed' ? [] : [expect.anything()]);
      expect({ typed, answers: answers(post) }).toEqual({ typed, answers: expected });
      expect(answers(post).length).toBeLessThan(2);
    }
    await cafe.end();
  });

  const ana = () => cafe.teams.person('ana');
  const isOwn = place === 'chat';
  const posts: { readonly typed: string; readonly kind: Kind; readonly post: Message }[] = [];
  /** Alone with Sopwith nobody else can be mentioned: there is a name. */
  const says = (typed: string) => ana().says(place, isOwn ? (typed || 'help').replace('@', '') : `@Sopwith ${typed}`);

  it('has all phrases in this table', () => {
    const typed = TALK.map(([one]) => one.split(' ')[0]);
    expect(PHRASES.map((one) => one.phrase).filter((one) => !typed.includes(one))).toEqual([]);
  });

  it.each(TALK)('%s', async (typed, kind, words) => {
    sees.past();
    const said = await says(typed);
    posts.push({ typed, kind, post: said });
    const told = (what: string | RegExp) => (isOwn ? sees.chat('ana', what) : sees.thread(said, what));
    /** In the asker's own chat; elsewhere everybody hears that it is there. */
    const alone = async (what: string | RegExp) => {
      const answer = await sees.chat('ana', what);
      if (!isOwn) await sees.thread(said, NOTE);
      return answer;
    };
    const opens = async (card: Message) => {
      const dialog = await ana().presses(card, 'Fill in');
      expect(dialogText(dialog)).toMatch(words);
    };
    switch (kind) {
      case 'here':
        return void (await told(words));
      case 'page':
        return void (await told(isOwn ? words : '[Send a file]'));
      case 'own':
        return void (await alone(words));
      case 'form':
        return opens(await told('[Fill in]'));
      case 'own form':
        return opens(await alone('[Fill in]'));
      case 'seen':
        return void (await sees.place(isOwn ? ana().chat : place, words));
      case 'changed':
        return void (await cafe.says(isOwn ? ana().chat : place, words));
      case 'file': {
        const offer = () =>
          ana()
            .direct()
            .find((one) => matches(one.attachments[0]?.name ?? '', words));
        await cafe.teams.until(offer, `the offer of ${words}`);
        if (!isOwn) await sees.thread(said, NOTE);
      }
    }
  });
});
