/** Every card and every form as Teams is given it: valid, small enough, pressed by old clients too, and calling whom it names. */
import { describe, expect, it } from 'vitest';
import { activityOf, attached, MOST_REFRESHED } from '../../src/adapters/teams/drawing.ts';
import { fillInCard } from '../../src/adapters/teams/fill-in.ts';
import { formatOf } from '../../src/adapters/teams/format.ts';
import { dialog } from '../../src/adapters/teams/invoke.ts';
import { linkCard, uploadOffer } from '../../src/adapters/teams/uploads.ts';
import { welcomeCard } from '../../src/adapters/teams/welcome.ts';
import { toAdaptive, toAdaptiveForm } from '../../src/cards/adaptive.ts';
import type { Card } from '../../src/cards/card.ts';
import { refusalCard } from '../../src/cards/refusals.ts';
import { helpCard } from '../../src/cards/views/help.ts';
import { mineCard } from '../../src/cards/views/mine.ts';
import { stepCard } from '../../src/cards/views/step.ts';
import { toldCard } from '../../src/cards/views/told.ts';
import { PHRASES } from '../../src/runtime/phrase.ts';
import type { Json } from '../support/slack/json.ts';
import { actionsOf, buttonsOf, cardOf, readable, textsOf } from '../support/teams/reading.ts';
import { FORMS } from './form-gallery.ts';
import { GALLERY } from './gallery.ts';
import { cardsSaying, NASTY } from './hostile-cards.ts';
import { LARGE_CARDS } from './large-cards.ts';
import { mentionsIn } from './reading.ts';
import { at, CAFE, CAFE_RUNS, PEOPLE, scene } from './states.ts';
import { CHANNEL, drawingOf, GROUP, PERSONAL } from './teams-drawing.ts';
import { problemsOfCard, problemsOfMessage } from './teams-rules.ts';

const WHERE = { channel: CHANNEL, group: GROUP, personal: PERSONAL } as const;
const value = { v: 1, verb: 'record' } as const;
const need = (name: string): Card => {
  const card = GALLERY[name];
  if (!card) throw new Error(name);
  return card;
};
const message = (card: Card, more: Parameters<typeof drawingOf>[1] = {}) => ({
  ...{ text: '', attachments: [] },
  ...activityOf(card, drawingOf(card, more)),
});

describe.each(Object.entries({ ...GALLERY, ...LARGE_CARDS }))('%s', (_name, card) => {
  it('is a message of a channel, and of a chat whose clients have no dialogs', () => {
    const effect = 'e'.repeat(36);
    expect(problemsOfMessage(message(card, { effect }))).toEqual([]);
    expect(problemsOfMessage(message(card, { effect, conversation: PERSONAL, dialogs: false }))).toEqual([]);
  });

  it('calls everybody who can be called, where others read it', () => {
    const called = (entities: unknown) =>
      (entities as readonly { mentioned: { id: string } }[] | undefined)?.length ?? 0;
    const inChannel = cardOf(message(card))?.msteams as Json | undefined;
    expect(called(inChannel?.entities)).toBe(new Set(mentionsIn(card)).size);
    expect(cardOf(message(card, { conversation: PERSONAL }))?.msteams).toBeUndefined();
  });

  it('is a card in a dialog', () => {
    const format = formatOf({ ...drawingOf(card), isDialog: true });
    expect(problemsOfCard(toAdaptive(card, format), { isDialog: true })).toEqual([]);
  });

  it('has room for those whose decision it asks for', () => {
    const deciders = Array.from({ length: MOST_REFRESHED }, (_, index) => `m${index}`);
    const ids = new Map([...PEOPLE.members, ...deciders].map((one) => [one, `29:1${one}${'x'.repeat(90)}`]));
    const shown = message(card, { deciders, ids });
    expect(problemsOfMessage(shown)).toEqual([]);
    expect(cardOf(shown)?.refresh).toMatchObject({ userIds: { length: MOST_REFRESHED } });
    expect(buttonsOf(shown)).not.toContain('Approve');
  });
});

