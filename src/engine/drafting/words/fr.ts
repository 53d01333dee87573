import { type Lexicon, limitPatterns, set } from './lexicon.ts';

export const french: Lexicon = {
  language: 'fr',
  common: 'le la les des et est une un pour dans avec sur par du au aux que qui ne pas sont ou en doit'.split(' '),
  verbs: set(
    'verifiez controlez nettoyez ouvrez fermez notez prenez mettez faites assurez remplissez envoyez appelez informez mesurez',
  ),
  firstForm: /^(?:[a-z]{3,}(?:er|ir|oir|re)|[a-z]{3,}ez)$/,
  before: set("ensuite puis enfin d'abord ne pas toujours jamais immediatement veuillez se s bien"),
  openers: set('si lorsque quand apres avant pour dans en a au sur avec des pendant lors'),
  conditions: set('si'),
  instructs: /^(?:ne |n'|jamais\b|interdi)/,
  obligation:
    /\b(?:doit|doivent|devra|devront|devrait|devraient|il faut|est a|sont a|il est obligatoire|il convient)\b/,
  sections: {
    purpose: /^(?:objet|objectifs?|but|finalite|introduction|contexte|preambule)\b/,
    scope: /^(?:domaine d'application|champ d'application|portee|perimetre)/,
    roles: /^(?:responsabilites?|responsables?|roles?|acteurs|intervenants)\b/,
    inputs: /^(?:donnees d'entree|informations (?:necessaires|requises))\b/,
    materials: /^(?:materiels?|equipements?|outils|ingredients|fournitures)\b/,
    skip: /^(?:definitions?|glossaire|abreviations|references?|documents (?:associes|de reference|lies)|bibliographie|historique|revisions?|signatures?|approbation|bases? legales?|cadre legal|diffusion|annexes?|prerequis|exemples?|enregistrements?)\b/,
    contents: /^(?:sommaire|table des matieres|plan)\b/,
    exceptions:
      /^(?:exceptions?|ecarts?|non-conformites?|actions? correctives?|si (?:une?|la|le)? ?(?:valeur|mesure|temperature)\b)/,
    steps:
      /(?:procedure|etapes?|mode operatoire|deroulement|deroule|instructions?|methode|liste de controle|taches|actions|conduite a tenir|processus)/,
  },
  columns: {
    step: /^(?:etapes?|actions?|taches?|activites?|quoi|operations?|controles?|points? de controle|description|instructions?)\b/,
    number: /^(?:n°|no|num|#)/,
    role: /^(?:qui|responsable|role|acteur|intervenant)/,
    evidence: /^(?:preuve|enregistrement|document|formulaire|trace)/,
    limit: /^(?:limites?|cible|tolerance|criteres?|valeur|norme|seuil)/,
    due: /^(?:quand|delai|frequence|echeance|heure)\b/,
    note: /^(?:remarques?|commentaires?|observations?|notes?|comment|details?)\b/,
  },
  notSteps:
    /(?:\b(?:exemples?|tels? que|telles? que|comme suit|les (?:informations|donnees|elements) suivant\w*|comprend|contient|signes|symptomes|causes|types de)\b[^.]*:?$)/,
  evidence: {
    photo: /\b(?:photos?|photograph\w+|captures? d'ecran)\b/,
    signature: /\b(?:sign(?:er|ez|e|ature)s?|parap\w+|emarg\w+)\b/,
    text: /\b(?:not(?:er|ez|e)|enregistr(?:er|ez)|inscri\w+|consign\w+|registre|journal|renseign\w+|documenter)\b/,
    file: /\b(?:formulaires?|rapports?|joindre|pieces? jointes?|fiche|recu|facture|televers\w+)\b/,
    number: /\b(?:temperatures?|mesur\w+|pes(?:er|ez)|relev(?:er|ez)|compt(?:er|ez)|pression|niveau|ph)\b/,
  },
  limits: limitPatterns({
    between: 'entre|de',
    and: 'et|a',
    atMost:
      "(?:au plus|maximum(?: de)?|max\\.?|moins de|inferieure?s? a|sous|ne (?:pas )?depasse\\w*|jusqu'a|au maximum)",
    atLeast: '(?:au moins|minimum(?: de)?|min\\.?|plus de|superieure?s? a|au-dessus de|au minimum)',
    orLess: 'ou moins',
    orMore: 'ou plus',
  }),
  approval: /\b(?:approuv\w+|approbation|valid(?:er|ez|e|ee|ation)|autoris\w+|accord (?:de|du|ecrit)|visa)\b/,
  separation: /\b(?:autre personne|different\w*|n'a pas|n'ont pas|independant\w*)\b/,
  quorum: /\b(deux|trois|quatre|\d+)\s+(?:[a-z]+ ){0,2}?(?:approbat\w*|personnes|validations|signatures|responsables)/,
  numbers: { un: 1, une: 1, deux: 2, trois: 3, quatre: 4, cinq: 5, six: 6, dix: 10 },
  within: /\b(?:dans (?:les|un delai de)|sous|en moins de|d'ici)\s+(\d+|une?|deux|trois|quatre|cinq)\s+([a-z]+)/,
  units: { minute: /^min/, hour: /^h/, day: /^jour/, week: /^semaine/ },
  responsible: /^(?:responsable|effectue par|par|role|qui)\s*[:–-]\s*/,
  doer: /\b(?:effectue|realise|execute|traite|fait)\b/,
  pointer: /^(?:voir|cf|pour (?:plus|toute question|en savoir)|en savoir plus)\b/,
  decision: /^(?:decid\w+|chois\w+|determiner si|decision)\b/,
  or: /,?\s+ou\s+/,
  accountable: /\b(?:responsable (?:general|du processus)|redevable)\b/,
  exceptions: /\b(?:exceptions?|ecarts?|non-conformites?|hors limites?)\b/,
};
