/**
 * What can follow `/sop`. The grammar stands beside the conversation that answers it, so that no chat adapter parses:
 * `/sop run` in a browser, Slack and Teams is one and the same.
 */
import { DIGEST_SPANS, type DigestSpan } from '../cards/digest.ts';
import { nearest } from '../engine/nearest.ts';

export type Phrase =
  | { readonly type: 'help' }
  /** Questions whose answers make a draft. */
  | { readonly type: 'new' }
  /** Without a name: all of them are shown. */
  | { readonly type: 'template'; readonly name?: string }
  | { readonly type: 'list' }
  | { readonly type: 'library' }
  | { readonly type: 'status' }
  | { readonly type: 'mine' }
  /** `when`: as typed; empty: at the usual time. */
  | { readonly type: 'mine_time'; readonly when: string }
  | { readonly type: 'mine_off' }
  | { readonly type: 'import'; readonly file?: string }
  | { readonly type: 'run'; readonly key: string; readonly inputs: Readonly<Record<string, string>> }
  /** "run" alone: what can be run is shown. */
  | { readonly type: 'runnable' }
  | { readonly type: 'show'; readonly key: string; readonly steps?: readonly [from: number, to?: number] }
  | { readonly type: 'edit' | 'yaml'; readonly key: string }
  | { readonly type: 'publish' | 'discard' | 'revise' | 'archive'; readonly key: string }
  | { readonly type: 'evidence' | 'cancel'; readonly run?: string }
  | { readonly type: 'digest'; readonly span: DigestSpan }
  /** `when`: as typed; empty: at the usual time. */
  | { readonly type: 'digest_time'; readonly kind: 'day' | 'week'; readonly when: string }
  /** Without a kind both. */
  | { readonly type: 'digest_off'; readonly kind?: 'day' | 'week' }
  /** `when`: as typed, to set it. `change`: what a button of its card does. Neither: it is shown, or asked about. */
  | {
      readonly type: 'routine';
      readonly key: string;
      readonly when?: string;
      readonly change?: 'pause' | 'resume' | 'skip' | 'end' | 'run';
    }
  | { readonly type: 'routines' }
  /** `absence`: as typed; empty: it is asked. */
  | { readonly type: 'away'; readonly absence: string }
  | { readonly type: 'back'; readonly member?: string }
  | { readonly type: 'settings' }
  | { readonly type: 'quiet'; readonly everybody: boolean; readonly hours: string }
  /** Public holidays are shown, or set; `place` is as typed, `off`: there are none. */
  | { readonly type: 'holidays'; readonly place?: string }
  /** Days on which the workspace is closed are shown, or set; `days` is as typed. */
  | { readonly type: 'closed'; readonly change?: 'add' | 'remove'; readonly days?: string }
  /** Without a key: of all SOPs. */
  | { readonly type: 'lessons'; readonly key?: string }
  | { readonly type: 'roles' }
  /** `role`: as it was typed, an id or a title. */
  | { readonly type: 'role'; readonly change: 'add' | 'remove'; readonly role: string; readonly member: string }
  /** Not understood: `phrase` is the known one that is nearest. */
  | { readonly type: 'unknown'; readonly typed: string; readonly phrase?: string };

/** Every phrase, for help, completion and docs. A test holds docs and this list together. */
export const PHRASES = [
  { phrase: 'import', follows: '', explains: 'draft an SOP from the newest file in this conversation' },
  { phrase: 'new', follows: '', explains: 'draft an SOP by answering questions' },
  { phrase: 'template', follows: '[NAME]', explains: 'draft a ready SOP; without NAME: all there are' },
  { phrase: 'run', follows: 'KEY', explains: 'start a run of an SOP here; without KEY: what can run' },
  {
    phrase: 'routine',
    follows: 'KEY [weekdays 06:30 [in #channel]|pause|resume|skip|run|end]',
    explains: 'start runs by themselves, at set times',
  },
  { phrase: 'routines', follows: '', explains: 'the routines of this conversation' },
  { phrase: 'holidays', follows: '[GB-ENG|DE BY|off]', explains: 'public holidays, on which routines rest' },
  {
    phrase: 'closed',
    follows: '[24 December to 26 December stocktaking|remove 24 December]',
    explains: 'days when all is closed, on which routines rest',
  },
  { phrase: 'list', follows: '', explains: 'all SOPs' },
  { phrase: 'library', follows: '', explains: 'a link to the library’s pages, for you alone' },
  { phrase: 'show', follows: 'KEY [steps 13-40]', explains: 'what an SOP says and how ready it is' },
  { phrase: 'mine', follows: '[daily 08:00|off]', explains: 'what waits for you, and what you started' },
  { phrase: 'status', follows: '', explains: 'runs that are open now, what they wait for and whom' },
  {
    phrase: 'digest',
    follows: '[today|yesterday|week|daily 07:00|weekly monday 07:00|off]',
    explains: 'what was done, skipped, missed and waited for',
  },
  { phrase: 'lessons', follows: '[KEY]', explains: 'what runs taught, and what is being counted' },
  { phrase: 'evidence', follows: '[KEY]', explains: 'the evidence trail of the newest run here, as a file' },
  { phrase: 'edit', follows: 'KEY', explains: 'edit a draft' },
  { phrase: 'publish', follows: 'KEY', explains: 'publish a draft: it can run from then on' },
  { phrase: 'revise', follows: 'KEY', explains: 'begin a new draft of a published SOP' },
  { phrase: 'discard', follows: 'KEY', explains: 'throw a draft away' },
  { phrase: 'archive', follows: 'KEY', explains: 'an SOP that is not to run any more' },
  { phrase: 'yaml', follows: 'KEY', explains: 'an SOP as a YAML file' },
  { phrase: 'roles', follows: '', explains: 'who holds which role' },
  { phrase: 'role', follows: 'ROLE add|remove NAME', explains: 'give or take a role' },
  { phrase: 'away', follows: '[until Friday, NAME stands in]', explains: 'let somebody stand in for you' },
  { phrase: 'back', follows: '', explains: 'you are back: what was yours is yours again' },
  { phrase: 'settings', follows: '', explains: 'how Sopwith calls you, and your quiet hours' },
  { phrase: 'quiet', follows: '[everybody] [20:00-07:00|off]', explains: 'hours in which nobody is reminded' },
  { phrase: 'cancel', follows: '[KEY]', explains: 'end the newest run here undone, with a reason' },
  { phrase: 'help', follows: '', explains: 'this list' },
] as const;

