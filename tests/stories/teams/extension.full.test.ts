/** Where messages are written and on messages themselves: SOPs and runs to find, messages to import or to record. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { problemsIn } from '../../cards/validity.ts';
import { png } from '../../support/png.ts';
import { type Json, objects, text } from '../../support/slack/json.ts';
import type { Message } from '../../support/teams/held.ts';
import { invoke, messagePayload } from '../../support/teams/invokes.ts';
import { dialogCard } from '../../support/teams/pressing.ts';
import { actionsOf, textsOf } from '../../support/teams/reading.ts';
import { BOT, someoneCalled } from '../../support/teams/seed.ts';
import { type Cafe, openCafe } from './cafe.ts';
import { dialogText, dialogWords } from './dialogs.ts';
import { recordedIn, runOf } from './evidence.ts';
import { type Seeing, seeing } from './seeing.ts';

const OPENING = `sop: opening
title: Opening <b>of</b> the bar
inputs:
  - {id: note, title: Note, type: text, required: false}
roles:
  - {id: opener, title: Opener}
steps:
  - id: fridge
    title: Read the fridge
    role: opener
    evidence:
      - {id: temperature, title: Fridge temperature, type: number, unit: °C}
      - {id: photo, title: Photo, type: photo, required: false}
`;

const TEA = `sop: tea
title: Tea
roles:
  - {id: cook, title: Cook}
steps:
  - {id: boil, title: Boil the water, role: cook}
`;

const PAGE = 'https://sopwith.example';
const ELSEWHERE = 'Sopwith is not in this conversation';

let cafe: Cafe;
let sees: Seeing;
let run: Message;
beforeAll(async () => {
  cafe = await openCafe({ env: { PUBLIC_URL: PAGE } });
  sees = seeing(cafe);
  await cafe.publishes(OPENING, { opener: ['ben'] });
  await cafe.publishes(TEA, { cook: ['eva'] });
});
afterAll(async () => {
  await sees.quiet();
  await cafe.end();
});

const person = (name: string) => cafe.teams.person(name);

describe('where Sopwith is not', () => {
  it('everything is answered with how to add it, and nothing is kept', async () => {
    const query = { commandId: 'sops', parameters: [{ name: 'query', value: 'tea' }] };
    const found = await person('ana').invokes('composeExtension/query', query, 'group');
    expect(found).toMatchObject({ composeExtension: { type: 'message', text: expect.stringContaining(ELSEWHERE) } });
    const said = await person('eva').says('group', 'the fridge is at 4 °C');
    const value = { commandId: 'import', messagePayload: messagePayload(said, person('eva')) };
    for (const name of ['composeExtension/fetchTask', 'composeExtension/submitAction'])
      expect(dialogWords(await person('ana').invokes(name, value, 'group'))).toContain(ELSEWHERE);
    await sees.done();
    expect(cafe.teams.messages('group').filter(({ by }) => by === BOT.id)).toEqual([]);
  });
});

describe('what is found', () => {
  beforeAll(async () => {
    await person('ben').says('Kitchen', '@Sopwith run opening note="kitchen first"');
    run = await sees.place('Kitchen', '0 of 1 step');
    // A run of Eva's own chat: nobody else is in it.
    await person('eva').says('chat', 'run tea');
    await sees.chat('eva', '0 of 1 step');
    await cafe.app.worker.idle();
  });

  const searched = async (name: string, parameters: readonly Json[], place = 'Kitchen') => {
    const query = { commandId: 'sops', parameters, queryOptions: { skip: 0, count: 25 } };
    const answer = await person(name).invokes('composeExtension/query', query, place);
    const { attachments, ...result } = (answer?.composeExtension ?? {}) as Json;
    expect(result).toEqual({ type: 'result', attachmentLayout: 'list' });
    for (const { content } of objects(attachments)) expect(problemsIn(content as Json)).toEqual([]);
    return objects(attachments);
  };
  const words = (value: unknown) => [{ name: 'query', value }];
  /** Title and text of each preview, as their HTML. */
  const previews = (found: readonly Json[]) =>
    found.map(({ preview }) => {
      const { contentType, content } = preview as { contentType: string; content: Json };
      expect(contentType).toBe('application/vnd.microsoft.card.thumbnail');
      return `${text(content.title)} | ${text(content.text)}`;
    });
  const OPENINGS = [
    'Opening &lt;b&gt;of&lt;/b&gt; the bar | SOP opening',
    'Opening &lt;b&gt;of&lt;/b&gt; the bar | Run, open',
  ];

  it('is all there is at first, and by nothing but spaces', async () => {
    const all = [OPENINGS[0], 'Tea | SOP tea', OPENINGS[1]];
    expect(previews(await searched('ben', [{ name: 'initialRun', value: 'true' }]))).toEqual(all);
    expect(previews(await searched('ben', words('  ')))).toEqual(all);
    expect(previews(await searched('ben', []))).toEqual(all);
  });

  it('has every word in its title, in any case', async () => {
    expect(previews(await searched('ben', words('BAR open')))).toEqual(OPENINGS);
    expect(previews(await searched('ben', words('opening tea')))).toEqual([]);
    expect(previews(await searched('ben', words('<b>')))).toEqual(OPENINGS);
    expect(previews(await searched('ben', words('x'.repeat(5_000))))).toEqual([]);
    expect(previews(await searched('ben', words({ not: 'words' })))).toHaveLength(3);
  });

  it('is a run of one’s own chat for oneself, and for nobody else', async () => {
    expect(previews(await searched('eva', words('tea')))).toEqual(['Tea | SOP tea', 'Tea | Run, open']);
    expect(previews(await searched('eva', words('tea'), 'chat'))).toEqual(['Tea | SOP tea', 'Tea | Run, open']);
    expect(previews(await searched('ana', words('tea')))).toEqual(['Tea | SOP tea']);
  });

  it('is shown as it is now, with nothing to press on a run', async () => {
    const [sop, shown] = await searched('ben', words('opening'));
    const buttons = (one: Json | undefined) => actionsOf(one?.content as Json).map(({ action }) => action.title);
    expect(buttons(sop)).toEqual(['Run']);
    expect(buttons(shown)).toEqual([]);
    expect(textsOf(shown?.content as Json).join('\n')).toMatch(/0 of 1 step[\s\S]*As of /);
  });

  it('is nothing by another command, or by what is no question', async () => {
    for (const query of [
      { commandId: 'other', parameters: [] },
      {},
      { commandId: 7 },
      { commandId: 'sops', parameters: 1 },
    ]) {
      const answer = await person('ben').invokes('composeExtension/query', query, 'Kitchen');
      expect(answer ?? {}).toEqual({});
    }
  });

  it('runs where its card was put, pressed by somebody there', async () => {
    const [sop] = await searched('ana', words('tea'));
    // Somebody puts the card into a message of their own: pressing it, they are asked for.
    const place = await person('ana').says('Kitchen', 'shall we?');
    const [button] = actionsOf(sop?.content as Json);
    const { verb, data } = button?.action ?? {};
    const pressed = { action: { type: 'Action.Execute', verb, data } };
    await person('eva').invokes('adaptiveCard/action', pressed, place);
    await sees.place('Kitchen', /Tea[\s\S]*0 of 1 step/);
  });
});

