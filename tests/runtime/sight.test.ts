/** A platform with closed conversations: what runs in one is shown, and done, for those who may read it. */
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Answer } from '../../src/runtime/conversation.ts';
import { type Chat, ChatError } from '../../src/runtime/ports.ts';
import { listRuns } from '../../src/store/runs.ts';
import { published } from '../stories/publishing.ts';
import { told } from '../stories/words.ts';
import { openWorkplace, type Workplace } from '../stories/workplace.ts';

const SOP = `
sop: parcel
title: Parcel
roles:
  - {id: porter, title: Porter}
steps:
  - {id: look, title: Look at it, role: porter}
`;

/** Who may read which place; a place that nobody is told of cannot be checked now. */
let readers: Readonly<Record<string, readonly string[]>>;
let asked: string[];
const club: Chat = {
  platform: 'club',
  post: async () => ({ id: crypto.randomUUID() }),
  update: async () => undefined,
  find: async () => undefined,
  sees: async (_, member, place) => {
    asked.push(`${member} ${place}`);
    const known = readers[place];
    if (!known) throw new ChatError('retry', 'nobody answers');
    return known.includes(member);
  },
};

let work: Workplace;
let runs: readonly { readonly id: string; readonly place: string }[];
beforeAll(async () => {
  work = await openWorkplace('sqlite', { chats: [club] });
  await published(work, SOP);
  readers = {};
  for (const place of ['hall', 'cellar', 'roof']) await say('ana', 'run parcel', place);
  runs = await listRuns(work.app.db, work.app.workspace, { limit: 10 });
});
beforeEach(() => {
  readers = { hall: ['ana', 'ben', 'chloe'], cellar: ['ben'] };
  asked = [];
});
afterAll(() => work.end());

let keys = 0;
const who = (member: string, place: string) => {
  keys += 1;
  return { workspace: work.app.workspace, member, place: `club:${place}`, key: `sight:${keys}` };
};
const say = (member: string, text: string, place = 'hall') =>
  work.app.conversation.say({ ...who(member, place), text, files: [] });
const press = (member: string, verb: 'show_steps' | 'note' | 'deliver', place: string) => {
  const run = runs.find((one) => one.place === `club:${place}`)?.id ?? '';
  return work.app.conversation.press({ ...who(member, 'hall'), value: { v: 1, verb, run } });
};
const words = (answer: Answer) => (answer.type === 'card' ? told(answer) : answer.type);

it.each([
  { member: 'ben', place: 'hall', says: 'Look at it' },
  { member: 'ben', place: 'cellar', says: 'Look at it' },
  { member: 'chloe', place: 'hall', says: 'Look at it' },
  { member: 'chloe', place: 'cellar', says: 'in a conversation that you are not in' },
  { member: 'chloe', place: 'roof', says: 'could not be checked just now' },
  // Ana has started all of them.
  { member: 'ana', place: 'cellar', says: 'Look at it' },
  { member: 'ana', place: 'roof', says: 'Look at it' },
])('$member asks for the steps of the run in the $place and reads: $says', async ({ member, place, says }) => {
  const answer = words(await press(member, 'show_steps', place));
  expect(answer).toContain(says);
  if (says !== 'Look at it') expect(answer).not.toMatch(/Parcel|Look at it/);
});

it('lists for each what they see, and says what could not be looked into', async () => {
  const listed = async (member: string) => words(await say(member, 'status'));
  expect(await listed('chloe')).toMatch(/1 run\b/);
  expect(await listed('ben')).toMatch(/2 runs\b[\s\S]*Some runs are not listed/);
  expect(await listed('ana')).toMatch(/3 runs\b/);
  expect(await listed('ana')).not.toContain('not listed');
  readers = { ...readers, roof: [] };
  expect(await listed('ben')).not.toContain('not listed');
});

it('asks about each conversation once for a list, and not at all for whom the run names', async () => {
  await say('chloe', 'status');
  expect(asked.toSorted()).toEqual(['chloe cellar', 'chloe hall', 'chloe roof']);
  asked = [];
  await press('ana', 'show_steps', 'cellar');
  expect(asked).toEqual([]);
});

it('gives no form, and delivers nothing again, for somebody who does not see the run', async () => {
  for (const verb of ['note', 'deliver'] as const) {
    expect(words(await press('chloe', verb, 'cellar'))).toContain('that you are not in');
  }
  expect((await press('ben', 'note', 'cellar')).type).toBe('form');
});

it('gives no evidence and takes none, where they speak but do not see', async () => {
  const place = 'cellar';
  expect(words(await say('chloe', 'evidence', place))).toContain('that you are not in');
  expect((await say('ben', 'evidence', place)).type).toBe('file');
  const reply = { ...who('chloe', place), text: 'done', files: [], isEvidence: true };
  expect(words((await work.app.conversation.reply(reply)).answer)).toContain('that you are not in');
});

it('lists what runs where they ask, however many other conversations there are', async () => {
  const closets = Array.from({ length: 40 }, (_, at) => `closet${at}`);
  for (const place of closets) await say('ana', 'run parcel', place);
  readers = { hall: ['chloe'], ...Object.fromEntries(closets.map((place) => [place, ['ben']])) };
  expect(words(await say('chloe', 'status'))).toMatch(/1 run\b/);
});
