/** One key, one request: sent again it is done once; with another request it is refused, and nothing is done. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Command } from '../../src/runtime/command.ts';
import { listRuns } from '../../src/store/runs.ts';
import { published } from '../stories/publishing.ts';
import { told } from '../stories/words.ts';
import { HOUR, openWorkplace, type Workplace } from '../stories/workplace.ts';
import { DATABASES } from '../support/database.ts';

const YARD = `
sop: yard
title: Yard
accountable_manager: restaurant_manager
roles: [{id: opener, title: Opener}, {id: restaurant_manager, title: Restaurant manager}]
defaults: {due: PT2H}
steps:
  - {id: sweep, title: Sweep the yard, role: opener}
  - {id: gate, title: Close the gate, role: opener}
`;
const REUSED = /Something else was sent before under the same request number/;

describe.each(DATABASES)('a key, on %s', (kind) => {
  let work: Workplace;
  let run: string;
  beforeAll(async () => {
    work = await openWorkplace(kind);
    await published(work, YARD);
    await work.say('ana', 'run yard', { key: 'start-0001' });
    run = (await work.run('kitchen')).run;
  });
  afterAll(() => work.end());

  const step = async (id: string) => (await work.run('kitchen')).steps.find((one) => one.id === id);
  const runs = async () => (await listRuns(work.app.db, work.app.workspace, { key: 'yard', limit: 9 })).length;

  it('that comes again with the same request does it once, though a run would get another id', async () => {
    expect(told(await work.say('ana', 'run yard', { key: 'start-0001' }))).toBe('');
    expect(await runs()).toBe(1);
  });

  it('or a moment counted from now would be another', async () => {
    const later = () =>
      work.send('eva', { v: 1, verb: 'due', run, step: 'sweep' }, { due: '3h', reason: 'Rain' }, { key: 'due-00001' });
    expect(told(await later())).toBe('');
    const { due } = (await step('sweep')) as { due: number };
    work.clock.at += HOUR;
    expect(told(await later())).toBe('');
    expect(await step('sweep')).toMatchObject({ due });
  });

  it('that comes again with another request is refused, and what it stood for stays', async () => {
    expect(told(await work.say('ana', 'revise yard', { key: 'start-0001' }))).toMatch(REUSED);
    const complete = { v: 1, verb: 'complete', run } as const;
    expect(told(await work.send('ana', { ...complete, step: 'sweep' }, undefined, { key: 'done-0001' }))).toBe('');
    expect(told(await work.send('ana', { ...complete, step: 'gate' }, undefined, { key: 'done-0001' }))).toMatch(
      REUSED,
    );
    expect(await step('gate')).toMatchObject({ state: 'waiting_human' });
    expect(told(await work.send('ana', { ...complete, step: 'sweep' }, undefined, { key: 'done-0001' }))).toBe('');
    expect(told(await work.send('ana', { ...complete, step: 'gate' }, undefined, { key: 'done-0002' }))).toBe('');
  });

  it('the same where other fields were filled in, and where a refusal was remembered', async () => {
    const raise = (note: string) =>
      work.send('ana', { v: 1, verb: 'raise', run }, { kind: 'other', note }, { key: 'raise-001' });
    expect(told(await raise(''))).toMatch(/The run was completed/);
    expect(told(await raise('The broom broke'))).toMatch(REUSED);
  });

  it('the same for roles', async () => {
    expect(told(await work.say('eva', 'role opener add Finn', { key: 'role-0001' }))).toMatch(/Finn Berg now holds/);
    expect(told(await work.say('eva', 'role opener add Finn', { key: 'role-0001' }))).toMatch(/Finn Berg now holds/);
    expect(told(await work.say('eva', 'role opener add Gia', { key: 'role-0001' }))).toMatch(REUSED);
    expect(told(await work.say('ana', 'roles'))).not.toMatch(/Opener.*Gia/);
  });

  it('without a word on what was sent, the kind of command tells requests apart', async () => {
    const { app } = work;
    const actor = { type: 'member', id: 'ana', identity: 'web:ana' } as const;
    const ask = (command: Command) => app.handle({ workspace: app.workspace, key: 'bare-0001', actor, command });
    expect(await ask({ type: 'addNote', run, text: 'One' })).toMatchObject({ refusal: { code: 'run_ended' } });
    expect(await ask({ type: 'cancelRun', run, reason: 'x' })).toMatchObject({ refusal: { code: 'key_reused' } });
  });
});
