import type { Signs } from './signs.ts';

export const frenchSigns: Signs = {
  titles: {
    photo: 'Photo',
    signature: 'Signature',
    text: 'Note',
    file: 'Fichier',
    checkbox: 'Coché',
    number: 'Relevé',
    message: 'Message envoyé',
  },
  asks: {
    photo: {
      says: /\b(?:photos?|photograph\w+|captures? d'ecran|cliches?)\b/,
      not: /\b(?:(?:voir|selon|comme sur|comparer (?:avec|a)) (?:la |les |cette )?photos?|photocopi\w+|pas de photos?|sans photos?|photos? interdites?|photo d'identite)\b/g,
    },
    signature: {
      says: /\b(?:sign(?:er|ez|e|ent|ee?s?)|contresign\w+|signatures?|parap\w+|emarg\w+|vise(?:r|z)\b|apposer (?:sa|leur|votre) signature)\b/,
      not: /\bsignes? (?:de|d'|vitaux|que)\b/g,
    },
    text: {
      says: /(?:\b(?:not(?:er|ez|ent|ee?s?)(?! que)|enregistr(?:er|ez|e|ent|ee?s?)|inscri(?:re|vez|t|vent|te?s?)|consign(?:er|ez|e|ent|ee?s?)|renseign(?:er|ez|e|ent|ee?s?)|document(?:er|ez|e|ent|ee?s?)|report(?:er|ez)(?= (?:la|le|les|l'|ces|cette))|relev(?:er|ez) (?:par ecrit|le nom|l'heure|les coordonnees)|trac(?:er|ez) |mentionn(?:er|ez)|decri(?:re|vez)|resum(?:er|ez)|saisi(?:r|ssez|t)|ecri(?:re|vez)|(?:tenir|tenez|remplir|remplissez|completer|completez) (?:a jour )?(?:le|un|la|votre) (?:registre|journal|cahier|main courante|carnet|tableau de suivi)|ouvr(?:ir|ez) un (?:ticket|dossier)|cr(?:eer|eez) un ticket|prendre (?:des |en )?notes?|prenez (?:des )?notes?)\b|^note\s)/,
      not: /\b(?:(?:verifi\w+|consult\w+|control\w+|lire|examin\w+) (?:le |les |la |l')?(?:registre|journal|enregistrements?|notes?|historique)|ne (?:pas )?(?:not|enregistr|inscri)\w+|a noter que|notez que|saisir (?:le |la |les )?(?:poignee|manche|outil|levier)|documentation|personnes? concernees?)\b/g,
    },
    file: {
      says: /\b(?:joindre|joignez|joint|annex(?:er|ez)|televers\w+|televerse|imprim(?:er|ez|e|ent|ee?s?)|numeris\w+|scann(?:er|ez)|export(?:er|ez)|archiv(?:er|ez|e|ee?s?)|mettre en piece jointe|charger le fichier|pieces? jointes?)\b/,
      not: /\b(?:joint (?:d'etancheite|torique|de porte)|scann\w+ (?:le |les )?(?:code|badge|article)\w*|verifi\w+ (?:le |les |l'etat du |l'etat des )joints?)\b/g,
    },
    checkbox: {
      says: /\b(?:coch(?:er|ez|e|ee?s?)|marquer? comme (?:fait|termine)|pointer (?:sur )?la (?:liste|check-?list))\b/,
      not: /\bcochons?\b/g,
    },
    message: {
      says: /\b(?:envo(?:yer|yez|ie|ient)|ecri(?:re|vez)|redig(?:er|ez)|adress(?:er|ez))\b.{0,50}\b(?:e-?mails?|courriels?|mails?|sms|courrier|lettre|message)\b/,
    },
  },
  papers:
    /\b(?:formulaires?|rapports?|fiches?|bons? (?:de|d')\s?\w+|recus?|factures?|certificats?|questionnaires?|bordereaux?|attestations?|proces-verba(?:l|ux)|pv|copies?|tableaux?|devis|contrats?|compte(?:s)?[- ]rendus?|check-?lists?|listes? de controle|pdf|fichiers?|ticket z|dossiers?|declarations?|justificatifs?)\b/,
  produces:
    /\b(?:rempli(?:r|ssez|t|ssent|e?s?)|complet(?:er|ez|e|ent|ee?s?)|envo(?:yer|yez|ie|ient|yee?s?)|transm(?:ettre|ettez|et|is)|joindre|joignez|imprim\w+|etabli(?:r|ssez|t)|redig(?:er|ez|e|ee?s?)|cr(?:eer|eez)|prepar(?:er|ez|e)|remet(?:tre|tez|t)?|remis|edit(?:er|ez|e)|archiv\w+|class(?:er|ez|e)|conserv(?:er|ez|e|ent)|deposer|deposez|fourni(?:r|ssez|t)|produi(?:re|sez)|sauvegard\w+|enregistr(?:er|ez) (?:le|la|une?) (?:fichier|document|copie)|demand(?:er|ez)|recueilli(?:r|ssez)|emett(?:re|ez)|numeris\w+)\b/,
  measured:
    /(?<![\p{L}])(?:temperatures?|mesures?|poids|niveaux?|pressions?|ph|quantites?|nombre (?:de|d')|humidite|tension|concentrations?|profondeur|vitesse|durete|chlore|debit|epaisseur|couple|kilometrage|montants?|totaux|total|volumes?|longueur|largeur|hauteur|dose|pouls|conductivite|turbidite|densite|fond de caisse|recettes?|compteurs?|index|releves?|valeurs?|tension arterielle|glycemie|taux (?:de|d'))(?![\p{L}])/u,
  measures:
    /\b(?:mesur(?:er|ez|e|ent|ee?s?)|pes(?:er|ez|e|ent)|compt(?:er|ez|e|ent)(?! sur)|relev(?:er|ez|e|ent|ee?s?)|prendre (?:la|sa|le|leur) (?:temperature|pouls|tension)|prenez (?:la|sa) temperature|(?:effectu|realis)(?:er|ez|e) (?:le |la |un |une )?(?:releve|mesure|comptage|pesee)|lire (?:le|la) (?:compteur|thermometre|manometre))\b/,
  checks:
    /^(?:(?:puis|ensuite|d'abord|enfin|toujours|chaque \w+,?)\s+)*(?:verifi\w+|control(?:er|ez|e)\w*|s'assurer|assurez-vous|inspect\w+|examin\w+|test(?:er|ez)|surveill\w+|observ(?:er|ez)|confirm(?:er|ez)|valider que|veill(?:er|ez)|compar(?:er|ez)|controle\b|verification\b)/,
  condition:
    /(?<!\b(?:decid\w*|verifier|verifiez|determiner|savoir|meme|comme|demander|evaluer|controler|voir)\s)(?:\b(?:si|en cas (?:de|d')|lorsque (?=[^.,]{0,60}(?:depass|superieur|inferieur|ne |n'|pas))|au cas ou|a moins que)(?![\p{L}])|\bs'(?=ils?\b))/gu,
  otherwise: /(?:^|[.;,]\s*)(?:sinon|dans le cas contraire|autrement|si non|si ce n'est pas le cas|a defaut)\b,?\s*/,
  by: /\bpar (?:le |la |les |l'\s?|un |une |l’ ?)?/g,
  as: /^(?:en tant que|comme) (?:le |la )?/,
  finite:
    /^(?:doit|doivent|devra|devront|peut|peuvent|est|sont|a|ont|se|s'assure|(?:verifi|control|nettoi|ferm|not|prepar|assur|rempli|envoi|appell|inform|mesur|sign|valid|approuv|enregistr|consult|saisi|contact|proced|effectu|realis|accueill|retir|rang|desinfect|rinc|coup|allum|compt|relev|inscri|decid|autoris|organis|archiv|recept|install|pos|lav|laiss|choisi|demand|redig|distribu|surveill|alert|declench|evacu|execut|transport|stock|pes|goute|etablit|etabli|complet|port|ajout|charg|gar|arret|demarr)(?:e|ent|t|it|issent|ie|ient)|met|mettent|prend|prennent|ouvre|ouvrent|fait|font|remet|transmet|suit|sert|eteint|recoit|tient|coupe|veille)$/,
  label:
    /(?<![\p{L}])(?:responsables?|responsabilites?|effectue par|realise par|execute par|acteurs?|role|qui|intervenant|a la charge de|en charge)\s*[:=]\s*/u,
  duties:
    /\b(?:taches? (?:du|de la|de l'|des|de)|missions? (?:du|de la|de l'|des|de)|role (?:du|de la|de l'|des)|responsabilites? (?:du|de la|de l'|des)|pour (?:le|la|les)|liste de controle (?:du|de la|pour)|taches?|missions?|role|du|de la|des|le|la|les|actions?|procedure)\b/g,
  within:
    "dans (?:les|un delai de|un delai maximum de|un delai maximal de)|sous|en moins de|d'ici|au plus tard (?:dans|apres)|dans un maximum de",
  before: "avant|au plus tard a|au plus tard|jusqu'a|d'ici",
  at: 'a|des|vers|a partir de',
  unanswered:
    /\b(?:personne|pas de reponse|aucune reponse|sans reponse|(?:ne|n')\s?(?:\w+ ){0,2}?(?:repond|reponde|peut|(?:est|sont) pas (?:la\b|joignable|disponible|resolu|regle|repare|corrige|termine|fait|possible|accessible)|joignable)|injoignable|indisponible|non resolu|persiste|toujours (?:pas|superieur|inferieur)|echoue)\b/,
  tells:
    /\b(?:appel(?:er|ez)|telephon(?:er|ez) (?:a|au)|prevenir|prevenez|informer|informez|avertir|avertissez|alerter|alertez|contact(?:er|ez)|avis(?:er|ez)|signal(?:er|ez) (?:\w+ ){0,3}?(?:a|au)|escalader (?:a|au|vers)|transmettre (?:a|au)|demand(?:er|ez) (?:a|au)) (?:le |la |l'|les |au |votre |son )?/g,
  forbids: /\b(?:ne|n'|interdit\w*|jamais|aucun[e]?|defense de)\b|\bn'/,
  without: /\b(?:sans|sauf|a moins|avant)\b/,
  writes:
    /\b(?:saisi\w*|enregistr\w*|entr(?:er|ez)|not(?:er|ez)|renseign\w*|met(?:tre|tez) a jour|cre(?:er|ez)|inscri\w*|modifi\w*|supprim\w*|ajout\w*|televers\w*|cloturer|consign\w*|complet\w*|rempli\w*|declar\w*|report\w*)\b/,
  reads:
    /\b(?:verifi\w*|consult\w*|cherch\w*|recherch\w*|ouvr\w*|lire|lisez|affich\w*|export\w*|imprim\w*|control\w*|telecharg\w*|extrai\w*|compar\w*)\b/,
  inSystem: 'dans|sur|via|par|depuis|avec|a partir de|au|en',
  systems:
    /\b(?:logiciel(?: (?:de|d')\s?\w+)?|base de donnees|intranet|portail(?: \w+)?|application(?: \w+)?|systeme (?:de|d')\s?\w+|systeme informatique|tableur|tableau de bord|caisse enregistreuse|gmao|crm|erp|sirh|progiciel|outil (?:de|d')\s?\w+)\b/,
  often: {
    daily:
      /\b(?:quotidien\w*|chaque (?:jour|matin|soir|midi|nuit|service|apres-midi)|tous les (?:jours|matins|soirs)|journalier\w*|une fois par jour|journellement)\b/,
    workdays: /\b(?:chaque jour ouvre|tous les jours ouvr\w+|jours ouvr\w+|du lundi au vendredi|en semaine)\b/,
    weekly: /\b(?:hebdomadaire\w*|chaque semaine|toutes les semaines|une fois par semaine)\b/,
    monthly: /\b(?:mensuel\w*|chaque mois|tous les mois|une fois par mois|premier (?:jour )?du mois)\b/,
    hourly: /\b(?:toutes les heures|chaque heure)\b/,
    days: ['lundis?', 'mardis?', 'mercredis?', 'jeudis?', 'vendredis?', 'samedis?', 'dimanches?'],
    each: 'chaque|tous les|le|les',
    parts: [
      [/\bmatins?\b|\bouverture\b/, 7],
      [/\bmidi\b/, 12],
      [/\bapres-midi\b/, 15],
      [/\bsoirs?\b|\bfermeture\b/, 20],
      [/\bnuits?\b/, 22],
    ],
  },
};
