/** A step that was in the older document too: the words of the newer one, with what people decided since. */
import type { Step, StepInput } from '../definition.ts';
import { durationInWords } from '../duration.ts';
import { LIMITS } from '../limits.ts';
import type { About, Question } from './draft.ts';
import { capital, clip, fold } from './fold.ts';
import { limitInWords } from './measures.ts';
import type { Wording } from './same-words.ts';
import { writable } from './writable.ts';

export type Item = NonNullable<StepInput['evidence']>[number];

export interface Comparing {
  readonly wording: Wording;
  /** What the older document said of a step; undefined where there is no telling. */
  readonly olderOf: (was: Step) => Said | undefined;
  readonly titleOf: (role: string) => string;
  readonly items: {
    /** An item that is new, under an id that is free. */
    readonly fresh: (item: Item) => Item;
    /** The new draft calls by the first id what is the item of the second. */
    readonly same: (from: string, to: string) => void;
  };
}

/** What a document infers of a step. Roles as the SOP calls them. */
export type Said = Pick<StepInput, 'role' | 'due' | 'approval' | 'evidence'>;

type Ask = (text: string, confidence: number, about?: Omit<About, 'step'>) => void;

export interface SameStep {
  readonly step: StepInput;
  readonly asked: readonly Question[];
}

/**
 * Where the document says the same of the step as before, it stays as it is. Where it says something else, its words
 * replace the words; lines that people wrote stay, and they are asked whether those still hold. What the document infers
 * (role, deadline, approver, limits) is the newer document's where the older one had said what stands there so far; what
 * people changed by hand stays. Either way they are asked, and the question says what stands now. `now` names roles as
 * the SOP does.
 */
export function sameStep(was: Step, now: StepInput, { wording, olderOf, titleOf, items }: Comparing): SameStep {
  const asked: Question[] = [];
  const ask: Ask = (text, confidence, about) => {
    asked.push({ step: was.id, text, confidence, ...(about ? { about: { step: was.id, ...about } } : {}) });
  };
  const isSame = wording.isSame(was, now);
  const words = isSame ? was : wordsOf(was, now);
  const byHand = isSame ? [] : wording.writtenByHand(was, now);
  const title = `“${clip(words.title, 60)}”`;
  if (byHand.length > 0) {
    const lines = clip(byHand.join(' · '), 200);
    const text = `Somebody wrote “${lines}” in ${title}; the new document does not have it. Does it still hold?`;
    ask(text, 0.4, { field: 'instructions', words: clip(byHand.join('\n'), LIMITS.text) });
  }
  const older = olderOf(was);
  const before = was.approval?.role;
  const settled = (
    field: 'role' | 'due' | 'approval',
    question: string,
    said: Three,
    inWords: (value: string) => string,
  ) => settle(said, (stands) => ask(`${question} ${stands}`, 0.5, { field }), inWords);
  const role = settled(
    'role',
    `Who does ${title}?`,
    { was: was.role, now: now.role, older: older && [older.role] },
    titleOf,
  );
  const due = settled(
    'due',
    `How long may ${title} take?`,
    { was: was.due, now: now.due, older: older && [older.due] },
    durationInWords,
  );
  const approver = settled(
    'approval',
    `Who approves ${title}?`,
    { was: before, now: now.approval?.role, older: older && [older.approval?.role] },
    titleOf,
  );
  if (!isSame && now.kind === 'decision' && was.kind !== 'decision')
    ask(`Is ${title} a decision now? The new document names ways to choose from.`, 0.5, { field: 'options' });
  const evidence = itemsOf(was, now, { isSame, older, items, ask });
  const instructions = clip([words.instructions ?? '', ...byHand].filter(Boolean).join('\n'), LIMITS.instructions);
  const { instructions: _i, source: _s, ...kept } = writable(was);
  return {
    asked,
    step: {
      ...kept,
      title: words.title,
      ...(instructions === '' ? {} : { instructions }),
      ...(was.kind !== 'approval' && role !== undefined ? { role } : {}),
      ...(due === undefined ? {} : { due }),
      ...(kept.approval && approver !== undefined ? { approval: { ...kept.approval, role: approver } } : {}),
      ...(before === undefined && now.approval !== undefined && !isSame ? { approval: now.approval } : {}),
      evidence,
      ...(now.source === undefined ? {} : { source: now.source }),
    },
  };
}

