/** The forms of a language's verbs by which a sentence instructs, folded as texts are. */
export interface Verbs {
  /** First words of an instruction: infinitives and imperatives. */
  readonly commands: ReadonlySet<string>;
  /** What somebody does in the present tense ("the cook checks"), of any verb but those that describe. */
  readonly acts: ReadonlySet<string>;
}

/** Words of a blank-separated list. */
export function list(words: string): readonly string[] {
  return words.trim().split(/\s+/);
}

/** The forms of every infinitive together, with the irregular ones. */
export function verbsOf(
  infinitives: readonly string[],
  forms: { commands: (infinitive: string) => readonly string[]; acts: (infinitive: string) => readonly string[] },
  irregular: { commands: string; acts: string },
): Verbs {
  const verbs = (all: readonly string[]) => new Set(all.filter((form) => form.length > 1 && !SMALL.has(form)));
  return {
    commands: verbs([...infinitives.flatMap(forms.commands), ...list(irregular.commands)]),
    acts: acting(verbs([...infinitives.flatMap(forms.acts), ...list(irregular.acts)])),
  };
}

/** Without the verbs by which texts and things are described ("the table shows"). */
export function acting(forms: Iterable<string>): ReadonlySet<string> {
  return new Set([...forms].filter((form) => !DESCRIBING.has(form)));
}

const DESCRIBING: ReadonlySet<string> = new Set(
  list(`
    provides describes contains includes applies explains defines means shows exists requires allows ensures helps supports covers offers
    serves comes indicates outlines lists displays represents consists depends needs has does begins becomes relies remains supplies enables
    starts continues expects involves incorporates facilitates
    beschreibt regelt enthalt gilt umfasst dient besteht zeigt erklart erlautert bietet bleibt steht definiert bestimmt gewahrleistet
    decrit contient comprend permet concerne definit precise presente indique propose comporte figure existe offre
    describe contiene incluye permite aplica define presenta indica establece consta ofrece muestra garantiza existe
    descreve contem inclui define apresenta estabelece oferece mostra garante
    descrive comprende permette applica definisce stabilisce fornisce illustra offre garantisce indicano contengono`),
);

/** Forms that are first of all articles, prepositions and the like. */
const SMALL: ReadonlySet<string> = new Set(
  list(
    'una uno un de da dai dal das dos des do di para por entre sobre bajo ante como come nada nadie cada toda todo era parte sale sia sea este esta pela pelo uma sous entre contre selon sauf vers dans avec sans mit ohne durch fur gegen um an auf aus bei nach seit von vor zu und oder aber',
  ),
);
