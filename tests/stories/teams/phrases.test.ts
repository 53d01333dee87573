/** Everything that can be said to Sopwith, where it is said, and who sees what is answered. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PHRASES } from '../../../src/runtime/phrase.ts';
import { png } from '../../support/png.ts';
import type { Call } from '../../support/teams/connector-proxy.ts';
import { REFUSALS } from '../../support/teams/faults.ts';
import { isBots, type Message } from '../../support/teams/held.ts';
import { KITCHEN } from '../../support/teams/seed.ts';
import { type Cafe, openCafe, readable } from './cafe.ts';
import { dialogText, matches, type Seeing, seeing } from './seeing.ts';

const OPENING = `sop: opening
title: Opening
roles:
  - {id: opener, title: Opener}
steps:
  - id: fridge
    title: Read the fridge
    role: opener
    evidence:
      - {id: temperature, title: Fridge temperature, type: number, unit: °C, min: 0, max: 5}
  - {id: lights, title: Switch on the lights, role: opener}
`;

const NOTE = 'The answer is in your own chat with me';

/**
 * What comes of a phrase: `here`: an answer that everybody there may read. `own`: one in the asker's own chat. `form`: a
 * button behind which a form opens, and `own form` the same in their own chat. `file`: the offer of a file. `seen`: a card
 * that stays, and `changed` one that stood there. `page`: the way to send a file where Teams gives none, and in the personal chat a word.
 */
type Kind = 'here' | 'own' | 'form' | 'own form' | 'file' | 'seen' | 'changed' | 'page';

