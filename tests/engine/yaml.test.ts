import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stepsBefore } from '../../src/engine/flow.ts';
import { publishable, readiness } from '../../src/engine/readiness.ts';
import { fromYaml, toYaml } from '../../src/engine/yaml.ts';
import { validDefinition } from './definition.arbitrary.ts';

test('every definition reads back exactly as it was written, and is written the same again', () => {
  fc.assert(
    fc.property(validDefinition, (definition) => {
      const text = toYaml(definition);
      expect(fromYaml(text)).toEqual({ ok: true, definition });
      const again = fromYaml(text);
      if (again.ok) expect(toYaml(again.definition)).toBe(text);
    }),
    { numRuns: 150 },
  );
});

test('defaults are left out, durations are ISO, keys follow the schema', () => {
  const read = fromYaml(
    'steps: [{title: Look, id: look, due: 30m, kind: task, evidence: []}]\ntitle: A\nsop: a\ninputs: []\n',
  );
  expect(read.ok && toYaml(read.definition)).toBe(
    'sop: a\ntitle: A\n\nsteps:\n  - id: look\n    title: Look\n    due: PT30M\n',
  );
});

test('an empty list of needs is not the default and stays', () => {
  const read = fromYaml('sop: a\ntitle: A\nsteps: [{id: a, title: A}, {id: b, title: B, needs: []}]');
  expect(read.ok && toYaml(read.definition)).toContain('needs: []');
});

