/** My work: what waits for whoever looks, and nothing of anybody else's. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { published } from '../../stories/publishing.ts';
import { MINUTE, type Workplace } from '../../stories/workplace.ts';
import { RESTAURANT } from '../../support/sops.ts';
import { openHouse, signedIn } from './visiting.ts';

const SOP = `
sop: opening
title: Opening <b>early</b>
purpose: The kitchen is ready.
${RESTAURANT}steps:
  - {id: later, title: Set the tables, role: opener, needs: [], due: PT3H}
  - {id: whenever, title: Water the plants, role: opener, needs: []}
  - {id: soon, title: Read the fridges, role: opener, needs: [], due: PT30M}
  - {id: cash, title: 'Count "the" <till>', role: opener, needs: [], approval: {role: shift_lead}}
`;

let work: Workplace;
beforeAll(async () => {
  work = await openHouse('sqlite');
  await published(work, SOP);
  await work.say('ana', 'run opening');
  await work.idle();
  const cash = await work.find('kitchen', /Count/);
  await work.press('ana', cash, 'Done');
  await work.idle();
  await work.pass(31 * MINUTE);
});
afterAll(() => work.end());

/** What stands in the parts of somebody's page: by the heading of each, its rows. */
async function pageOf(member: string, workspace = work.app.workspace) {
  const { text } = await (await signedIn(work, member, workspace)).get('/library/work');
  const sections = [...text.matchAll(/<h2>([^<]+)<span[\s\S]*?<\/section>/g)].map(([section, title]) => {
    const rows = [
      ...section.matchAll(
        /row-title" href="([^"]+)">([^<]+)<[\s\S]*?badge" data-state="(\w+)">|row-title" href="([^"]+)">([^<]+)</g,
      ),
    ];
    return [title, rows.map((row) => [row[2] ?? row[5], row[3]].filter(Boolean).join(' '))];
  });
  return { text, ...Object.fromEntries(sections) } as { text: string } & Record<string, readonly string[]>;
}

describe('my work', () => {
  it('is what waits by name or by a role, what is due first, and what is late', async () => {
    const page = await pageOf('ana');
    expect(page['To do']).toEqual(['Read the fridges late', 'Set the tables now', 'Water the plants now']);
    expect(page['You started']).toEqual(['Opening &lt;b&gt;early&lt;/b&gt;']);
    expect(page['Waiting for your approval']).toBeUndefined();
    expect(page.text).toContain('3 steps wait for you, 1 late.');
    expect(page.text).toContain(
      '<time datetime="2026-03-02T07:00:00.001Z" data-style="day_time">2 Mar 2026, 07:00 UTC</time>',
    );
  });

  it('has what waits for an approval, and leads to its run', async () => {
    const page = await pageOf('ben');
    expect(page['Waiting for your approval']).toEqual(['Count &quot;the&quot; &lt;till&gt; now']);
    expect(page['To do']).toBeUndefined();
    const { run } = await work.run('kitchen');
    expect(page.text).toContain(`href="/library/runs/${run}#step-cash"`);
    expect(page.text).not.toContain('<b>early</b>');
  });

  it('is nothing of other people, nor of other workspaces', async () => {
    for (const page of [await pageOf('finn'), await pageOf('U9', 'slack-T2')]) {
      expect(page.text).toContain('Nothing waits for you');
      expect(page.text).not.toContain('Opening');
    }
  });

  it('has the problems over which somebody is to decide, as the page and chat tell them', async () => {
    const step = await work.find('kitchen', /Water the plants/);
    await work.press('ana', step, 'Report a problem', { kind: 'other', note: 'The <hose> leaks' });
    await work.idle();
    const page = await pageOf('ben');
    expect(page['Waiting for your decision']).toEqual(['The &lt;hose&gt; leaks blocked']);
    expect(page.text).toContain('1 problem waits for your decision. 1 step waits for you.');
    expect(JSON.stringify(await work.say('ben', 'mine'))).toContain('The <hose> leaks');
    expect((await pageOf('ana'))['Waiting for your decision']).toBeUndefined();
  });
});
