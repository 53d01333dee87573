/** SVG as text: elements with what was typed by people made safe in them, and outlines of boxes. */
import { clean } from './text.ts';

export function element(name: string, attributes: Readonly<Record<string, string | number>>, within = ''): string {
  const said = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(String(value))}"`);
  return within === '' ? `<${name}${said.join('')}/>` : `<${name}${said.join('')}>${within}</${name}>`;
}

/** Two characters that Unicode has and XML has not: with one of them a file cannot be opened. */
const NOT_IN_XML = /[\uFFFE\uFFFF]/g;

export function escaped(text: string): string {
  const seen = clean(text).replaceAll(NOT_IN_XML, '');
  return seen.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

export function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}

/** Text as characters that people see: an emoji of several code points is one. */
export function charactersOf(text: string): readonly string[] {
  return [...SEGMENTER.segment(text)].map((one) => one.segment);
}

const SEGMENTER = new Intl.Segmenter('en');
