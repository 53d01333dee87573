/** Roles that the document speaks of again and again without saying that they do a step. */
import { fold } from './fold.ts';
import { sentencesOf } from './instruction.ts';
import { rolesIn } from './role-mention.ts';
import type { RoleBook } from './roles.ts';
import type { Lexicon } from './words/lexicon.ts';

const LINES = 400;

/** Adds to the book every role that at least two sentences name by a noun for roles. */
export function noteRecurringRoles(lines: readonly string[], book: RoleBook, lexicon: Lexicon): void {
  const met = new Map<string, { name: string; sentences: Set<string>; somebody: boolean }>();
  for (const sentence of lines.slice(0, LINES).flatMap(sentencesOf)) {
    for (const { name, before } of rolesIn(sentence, lexicon)) {
      const known = met.get(fold(name)) ?? { name, sentences: new Set<string>(), somebody: false };
      known.sentences.add(fold(sentence));
      met.set(fold(name), { ...known, somebody: known.somebody || BEFORE.test(before) });
    }
  }
  for (const { name, sentences, somebody } of met.values())
    if (somebody && sentences.size >= 2 && !GENERIC.test(fold(name)) && !book.speaksOf(name)) book.named(name);
}

/** What stands before somebody rather than before the name of a thing ("open Pilot"). */
const BEFORE =
  /^(?:the|an?|your|our|each|every|der|die|das|dem|den|des|beim|vom|zum|zur|ein|eine[mnr]?|le|la|les|l|un|une|du|au|aux|el|los|las|al|del|una|il|lo|gli|i|dal|dalla|alla|della|allo|dallo|col|o|a|os|as|do|da|ao|um|uma|pelo|pela)$/;

/** Said of anybody: by itself it names no role. */
const GENERIC =
  /^(?:(?:the |your |our )?(?:teams?|leads?|leaders?|staff|personnel|employees?|colleagues?|crew|manager?s?)|responsables?|responsabil[ei]|responsave(?:l|is)|verantwortliche[rn]?|equip[oae]s?|equipe|personal|personale|pessoal|mitarbeit\w+|leiter(?:in)?|leitung|abteilung|secretariat|chefs?|capo|capi|jefes?|emplead[oa]s?|trabajador(?:es)?|funcionari[oa]s?|colaborador(?:es)?|dipendent[ei]|collaborator[ei]|employes?|salaries?|presidentes?|committee|applicants?|candidates?)$/;
