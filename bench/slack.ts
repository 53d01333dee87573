/**
 * Slack's side of it: signed requests to the program in a process of its own, and what arrives at a stand-in for Slack that
 * takes one message a second in a channel. Real time; the stand-in's own work is in the figures.
 */
import { setTimeout } from 'node:timers/promises';
import { SCOPE_NAMES } from '../src/adapters/slack/scopes.ts';
import { objects, text } from '../tests/support/slack/json.ts';
import { type Slack, startSlack } from '../tests/support/slack/slack.ts';
import { type Message, readable } from '../tests/support/slack/surface.ts';
import { child } from './child.ts';
import { inFolder } from './folder.ts';
import { quantile } from './measure.ts';
import { MORNING, STEPS } from './morning.ts';
import { type Line, short } from './report.ts';

const CHANNELS = 200;
const PER_SECOND = 50;

export function slack(): Promise<readonly Line[]> {
  return inFolder(async (folder) => {
    const names = Array.from({ length: CHANNELS }, (_, at) => `shop-${at}`);
    const channels = ['ops', ...names].map((name) => ({ name, people: ['ben'] }));
    const there = await startSlack({ limit: true, teams: [{ scopes: SCOPE_NAMES, channels }] });
    const { SLACK_API_URL, SLACK_BOT_TOKEN, SLACK_SIGNING_SECRET } = there.settings;
    const env = { SOPWITH_DATA: folder, PORT: '0', SLACK_API_URL, SLACK_BOT_TOKEN, SLACK_SIGNING_SECRET };
    const place = `slack:${there.channel('ops')}`;
    const member = there.person('ben').id;
    const who = { workspace: `slack-${there.id}`, member, identity: `slack:${there.id}:${member}` };
    const orders = { env, ...who, place, yaml: MORNING };
    const program = child('./program.child.ts', [JSON.stringify(orders)]);
    try {
      there.deliverTo(`http://127.0.0.1:${await program.said('ready')}/slack/events`);
      const { cards, seconds } = await morning(there, names);
      const tapped = await taps(there, cards);
      if (there.violations.length > 0) throw new Error(there.violations.join('\n'));
      return lines(seconds, tapped);
    } finally {
      await program.kill();
      await there.close();
    }
  });
}

/** A run in every channel, all asked for at once. */
async function morning(
  there: Slack,
  names: readonly string[],
): Promise<{ cards: readonly Message[]; seconds: number }> {
  const ben = there.person('ben');
  const began = performance.now();
  await Promise.all(names.map((name) => ben.slash(name, '/sop run morning')));
  const posted = () => names.flatMap((name) => there.messages(name));
  const enough = () =>
    there.callsOf('chat.postMessage').filter((one) => one.answer?.body.ok === true).length >= CHANNELS;
  await there.until(() => enough() && posted().length >= CHANNELS, 'a card in every channel', 120_000);
  return { cards: posted(), seconds: (performance.now() - began) / 1_000 };
}

interface Tapped {
  readonly acknowledged: number[];
  readonly refused: number[];
  readonly updated: number[];
}

/** Every step of every run, at an even pace, each card in its turn. */
async function taps(there: Slack, cards: readonly Message[]): Promise<Tapped> {
  const ben = there.person('ben');
  const acknowledged: number[] = [];
  const sent: { readonly ts: string; readonly channel: string; readonly at: number }[] = [];
  const answers: Promise<unknown>[] = [];
  /** Requests that are refused at the door, at the same time: what the machine and the way there take. */
  const refused: number[] = [];
  const began = performance.now();
  for (let tap = 0; tap < cards.length * STEPS; tap += 1) {
    const card = cards[tap % cards.length];
    const now = card && there.message(card);
    if (!now) throw new Error('a card is gone');
    const wait = began + (tap * 1_000) / PER_SECOND - performance.now();
    // One person never taps twice in a millisecond: Slack tells taps apart by their time.
    await setTimeout(Math.max(2, wait));
    sent.push({ ts: now.ts, channel: now.channel, at: Date.now() });
    const { box, ticked } = nextTick(now);
    answers.push(ben.taps(now, box, ticked).then(({ ms }) => acknowledged.push(ms)));
    const forged = there.desk.send('slash_commands', {}, { forgery: { isUnsigned: true } });
    answers.push(forged.then(({ ms }) => refused.push(ms)));
  }
  await Promise.all(answers);
  const isDone = (card: Message) => readable(there.message(card) ?? card).includes(`${STEPS} of ${STEPS}`);
  const left = () => cards.filter((card) => !isDone(card)).length;
  await there.until(
    () => left() === 0,
    () => `the last update; ${left()} cards are not done`,
    60_000,
  );
  const updates = there.callsOf('chat.update').filter((one) => one.answer?.body.ok === true);
  const shownAt = ({ ts, channel, at }: (typeof sent)[number]) =>
    updates.find((one) => one.args.ts === ts && one.channel === channel && one.at >= at)?.at;
  return { acknowledged, refused, updated: sent.map((one) => (shownAt(one) ?? Number.NaN) - one.at) };
}

/** The boxes of a card, with the first one that is open ticked besides. */
function nextTick(card: Message): { readonly box: { readonly action: string }; readonly ticked: readonly string[] } {
  const elements = card.blocks.flatMap((block) => objects(block.elements));
  const boxes = elements.find((element) => element.type === 'checkboxes');
  const before = objects(boxes?.initial_options).map((one) => text(one.value));
  const next = objects(boxes?.options).find((one) => !before.includes(text(one.value)));
  return { box: { action: text(boxes?.action_id) }, ticked: [...before, text(next?.value)] };
}

function lines(seconds: number, { acknowledged, refused, updated }: Tapped): readonly Line[] {
  const p99 = quantile(acknowledged, 0.99);
  const of = (values: number[]) => `p50 ${short(quantile(values, 0.5))} ms, p99 ${short(quantile(values, 0.99))} ms`;
  return [
    {
      what: `signed tap in, acknowledged (${PER_SECOND}/s, ${acknowledged.length} taps)`,
      measured: of(acknowledged),
      beside: `refused at the door: ${of(refused)}`,
      goal: { value: p99, unit: ' ms', bound: 'at most', target: 50 },
    },
    { what: 'signed tap in, card updated at Slack', measured: of(updated) },
    { what: `${CHANNELS} channels, a run each at once: until the last card`, measured: `${short(seconds)} s` },
  ];
}
