/**
 * Teams' side of it: signed presses to the program in a process of its own, and what arrives at a stand-in around Microsoft's
 * Agents Playground. Real time; the stand-in's own work is in the figures.
 */
import { setTimeout } from 'node:timers/promises';
import type { Message } from '../tests/support/teams/held.ts';
import { executed } from '../tests/support/teams/invokes.ts';
import { actionsOf, cardOf } from '../tests/support/teams/reading.ts';
import { TENANT_ID } from '../tests/support/teams/seed.ts';
import { startTeams, type Teams } from '../tests/support/teams/teams.ts';
import { placeOf } from '../tests/support/teams/world.ts';
import { child } from './child.ts';
import { inFolder } from './folder.ts';
import { quantile } from './measure.ts';
import { MORNING, STEPS } from './morning.ts';
import { type Line, short } from './report.ts';

const PLACES = ['chat', 'group', 'Kitchen', 'General'] as const;
/** Runs in each place, all asked for at once. */
const RUNS = 40;
const PER_SECOND = 50;
/** What Teams takes in a conversation, a second. */
const MOST = 7;

export function teams(): Promise<readonly Line[]> {
  return inFolder(async (folder) => {
    const there = await startTeams();
    const { appId = '', password = '', openIdUrl, graphUrl, loginUrl } = there.settings;
    const own = { TEAMS_APP_ID: appId, TEAMS_APP_PASSWORD: password, TEAMS_TENANT_ID: TENANT_ID };
    const env = { SOPWITH_DATA: folder, PORT: '0', ...own, TEAMS_SERVICE_URL: there.url };
    const ben = there.person('ben');
    const member = ben.aadObjectId;
    const who = { workspace: `teams-${TENANT_ID}`, member, identity: `teams:${TENANT_ID}:${member}` };
    const login = `${loginUrl}/${TENANT_ID}/oauth2/v2.0/token`;
    const orders = { env, ...who, place: `teams:${ben.chat}`, yaml: MORNING, teams: { openIdUrl, graphUrl, login } };
    const program = child('./program.child.ts', [JSON.stringify(orders)]);
    try {
      there.deliverTo(`http://127.0.0.1:${await program.said('ready')}/api/messages`);
      const begun = await morning(there);
      const pressed = await presses(there, begun.cards);
      if (there.violations.length > 0) throw new Error(there.violations.join('\n'));
      return lines(begun, pressed);
    } finally {
      await program.kill();
      await there.close();
    }
  });
}

interface Begun {
  readonly cards: readonly Message[];
  readonly seconds: number;
  /** Messages and updates in the fullest second of any conversation. */
  readonly fullest: number;
}

async function morning(there: Teams): Promise<Begun> {
  const ben = there.person('ben');
  const began = performance.now();
  for (const place of PLACES) {
    const words = place === 'chat' ? 'run morning' : '@Sopwith run morning';
    for (let run = 0; run < RUNS; run += 1) await ben.says(place, words);
  }
  const posted = () =>
    PLACES.flatMap((place) => (place === 'chat' ? ben.direct() : there.messages(place))).filter(isRun);
  await there.until(
    () => posted().length >= PLACES.length * RUNS || undefined,
    () => `a card for every run; there are ${posted().length}`,
    120_000,
  );
  const seconds = (performance.now() - began) / 1_000;
  return { cards: posted(), seconds, fullest: fullestSecond(there) };
}

function isRun(message: Message): boolean {
  const card = cardOf(message);
  return card !== undefined && actionsOf(card).some(({ action }) => action.title === 'Done');
}

function fullestSecond({ connector }: Teams): number {
  const times = new Map<string, number[]>();
  for (const { method, path, at } of connector.calls) {
    const [, id = ''] = /conversations\/([^/;]+).*activities/.exec(path) ?? [];
    if (id !== '' && (method === 'POST' || method === 'PUT')) times.set(id, [...(times.get(id) ?? []), at]);
  }
  const fullest = [...times.values()].map((of) =>
    Math.max(...of.map((at) => of.filter((one) => one >= at && one < at + 1_000).length)),
  );
  return Math.max(...fullest);
}

interface Pressed {
  readonly answered: number[];
  readonly refused: number[];
}

/** Every step of every run, at an even pace, each card in its turn. */
async function presses(there: Teams, cards: readonly Message[]): Promise<Pressed> {
  const ben = there.person('ben');
  const answers: Promise<{ ms: number; status: number }>[] = [];
  /** Requests that are refused at the door, at the same time: what the machine and the way there take. */
  const refused: Promise<{ ms: number }>[] = [];
  const began = performance.now();
  for (let press = 0; press < cards.length * STEPS; press += 1) {
    const card = cards[press % cards.length];
    if (!card) throw new Error('a card is gone');
    await setTimeout(Math.max(0, began + (press * 1_000) / PER_SECOND - performance.now()));
    const scene = { by: ben, place: placeOf(card.conversation), serviceUrl: there.serviceUrl };
    const data = dataOf(card, Math.floor(press / cards.length));
    const activity = executed(scene, card.id, { verb: 'sopwith', data });
    answers.push(there.desk.send(activity).done);
    refused.push(there.desk.send(activity, { token: '' }).done);
  }
  const known = await Promise.all(answers);
  const failed = known.filter(({ status }) => status !== 200);
  if (failed.length > 0) throw new Error(`${failed.length} presses failed: ${JSON.stringify(failed[0])}`);
  return { answered: known.map(({ ms }) => ms), refused: (await Promise.all(refused)).map(({ ms }) => ms) };
}

/** What the button of a line says: those of later lines are not drawn yet. */
function dataOf(card: Message, step: number) {
  const [first] = actionsOf(cardOf(card) ?? {}).filter(({ action }) => action.title === 'Done');
  const { value } = (first?.action.data ?? {}) as { readonly value?: object };
  return { value: { ...value, step: `s${step}` } };
}

function lines({ seconds, cards, fullest }: Begun, { answered, refused }: Pressed): readonly Line[] {
  const p99 = quantile(answered, 0.99);
  const of = (values: number[]) => `p50 ${short(quantile(values, 0.5))} ms, p99 ${short(quantile(values, 0.99))} ms`;
  return [
    {
      what: `signed press in, answered with the card (${PER_SECOND}/s, ${answered.length} presses)`,
      measured: of(answered),
      beside: `refused at the door: ${of(refused)}`,
      goal: { value: p99, unit: ' ms', bound: 'at most', target: 100 },
    },
    {
      what: `${cards.length} runs in ${PLACES.length} conversations at once: until the last card`,
      measured: `${short(seconds)} s`,
      beside: `at ${MOST} a second at least ${short(RUNS / MOST)} s`,
    },
    {
      what: 'messages in the fullest second of a conversation',
      measured: `${fullest}`,
      goal: { value: fullest, unit: '', bound: 'at most', target: MOST },
    },
  ];
}