describe.each(Object.entries(FORMS))('the form %s', (_name, form) => {
  it('is a dialog with its title above it', () => {
    const drawn = toAdaptiveForm({ form, value }, formatOf({ ...drawingOf(), isDialog: true }));
    expect(drawn && problemsOfCard(drawn, { isDialog: true })).toEqual([]);
    expect(textsOf({ ...drawn })).not.toContain(form.title);
  });

  it('is a card where there are no dialogs, and asked for by a button where there are', () => {
    const drawn = toAdaptiveForm({ form, value }, formatOf(drawingOf({}, { dialogs: false })));
    expect(drawn && problemsOfCard(drawn)).toEqual([]);
    expect(textsOf({ ...drawn })[0]).toBe(form.title);
    expect(problemsOfCard(fillInCard({ form, value }, formatOf(drawingOf())))).toEqual([]);
  });

  it('says where files are sent', () => {
    const said = (conversation: typeof CHANNEL) =>
      textsOf({ ...toAdaptiveForm({ form, value }, formatOf(drawingOf({}, { conversation }))) }).join('\n');
    const files = form.fields.filter(({ type }) => type === 'file').length;
    expect(said(CHANNEL).match(/as a reply in this thread/g)?.length ?? 0).toBe(files);
    for (const chat of [GROUP, PERSONAL]) {
      expect(said(chat)).not.toContain('thread');
      expect(said(chat).match(/here in the chat/g)?.length ?? 0).toBe(files);
    }
  });
});

describe('what Teams alone is told', () => {
  it.each(Object.entries(WHERE))('is drawn for a %s', (_where, conversation) => {
    const format = formatOf(drawingOf({}, { conversation }));
    expect(problemsOfMessage(message(welcomeCard(conversation.kind), { conversation }))).toEqual([]);
    expect(problemsOfCard(uploadOffer({ purpose: 'import' }, format))).toEqual([]);
    expect(problemsOfCard(uploadOffer({ purpose: 'evidence', run: 'r1' }, format))).toEqual([]);
    expect(problemsOfCard(linkCard('https://sopwith.example/teams/upload/x', format))).toEqual([]);
  });
});

describe('phrases', () => {
  const said = (card: Card, conversation: typeof CHANNEL) => readable(message(card, { conversation }));
  const notified = (card: Card, conversation = CHANNEL) => (message(card, { conversation }) as Json).summary;

  it('are said as they are typed: by name among others, bare alone', () => {
    const help = helpCard(PHRASES);
    expect(said(help, CHANNEL)).toContain('@Sopwith run KEY – start a run');
    expect(said(help, GROUP)).toContain('@Sopwith run KEY – start a run');
    expect(said(help, PERSONAL)).toContain('\nrun KEY – start a run');
    const refused = refusalCard({ code: 'run_not_found' });
    expect(said(refused, CHANNEL)).toContain('Start one with @Sopwith run KEY; @Sopwith status shows what is open.');
    expect(said(refused, PERSONAL)).toContain('Start one with run KEY; status shows what is open.');
  });

  it('are said so in what is left out of a list, and in notifications', () => {
    const mine = mineCard([], [CAFE_RUNS.begun], { now: at(0), more: 3, proposals: 0 });
    expect(said(mine, CHANNEL)).toContain('and 3 more: @Sopwith status shows every open run');
    expect(notified(helpCard(PHRASES))).toContain('type “@Sopwith import”');
    expect(notified(refusalCard({ code: 'run_not_found' }), PERSONAL)).toContain(
      'Start one with “run KEY”; “status” shows what is open.',
    );
  });

  it('that people wrote stay as they were written', () => {
    const typed = 'Type /sop list, then and 3 more: /sop status';
    const step = stepCard(
      scene(CAFE_RUNS.begun, { ...CAFE, steps: CAFE.steps.map((one) => ({ ...one, instructions: typed })) }),
      'fridge',
      1,
    );
    for (const conversation of Object.values(WHERE)) expect(said(step, conversation)).toContain(typed);
  });
});

