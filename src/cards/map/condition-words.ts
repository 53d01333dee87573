/** An expression of a definition as its readers say it: `inputs.amount > 100` is `Amount asked for > 100`. */
import type { Choice, Definition } from '../../engine/definition.ts';

/** A text, a name, an operator, a word, a space, or anything else. */
const TOKEN =
  /"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\b(?:inputs|decisions)\.\w+|\bevidence\.\w+\.(?:value|by)\b|&&|\|\||[!=<>]=|[!<>]|\bin\b|\bhas\b|\btrue\b|\bfalse\b|\s+|\w+|./gsu;

const WORDS: Readonly<Record<string, string>> = {
  '&&': 'and',
  '||': 'or',
  '!': 'not ',
  '==': 'is',
  '!=': 'is not',
  '>=': '≥',
  '<=': '≤',
  in: 'is one of',
  true: 'yes',
  false: 'no',
};

/** Of a valid expression. What has no better word stays as it is written. `own`: the decision that it is said beside. */
export function conditionWords(definition: Definition, source: string, own?: string): string {
  const said = known.get(definition) ?? new Map<string, string>();
  const key = `${own ?? ''} ${source}`;
  const found = said.get(key) ?? inWords(definition, source, own);
  known.set(definition, said.set(key, found));
  return found;
}

/** Derived from frozen definitions only: a boundary is said in every row that it concerns. */
const known = new WeakMap<Definition, Map<string, string>>();

function inWords(definition: Definition, source: string, own: string | undefined): string {
  let options: readonly Choice[] = [];
  const words = (source.match(TOKEN) ?? []).map((token) => {
    const named = thing(definition, token);
    if (named) {
      options = named.options ?? [];
      return token === `decisions.${own}` ? 'the answer' : named.title;
    }
    if (/^["']/.test(token)) return textOf(token, options);
    return WORDS[token] ?? token;
  });
  const said = words.join('').replaceAll(/\s+/g, ' ').trim();
  return said.replaceAll(/\bhas\(([^()]*)\)/g, '$1 is given').replaceAll(/\[([^[\]]*)\]/g, '$1');
}

interface Thing {
  readonly title: string;
  readonly options?: readonly Choice[] | undefined;
}

function thing(definition: Definition, token: string): Thing | undefined {
  const [root, id = '', field] = token.split('.');
  if (root === 'inputs') return definition.inputs.find((one) => one.id === id);
  if (root === 'decisions') return definition.steps.find((one) => one.id === id);
  if (root !== 'evidence') return undefined;
  const item = definition.steps.flatMap((one) => one.evidence).find((one) => one.id === id);
  return item && field === 'by' ? { title: `who recorded ${item.title}` } : item;
}

/** The title of an option, where the text is compared with a choice. */
function textOf(token: string, options: readonly Choice[]): string {
  const text = token.slice(1, -1).replaceAll(/\\(.)/gs, '$1');
  return `“${options.find((one) => one.id === text)?.title ?? text}”`;
}
