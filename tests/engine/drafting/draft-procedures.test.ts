import { describe, expect, it } from 'vitest';
import { draftProcedures } from '../../../src/engine/drafting/draft-procedures.ts';
import { documentOf } from './blocks.ts';

const titles = (text: string) =>
  draftProcedures(documentOf(text)).drafts.flatMap(({ definition }) =>
    (definition.steps ?? []).map((step) => step.title),
  );

describe('what is a step', () => {
  const cases: [string, string, string[]][] = [
    [
      'numbered items',
      '# Closing\n1. Lock the door\n2. Switch off the light',
      ['Lock the door', 'Switch off the light'],
    ],
    [
      'bullets that instruct',
      '# Closing\n- Lock the door\n- Switch off the light',
      ['Lock the door', 'Switch off the light'],
    ],
    ['boxes, even nouns', '# Kit\n[ ] Landing pad\n[ ] First-aid kit', ['Landing pad', 'First-aid kit']],
    ['not bullets that describe', '# The café\n- Two rooms\n- A garden', []],
    [
      'only the instructions of a mixed list',
      '# Mail\n- Spam is common\n- Delete spam\n- People complain\n- Nobody reads it',
      ['Delete spam'],
    ],
    [
      'children under a label',
      '# Day\n1. Mornings,\n  - Open the door\n  - Turn on the light',
      ['Open the door', 'Turn on the light'],
    ],
    [
      'a parent over its explanations',
      '# Day\n1. Open the door\n  - It sticks in winter\n2. Turn on the light',
      ['Open the door', 'Turn on the light'],
    ],
    [
      'leaves of nested numbering',
      '# Day\n1. Tell people\n  1. Call the office\n  2. Call the owner\n2. Go home',
      ['Call the office', 'Call the owner', 'Go home'],
    ],
    [
      'rows of a table of steps',
      '# Day\nNo | Task | Who\n1 | Open the door | Opener\n2 | Lights | Opener',
      ['Open the door', 'Lights'],
    ],
    ['not rows of a table of facts', '# Ports\nService | Port\nFTP | 21\nSSH | 22', []],
    [
      'numbered headings that instruct',
      '# Leaving\n### Step 1: Fill out the form\nIt is online.\n### Step 2: Return the key',
      [],
    ],
    [
      'not a table of contents',
      '# Guide\n1. Safety\n2. Opening\n3. Closing\n## Safety\n- Wear gloves\n## Opening\n- Unlock it\n## Closing\n- Lock it',
      ['Wear gloves', 'Unlock it', 'Lock it'],
    ],
    [
      'not definitions, references, history',
      '# A\n## Definitions\n1. Check: to look at\n## References\n- Read the manual\n## Revision history\n1. Add the photo\n## Procedure\n1. Look at it',
      ['Look at it'],
    ],
    [
      'not a list of examples',
      '# A\nSigns of fire, for example:\n- Smoke\n- Heat\n- Check engine light\n## Steps\n1. Leave the house',
      ['Leave the house'],
    ],
    ['not questions', '# A\n1. Lock it\n## Ask\n- Who is it?\n- Where is it?', ['Lock it']],
    ['sentences of a procedure section', '# A\n## Procedure\nClose the valve.\nIt is red.', ['Close the valve']],
    ['no remarks', '# A\n## Procedure\nNote: close the valve first.\n1. Open the tap', ['Open the tap']],
    [
      'what stands below a lead-in',
      '# A\n## Steps\n- Tidy the bar:\n  - Wipe the counter top\n  - Empty the glass washer\n- Lock the door',
      ['Wipe the counter top', 'Empty the glass washer', 'Lock the door'],
    ],
    [
      'what asks for the names below it',
      '# A\n## Steps\nCheck the shelf for:\n- Broken jars\n- Dry plants\n## Close\n1. Lock the door',
      ['Check the shelf for', 'Lock the door'],
    ],
    [
      'what asks for the names below it, in Italian',
      '# Apertura\n## Passi\nControllare lo scaffale per:\n- Vasi rotti\n- Piante secche\n## Chiusura\n1. Chiudere la porta',
      ['Controllare lo scaffale per', 'Chiudere la porta'],
    ],
    [
      'not what may be so above names',
      '# A\n## Steps\nYou may check the shelf for:\n- Jars\n- Plants\n## Close\n1. Lock the door',
      ['Lock the door'],
    ],
    [
      'in German',
      '# Schließen\n## Zweck\nDas Haus ist zu.\n## Durchführung\n1. Tür abschließen\n2. Licht ausschalten',
      ['Tür abschließen', 'Licht ausschalten'],
    ],
  ];
  it.each(cases)('%s', (_what, text, expected) => {
    expect(titles(text)).toEqual(expected);
  });

  it('headings with a number that are the steps, with what stands below them', () => {
    const heading = (marker: string, text: string) =>
      ({ page: 1, kind: 'heading', level: 3, text, marker, ordered: true }) as const;
    const below = { page: 1, kind: 'paragraph', level: 0, text: 'It is online.' } as const;
    const { drafts } = draftProcedures({
      name: 'a.md',
      pages: 1,
      blocks: [heading('Step 1', 'Fill out the form'), below, heading('Step 2', 'Return the key')],
    });
    expect(drafts[0]?.definition.steps).toMatchObject([
      { title: 'Fill out the form', instructions: 'It is online.' },
      { title: 'Return the key' },
    ]);
  });
});