describe('looks', () => {
  const buttons = (name: string) => actionsOf(cardOf(message(need(name))) ?? {}).map(({ action }) => action);
  const styleOf = (name: string, title: string) => buttons(name).find((one) => one.title === title)?.style;

  it('show red beside what is to be pressed, and nowhere else', () => {
    expect(styleOf('run begun', 'Cancel run')).toBeUndefined();
    expect(styleOf('approval by two', 'Reject')).toBe('destructive');
    expect(styleOf('approval by two', 'Approve')).toBe('positive');
  });

  it('send with a red button what refuses', () => {
    const form = FORMS['cancel a run'];
    const format = formatOf({ ...drawingOf(), isDialog: true });
    const styles = (verb: 'cancel' | 'record') =>
      form && toAdaptiveForm({ form, value: { v: 1, verb } }, format)?.actions?.map(({ style }) => style);
    expect([styles('cancel'), styles('record')]).toEqual([['destructive'], ['positive']]);
  });

  it('use no yellow for letters', () => {
    for (const card of Object.values(GALLERY)) {
      expect(JSON.stringify(cardOf(message(card)))).not.toContain('"color":"Warning"');
    }
  });

  it('say a title once in a dialog, unless it is too long to stand above it', () => {
    const drawn = (title: string) => {
      const format = formatOf({ ...drawingOf(), isDialog: true });
      const card = toAdaptive(toldCard(title, 'Done.'), format);
      const { task } = dialog(title, card).body as { task: { value: { title: string } } };
      return [task.value.title, ...textsOf(card as unknown as Json)];
    };
    expect(drawn('Evidence')).toEqual(['Evidence', 'Done.']);
    const long = `Evidence of ${'everything '.repeat(8)}`.trim();
    expect(drawn(long)).toEqual([expect.stringMatching(/^Evidence of .{20,48}…$/), long, 'Done.']);
  });

  it('keep a long count below its bar', () => {
    const card = cardOf(message(need('digest of a day'))) as Json;
    const said = textsOf(card);
    expect(said.find((one) => /^[━─]+$/.test(one))).toHaveLength(16);
    expect(said).toContainEqual(expect.stringMatching(/^8 of 14 due steps done/));
    expect(textsOf(cardOf(message(need('run begun'))) as Json)).toContain(`${'─'.repeat(16)}  0 of 4 steps done`);
  });
});

describe('hostile names and texts', () => {
  const NAMES = [
    ...NASTY,
    ...[
      '</at>',
      '<at>',
      '<>&',
      '   ',
      '&lt;/at&gt;',
      'Dee</at><at>Ana',
      '*Dee*',
      '[Dee](https://evil.example)',
      '@Dee',
    ],
    ...['x'.repeat(5_000), '禾'.repeat(300), '👩‍🍳'.repeat(200), 'Ana '.repeat(400)],
  ];
  const { members } = PEOPLE;
  const CALLING = ['step for anybody of a role', 'approval by two', 'routine that caught up'].map(need);

  it.each(NAMES.map((name) => [name.slice(0, 60), name]))('calls whom it names: %j', (_, name) => {
    const names = Object.fromEntries(members.map((one) => [one, name]));
    for (const card of CALLING) expect(problemsOfMessage(message(card, { names }))).toEqual([]);
  });

  it('leaves room for long names on the largest cards', () => {
    const names = Object.fromEntries(members.map((one) => [one, '禾'.repeat(300)]));
    for (const card of Object.values(LARGE_CARDS)) {
      const called: Card = { ...card, elements: [{ type: 'text', text: turnOf(members) }, ...card.elements] };
      expect(problemsOfMessage(message(called, { names }))).toEqual([]);
    }
  });

  it.each(NASTY)('marks nobody in what people wrote: %j', (text) => {
    for (const card of cardsSaying(text)) {
      const format = formatOf({ ...drawingOf(card), isDialog: true });
      expect(problemsOfCard(toAdaptive(card, format), { isDialog: true })).toEqual([]);
      expect(attached(toAdaptive(card, format))).not.toEqual({});
    }
  });
});

function turnOf(members: readonly string[]) {
  return [...members.map((member) => ({ type: 'mention', member }) as const), ', it is your turn.'];
}
