/** What somebody wrote: the call to Sopwith and the names of people, taken out of what Teams sends. */
import { describe, expect, it } from 'vitest';
import { type Activity, activityIn } from '../../../src/adapters/teams/activity.ts';
import { withNamed, writtenIn } from '../../../src/adapters/teams/text.ts';

const BOT = '28:sopwith';

/** `<at>…</at>` of somebody: the bot, or a person by this id. */
function mention(id: string, text = `<at>${id}</at>`): Record<string, unknown> {
  return { type: 'mention', text, mentioned: { id, name: text.replaceAll(/<\/?at>/g, '') } };
}

function said(text: unknown, ...entities: readonly Record<string, unknown>[]): Activity {
  const activity = activityIn({
    ...{ type: 'message', channelId: 'msteams', serviceUrl: 'https://smba.trafficmanager.net/emea/', text, entities },
    ...{ from: { id: '29:ana' }, recipient: { id: BOT }, conversation: { id: '19:kitchen@thread.tacv2' } },
  });
  if (!activity) throw new Error('no activity');
  return activity;
}

interface Heard {
  readonly text: string;
  readonly isCalled: boolean;
  readonly named: readonly string[];
}

const heard = (text: string, ...named: readonly string[]): Heard => ({ text, isCalled: false, named });
const called = (text: string, ...named: readonly string[]): Heard => ({ text, isCalled: true, named });

/** As the phrases read it, with people called `m0`, `m1`, … in the order of their mentions. */
function read(activity: Activity): Heard {
  const { text, isCalled, named } = writtenIn(activity);
  const members = named.map((_, index) => `m${index}`);
  return { text: withNamed(text, members), isCalled, named: named.map(({ id }) => id) };
}

const SOPWITH = mention(BOT, '<at>Sopwith</at>');
const ANA = mention('29:a', '<at>Ana</at>');
const BEN = mention('29:b', '<at>Ben</at>');
const ODD = '<at>A.*(b) $& $1 [x]{9} \\d</at>';
const MARKUP = '<at><b>Ana</b> & "Co"</at>';

const TABLE: readonly (readonly [what: string, activity: Activity, expected: Heard])[] = [
  ['no text at all', said(undefined), heard('')],
  ['null', said(null), heard('')],
  ['words alone', said('  run opening \n'), heard('run opening')],
  ['a call', said('<at>Sopwith</at> run opening', SOPWITH), called('run opening')],
  ['a call and nothing else', said('<at>Sopwith</at>\u00a0', SOPWITH), called('')],
  ['a call in the middle', said('please <at>Sopwith</at> run tea', SOPWITH), called('please  run tea')],
  ['two calls', said('<at>Sopwith</at> <at>Sopwith</at> run', SOPWITH, SOPWITH), called('run')],
  ['a call with what Teams writes for spaces', said('<at>Sopwith</at>&nbsp;run tea', SOPWITH), called('run tea')],
  [
    'somebody called like us',
    said('<at>Sopwith</at> hello', mention('29:x', '<at>Sopwith</at>')),
    heard('m0 hello', '29:x'),
  ],
  [
    'people in their order',
    said('<at>Sopwith</at> role cook add <at>Ana</at> <at>Ben</at>', SOPWITH, ANA, BEN),
    called('role cook add m0 m1', '29:a', '29:b'),
  ],
  [
    'two people of one name',
    said('<at>Ana</at> and <at>Ana</at>', ANA, mention('29:b', '<at>Ana</at>')),
    heard('m0 and m1', '29:a', '29:b'),
  ],
  ['a name that is a pattern', said(`${ODD} $1`, mention('29:a', ODD)), heard('m0 $1', '29:a')],
  ['a name that is markup', said(`add ${MARKUP}`, mention('29:a', MARKUP)), heard('add m0', '29:a')],
  [
    'a name that is encoded in the text, or beside it',
    said("<at>R&amp;D</at> <at>O'Hara</at>", mention('29:a', '<at>R&D</at>'), mention('29:b', '<at>O&#39;Hara</at>')),
    heard('m0 m1', '29:a', '29:b'),
  ],
  ['characters of HTML, once', said('a &lt;b&gt; &amp;lt; &quot;x&quot; &bogus; &'), heard('a <b> &lt; "x" &bogus; &')],
  ['our own marks', said('role cook add \uE0000\uE000 \uE000'), heard('role cook add 0')],
  ['our own marks beside a name', said('\uE0000\uE000 <at>Ana</at>', ANA), heard('0 m0', '29:a')],
  ['our own marks in a name', said('<at>A\uE000na</at>', mention('29:a', '<at>A\uE000na</at>')), heard('m0', '29:a')],
  [
    'a mention of what stands in a mark',
    said('add <at>Ana</at>', ANA, mention('29:b', '0')),
    heard('add m1', '29:a', '29:b'),
  ],
  ['a mention that is not in the text', said('hello', ANA), heard('hello', '29:a')],
  ['what is quoted', said('<quoted messageId="1783419459151"/><at>Sopwith</at> 4.2', SOPWITH), called('4.2')],
  ['what looks like a quotation, typed', said('&lt;quoted messageId="1"/&gt; 4'), heard('<quoted messageId="1"/> 4')],
];

