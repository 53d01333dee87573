/** A reading out of limits in an SOP that names nobody to answer for it: whoever took it does not accept it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { roleTitles } from '../../src/runtime/roles-of.ts';
import { DATABASES } from '../support/database.ts';
import { published } from './publishing.ts';
import { told } from './words.ts';
import { openWorkplace, type Workplace } from './workplace.ts';

const COLD = `
sop: cold-store
title: Cold store
roles: [{id: porter, title: Kitchen porter}]
steps:
  - id: read
    title: Read the cold store
    evidence: [{id: degrees, title: Cold store, type: number, unit: °C, min: 2, max: 7}]
`;

describe.each(DATABASES)('a reading of one’s own, on %s', (kind) => {
  let work: Workplace;
  beforeAll(async () => {
    work = await openWorkplace(kind);
    await published(work, COLD);
    await work.say('ana', 'run cold-store');
    await work.idle();
    await work.press('ana', await work.find('kitchen', 'Read the cold store'), 'Done', { degrees: 9 });
    await work.idle();
  });
  afterAll(() => work.end());

  const press = async (member: string, fields?: { reason: string }) => {
    const answer = await work.press(
      member,
      await work.find('kitchen', 'A value is out of limits'),
      'Accept as it is',
      fields,
    );
    await work.idle();
    return answer;
  };

  it('waits for an administrator, on every card', async () => {
    expect((await work.find('kitchen', 'A value is out of limits')).says).toContain('@Eva Novak, please decide');
    expect((await work.find('kitchen', 'Cold store')).says).toContain('Waits for a decision by Eva Novak.');
    expect(told(await work.say('ana', 'status'))).toContain('(Eva Novak)');
  });

  it('is refused before a reason is asked for, with the name of who can', async () => {
    const own = /You took this reading yourself.*: Eva Novak\. You can still do the step again/;
    expect(told(await press('ana'))).toMatch(own);
    expect(told(await press('ben'))).toMatch(/Only Eva Novak can decide over this problem/);
    expect(await press('eva')).toMatchObject({
      type: 'form',
      form: { fields: expect.arrayContaining([expect.objectContaining({ id: 'reason', required: true })]) },
    });
  });

  it('is accepted by somebody else', async () => {
    expect(await press('eva', { reason: 'The door stood open' })).toEqual({ type: 'none' });
    expect(await work.run('kitchen')).toMatchObject({ exceptions: [{ resolvedBy: { id: 'eva' } }] });
  });

  it('roles are called by the titles that SOPs give them', async () => {
    const titles = await roleTitles(work.app.db, work.app.workspace, ['porter', 'night_watch']);
    expect(titles.get('porter')).toBe('Kitchen porter');
    expect(titles.get('night_watch')).toBe('night watch');
  });
});