/** A value in the SOP so far and in both documents. `older` undefined: there is no telling what the older one said. */
interface Three<Value = string> {
  readonly was: Value | undefined;
  readonly now: Value | undefined;
  readonly older: readonly [Value | undefined] | undefined;
}

/** What stands now. Where people changed what both documents say alike, there is nothing to ask. */
function settle(
  { was, now, older }: Three,
  ask: (stands: string) => void,
  inWords: (value: string) => string,
): string | undefined {
  if (now === undefined || was === now) return was;
  if (was === undefined) return now;
  if (older && older[0] === now) return was;
  const isByHand = older !== undefined && older[0] !== was;
  ask(isByHand ? keptWords(inWords(was), inWords(now)) : takenWords(inWords(was), inWords(now)));
  return isByHand ? was : now;
}

function takenWords(was: string, now: string): string {
  return `${capital(now)} stands now, as the new document says; so far it was ${was}.`;
}

function keptWords(was: string, now: string): string {
  return `${capital(was)} stands now, as somebody changed it; the new document says ${now}.`;
}

/** A title that people gave the same words stays. */
function wordsOf(was: Step, now: StepInput): Pick<StepInput, 'title' | 'instructions'> {
  const [older, newer] = [was.source?.quote, now.source?.quote];
  const isQuoted = older !== undefined && newer !== undefined && fold(older) === fold(newer);
  return isQuoted ? { ...now, title: was.title } : now;
}

interface Items extends Pick<Comparing, 'items'> {
  readonly isSame: boolean;
  readonly older: Said | undefined;
  readonly ask: Ask;
}

/** Items are the same by type, in their order. */
function itemsOf(was: Step, now: StepInput, { isSame, older, items, ask }: Items): Item[] {
  const found = [...(now.evidence ?? [])];
  const told = older && [...(older.evidence ?? [])];
  const kept = was.evidence.map((item): Item => {
    const same = firstOf(found, item.type);
    const before = told && firstOf(told, item.type);
    if (same) items.same(same.id, item.id);
    const plain: Item = writable(item);
    if (isSame || !same || !saysMore(plain, same)) return plain;
    const isToldAgain = before !== undefined && areLimits(before, same);
    if (isToldAgain) return plain;
    // A limit of the old document would go on beside a new one of the other side.
    const { min: _min, max: _max, ...rest } = plain;
    const changed = { ...rest, ...limitsIn(same) };
    const isByHand = told !== undefined && !(before && areLimits(plain, before));
    const words = isByHand ? keptWords : takenWords;
    const text = `Which values are in order for “${clip(item.title, 60)}”? ${words(limitsOf(plain), limitsOf(changed))}`;
    ask(text, 0.6, { field: 'limit', evidence: item.id });
    return isByHand ? plain : changed;
  });
  return isSame ? kept : [...kept, ...found.map(items.fresh)];
}

/** Takes it out of the list. */
function firstOf(list: Item[], type: Item['type']): Item | undefined {
  const index = list.findIndex((one) => one.type === type);
  return index < 0 ? undefined : list.splice(index, 1)[0];
}

function limitsIn({ unit, min, max }: Item): Pick<Item, 'unit' | 'min' | 'max'> {
  return {
    ...(unit === undefined ? {} : { unit }),
    ...(min === undefined ? {} : { min }),
    ...(max === undefined ? {} : { max }),
  };
}

/** Whether the document states a limit, or a unit, that the item has not. */
function saysMore(plain: Item, said: Item): boolean {
  return Object.entries(limitsIn(said)).some(([name, value]) => plain[name as keyof Item] !== value);
}

function areLimits(one: Item, other: Item): boolean {
  return one.min === other.min && one.max === other.max && one.unit === other.unit;
}

function limitsOf({ min, max, unit }: Item): string {
  if (min === undefined && max === undefined) return unit === undefined ? 'no limits' : `any value in ${unit}`;
  return limitInWords({
    of: 'reading',
    ...(min === undefined ? {} : { min }),
    ...(max === undefined ? {} : { max }),
    ...(unit === undefined ? {} : { unit }),
  });
}