/** None of these names anybody. */
const NOBODY: readonly Record<string, unknown>[] = [
  { type: 'mention', text: '<at>x</at>' },
  { type: 'mention', text: '<at>x</at>', mentioned: null },
  { type: 'mention', text: '<at>x</at>', mentioned: 'Ana' },
  { type: 'mention', text: '<at>x</at>', mentioned: {} },
  { type: 'mention', text: '<at>x</at>', mentioned: { id: '' } },
  { type: 'mention', text: '<at>x</at>', mentioned: { id: 7 } },
  { type: 'mention', text: '<at>x</at>', mentioned: { id: 'x'.repeat(501) } },
  { type: 'mention', text: '', mentioned: { id: '29:a' } },
  { type: 'mention', text: 5, mentioned: { id: '29:a' } },
  { type: 'mention', text: `<at>${'x'.repeat(401)}</at>`, mentioned: { id: '29:a' } },
  { type: 'clientInfo', text: '<at>x</at>', mentioned: { id: '29:a' } },
];

describe('what is written', () => {
  it.each(TABLE)('%s', (_, activity, expected) => {
    expect(read(activity)).toEqual(expected);
  });

  it.each(NOBODY)('names nobody: %o', (entity) => {
    expect(read(said('<at>x</at>', entity))).toEqual(heard('<at>x</at>'));
  });

  it('tells of people what Teams tells, no more and no longer', () => {
    const told = (mentioned: object) => writtenIn(said('', { type: 'mention', text: '<at>x</at>', mentioned })).named;
    const known = { id: '29:a', name: 'x'.repeat(400), aadObjectId: 'B7E0A9C4', role: 'bot', secret: 1 };
    expect(told(known)).toEqual([{ id: '29:a', name: 'x'.repeat(300) }]);
    expect(told({ id: '29:a', name: 7, aadObjectId: 'x'.repeat(61) })).toEqual([{ id: '29:a' }]);
  });

  it('names twenty people, and leaves the others as they are written', () => {
    const all = Array.from({ length: 30 }, (_, at) => `<at>P${at}.</at>`);
    const named = all.map((one, at) => mention(`29:${at}`, one));
    const found = read(said(`${all.join(' ')} <at>Sopwith</at> go`, ...named, SOPWITH));
    expect(found.named).toHaveLength(20);
    expect(found.text).toMatch(/^m0 m1 .* m19 <at>P20\.<\/at> .*<at>P29\.<\/at> {2}go$/);
    expect(found.isCalled).toBe(true);
  });

  it('hears its name among any number of others', () => {
    const crowd = Array.from({ length: 199 }, (_, at) => mention(`29:${at}`));
    expect(writtenIn(said('<at>Sopwith</at>', ...crowd, SOPWITH)).isCalled).toBe(true);
  });

  /** Milliseconds that one message may take: the next one waits for it. */
  const SOON = 1_000;
  const many = (text: string, count = 200) => Array.from({ length: count }, () => mention(BOT, text));
  const long = (letters: number) => `${'a'.repeat(letters)}b${'a'.repeat(letters)}`;
  it.each<readonly [what: string, activity: Activity]>([
    ['a long text', said('x'.repeat(100_000))],
    ['characters of HTML', said('&amp;'.repeat(20_000))],
    ['beginnings of them', said('&'.repeat(100_000))],
    ['marks', said('\uE000'.repeat(100_000))],
    ['beginnings of quotations', said('<quoted messageId="'.repeat(5_000))],
    ['a quotation with spaces', said(`<quoted messageId="1"${' '.repeat(99_000)}`)],
    ['mentions that nearly fit everywhere', said('a'.repeat(100_000), ...many(long(199)))],
    ['long mentions', said('a'.repeat(100_000), ...many(long(25_000), 8))],
    ['one mention all over', said('<at>x</at>'.repeat(10_000), ...many('<at>x</at>'))],
  ])('is read soon: %s', (_, activity) => {
    const begun = performance.now();
    writtenIn(activity);
    expect(performance.now() - begun).toBeLessThan(SOON);
  });
});

describe('people in a text', () => {
  it.each<readonly [text: string, members: readonly string[], expected: string]>([
    ['add \uE0000\uE000', ['ana'], 'add ana'],
    ['\uE0001\uE000\uE0000\uE000', ['ana', 'ben'], 'benana'],
    ['add \uE0003\uE000', ['ana'], 'add '],
    ['add \uE000x\uE000', ['ana'], 'add x'],
    ['add \uE000\uE0000\uE000\uE000', ['ana'], 'add ana'],
    ['add \uE0000\uE000', ['$&$1'], 'add $&$1'],
    ['add', [], 'add'],
  ])('%j with %j', (text, members, expected) => {
    expect(withNamed(text, members)).toBe(expected);
  });
});
