/** Who does a step. */
import { fold, wordsOf } from './fold.ts';
import { folding } from './folding.ts';
import { type Found, says } from './found.ts';
import { isImperative, sentencesOf } from './instruction.ts';
import { labelValue } from './label-value.ts';
import { namedByLabel } from './named-by-label.ts';
import { roleName } from './role-name.ts';
import type { RoleBook } from './roles.ts';
import type { Lexicon } from './words/lexicon.ts';

export interface Doer {
  /** Id of the role; undefined where the step names nobody. */
  readonly role: Found<string> | undefined;
  /** The step's words without the mention of the doer at their beginning or end. */
  readonly text: string;
}

/** Who a step names as its doer: "Chef: …", "… (Chef)", "Responsible: Chef", "The chef signs …", "… by the chef". */
export function doerOf(text: string, details: readonly string[], book: RoleBook, lexicon: Lexicon): Doer {
  return (
    prefixed(text, book, lexicon) ??
    suffixed(text, book, lexicon) ??
    labelled(text, details, book, lexicon) ?? { role: spoken(text, book, lexicon), text }
  );
}

/** "Head chef: taste the soup", "[Cashier] count the till", "Kitchen – clean the grill". */
function prefixed(text: string, book: RoleBook, lexicon: Lexicon): Doer | undefined {
  const match =
    /^\[([\p{L}][\p{L}\p{N}'’&/ .-]{1,40})\]\s*:?\s*(\S.*)$/su.exec(text) ??
    /^([\p{L}][\p{L}\p{N}'’&/ .()-]{1,48}?)\s*(?::|\s[–—-]\s)\s*(\S.*)$/su.exec(text);
  const [, name, rest] = match ?? [];
  if (name === undefined || rest === undefined) return undefined;
  // "Responsible: cook" says who; "Cook: rinse the pan" says what.
  if (lexicon.signs.label.test(fold(`${name}:`)) && (roleName(rest, lexicon) > 0 || !isImperative(rest, lexicon)))
    return undefined;
  const known = book.knows(name);
  const sure = roleName(name, lexicon);
  const short = wordsOf(name).length <= 4 && /^\p{Lu}/u.test(name);
  const told =
    short && (sure === 1 || (sure > 0 && text.startsWith('['))) && (sure === 1 || isImperative(rest, lexicon));
  const role = known ?? (told ? book.named(name) : undefined);
  if (role === undefined) return undefined;
  return {
    role: { value: role, confidence: known ? 0.9 : 0.8, reason: says(name, 'it begins with') },
    text: capital(rest),
  };
}

/** "Taste the soup (head chef)". */
function suffixed(text: string, book: RoleBook, lexicon: Lexicon): Doer | undefined {
  const match = /^(.*\S)\s*[([]\s*([\p{L}][\p{L} /&'’.-]{1,48}?)\s*[)\]]\s*\.?$/su.exec(text);
  const [, rest, name] = match ?? [];
  if (rest === undefined || name === undefined) return undefined;
  const plain = name.replace(/^(?:by|durch|von|par|por|pel[oa]|da[li]?|nur|seulement|solo)\s+|\s+only$|\s+nur$/gi, '');
  const only = /\sonly$/i.test(name) ? plain.replace(/(?<=[^s])s$/, '') : plain;
  const role =
    book.knows(only) ?? (roleName(only, lexicon) > 0 && wordsOf(only).length <= 4 ? book.named(only) : undefined);
  if (role === undefined) return undefined;
  return { role: { value: role, confidence: 0.85, reason: says(name, 'it ends with') }, text: rest };
}

/** "Responsible: chef", after the step's words or below them. */
function labelled(text: string, details: readonly string[], book: RoleBook, lexicon: Lexicon): Doer | undefined {
  for (const [index, line] of [text, ...details].entries()) {
    const { folded, printed } = folding(line);
    const found = lexicon.signs.label.exec(folded);
    if (!found) continue;
    const name = labelValue(printed(found.index + found[0].length)).split(/\(|\s[–—]\s/)[0] ?? '';
    const value = [name, name.split(',')[0] ?? ''];
    const role = value.map((one) => namedByLabel(found[0], one, book, lexicon)).find((one) => one !== undefined);
    if (role === undefined) continue;
    const before = printed(0, found.index).replace(/[\s([–—-]+$/, '');
    const rest = index === 0 && found.index > 3 && before.length > 3 ? before : text;
    return { role: { value: role, confidence: 0.9, reason: says(`${found[0]}${name}`) }, text: rest };
  }
  return undefined;
}

/** A subject ("The duty manager counts …"), an agent ("… is checked by the duty manager") or "As duty manager, …". */
function spoken(text: string, book: RoleBook, lexicon: Lexicon): Found<string> | undefined {
  for (const sentence of sentencesOf(text).slice(0, 3)) {
    // Who is told to do it is not in the sentence that tells: "Call the manager", "Remind the team that the chef will …".
    if (isImperative(sentence, lexicon) && !lexicon.signs.as.test(fold(sentence))) continue;
    const role = subject(sentence, book, lexicon) ?? agent(sentence, book, lexicon);
    if (role) return role;
  }
  return undefined;
}

function subject(sentence: string, book: RoleBook, lexicon: Lexicon): Found<string> | undefined {
  for (const [index, clause] of clausesOf(sentence).entries()) {
    const as = lexicon.signs.as.exec(fold(clause))?.[0];
    const words = clause.slice(as?.length ?? 0).split(' ');
    const skipped = articles(words);
    // "Manager reviews": a plain name at the beginning, or one with an article or known anywhere.
    const plainLater = as === undefined && skipped === 0 && index > 0;
    for (let length = Math.min(6, words.length - skipped); length > 0; length--) {
      const name = words.slice(skipped, skipped + length).join(' ');
      const next = bare(words[skipped + length] ?? '');
      const ends = /[,;:]$/.test(name);
      const after = fold(bare(words[skipped + length + 1] ?? ''));
      const first = as === undefined && (index === 0 || skipped > 0);
      const acts =
        as === undefined
          ? !ends && (isActing(next, after, lexicon) || (first && seemsActing(words, skipped + length, lexicon)))
          : ends || next === '';
      if (!acts || (plainLater && book.knows(name) === undefined)) continue;
      const role = roleNamed(name, book, lexicon) ?? initials(name, next, book, lexicon);
      const id = role?.id();
      if (role && id !== undefined) return { value: id, confidence: role.sure, reason: says(`${name} ${next}`.trim()) };
    }
  }
  return inverted(sentence, book, lexicon);
}

/** "QA will release it", "HR sends the contract": letters in capitals that must do something, or do it as people do. */
function initials(name: string, next: string, book: RoleBook, lexicon: Lexicon): ReturnType<typeof roleNamed> {
  const told =
    /^(?:\p{Lu}{2,6})(?: \p{Lu}{2,6}){0,2}$/u.test(name) &&
    /^(?:will|must|shall|muss|doit|debe|deve)$/.test(fold(next));
  const acting = /^\p{Lu}{2,4}$/u.test(name) && roleName(name, lexicon) > 0 && lexicon.acts.has(fold(next));
  return told || acting ? { id: () => book.named(name), sure: 0.6 } : undefined;
}

/** "Danach prüft der Schichtleiter die Kasse": the verb before its subject. */
function inverted(sentence: string, book: RoleBook, lexicon: Lexicon): Found<string> | undefined {
  if (lexicon.language !== 'de') return undefined;
  const match =
    /^(?:\S+ ){1,5}?([a-zäöüß]{3,}t|muss|soll|darf|müssen|sollen) (?:der|die|das) (\p{Lu}[\p{L}-]+(?: (?:der|des|vom) \p{Lu}[\p{L}-]+)?)/u.exec(
      sentence,
    );
  const role = match?.[2] === undefined ? undefined : roleNamed(match[2], book, lexicon);
  const id = role?.id();
  return id !== undefined && match
    ? { value: id, confidence: 0.75, reason: says(`${match[1]} … ${match[2]}`) }
    : undefined;
}

/** How many words before the name are none of it. */
function articles(words: readonly string[]): number {
  const first = fold(words[0] ?? '');
  if (
    /^(?:the|an?|your|our|each|every|one|der|die|das|ein|eine|jede[rs]?|le|la|les|un|une|chaque|el|los|las|una|cada|il|lo|gli|uno|ogni|o|os|as|um|uma)$/.test(
      first,
    )
  ) {
    return /^(?:designated|respective|relevant|zustandige[rn]?|jeweilige[rn]?|diensthabende[rn]?)$/.test(
      fold(words[1] ?? ''),
    )
      ? 2
      : 1;
  }
  return 0;
}

/** The beginning of a sentence and what follows its commas, as words. */
function clausesOf(sentence: string): string[] {
  const flat = sentence
    .slice(0, 400)
    .replace(/\s+/g, ' ')
    .replace(/^[^\p{L}]+/u, '')
    .replace(/\s*\([^)]{1,30}\)/g, '')
    .replace(/\b[Ll]['’](?=\p{L})/gu, 'la ')
    .trim();
  const later = [...flat.matchAll(/[,:]\s+(?=\p{L})/gu)]
    .slice(0, 4)
    .map((match) => flat.slice(match.index + match[0].length));
  return [flat, ...later].map((clause) =>
    clause.replace(/^(?:then|dann|puis|luego|entao|poi|a member of (?:the )?|one member of (?:the )?)\s*/i, (said) =>
      /of/.test(said) ? 'the ' : '',
    ),
  );
}

function isActing(next: string, after: string, lexicon: Lexicon): boolean {
  const word = fold(next);
  // "The manager is informed" is about somebody else's step.
  if (IS.test(word)) return ANSWERS.test(after);
  // "Staff records" are theirs, unless something is recorded: "Supervisor records the readings".
  const noun = NOT_ACTING.test(word) && !OBJECT.test(after);
  return word !== '' && !WITHIN.test(word) && (lexicon.signs.finite.test(word) || lexicon.acts.has(word)) && !noun;
}

/** What stands before a noun rather than after a subject. */
const WITHIN = /^(?:la|el|los|las|en|de|del|des|di|da|do|le|les|il|lo|gli|os|as|con|com|por|per|para|pour)$/;
const OBJECT = /^(?:the|an?|all|any|each|every|this|these|their|it|them)$/;

/** A form of the third person that no list of verbs has: "El supervisor corrige las fallas", "Le Comms Lead définit …". */
function seemsActing(words: readonly string[], at: number, { language }: Lexicon): boolean {
  const [word = '', after = ''] = words.slice(at, at + 2);
  const form = FORMS[language];
  return (
    form !== undefined &&
    /^\p{Ll}{4,}$/u.test(word) &&
    form.test(fold(word)) &&
    !ADJECTIVE.test(fold(word)) &&
    after !== ''
  );
}

const FORMS: Readonly<Record<string, RegExp>> = {
  es: /(?:a|e|an|en)$/,
  pt: /(?:a|e|am|em)$/,
  it: /(?:a|e|ano|ono)$/,
  fr: /(?:e|ent|it|issent)$/,
};
const ADJECTIVE =
  /(?:[aei]nte|able|ible|[aei]vel|ic[ao]|iv[ae]|ari[ae]|ori[ae]|ist[ae]|al[ei]|ille|aire|ique|euse|elle|enne|[aei]re|nse|ada|ida|ata|ita|uta|osa|ana|ense|ale|ile|iere|ment|ce|ede)$/;

const IS = /^(?:is|are|ist|sind|wird|werden|est|sont|es|son|e|sao|sono|viene)$/;
const ANSWERS =
  /^(?:responsible|to|accountable|in|verantwortlich|zustandig|responsables?|charge|charges|el|la|encargad[oa]|o|a|responsavel|responsaveis|il|responsabil[ei]|tenu|tenue)$/;

/** Forms of verbs that follow a name as nouns. */
const NOT_ACTING =
  /^(?:access|address|business|details|duties|responsibilities|instructions|services|keys|rights|rooms|boxes|needs|uniforms|numbers|meetings|areas|offices|clothes|records?|forms|lists|names|codes|passwords|accounts|lockers|tests|files|as|less|process|status|class|across|unless|toilets|changes|gloves|stores|shoes|reports|schedules|zeit|zeiten|arbeiten|daten|karten|listen)$/;

/** "… must be checked by the shift lead." Approvals say who approves, not who does. */
function agent(sentence: string, book: RoleBook, lexicon: Lexicon): Found<string> | undefined {
  const flat = sentence.slice(0, 600).replace(/\s+/g, ' ').replace(/['’]/g, "'");
  const { folded, printed } = folding(flat);
  for (const match of folded.matchAll(lexicon.signs.by)) {
    if (lexicon.approval.test(folded.slice(Math.max(0, match.index - 40), match.index))) continue;
    const words = printed(match.index + match[0].length).split(' ');
    for (let length = Math.min(6, words.length); length > 0; length--) {
      const name = words.slice(0, length).join(' ');
      if (/[.,;:)]./.test(name)) continue;
      const role = roleNamed(name, book, lexicon);
      const id = role?.id();
      if (role && id !== undefined)
        return { value: id, confidence: role.sure - 0.05, reason: says(`${match[0]}${name}`) };
    }
  }
  return undefined;
}

/** A known role, or words that name one; a new one is made when its id is asked for. */
function roleNamed(
  words: string,
  book: RoleBook,
  lexicon: Lexicon,
): { readonly id: () => string | undefined; readonly sure: number } | undefined {
  const name = words.replace(/['’]s$/, '').replace(/[\s.,;:]+$/, '');
  const known = book.knows(name);
  if (known !== undefined) return { id: () => known, sure: 0.85 };
  return roleName(name, lexicon) === 1 ? { id: () => book.named(name), sure: 0.7 } : undefined;
}

function bare(word: string): string {
  return word.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
