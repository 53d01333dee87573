/** Who answers for something, in sentences of six languages. Patterns are matched against folded text. */

export interface AnsweringWords {
  /** What stands before the name: "the responsibility of the". */
  readonly before: RegExp;
  /** The verb after a name that is told to do something: "must", "is responsible for". */
  readonly after: RegExp;
  /** What shows, after that verb, that something is done to the subject: "be closed". */
  readonly passive: RegExp;
}

const ENGLISH: AnsweringWords = {
  before:
    /\b(?:(?:responsibility|accountability) of|responsibility(?: \S+){0,8}? lies with|lies? with) (?:the |every |all |each |any )?/g,
  after:
    /\s(?:must|shall|should|will|has to|have to|(?:shall be|will be|is|are) (?:also )?(?:responsible|accountable|in charge))\b/,
  passive: /^\s+(?:not )?be (?!responsible|accountable|in charge|informed|notified|trained|available)/,
};

const WORDS: Readonly<Record<string, AnsweringWords>> = {
  en: ENGLISH,
  de: {
    before:
      /\b(?:verantwort\w+|zustandig\w*) (?:liegt|liegen|ist|sind) (?:bei )?(?:der |dem |den |die |das )?|\bobliegt (?:der |dem |den )?/g,
    after: /\s(?:muss|mussen|soll|sollen|hat|haben|(?:ist|sind) (?:verantwortlich|zustandig))\b/,
    passive: /\b(?:werden|sein)\W*$/,
  },
  fr: {
    before: /\bresponsabilite (?:du |de la |de l'|des |de |d')/g,
    after: /\s(?:doit|doivent|devra|devront|(?:est|sont) (?:responsables?|charges?|chargee?s?|en charge))\b/,
    passive: /^\s+(?:etre|rester|se trouver)\b/,
  },
  es: {
    before:
      /\bresponsabilidad (?:del |de la |de los |de las |de )|\ba cargo (?:del |de la |de los |de )|\bcon apoyo (?:del |de la |de los |de )/g,
    after: /\s(?:debe|deben|debera|deberan|(?:es|son) (?:el |la |los |las )?(?:responsables?|encargad[oa]s?))\b/,
    passive: /^\s+(?:ser|estar|quedar|permanecer|mantenerse)\b/,
  },
  pt: {
    before: /\bresponsabilidade (?:do |da |dos |das |de )|\ba cargo d[oae]s? |\bcom apoio d[oae]s? /g,
    after: /\s(?:deve|devem|devera|deverao|(?:e|sao) (?:o |a |os |as )?responsave(?:l|is))\b/,
    passive: /^\s+(?:ser|estar|ficar|permanecer)\b/,
  },
  it: {
    before:
      /\bresponsabilita (?:del |della |dello |dell'|dei |degli |delle |di )|\ba cura (?:del |della |dello |dell'|dei |di )/g,
    after: /\s(?:deve|devono|dovra|dovranno|(?:e|sono) (?:il |la |i )?(?:responsabil[ei]|incaricat[oaie]))\b/,
    passive: /^\s+(?:essere|restare|rimanere|trovarsi)\b/,
  },
};

export function answeringWords(language: string): AnsweringWords {
  return WORDS[language] ?? ENGLISH;
}

/** Things that are told to be or to do something and are nobody: matched anywhere in folded words. */
const THINGS =
  /\b(?:systems?|software|app|apps|tools?|workflows?|scripts?|server|devices?|machines?|equipment|instruments?|documents?|procedures?|sops?|polic(?:y|ies)|records?|forms?|reports?|logs?|lists?|files?|data|samples?|products?|materials?|temperatures?|results?|doors?|areas?|rooms?|fridges?|refrigerators?|vehicles?|company|organi[sz]ation|this|these|it|that|which|they|he|she|you|we|everyone|status|display|alarm|batch|page|button|steps?|system\w*|gerat\w*|anlage\w*|dokument\w*|formular\w*|unterlagen|produkt\w*|probe\w*|temperatur\w*|tur|turen|raum\w*|fahrzeug\w*|verfahren|prozess\w*|daten|liste\w*|dieser?|dieses|sie|es|er|man|workflow|systeme|logiciel|outil|appareil\w*|materiel\w*|produits?|procedure\w*|documents?|fiches?|registres?|donnees|porte|portes|local|locaux|vehicules?|ce|cette|ces|il|elle|ils|elles|on|sistemas?|programas?|equipos? de (?:proteccion|medicion)|maquinas?|productos?|muestras?|documentos?|procedimientos?|registros?|formularios?|informes?|puertas?|areas?|vehiculos?|este|esta|estos|se|programa|equipamentos?|maquina|produtos?|amostras?|procedimentos?|relatorios?|portas?|veiculos?|isso|isto|esse|essa|sistema|sistemi|programma|strument[oi]|apparecchi\w*|prodott[oi]|campion[ei]|document[oi]|procedur[ae]|modul[oi]|port[ae]|local[ei]|veicol[oi]|questo|questa|si)\b/;

/** Whether folded words speak of a thing. */
export function isThing(folded: string): boolean {
  return THINGS.test(folded);
}