type Word = (typeof PHRASES)[number]['phrase'];

/** Reads what follows `/sop`. Never throws; what it does not know comes back as `unknown` with the nearest phrase. */
export function parsePhrase(typed: string): Phrase {
  const [first = '', ...rest] = words(typed);
  const word = first.toLowerCase();
  if (word === '') return { type: 'help' };
  if (!isWord(word))
    return unknown(
      typed,
      nearest(
        word,
        PHRASES.map((one) => one.phrase),
      ),
    );
  const [key] = rest;
  switch (word) {
    case 'help':
    case 'new':
    case 'list':
    case 'library':
    case 'status':
    case 'roles':
    case 'routines':
    case 'settings':
      return { type: word };
    case 'away':
      return { type: 'away', absence: rest.join(' ') };
    case 'back':
      return { type: 'back', ...(rest.length > 0 ? { member: rest.join(' ').replace(/^@/, '') } : {}) };
    case 'quiet': {
      const everybody = /^every(?:body|one)$/i.test(key ?? '');
      return { type: 'quiet', everybody, hours: (everybody ? rest.slice(1) : rest).join(' ') };
    }
    case 'mine':
      return mineIn(rest);
    case 'digest':
      return digestIn(rest) ?? unknown(typed, word);
    case 'holidays':
      return { type: 'holidays', ...(rest.length > 0 ? { place: rest.join(' ') } : {}) };
    case 'closed': {
      if (rest.length === 0) return { type: 'closed' };
      const change = /^(?:remove|open)$/i.test(rest[0] ?? '') ? 'remove' : 'add';
      const days = rest.slice(change === 'remove' ? 1 : 0).join(' ');
      return days === '' ? unknown(typed, 'closed') : { type: 'closed', change, days };
    }
    case 'template':
      return { type: 'template', ...(rest.length > 0 ? { name: sopKeyOf(rest.join('-')) } : {}) };
    case 'lessons':
      return { type: 'lessons', ...(key === undefined ? {} : { key: sopKeyOf(rest.join('-')) }) };
    case 'import':
      return { type: 'import', ...(rest.length > 0 ? { file: rest.join(' ') } : {}) };
    case 'evidence':
    case 'cancel':
      return { type: word, ...(rest.length === 0 ? {} : { run: sopKeyOf(rest.join('-')) }) };
    case 'run': {
      const from = rest.findIndex((one) => one.includes('='));
      const name = from === -1 ? rest : rest.slice(0, from);
      const given = rest.slice(name.length);
      if (rest.length === 0) return { type: 'runnable' };
      // What is no name=value is never dropped in silence: it is asked about.
      if (name.length === 0 || given.some((one) => !one.includes('='))) return unknown(typed, 'run');
      return { type: 'run', key: sopKeyOf(name.join('-')), inputs: inputsOf(given) };
    }
    case 'show': {
      const at = rest.findIndex((one, index) => index > 0 && /^steps?$/i.test(one));
      const range = at === -1 ? undefined : rangeIn(rest.slice(at + 1).join(' '));
      const name = range === undefined ? rest : rest.slice(0, at);
      if (key === undefined) return unknown(typed, word);
      return { type: 'show', key: sopKeyOf(name.join('-')), ...(range === undefined ? {} : { steps: range }) };
    }
    case 'edit':
    case 'yaml':
    case 'publish':
    case 'discard':
    case 'revise':
    case 'archive':
      return key === undefined ? unknown(typed, word) : { type: word, key: sopKeyOf(rest.join('-')) };
    case 'routine':
      // Alone it means what there is.
      return key === undefined ? { type: 'routines' } : routineIn(key, rest.slice(1));
    case 'role': {
      const at = rest.findIndex((one) => /^(add|remove)$/i.test(one));
      const [role, name] = [rest.slice(0, Math.max(0, at)).join(' '), rest.slice(at + 1).join(' ')];
      if (at < 1 || name === '') return unknown(typed, 'role');
      const change = rest[at]?.toLowerCase() === 'add' ? 'add' : 'remove';
      return { type: 'role', change, role, member: name.replace(/^@/, '') };
    }
  }
}