const TALK: readonly (readonly [typed: string, kind: Kind, words: string | RegExp])[] = [
  ['', 'here', /What you can say[\s\S]*import/],
  ['help', 'here', 'What you can say'],
  ['HELP', 'here', 'What you can say'],
  ['/sop help', 'here', 'What you can say'],
  ['sop Help', 'here', 'What you can say'],
  ['new', 'form', 'What is it called?'],
  ['import', 'page', /\[Send a file\]|There is no file in this conversation yet/],
  ['import rota.pdf', 'page', /\[Send a file\]|There is no file “rota.pdf” here/],
  ['list', 'here', /1 SOP[\s\S]*Opening/],
  ['/SOP LIST', 'here', /1 SOP[\s\S]*Opening/],
  ['run', 'here', /What can run here[\s\S]*Opening/],
  ['show opening', 'here', /Opening[\s\S]*Read the fridge/],
  ['Show Opening steps 2', 'here', 'Switch on the lights'],
  ['status', 'own', 'No run is open'],
  ['digest', 'here', 'Nothing ran in this conversation'],
  ['digest forever', 'here', 'digest [today|yesterday|week]'],
  ['evidence', 'own', 'There is no run in this conversation'],
  ['cancel', 'here', 'There is no open run here'],
  ['roles', 'here', /Opener[\s\S]*Ben Okafor/],
  ['mine', 'own', 'Nothing waits for you'],
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
      case 'page':
        return void (await told(words));
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

describe('in one tenant', () => {
  let cafe: Cafe;
  let sees: Seeing;
  beforeAll(async () => {
    cafe = await openCafe();
    sees = seeing(cafe);
    await cafe.publishes(OPENING, { opener: ['ben'] });
  });
  afterAll(async () => {
    await sees.quiet();
    await cafe.end();
  });

  const person = (name: string) => cafe.teams.person(name);

  describe('a routine for another channel', () => {
    const ana = () => person('ana');
    const DONE = 'in the channel that you named';
    const routines = () => cafe.teams.messages('Kitchen').filter((one) => readable(one).includes('Routine: Opening'));

    it('is refused alone with Sopwith while it is in no team: it knows none', async () => {
      await ana().says('chat', 'routine opening weekdays 06:30 in #Kitchen');
      await sees.chat('ana', 'I know no channel “Kitchen” that you are in');
    });

    it('is set there, said in another channel', async () => {
      const post = await ana().says('General', '@Sopwith routine opening weekdays 06:30 in #Kitchen');
      await sees.thread(post, DONE);
      expect(readable(await sees.place('Kitchen', 'Routine: Opening'))).toMatch(
        /Every weekday at 06:30 \(Europe\/Lisbon\)/,
      );
      expect(cafe.teams.messages('General').filter((one) => readable(one).includes('Routine'))).toEqual([]);
    });

    it('is set there, said alone with Sopwith, in small letters too', async () => {
      await ana().says('chat', 'routine opening weekdays 07:15 in #kitchen');
      await sees.chat('ana', DONE);
      const [routine] = routines();
      await cafe.becomes(routine as Message, 'Every weekday at 07:15');
      expect(routines()).toHaveLength(1);
    });

    it('is set in the first channel of a team, which has no name of its own', async () => {
      const post = await ana().says('Kitchen', '@Sopwith routine opening weekends 09:00 in #General');
      await sees.thread(post, DONE);
      await sees.place('General', 'Routine: Opening');
    });

    it('is refused alike where there is no such channel, and where they are not in it', async () => {
      const isSeeing = ({ path }: Call) => path === `/v3/conversations/${KITCHEN.id}/members/${person('eva').id}`;
      cafe.teams.connector.inject({ ...REFUSALS.gone, match: isSeeing, times: 9 });
      const told = async (name: string) => {
        const post = await person('eva').says('General', `@Sopwith routine opening daily 05:00 in #${name}`);
        return readable(await sees.thread(post, 'Not done'));
      };
      const [none, closed] = [await told('Cellar'), await told('Kitchen')];
      cafe.teams.connector.clear();
      expect(none).toContain('I know no channel “Cellar” that you are in');
      expect(closed).toBe(none.replace('Cellar', 'Kitchen'));
      expect(readable(routines()[0] as Message)).toContain('07:15');
    });
  });

  describe('what is for one person alone', () => {
    let run: Message;
    beforeAll(async () => {
      await person('ana').says('Kitchen', '@Sopwith run opening');
      run = await sees.place('Kitchen', '0 of 2 steps');
    });

    const PRIVATE = ['mine', 'status', 'evidence opening', 'yaml opening'];
    const refused = (match: (call: Call) => boolean, refusal: (typeof REFUSALS)[keyof typeof REFUSALS]) =>
      cafe.teams.connector.inject({ ...refusal, match, times: 99 });
    const ADVICE = /Not shown here[\s\S]*Add Sopwith to yourself in Teams/;

    it.each(PRIVATE)('is told in a chat that is opened for it, where nobody else is: %s', async (typed) => {
      const post = await person('dee').says('Kitchen', `@Sopwith ${typed}`);
      await sees.thread(post, NOTE);
      expect(cafe.teams.thread(post).filter(isBots)).toHaveLength(1);
      const [answer] = person('dee').direct().filter(isBots).slice(-1);
      if (!answer) throw new Error('Nothing was told');
      const isFile = answer.attachments.some(({ contentType }) => contentType.endsWith('file.consent'));
      expect(isFile).toBe(/^(evidence|yaml)/.test(typed));
    });

    it.each(PRIVATE)(
      'is not shown elsewhere where no chat can be opened, and what to do is said: %s',
      async (typed) => {
        refused(({ method, path }) => method === 'POST' && path === '/v3/conversations', REFUSALS.blocked);
        const post = await person('eva').says('Kitchen', `@Sopwith ${typed}`);
        await sees.thread(post, ADVICE);
        cafe.teams.connector.clear();
        expect(cafe.teams.thread(post).filter(isBots)).toHaveLength(1);
        expect(person('eva').direct()).toEqual([]);
      },
    );

    it.each(PRIVATE)('nor where the chat is blocked: %s', async (typed) => {
      const { chat } = person('ben');
      const before = person('ben').direct().length;
      refused(({ path }) => path.startsWith(`/v3/conversations/${chat}/`), REFUSALS.blocked);
      const post = await person('ben').says('Kitchen', `@Sopwith ${typed}`);
      await sees.thread(post, ADVICE);
      cafe.teams.connector.clear();
      expect(cafe.teams.thread(post).filter(isBots)).toHaveLength(1);
      expect(person('ben').direct()).toHaveLength(before);
    });

    it('is about the run in whose thread it is asked, not about the newest', async () => {
      await person('ana').says('Kitchen', '@Sopwith run opening');
      await sees.place('Kitchen', '0 of 2 steps');
      await person('ana').replies(run, '@Sopwith evidence');
      await sees.thread(run, NOTE);
      const offer = person('ana').direct().at(-1);
      const [, id] = /"run":"([^"]+)"/.exec(JSON.stringify(run.attachments)) ?? [];
      expect(offer?.attachments[0]?.name).toBe(`opening-${id}.evidence.json`);
    });
  });

  describe('talk', () => {
    it('is left alone: nothing is answered, nothing is kept, and nobody is looked up for it', async () => {
      const [eva, max] = [person('eva'), person('max')];
      const before = { said: cafe.teams.held.all().length, kept: await everything(cafe) };
      const calls = cafe.teams.connector.calls.length;
      const asked = cafe.teams.graph.calls.length;
      const post = await eva.says('General', 'the fridge at home is at 4 °C');
      await max.replies(post, 'run opening');
      await max.replies(post, 'status');
      await eva.says('Kitchen', 'look, @Max Keller', { files: [{ name: 'till.pdf', bytes: Buffer.from('%PDF-1.4') }] });
      await eva.says('Kitchen', '/sop run opening', { pictures: [{ name: 'a.png', bytes: png(10, 10) }] });
      await max.says('group', 'mine');
      await max.says('group', 'as I said', { quotes: await eva.says('group', '4.2') });
      expect(cafe.teams.desk.deliveries.filter((one) => one.activity.text === 'status')).toHaveLength(1);
      await sees.done();
      expect(cafe.teams.held.all().length).toBe(before.said + 8);
      expect(cafe.teams.connector.calls.slice(calls)).toEqual([]);
      expect(cafe.teams.graph.calls.slice(asked)).toEqual([]);
      expect(await everything(cafe)).toEqual(before.kept);
    });
  });
});

/** How many rows there are in each table, and how many files. */
async function everything({ config }: Cafe): Promise<Readonly<Record<string, unknown>>> {
  const file = new Sqlite(join(config.data, 'sopwith.db'), { readonly: true });
  const tables = file.prepare("select name from sqlite_schema where type = 'table'").all() as { name: string }[];
  const counts = tables.map(
    ({ name }) => [name, file.prepare(`select count(*) from "${name}"`).pluck().get()] as const,
  );
  file.close();
  const files = await readdir(join(config.data, 'files'), { recursive: true }).catch(() => []);
  return { ...Object.fromEntries(counts), files: files.length };
}