it('takes numbered names over prose for the steps of a process', () => {
  const heading = (marker: string, text: string) =>
    ({ page: 1, kind: 'heading', level: 2, text, marker, ordered: true }) as const;
  const below = (text: string) => ({ page: 1, kind: 'paragraph', level: 0, text }) as const;
  const { drafts } = draftProcedures({
    name: 'a.md',
    pages: 1,
    blocks: [
      { page: 1, kind: 'heading', level: 1, text: 'Hiring process' },
      heading('1.', 'Interviewing'),
      below('The person meets the team in the shop.'),
      heading('2.', 'Announcement to the team'),
      below('The team hears of it on Monday.'),
      heading('3.', 'Training'),
      below('It takes two weeks.'),
    ],
  });
  expect(drafts[0]?.definition.steps?.map((step) => step.title)).toEqual([
    'Interviewing',
    'Announcement to the team',
    'Training',
  ]);
});

it('gives one draft for each numbered SOP of a document, each with a key of its own', () => {
  const sop = (name: string) => `# ${name}\n## Purpose\nClean.\n## Procedure\n1. Check it\n2. Clean it\n`;
  const { drafts } = draftProcedures(documentOf(`${sop('SOP 1: Room')}${sop('SOP 2: Room')}${sop('SOP 2: Room')}`));
  expect(drafts.map(({ definition }) => definition.sop)).toEqual(['sop-1-room', 'sop-2-room', 'sop-2-room-2']);
  expect(drafts.map(({ definition }) => definition.purpose)).toEqual(['Clean.', 'Clean.', 'Clean.']);
});

it('takes title, purpose, scope, roles, role and limit from where they stand', () => {
  const { drafts } = draftProcedures(
    documentOf(`# Storage of goods
## Purpose
Goods stay good.
## Scope
The cold store.
## Responsibilities
- Storekeeper: carries out the checks
- Quality manager: is accountable for this procedure
## Procedure
Action | Responsible | Limit | Record
Check the temperature | Storekeeper | between 2 and 8 °C | Log
Approve the delivery | Quality manager | | 
`),
  );
  expect(drafts[0]?.definition).toMatchObject({
    sop: 'storage-of-goods',
    title: 'Storage of goods',
    purpose: 'Goods stay good.',
    scope: 'The cold store.',
    roles: [{ id: 'storekeeper' }, { id: 'quality_manager', for: 'accountable_manager' }],
    accountable_manager: 'quality_manager',
  });
  expect(drafts[0]?.definition.steps?.[0]).toMatchObject({
    role: 'storekeeper',
    evidence: [{ type: 'number', unit: '°C', min: 2, max: 8 }],
    source: { page: 1, quote: 'Check the temperature' },
  });
});

it('asks about what it is unsure of, the document as a whole first', () => {
  const [draft] = draftProcedures(
    documentOf('1. If it rains, close the roof\n2. Decide what to sell\n3. Get approval', 'roof.txt'),
  ).drafts;
  expect(draft?.questions.map((question) => [question.step, question.confidence])).toEqual([
    [undefined, 0.3],
    [undefined, 0.3],
    ['get_approval', 0.4],
    ['if_rains_close_roof', 0.5],
    ['decide_what_sell', 0.5],
  ]);
  expect(draft?.definition.title).toBe('Roof');
});

it('finds nothing where there is no procedure', () => {
  expect(draftProcedures(documentOf('# The café\nIt opened in 1998. It has a garden.')).drafts).toEqual([]);
  expect(draftProcedures({ name: '', pages: 0, blocks: [] }).drafts).toEqual([]);
});
