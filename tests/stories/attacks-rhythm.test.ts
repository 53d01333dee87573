/** What people try with the daily rhythm who want more than they may: routines, absences, reminders, what runs taught. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ActionValue } from '../../src/cards/action.ts';
import type { KnownRoutine } from '../../src/engine/routine/routine.ts';
import type { Chat } from '../../src/runtime/ports.ts';
import { routinesOfPlace } from '../../src/store/routines.ts';
import { DATABASES } from '../support/database.ts';
import { published } from './publishing.ts';
import { brokenStreams } from './said-once.ts';
import { told } from './words.ts';
import { openWorkplace, type Workplace } from './workplace.ts';

const TEA = `
sop: tea
title: Tea
roles: [{id: opener, title: Opener}]
steps:
  - {id: boil, title: Boil the water, role: opener, due: PT2H}
`;

describe.each(DATABASES)('attacks on the rhythm, on %s', (kind) => {
  let work: Workplace;
  /** Who may read the cellar. */
  let inCellar = ['ben', 'eva'];
  const club: Chat = {
    platform: 'club',
    post: async () => ({ id: crypto.randomUUID() }),
    update: async () => undefined,
    find: async () => undefined,
    direct: async (_, member) => `dm-${member}`,
    sees: async (_, member, place) => place === 'hall' || (place === 'cellar' && inCellar.includes(member)),
  };
  beforeAll(async () => {
    work = await openWorkplace(kind, { chats: [club] });
    await published(work, TEA);
  });
  afterAll(async () => {
    expect(await brokenStreams(work.app)).toEqual([]);
    await work.end();
  });

  let keys = 0;
  const who = (member: string, place: string) => {
    keys += 1;
    return { workspace: work.app.workspace, member, place: `club:${place}`, key: `rhythm:${keys}` };
  };
  const say = async (member: string, text: string, place = 'hall') => {
    const answer = await work.app.conversation.say({ ...who(member, place), text, files: [] });
    await work.idle();
    return answer.type === 'card' ? told(answer) : answer.type;
  };
  const press = async (member: string, value: Omit<ActionValue, 'v'>, fields?: Record<string, string>) => {
    const pressed = { ...who(member, 'hall'), value: { v: 1, ...value } as const };
    const answer = await work.app.conversation.press(fields ? { ...pressed, fields } : pressed);
    await work.idle();
    return answer.type === 'card' ? told(answer) : answer.type;
  };
  const routines = (place: string) =>
    routinesOfPlace(work.app.db, work.app.workspace, { place: `club:${place}`, limit: 10 });

  it('what somebody ended where they are no more does not begin anew by its old card', async () => {
    await say('ben', 'routine tea daily 09:00 UTC', 'cellar');
    const [set] = await routines('cellar');
    const { routine = '' } = (set?.state ?? {}) as Partial<KnownRoutine>;
    expect(routine).not.toBe('');
    await say('ben', 'routine tea end', 'cellar');
    expect(await routines('cellar')).toEqual([]);
    inCellar = ['eva'];
    const value = { verb: 'routine', sop: 'sop-tea', routine } as const;
    expect(await press('ben', value)).toMatch(/routine/);
    expect(await press('ben', value, { _schedule: 'daily 10:00', _zone: 'UTC' })).toMatch(/routine/);
    expect(await routines('cellar')).toEqual([]);
    inCellar = ['ben', 'eva'];
    expect(await press('ben', value)).toBe('form');
  });
});