/** Chooses an action of the menu of a message. */
async function acts(name: string, commandId: string, on: Message, html?: string, pictures?: Json) {
  const by = someoneCalled(on.by === BOT.id ? 'ana' : on.by);
  const messagePayloadOf = { ...messagePayload(on, by, html), ...pictures };
  return person(name).invokes(
    'composeExtension/fetchTask',
    { commandId, commandContext: 'message', messagePayload: messagePayloadOf },
    on,
  );
}

const CHECKS = (title: string) => ({
  name: `${title.toLowerCase().replaceAll(' ', '-')}.md`,
  bytes: Buffer.from(`# ${title}\n\n1. Lock the back door\n2. Switch off the lights of ${title}\n`),
});

describe('a message that is imported', () => {
  const DONE = 'The draft appears in this conversation';

  it('gives its document, where Graph may fetch it', async () => {
    const post = await person('eva').says('Kitchen', 'how we close', { files: [CHECKS('Closing time')] });
    expect(dialogWords(await acts('ana', 'import', post))).toContain(DONE);
    await sees.place('Kitchen', 'Switch off the lights of Closing time');
    const reply = await person('eva').replies(post, 'or so', { files: [CHECKS('Closing late')] });
    expect(dialogWords(await acts('ana', 'import', reply))).toContain(DONE);
    await sees.place('Kitchen', 'Switch off the lights of Closing late');
  });

  it('that was imported before is not imported again', async () => {
    const post = await person('eva').says('Kitchen', 'again', { files: [CHECKS('Closing time')] });
    expect(dialogText(await acts('ana', 'import', post))).toContain('this very file was imported');
  });

  it('gives its own words, if it has no file', async () => {
    const post = await person('eva').says('Kitchen', 'steps');
    const html = '<h1>Bar list</h1><ol><li>Wipe the bar &amp; the taps</li><li>Count the till</li></ol>';
    expect(dialogWords(await acts('ana', 'import', post, html))).toContain(DONE);
    await sees.place('Kitchen', 'Wipe the bar & the taps');
  });

  it('gives nothing if there is nothing, and says so', async () => {
    const post = await person('eva').says('Kitchen', '👍');
    expect(dialogWords(await acts('ana', 'import', post, '<p>&nbsp;<br></p>'))).toContain('no file and no text');
    for (const value of [{ commandId: 'import' }, { commandId: 'import', messagePayload: 7 }, {}])
      expect(dialogWords(await person('ana').invokes('composeExtension/fetchTask', value, post))).toContain(
        'no message',
      );
  });
});

