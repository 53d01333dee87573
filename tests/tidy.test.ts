/** The rules of ARCHITECTURE.md that a machine can check. A rule that no test checks is a wish. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SETTINGS } from '../src/config.ts';
import { PHRASES } from '../src/runtime/phrase.ts';

const root = join(import.meta.dirname, '..');
const sources = globSync('src/**/*.{ts,js}', { cwd: root }).map((path) => path.replaceAll('\\', '/'));
const text = (path: string) => readFileSync(join(root, path), 'utf8');

/** What each room may import, itself included. `app.ts`, `main.ts` and `cli.ts` see everything. */
const MAY_SEE: Readonly<Record<string, readonly string[]>> = {
  engine: ['engine'],
  cards: ['cards', 'engine'],
  store: ['store', 'engine', 'migrations'],
  runtime: ['runtime', 'store', 'cards', 'engine'],
  adapters: ['adapters', 'runtime', 'store', 'cards', 'engine'],
};

function roomOf(path: string): string {
  const [first = '', second = ''] = path.split('/');
  return first === 'src' ? second : first;
}

function imports(path: string): { target: string; specifier: string }[] {
  const found = text(path).matchAll(
    /^(?:import|export)[^'"]*?from\s+'([^']+)'|^import\s+'([^']+)'|import\('([^']+)'\)/gm,
  );
  return [...found].map((match) => {
    const specifier = match[1] ?? match[2] ?? match[3] ?? '';
    const isOurs = specifier.startsWith('.');
    return { specifier, target: isOurs ? relative(root, join(root, dirname(path), specifier)) : specifier };
  });
}

describe('imports', () => {
  it.each(Object.keys(MAY_SEE))('%s imports only from the rooms it may see', (room) => {
    const wrong = sources
      .filter((path) => roomOf(path) === room)
      .flatMap((path) => imports(path).map((one) => ({ path, ...one })))
      .filter((one) => one.specifier.startsWith('.') && !MAY_SEE[room]?.includes(roomOf(one.target)))
      .map((one) => `${one.path} imports ${one.target}`);
    expect(wrong).toEqual([]);
  });

  it('the engine and the cards stand on nothing but zod, CEL and yaml', () => {
    const allowed = ['zod', '@marcbachmann/cel-js', 'yaml'];
    const wrong = sources
      .filter((path) => ['engine', 'cards'].includes(roomOf(path)))
      .flatMap((path) => imports(path).map((one) => `${path} imports ${one.specifier}`))
      .filter((line) => !line.includes(' imports .') && !allowed.some((name) => line.endsWith(` imports ${name}`)));
    expect(wrong).toEqual([]);
  });

  it('no adapter imports another, but for the server and the processes that they share', () => {
    const wrong = sources
      .filter((path) => path.startsWith('src/adapters/'))
      .flatMap((path) => imports(path).map((one) => ({ path, ...one })))
      .filter(
        (one) => one.target.startsWith('src/adapters/') && !/^src\/adapters\/(?:http|children)\//.test(one.target),
      )
      .filter((one) => one.target.split('/')[2] !== one.path.split('/')[2])
      .map((one) => `${one.path} imports ${one.target}`);
    expect(wrong).toEqual([]);
  });

  it('the SDK of Teams is known in two files', () => {
    const sdk = /^(?:botbuilder|botframework-)/;
    const knowing = sources.filter((path) => imports(path).some((one) => sdk.test(one.specifier)));
    expect(knowing.sort()).toEqual(['src/adapters/teams/bot.ts', 'src/adapters/teams/chat.ts']);
  });

  it('nothing imports app.ts but the programs', () => {
    const wrong = sources
      .filter((path) => path !== 'src/main.ts' && !path.startsWith('src/cli'))
      .filter((path) => imports(path).some((one) => one.target === 'src/app.ts'));
    expect(wrong).toEqual([]);
  });
});

describe('purity', () => {
  const pure = sources.filter((path) => ['engine', 'cards'].includes(roomOf(path)));

  it.each([
    ['a clock', /Date\.now|new Date\(\)|performance\./],
    ['a random', /Math\.random|randomUUID|randomBytes/],
    ['a promise', /\basync (?:function|\(|\w+ =>)|\bawait \w+[.(]|Promise</],
    ['a timer', /setTimeout|setInterval/],
  ])('engine and cards have no %s', (_what, pattern) => {
    const code = (path: string) => text(path).replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
    expect(pure.filter((path) => pattern.test(code(path)))).toEqual([]);
  });

  it('only config.ts reads the environment', () => {
    const readers = sources.filter((path) => /process\.env/.test(text(path)));
    expect(readers).toEqual(['src/config.ts']);
  });
});

describe('shape', () => {
  it('no file is longer than 300 lines', () => {
    const long = sources
      .map((path) => ({ path, lines: text(path).split('\n').length - 1 }))
      .filter((one) => one.lines > 300);
    expect(long).toEqual([]);
  });

  it('no drawer that fills up', () => {
    const drawers = sources.filter((path) =>
      /(^|\/)(utils?|types|helpers?|lib|common|misc|index)\.(ts|js)$/.test(path),
    );
    expect(drawers).toEqual([]);
  });

  it('no default export', () => {
    expect(sources.filter((path) => /^export default/m.test(text(path)))).toEqual([]);
  });
});

describe('documents', () => {
  it('README names every setting, and .env.example too', () => {
    const table = [...text('README.md').matchAll(/^\| `([A-Z_]+)` \|/gm)].map((match) => match[1]);
    expect(table.sort()).toEqual([...SETTINGS].sort());
    const example = [...text('.env.example').matchAll(/^#? ?([A-Z_]+)=/gm)].map((match) => match[1]);
    expect(example.sort()).toEqual([...SETTINGS].sort());
  });

  it('every /sop phrase is documented', () => {
    const guide = text('docs/using.md');
    expect(PHRASES.map((one) => one.phrase).filter((phrase) => !guide.includes(`/sop ${phrase}`))).toEqual([]);
  });

  it('every dependency has its reason', () => {
    const { dependencies } = JSON.parse(text('package.json')) as { dependencies: Record<string, string> };
    const reasons = text('ARCHITECTURE.md').split('## Dependencies')[1] ?? '';
    expect(Object.keys(dependencies).filter((name) => !reasons.includes(name))).toEqual([]);
  });

  it('every version is exact', () => {
    const { dependencies, devDependencies } = JSON.parse(text('package.json')) as Record<
      string,
      Record<string, string>
    >;
    const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(([, version]) => !/^\d/.test(version));
    expect(loose).toEqual([]);
  });

  it('links in the documents lead somewhere', () => {
    const pages = ['README.md', 'ARCHITECTURE.md', ...globSync('docs/*.md', { cwd: root })];
    const dead = pages.flatMap((page) =>
      [...text(page).matchAll(/\]\((?!https?:|#)([^)#]+)/g)]
        .map((match) => join(dirname(page), match[1] ?? ''))
        .filter((target) => !existsSync(join(root, target)))
        .map((target) => `${page} → ${target}`),
    );
    expect(dead).toEqual([]);
  });
});