describe('what cannot be read says where and why', () => {
  const head = 'sop: a\ntitle: A\n';
  test.each<[string, string, { line?: number; path: string; problem: string }]>([
    ['nothing', '', { line: 1, path: '', problem: 'it is empty.' }],
    ['no group', 'hello there', { line: 1, path: '', problem: 'must be a group of named values.' }],
    [
      'a tab',
      `${head}steps:\n\t- id: a`,
      { line: 4, path: 'steps', problem: 'lines are indented with spaces, not tabs.' },
    ],
    [
      'a colon in a text',
      'sop: a\ntitle: Check: the fridge',
      {
        line: 2,
        path: 'title.Check',
        problem:
          'the lines do not fit together: indent parts of one thing alike, and put a text with ": " in quotation marks.',
      },
    ],
    [
      'an open quotation mark',
      'sop: a\ntitle: "A\nsteps: []\n',
      { line: 4, path: 'title', problem: 'a quotation mark, bracket or colon is missing here or further up.' },
    ],
    [
      'a key twice',
      `${head}purpose: x\npurpose: y`,
      { line: 4, path: 'purpose', problem: 'purpose stands twice here; keep one of them.' },
    ],
    [
      'a reference',
      `${head}steps:\n  - &x {id: a, title: A}\n  - *x`,
      { line: 5, path: 'steps.2', problem: 'references (& and *) are not read; write the value out.' },
    ],
    ['a tag', 'sop: !env a', { line: 1, path: 'sop', problem: 'tags (!) are not read; write a plain value.' }],
    ['no name', '? [a]\n: b', { line: 1, path: '', problem: 'a name is missing before a colon.' }],
    [
      'two documents',
      `${head}---\n${head}`,
      { line: 3, path: 'title', problem: 'there is more than one document (---); keep one SOP in a file.' },
    ],
    [
      'an unknown name',
      `${head}steps:\n  - id: fridge\n    title: Look\n    dues: 1h`,
      { line: 6, path: 'steps.fridge.dues', problem: 'is not known here. Did you mean due?' },
    ],
    [
      'a wrong duration',
      `${head}steps:\n  - id: fridge\n    title: Look\n    due: soon`,
      {
        line: 6,
        path: 'steps.fridge.due',
        problem: '"soon" is not a duration; write for example 30m, 2h, 1d or PT30M.',
      },
    ],
    [
      'a wrong expression',
      `${head}steps:\n  - id: fridge\n    title: Look\n    when: inputs.x > 1`,
      { line: 6, path: 'steps.fridge.when', problem: 'there is no input "x".' },
    ],
    ['a missing part', 'sop: a', { line: 1, path: 'title', problem: 'is missing.' }],
    [
      'a number for a text',
      'sop: a\ntitle: 5',
      {
        line: 2,
        path: 'title',
        problem: 'must be a text; put it in quotation marks if it looks like a number or a date.',
      },
    ],
    [
      'too large',
      `sop: ${'a'.repeat(600 * 1024)}`,
      { path: '', problem: 'it is larger than 512 kB; an SOP is text, so take data out.' },
    ],
    ['nested without end', '['.repeat(30_000), { path: '', problem: 'it is nested too deep.' }],
    ['nested a little', `sop: ${'['.repeat(30)}${']'.repeat(30)}`, { path: '', problem: 'it is nested too deep.' }],
    ['lists in lists', `sop:\n  ${'- '.repeat(9_000)}a`, { path: '', problem: 'it is nested too deep.' }],
    [
      'too many parts',
      '[],'.repeat(110_000),
      { path: '', problem: 'it has more parts than any SOP may have; take data out.' },
    ],
  ])('%s', (_, text, problem) => {
    expect(fromYaml(text)).toEqual({ ok: false, problems: [problem] });
  });

  test('each name that is not known has its own line', () => {
    const read = fromYaml(`${head}colour: red\nsteps:\n  - id: fridge\n    title: Look\n    dues: 1h\n    who: Ana\n`);
    expect(read.ok ? [] : read.problems.map(({ line, path }) => [line, path])).toEqual([
      [7, 'steps.fridge.dues'],
      [8, 'steps.fridge.who'],
      [3, 'colour'],
    ]);
  });

  test('the most that steps may need is read at once, and more is refused', () => {
    const ids = Array.from({ length: 300 }, (_, index) => `s${index}`);
    const withNeeds = (most: number) =>
      `${head}steps:\n${ids
        .map((id, at) => `  - {id: ${id}, title: ${id}, needs: [${ids.slice(Math.max(0, at - most), at).join(', ')}]}`)
        .join('\n')}`;
    const most = fromYaml(withNeeds(100));
    expect(most.ok && stepsBefore(most.definition).get('s299')?.size).toBe(299);
    const more = fromYaml(withNeeds(110));
    expect(more.ok ? undefined : more.problems[0]?.problem).toBe('is too long: at most 100 entries.');
    expect(fromYaml(withNeeds(300))).toMatchObject({
      problems: [{ problem: expect.stringMatching(/more parts than/) }],
    });
  }, 5_000);

  test('a bomb of references is refused before it is opened', () => {
    const bomb = ['a: &a [x, x, x, x, x, x, x, x, x]'];
    for (let n = 1; n < 20; n++) {
      const below = `*${String.fromCharCode(96 + n)}`;
      bomb.push(`${String.fromCharCode(97 + n)}: &${String.fromCharCode(97 + n)} [${Array(9).fill(below).join(', ')}]`);
    }
    const read = fromYaml(bomb.join('\n'));
    expect(read).toMatchObject({ ok: false, problems: [{ line: 2 }] });
  });

  test('whatever is written, reading never throws', () => {
    const parts = fc.constantFrom(
      'sop: a',
      'title: A',
      'steps:',
      '- id: b',
      '  ',
      '\n',
      ': ',
      '&x ',
      '*x',
      '[',
      '}',
      '"',
      '|',
      '!',
      '%',
      '\t',
    );
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(parts).map((all) => all.join('')),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const read = fromYaml(text);
        if (!read.ok) for (const { problem } of read.problems) expect(problem).toMatch(/[.?]$/);
      }),
      { numRuns: 500 },
    );
  });
});

describe('the templates', () => {
  const folder = new URL('../../templates/', import.meta.url);
  test.each(readdirSync(folder))('%s is complete, ready to publish and written as we write', (name) => {
    const text = readFileSync(new URL(name, folder), 'utf8');
    const read = fromYaml(text);
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    expect(`${read.definition.sop}.sop.yaml`).toBe(name);
    expect(publishable(read.definition)).toEqual([]);
    expect(readiness(read.definition).score).toBeGreaterThanOrEqual(90);
    expect(text.replaceAll(/^#.*\n/gm, '')).toBe(toYaml(read.definition));
  });
});
