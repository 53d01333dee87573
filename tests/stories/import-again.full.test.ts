import { afterEach, describe, expect, it } from 'vitest';
import { fromYaml } from '../../src/engine/yaml.ts';
import { DATABASES, type DatabaseKind } from '../support/database.ts';
import { openWorkplace, type Workplace } from './workplace.ts';

const FIRST = `# Closing the bar

Purpose: nobody comes home to a cold kitchen.

Responsible: Barkeeper

1. Wipe down the counter.
2. Count the till and write the amount into the cash book.
3. Switch off the coffee machine.
`;
const SECOND = FIRST.replace('Wipe down the counter.', 'Wipe down the counter and the tables.').replace(
  '3. Switch',
  '3. Empty the dishwasher.\n4. Switch',
);

let work: Workplace;
afterEach(() => work.end());

async function importing(name: string, text: string) {
  const file = await work.upload(name, 'text/markdown', new TextEncoder().encode(text));
  const answer = await work.say('ana', 'import', { channel: 'general', files: [file] });
  await work.idle();
  return answer;
}

async function published(kind: DatabaseKind = 'sqlite') {
  work = await openWorkplace(kind);
  await importing('closing v1.md', FIRST);
  const card = await work.find('general', 'Closing the bar');
  const yaml = card.card?.actions.find((action) => action.label === 'Publish');
  if (!yaml) throw new Error(`it cannot be published: ${card.says}`);
  await work.press('eva', card, 'Publish');
  await work.idle();
}

async function yamlOf(key: string) {
  const answer = await work.say('ana', `yaml ${key}`, { channel: 'general' });
  if (answer.type !== 'file') throw new Error(`no file: ${JSON.stringify(answer)}`);
  return new TextDecoder().decode(answer.bytes);
}

// What was imported before is looked for in rows: that is tried on both databases, what is made of it is not.
describe.each(DATABASES)('a document that is imported again, on %s', (kind) => {
  it('the same file says so and changes nothing, under whatever name', async () => {
    await published(kind);
    const before = await work.cards('general');
    const answer = await importing('renamed.md', FIRST);
    expect(JSON.stringify(answer)).toContain('was imported as closing v1.md');
    expect((await work.cards('general')).length).toBe(before.length);
  });

  it('a newer version is a draft of the next revision, with what changes step by step', async () => {
    await published(kind);
    await importing('closing v2.md', SECOND);
    expect(JSON.stringify(await importing('renamed.md', FIRST))).toContain(
      'A newer draft of it, from closing v2.md, waits to be published',
    );
    const card = await work.find('general', 'Closing the bar');
    expect(card.says).toContain('Draft of revision 2');
    expect(card.says).toMatch(/New.*Empty the dishwasher/s);
    expect(card.says).toMatch(/Wipe down the counter and the tables/);
    await work.press('eva', card, 'Publish');
    await work.idle();
    expect((await work.find('general', 'Closing the bar')).says).toContain('as revision 2');
  });
});

describe('what is imported again', () => {
  it('other bytes that say the same change nothing', async () => {
    await published();
    await importing('closing v3.md', `${FIRST}\n\n`);
    expect((await work.find('general', 'Read closing v3.md')).says).toContain('It says nothing new');
  });

  it('two procedures of a newer version that are both like the one there was are two drafts', async () => {
    await published();
    const titled = (title: string) => SECOND.replace('# Closing the bar', `# ${title}`);
    await importing(
      'closing v2.md',
      `${titled('Closing the bar on weekdays')}\n${titled('Closing the bar on Sundays')}`,
    );
    const titles = (await work.cards('general')).map((one) => one.card?.title);
    expect(titles).toContain('Closing the bar on weekdays');
    expect(titles).toContain('Closing the bar on Sundays');
  });

  it('an SOP file becomes the next revision as it is, with what no document says', async () => {
    await published();
    const yaml = await yamlOf('closing-the-bar');
    const listed = yaml.replace(/^( +)title: Wipe.*$/m, '$&\n$1sources: [list]');
    const changed = `${listed}presentation: checklist\nsources:\n  - {id: list, title: List of the bar}\n`;
    await importing('closing-the-bar.sop.yaml', changed);
    const card = await work.find('general', 'Closing the bar');
    expect(card.says).toContain('Draft of revision 2');
    await work.press('eva', card, 'Publish');
    await work.idle();
    expect(fromYaml(await yamlOf('closing-the-bar'))).toEqual(fromYaml(changed));
  });

  it('an SOP file of what was made here goes back to it too', async () => {
    work = await openWorkplace('sqlite');
    await work.say('ana', 'template closing-checks', { channel: 'general' });
    await work.idle();
    await work.press('eva', await work.find('general', 'Closing checks'), 'Publish');
    await work.idle();
    const changed = (await yamlOf('closing-checks')).replace('Closing checks', 'Closing of the bar');
    await importing('closing-checks.sop.yaml', changed);
    expect((await work.find('general', 'Closing of the bar')).says).toContain('Draft of revision 2 · closing-checks');
  });

  it('an SOP file of another key is an SOP of its own, whatever the file is called', async () => {
    await published();
    const named = async (key: string) => (await yamlOf('closing-the-bar')).replace(/^sop: .*$/m, `sop: ${key}`);
    await importing('closing.sop.yaml', await named('closing-the-roof'));
    await work.press('eva', await work.find('general', 'Closing the bar'), 'Publish');
    await work.idle();
    await importing('closing.sop.yaml', await named('closing-the-terrace'));
    expect((await work.find('general', 'Closing the bar')).says).toContain('Draft · closing-the-terrace');
  });

  it('a draft that somebody works on is left alone', async () => {
    await published();
    await importing('closing v2.md', SECOND);
    await importing('closing v3.md', SECOND.replace('coffee machine', 'coffee grinder'));
    const [older, newer] = (await work.cards('general'))
      .filter((one) => one.card?.title === 'Closing the bar')
      .slice(-2);
    expect(older?.says).toContain('Draft of revision 2');
    expect(newer?.says).toContain('closing-the-bar-2');
    expect(newer?.says).toContain('is open already');
  });
});