function mineIn([word = '', ...rest]: readonly string[]): Phrase {
  if (/^(?:daily|every|each)$/i.test(word))
    return { type: 'mine_time', when: rest.join(' ').replace(/^day\b\s*/i, '') };
  return /^off$/i.test(word) ? { type: 'mine_off' } : { type: 'mine' };
}

/** Undefined if it is none. */
function digestIn(rest: readonly string[]): Phrase | undefined {
  const span = spanOf(rest.join(' '));
  if (span !== undefined) return { type: 'digest', span };
  const [word = '', ...when] = rest.map((one) => one.toLowerCase());
  const kind = word === 'daily' ? 'day' : word === 'weekly' ? 'week' : undefined;
  if (kind === undefined) return word === 'off' && when.length === 0 ? { type: 'digest_off' } : undefined;
  if (when.join(' ') === 'off') return { type: 'digest_off', kind };
  return { type: 'digest_time', kind, when: rest.slice(1).join(' ') };
}

function spanOf(typed: string): DigestSpan | undefined {
  if (typed === '') return 'today';
  const word = typed.toLowerCase().replace(/^(?:(?:of|for|the|this) )+/, '');
  return DIGEST_SPANS.find((span) => span === word);
}

/**
 * A routine is for another conversation if one is named at its end: `routine opening weekdays 06:30 in #kitchen`. Gives
 * what stands there, as the platform writes a channel (`kitchen`, `C7`), and the phrase without it.
 */
export function elsewhere(typed: string): { readonly phrase: string; readonly channel: string } | undefined {
  // Nobody says it in more; looking for a channel in pages of spaces takes seconds.
  if (typed.length > LONGEST) return undefined;
  const [, phrase, id, name] = ELSEWHERE.exec(typed) ?? [];
  const channel = id ?? name;
  return phrase === undefined || channel === undefined ? undefined : { phrase, channel };
}

const LONGEST = 1_000;
const ELSEWHERE = /^(\s*routine\s.*?)\s+in\s+(?:<#([A-Z0-9]+)(?:\|[^<>]*)?>|#([^\s#<>]+))\s*$/is;

/** `13-40`, `13 to 40`, `13` */
function rangeIn(typed: string): readonly [from: number, to?: number] | undefined {
  const found = /^(\d{1,3})(?:\s*(?:-|–|to)\s*(\d{1,3}))?$/i.exec(typed.trim());
  if (!found) return undefined;
  const from = Math.max(1, Number(found[1]));
  return found[2] === undefined ? [from] : [from, Math.max(from, Number(found[2]))];
}

/** What follows the key of a routine's SOP. */
export function routineIn(key: string, rest: readonly string[]): Extract<Phrase, { type: 'routine' }> {
  const about = { type: 'routine', key: sopKeyOf(key) } as const;
  if (rest.length === 0) return about;
  const word = rest.length === 1 ? rest[0]?.toLowerCase() : undefined;
  const change = CHANGES.find((one) => one === word);
  return change ? { ...about, change } : { ...about, when: rest.join(' ') };
}

const CHANGES = ['pause', 'resume', 'skip', 'end', 'run'] as const;

function unknown(typed: string, phrase: string | undefined): Phrase {
  return { type: 'unknown', typed: typed.trim(), ...(phrase === undefined ? {} : { phrase }) };
}

function isWord(word: string): word is Word {
  return PHRASES.some((one) => one.phrase === word);
}

/** `Opening Checks` and `opening_checks` mean `opening-checks`. */
function sopKeyOf(typed: string): string {
  return typed.toLowerCase().replaceAll(/[\s_]+/g, '-');
}

/** `amount=120 reason="late delivery"` */
function inputsOf(rest: readonly string[]): Record<string, string> {
  const pairs = rest.flatMap((word): [string, string][] => {
    const at = word.indexOf('=');
    return at > 0 ? [[word.slice(0, at), word.slice(at + 1)]] : [];
  });
  return Object.fromEntries(pairs);
}

/** Splits at spaces, but keeps what stands in quotation marks together. */
function words(typed: string): string[] {
  const found = typed.trim().match(/(?:[^\s"“”]|["“”][^"“”]*["“”])+/g) ?? [];
  return found.map((word) => word.replaceAll(/["“”]/g, ''));
}