describe('a message that is added as evidence', () => {
  it('is recorded for the run in whose thread it stands, in the name of whoever adds it', async () => {
    const reply = await person('max').replies(run, 'I read 4,5 °C');
    expect(dialogWords(await acts('ben', 'evidence', reply, '<div>4,5 °C</div>'))).toBe('It is recorded as evidence.');
    await sees.thread(run, '✓ Recorded.');
    expect(await recordedIn(cafe, runOf(run))).toEqual(['temperature: 4.5 (ben)']);
  });

  it('gives its photo, where Graph may fetch it: as a file and pasted', async () => {
    const files = [{ name: 'a.png', bytes: png(30, 10) }];
    const sent = await person('max').replies(run, '', { files });
    await acts('ben', 'evidence', sent);
    const pasted = await person('max').replies(run, 'see', { pictures: [{ name: 'b.png', bytes: png(31, 10) }] });
    const image = '<img src="https://graph.microsoft.com/v1.0/x/hostedContents/1/$value">';
    await acts('ben', 'evidence', pasted, `<p>${image}</p>`);
    expect((await recordedIn(cafe, runOf(run))).slice(1)).toEqual(['photo: a.png (ben)', 'photo: picture-1 (ben)']);
  });

  it('is not taken from whoever may not, and says why below the message', async () => {
    const reply = await person('max').replies(run, 'it hums');
    expect(dialogWords(await acts('max', 'evidence', reply, '<p>3 °C</p>'))).toContain('Below the message it says why');
    await sees.thread(run, '“Read the fridge” is with Ben Okafor');
  });

  it('that stands elsewhere is for the newest run there, if one is open', async () => {
    const post = await person('ben').says('General', 'all fine');
    expect(dialogWords(await acts('ben', 'evidence', post))).toContain('It was not recorded');
    await sees.thread(post, 'No run is open here');
  });
});

describe('where Graph may fetch nothing', () => {
  beforeAll(() => cafe.teams.graph.forbid('files', 'channel messages'));
  afterAll(() => cafe.teams.graph.allow('files', 'channel messages'));

  const linkIn = (dialog: Json | undefined) => {
    const open = actionsOf(dialogCard(dialog ?? {})).find(({ action }) => action.type === 'Action.OpenUrl');
    return text(open?.action.url);
  };
  const brings = async (link: string, name: string, bytes: Uint8Array) => {
    const body = new FormData();
    body.append('file', new Blob([Buffer.from(bytes)]), name);
    return (await fetch(link.replace(PAGE, cafe.address), { method: 'POST', body })).status;
  };

  it('a dialog leads to the page, whose file is drafted here', async () => {
    const post = await person('eva').says('Kitchen', 'how we open', { files: [CHECKS('Opening early')] });
    const link = linkIn(await acts('ana', 'import', post));
    expect(link).toContain(`${PAGE}/teams/upload/`);
    expect(await brings(link, 'opening.md', CHECKS('Opening early').bytes)).toBe(200);
    await sees.place('Kitchen', 'Switch off the lights of Opening early');
  });

  it('and the page of a message in a run’s thread records for that run, not for the newest', async () => {
    await person('ben').says('Kitchen', '@Sopwith run opening note=second');
    const newer = await sees.place('Kitchen', '0 of 1 step');
    const reply = await person('max').replies(run, '', { files: [{ name: 'c.png', bytes: png(32, 10) }] });
    const link = linkIn(await acts('ben', 'evidence', reply));
    expect(await brings(link, 'c.png', png(32, 10))).toBe(200);
    await sees.thread(run, 'Ben Okafor sent “c.png”. It is recorded.');
    expect((await recordedIn(cafe, runOf(run))).at(-1)).toBe('photo: c.png (ben)');
    expect(await recordedIn(cafe, runOf(newer))).toEqual([]);
  });

  it('the words of a message need no permission', async () => {
    const reply = await person('max').replies(run, '2 °C');
    expect(dialogWords(await acts('ben', 'evidence', reply))).toBe('It is recorded as evidence.');
    expect((await recordedIn(cafe, runOf(run))).at(-1)).toBe('temperature: 2 (ben)');
  });
});

it('what Teams may ask one day and nobody answers yet is said so', async () => {
  const scene = {
    by: person('ana'),
    place: { kind: 'personal', id: person('ana').chat },
    serviceUrl: cafe.teams.serviceUrl,
  } as const;
  const asked = invoke(scene, 'composeExtension/selectItem', { value: {} });
  expect((await cafe.teams.desk.send(asked).done).status).toBe(501);
});
