/** Where lines end, and which fonts are looked at. */
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Letters } from '../../../src/adapters/pack/letters.ts';
import { linesOf } from '../../../src/adapters/pack/lines.ts';
import { lookedThrough } from '../../../src/adapters/pack/machine-fonts.ts';

/** Letters that are all as wide as they are tall. */
const BLOCKS: Letters = { pieces: (text) => [{ font: 'plain', text, width: [...text].length }] };
const lines = (text: string, width: number) =>
  linesOf(BLOCKS, text, { size: 1, weight: 'plain', width }).map((one) =>
    one.pieces.map((piece) => piece.text).join(''),
  );

describe('lines', () => {
  it.each<[string, number, readonly string[]]>([
    ['one two three', 7, ['one two', 'three']],
    ['one  two', 3, ['one', 'two']],
    ['abcdefgh ij', 3, ['abc', 'def', 'gh', 'ij']],
    ['a\n\nb', 9, ['a', '', 'b']],
    ['', 9, ['']],
    ['北京市朝阳区', 4, ['北京市朝', '阳区']],
    ['two\tthree', 20, ['two three']],
  ])('of %j at a width of %i', (text, width, expected) => {
    expect(lines(text, width)).toEqual(expected);
  });

  it('are as wide as what stands on them', () => {
    const [line] = linesOf(BLOCKS, 'one two  ', { size: 10, weight: 'plain', width: 100 });
    expect(line?.width).toBe(70);
  });

  it('have words that are read from right to left in that order, among others', () => {
    expect(lines('by محمد سلام at', 40)).toEqual(['by سلام محمد at']);
  });
});

describe('the fonts of a machine', () => {
  it('are looked through for letters; what is no font is passed over', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'sopwith-fonts-'));
    const parser = createRequire(import.meta.url).resolve('pdf-parse');
    const ours = join(dirname(createRequire(parser).resolve('pdfjs-dist/package.json')), 'standard_fonts');
    await copyFile(join(ours, 'LiberationSans-Bold.ttf'), join(folder, 'A-Bold.ttf'));
    await copyFile(join(ours, 'LiberationSans-Regular.ttf'), join(folder, 'Z.ttf'));
    await writeFile(join(folder, 'broken.ttf'), 'not a font');
    await writeFile(join(folder, 'empty.otf'), '');
    const fonts = await lookedThrough([folder, join(folder, 'none')]);
    expect(fonts.fontFor('Ж'.codePointAt(0) ?? 0)?.postscriptName).toBe('LiberationSans');
    expect(fonts.fontFor(0x1f373)).toBeUndefined();
    expect((await lookedThrough([])).fontFor(0x41)).toBeUndefined();
    await rm(folder, { recursive: true });
  });
});
