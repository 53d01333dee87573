/** What came with a message: what may be fetched, what only Graph tells of, and which message it answers. */
import { describe, expect, it } from 'vitest';
import { type Activity, activityIn } from '../../../src/adapters/teams/activity.ts';
import { type Attached, attachedIn } from '../../../src/adapters/teams/attachments.ts';
import { effortOf } from '../../support/effort.ts';

const DOWNLOAD = 'application/vnd.microsoft.teams.file.download.info';
const CARD = { contentType: 'application/vnd.microsoft.card.adaptive', content: {} };

function message(attachments: unknown, entities?: readonly unknown[]): Activity {
  const activity = activityIn({
    ...{ type: 'message', channelId: 'msteams', serviceUrl: 'https://smba.trafficmanager.net/emea/' },
    ...{ from: { id: '29:ana' }, recipient: { id: '28:sopwith' }, conversation: { id: 'a:1' }, attachments },
    ...(entities === undefined ? {} : { entities }),
  });
  if (!activity) throw new Error('no activity');
  return activity;
}

const html = (content: unknown) => ({ contentType: 'text/html', content });
const file = (name: string | undefined, downloadUrl: unknown) => ({
  ...{ contentType: DOWNLOAD, content: { downloadUrl, uniqueId: '1', fileType: 'pdf' } },
  ...(name === undefined ? {} : { name }),
});
const picture = (contentUrl: string, contentType = 'image/*') => ({ contentType, contentUrl });
const image = (src: string, itemtype = 'AMSImage') =>
  `<img alt="image" src="${src}" itemscope itemtype="http://schema.skype.com/${itemtype}">`;
const reply = (id: string, content = '<p itemprop="preview">4 °C</p>') =>
  `<blockquote itemscope itemtype="http://schema.skype.com/Reply" itemid="${id}"><strong itemprop="mri" itemid="29:ben">Ben</strong>${content}</blockquote>`;
const quotedReply = (messageId: unknown) => ({ type: 'quotedReply', quotedReply: { messageId } });

const VIEW = 'https://smba.trafficmanager.net/emea/v3/attachments/0-weu/views/original';
const taken = (url: string, mime = 'image/*', name = 'picture') => ({ type: 'picture', name, url, mime }) as const;
const NONE: Attached = { sent: [], isHidden: false };
const HIDDEN: Attached = { sent: [], isHidden: true };

