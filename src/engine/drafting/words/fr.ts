import { type Lexicon, set } from './lexicon.ts';
import { limitPatterns } from './limit-patterns.ts';
import { frenchSigns } from './signs/fr.ts';
import { frenchVerbs } from './verbs/french.ts';

export const french: Lexicon = {
  language: 'fr',
  decimal: ',',
  signs: frenchSigns,
  common: 'le la les des et est une un pour dans avec sur par du au aux que qui ne pas sont ou en doit'.split(' '),
  verbs: frenchVerbs.commands,
  acts: frenchVerbs.acts,
  action:
    /(?:[a-z]{3}(?:tion|sion|age|ement|ture|controle|lavage|mise|prise|remise|envoi|appel|depot|releve|retrait|rappel|suivi))$|^(?:mise|prise|remise|envoi|appel|depot|releve|retrait|suivi|controle|tri|pose)$/,
  passive:
    /\b(?:est|sont|sera|seront)(?: \w+ment| ensuite| alors)? [a-z]{2,}(?:e|ee|es|ees|i|ie|is|ies|u|ue|us|ues|it|ite|ts)\b/,
  firstForm:
    /^(?!(?:[nv]otre|autre|entre|contre|outre|quatre|premier|dernier|hier|tiers|titre|lettre|cadre|chiffre|nombre|(?:septem|octo|novem|decem)bre|fevrier|janvier|cahier|atelier|papier|courrier|dossier|fichier|chantier|quartier|metier|panier|evier|calendrier|plaisir|avenir|loisir)$)(?:[a-z]{3,}(?:er|ir|oir|re)|[a-z]{3,}ez)$/,
  before: set(
    "ensuite alors egalement aussi maintenant ensuite puis enfin d'abord ne pas toujours jamais immediatement veuillez se s bien",
  ),
  openers: set('si lorsque quand apres avant pour dans en a au sur avec des pendant lors'),
  conditions: set('si'),
  instructs: /^(?:merci de |ne |n'|jamais\b|interdi)/,
  obligation:
    /\b(?:doit|doivent|devra|devront|devrait|devraient|il faut|est a|sont a|il est obligatoire|il convient)\b/,
  sections: {
    purpose: /^(?:objet|objectifs?|but|finalite|introduction|contexte|preambule)\b/,
    scope: /^(?:domaine d'application|champ d'application|portee|perimetre)/,
    roles: /^(?:executants|personnel concerne|responsabilites?|responsables?|roles?|acteurs|intervenants)\b/,
    inputs: /^(?:donnees d'entree|informations (?:necessaires|requises))\b/,
    materials: /^(?:materiels?|equipements?|outils|ingredients|fournitures)\b/,
    skip: /^(?:(?:dernier\w*|recent\w*) (?:changement|modification)s|(?:changement|modification)s recent\w*|lisez[- ]?moi|comment utiliser ce|mode d'emploi du (?:fichier|classeur)|definitions?|glossaire|abreviations|references?|documents (?:associes|de reference|lies)|bibliographie|historique|revisions?|signatures?|contacts?|coordonnees|numeros utiles|telephones|annuaire|terminologie|sigles|textes de reference|evolution du document|suivi des modifications|depannage|bases? legales?|cadre legal|diffusion|prerequis|exemples?|enregistrements?)\b/,
    contents: /^(?:sommaire\b|table des matieres\b|plan$)/,
    exceptions:
      /^(?:exceptions?|ecarts?|non-conformites?|actions? correctives?|si (?:une?|la|le)? ?(?:valeur|mesure|temperature)\b)/,
    approval: /^(?:approbation|validation|autorisation|liberation|visa)\b/,
    steps:
      /\b(?:procedure|etapes?|mode operatoire|deroulement|deroule|instructions?|methode|liste de controle|taches|actions|conduite a tenir|processus)/,
  },
  columns: {
    step: /^(?:etapes?|actions?|taches?|activites?|quoi|operations?|controles?|points? de controle|description|instructions?)\b/,
    number: /^(?:n°|no|num|#)/,
    role: /^(?:qui|responsable|role|acteur|intervenant)/,
    evidence: /^(?:preuve|justificatif|enregistrement|document|formulaire|trace)/,
    limit: /^(?:limites?|cible|tolerance|criteres?|valeur|norme|seuil)/,
    due: /^(?:quand|pour quand|avant quand|date limite|delais?|echeances?|heure)\b/,
    frequency: /^(?:periodicite|rythme|a quelle frequence|frequence)\b/,
    note: /^(?:remarques?|commentaires?|observations?|notes?|comment|details?)\b/,
    status:
      /^(?:fait\b.*|statut|etat|ok\??|coche\w*|✓|✔|☐|☑|oui\b.*|non|resultats?|visa|paraphe|emargement|signature|realise\w*|effectue\w*|conforme\b.*|c ?\/ ?nc|termine\w*|valide\w*)$/,
  },
  duty: /(?:\b(?:doit|doivent|devra|devront|veuillez|il faut|merci de|dans (?:cet ordre|l'ordre suivant))\s*:$|\b(?:comme suit|proceder ainsi|de la (?:maniere|facon) suivante|suivre les etapes|(?:les )?(?:etapes|actions|taches|operations|controles|consignes) suivant(?:e?s)?|a faire|chaque (?:matin|jour|soir|semaine|mois)|tous les (?:matins|jours|soirs|mois)|dans tous les cas)[^.:]{0,60}:$)/,
  handbook: /\b(?:manuel|livret|guide|recueil|classeur|procedures|protocoles|modes operatoires|reglement)\b/,
  checklist:
    /\b(?:check-? ?lists?|listes? (?:de (?:controle|verification|taches)|des taches|a cocher)|liste de pointage|(?:listes?|procedure|ronde) (?:d'ouverture|de fermeture|de nettoyage|de depart|d'arrivee)|pense-bete|to-? ?do)\b/,
  part: /^(?:ensuite|enfin|puis|phase|etape|partie|section|avant|pendant|apres|jour|semaine|mois|prepar|prealable|mise en|installation|identif|detect|analys|evaluat|confin|eradic|retablis|communicat|retour d|bilan|cloture|fin\b|final|execution|realisation|deroul|verif|controle|valid|approbat|documentat|tracabilite|enregistre|suivi|surveillance|nettoyage|stockage|rangement|signalement|escalade|general|procedure|mode operatoire|methode|processus|instructions|conduite|actions|taches|matin|midi|soir|nuit|quotidien|hebdo|mensuel|annuel|chaque|tous les)/,
  facts:
    /^(?:version|revision|rev\.?|indice|modifications?|nature|objet de la modification|causes?(?: possibles?| probables?)?|solutions?|remedes?|problemes?|symptomes?|pannes?|erreurs?|defauts?|termes?|abreviations?|sigles?|definitions?|significations?|telephones?|tel\.?|e-?mail|courriel|poste|contacts?|conservation|gravite|parametres?|valeurs?|unites?|reactifs?|composition|concentration|ingredients?|fournisseurs?|documents?|titres?|risques?|dangers?|service)\b/,
  notSteps:
    /(?:\b(?:exemples?|tels? que|telles? que|comme suit|les (?:informations|donnees|elements) suivant\w*|comprend|contient|signes|symptomes|causes|types de|(?:erreurs|problemes) (?:possibles|frequente?s|courante?s|connue?s))\b[^.]*:?$)/,

  limits: limitPatterns({
    between: 'entre|de',
    and: 'et|a',
    to: 'a',
    atMost: String.raw`au plus|maximum|maximum de|max\.?|maximale?(?: de)?|jusqu'a|au maximum|(?:ne|n') ?(?:\w+ ){0,3}?(?:pas )?(?:depass\w*|exced\w*)|pas plus de|sans depasser|(?:pas|non) (?:etre )?superieure?s? a|inferieure?s? ou egale?s? a`,
    below: 'moins de|inferieure?s? a|sous|en dessous de|au-dessous de|en-dessous de',
    atLeast: String.raw`au moins|minimum|minimum de|min\.?|minimale?(?: de)?|au minimum|pas moins de|(?:pas|non) (?:etre )?inferieure?s? a|superieure?s? ou egale?s? a|ne (?:\w+ )?pas descendre (?:sous|en dessous de)`,
    above: 'plus de|superieure?s? a|au-dessus de|au dessus de|depasse|excede',
    orLess: 'ou moins|maximum|maximale?|au maximum|au plus|max',
    orMore: 'ou plus|minimum|minimale?|au minimum|au moins',
  }),
  approval: /\b(?:approuv\w+|approbation|valid(?:er|ez|e|ee|ation)|autoris\w+|accord (?:de|du|ecrit)|visa)\b/,
  separation: /\b(?:autre personne|different\w*|n'a pas|n'ont pas|independant\w*)\b/,
  quorum: /\b(deux|trois|quatre|\d+)\s+(?:[a-z]+ ){0,2}?(?:approbat\w*|personnes|validations|signatures|responsables)/,
  numbers: { un: 1, une: 1, deux: 2, trois: 3, quatre: 4, cinq: 5, six: 6, dix: 10 },
  doer: /\b(?:effectue|execution|realisation|realise|execute|traite|fait)\b/,
  pointer: /^(?:voir|cf|pour (?:plus|toute question|en savoir)|en savoir plus)\b/,
  decision: /^(?:decid\w+|chois\w+|determiner si|decision)\b/,
  or: /,?\s+ou\s+/,
  accountable: /\b(?:responsable (?:general|du processus)|redevable)\b/,
  exceptions: /\b(?:exceptions?|ecarts?|non-conformites?|hors limites?)\b/,
};