const TABLE: readonly (readonly [what: string, activity: Activity, attached: Attached])[] = [
  ['nothing', message(undefined), NONE],
  ['null', message(null), NONE],
  ['words', message([html('<p>run opening</p>')]), NONE],
  [
    'a document in the personal chat',
    message([file('a.pdf', 'https://x.sharepoint.com/a?t=1'), html('<p>import</p><attachment id="1"></attachment>')]),
    { sent: [{ type: 'download', name: 'a.pdf', url: 'https://x.sharepoint.com/a?t=1' }], isHidden: false },
  ],
  [
    'one without a name',
    message([file(undefined, 'https://x.sharepoint.com/a')]),
    { sent: [{ type: 'download', name: 'file', url: 'https://x.sharepoint.com/a' }], isHidden: false },
  ],
  ['one without an address', message([file('a.pdf', undefined), file('b.pdf', 7)]), NONE],
  ['one with an absurd address', message([file('a.pdf', `https://x/${'a'.repeat(8_001)}`)]), NONE],
  ['one with no content', message([{ contentType: DOWNLOAD, name: 'a.pdf' }]), NONE],
  [
    'a pasted picture',
    message([picture(VIEW), html(`<p>${image(VIEW)}</p>`)]),
    { sent: [taken(VIEW)], isHidden: false },
  ],
  [
    'pictures that say what they are',
    message([
      picture(VIEW, 'image/png'),
      picture(`${VIEW}2`, 'image/svg+xml'),
      picture(`${VIEW}3`, 'image/jpeg; x=../y'),
    ]),
    {
      sent: [
        taken(VIEW, 'image/png', 'picture.png'),
        taken(`${VIEW}2`, 'image/svg+xml'),
        taken(`${VIEW}3`, 'image/jpeg; x=../y'),
      ],
      isHidden: false,
    },
  ],
  ['a picture without an address', message([{ contentType: 'image/png' }]), NONE],
  ['a document in a channel', message([html('<p>import</p><attachment id="A1"></attachment>')]), HIDDEN],
  [
    'a picture that is not told of',
    message([html(`<div>${image('https://eu-api.asm.skype.com/v1/x')}</div>`)]),
    HIDDEN,
  ],
  ['in capital letters', message([html('<ATTACHMENT ID="A1"></ATTACHMENT>')]), HIDDEN],
  [
    'a document beside a picture',
    message([picture(VIEW), html(`${image(VIEW)}<attachment id="A1"></attachment>`)]),
    { sent: [taken(VIEW)], isHidden: true },
  ],
  ['a card, which is no file', message([CARD, html('<attachment id="c"></attachment>')]), NONE],
  [
    'a card beside a document',
    message([CARD, html('<attachment id="c"></attachment><attachment id="A1"></attachment>')]),
    HIDDEN,
  ],
  [
    'an emoji, which is no picture',
    message([html(`<p>status ${image('https://statics.teams.cdn.office.net/20_f.png', 'Emoji')}</p>`)]),
    NONE,
  ],
  ['an image without a source', message([html('<p><img alt="x"></p>')]), NONE],
  ['words that speak of files', message([html('<p>&lt;attachment id="1"&gt; and &lt;img src="x"&gt;</p>')]), NONE],
  ['html that is no text', message([html(7), html({ a: '<attachment id="1">' }), { contentType: 'text/html' }]), NONE],
  ['another kind of text', message([{ contentType: 'text/plain', content: '<attachment id="1">' }]), NONE],
  ['a quotation', message([html(`${reply('1700000000001')}<p>4.2</p>`)]), { ...NONE, quoted: '1700000000001' }],
  [
    'a quotation in another order',
    message([html('<blockquote itemid="17" itemtype="http://schema.skype.com/Reply"></blockquote>')]),
    { ...NONE, quoted: '17' },
  ],
  ['two quotations', message([html(reply('17') + reply('18'))]), { ...NONE, quoted: '17' }],
  [
    'a quotation in the words of newer clients',
    message([html('<p>4.2</p>')], [quotedReply('17')]),
    { ...NONE, quoted: '17' },
  ],
  ['a quotation in both', message([html(reply('17'))], [quotedReply('17')]), { ...NONE, quoted: '17' }],
  [
    'quotations that are none',
    message(
      [],
      [
        quotedReply('x'),
        quotedReply(17),
        quotedReply('1'.repeat(31)),
        { type: 'quotedReply' },
        { quotedReply: { messageId: '1' } },
      ],
    ),
    NONE,
  ],
  [
    'a quotation by no number',
    message([html('<blockquote itemtype="http://schema.skype.com/Reply" itemid="17&quot;;drop"></blockquote>')]),
    NONE,
  ],
  ['what somebody set apart', message([html('<blockquote><p>as agreed</p></blockquote>')]), NONE],
  ['a picture that somebody set apart', message([html(`<blockquote>${image('https://x/y')}</blockquote>`)]), HIDDEN],
  [
    'the picture of what is quoted',
    message([picture(`${VIEW}?a=1&b=2`), html(`${reply('17', image(`${VIEW}?a=1&amp;b=2`))}<p>nice</p>`)]),
    { ...NONE, quoted: '17' },
  ],
  [
    'an own picture beside a quoted one',
    message([picture(VIEW), picture(`${VIEW}2`), html(`${reply('17', image(VIEW))}<p>${image(`${VIEW}2`)}</p>`)]),
    { sent: [taken(`${VIEW}2`)], isHidden: false, quoted: '17' },
  ],
  [
    'what is hidden in a quotation, and in one within it',
    message([
      html(reply('17', `<attachment id="A1"></attachment>${reply('16', image('https://x/y'))}${image('https://x/z')}`)),
    ]),
    { ...NONE, quoted: '17' },
  ],
  [
    'what is hidden behind a quotation, and one within it',
    message([html(`${reply('17', reply('16'))}<attachment id="A1"></attachment>`)]),
    { ...HIDDEN, quoted: '17' },
  ],
  [
    'ends without beginnings',
    message([html(`</blockquote></blockquote>${reply('17', image('https://x/y'))}`)]),
    { ...NONE, quoted: '17' },
  ],
];

describe('what came with a message', () => {
  it.each(TABLE)('%s', (_, activity, attached) => {
    expect(attachedIn(activity)).toEqual(attached);
  });

  it('is ten files at most', () => {
    const all = Array.from({ length: 100 }, (_, at) => file(`${at}.pdf`, `https://x.sharepoint.com/${at}`));
    const { sent } = attachedIn(message(all));
    expect(sent.map(({ name }) => name)).toEqual(Array.from({ length: 10 }, (_, at) => `${at}.pdf`));
  });

  /** Milliseconds that one message may take: the next one waits for it. */
  const SOON = 1_000;
  const REPLY = '<blockquote itemtype="http://schema.skype.com/Reply" ';
  const SLOW: readonly (readonly [what: string, attachments: readonly unknown[]])[] = [
    ...[
      '<',
      '<blockquote',
      '<blockquote>',
      REPLY,
      `${REPLY}>`,
      '<img ',
      '<img src="',
      '<attachment id=',
      '</blockquote',
      'itemid="1',
    ].map((piece) => [piece, [html(piece.repeat(100_000 / piece.length))]] as const),
    ['one tag of a hundred thousand characters', [html(`<img ${'src='.repeat(25_000)}`)]],
    ['five of them', Array.from({ length: 5 }, () => html(REPLY.repeat(1_800)))],
  ];
  it.each(SLOW)('is found soon: %s', (_, attachments) => {
    expect(effortOf(() => attachedIn(message(attachments)))).toBeLessThan(SOON);
  });

  it('is looked for in so much of a text, and no more', () => {
    expect(attachedIn(message([html(`${' '.repeat(100_000)}<attachment id="A1">`)]))).toEqual(NONE);
  });
});
