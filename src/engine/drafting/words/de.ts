import { type Lexicon, limitPatterns, set } from './lexicon.ts';

export const german: Lexicon = {
  language: 'de',
  common: 'der die das und ist nicht mit den von zu im fur auf ein eine werden wird bei dem oder nach sind'.split(' '),
  verbs: set(`
    prufe prufen kontrolliere kontrollieren reinige reinigen schalte offne offnen schliesse schliessen notiere trage messe messen
    informiere informieren sende melde bringe nimm lege stelle stellen uberprufe uberprufen starte starten warte warten
    dokumentiere dokumentieren fulle bestatige bestatigen rufe ruf entferne entfernen wasche desinfiziere entsorge achte
    achten sorge verwende verwenden wahle wahlen fotografiere unterschreibe erstelle erstellen lies setze`),
  lastForm: /(?:[a-z]{2,}(?:en|ern|eln))$/,
  before: set(
    'bitte dann danach anschliessend zuerst zunachst nicht immer nie sofort sorgfaltig jetzt nun regelmassig taglich ggf',
  ),
  openers: set('wenn falls bei nach vor sobald sofern im in am mit fur wahrend zur zum bevor nachdem'),
  conditions: set('wenn falls sofern'),
  instructs: /^(?:nie|niemals|keinesfalls|auf keinen fall|keine?n?)\b|^[a-z]{2,}(?:en|ern|eln) sie\b/,
  finite:
    /\b(?:ist|sind|war|waren|wird|werden|hat|haben|kann|konnen|konnte|muss|mussen|soll|sollen|sollte|sollten|darf|durfen|mochte|mochten|will|wollen|erfordert|erfordern|enthalten|dienen)\b/,
  obligation:
    /\b(?:muss|mussen|soll|sollen|sollte|sollten|darf|durfen)\b|\b(?:ist|sind)\b.{0,80}?\bzu [a-z]+|\b[a-z]{2,}(?:zu)[a-z]{2,}en\b/,
  sections: {
    purpose: /^(?:zweck|ziele?|zielsetzung|einleitung|einfuhrung|hintergrund|uberblick|vorwort|worum geht)\b/,
    scope: /^(?:geltungsbereich|anwendungsbereich|gultigkeit|adressaten)\b/,
    roles:
      /^(?:zustandigkeit(?:en)?|verantwortlichkeit(?:en)?|verantwortung|rollen|aufgaben und zustandigkeiten|beteiligte)\b/,
    inputs: /^(?:eingaben?|benotigte angaben|benotigte informationen|angaben|voraussetzende angaben)\b/,
    materials: /^(?:material(?:ien)?|gerate|hilfsmittel|ausrustung|werkzeuge?|zutaten|arbeitsmittel)$/,
    skip: /^(?:definitionen?|begriffe|begriffsbestimmung(?:en)?|abkurzungen|glossar|referenzen|literatur|quellen|mitgeltende (?:unterlagen|dokumente)|anderungshistorie|anderungsverzeichnis|anderungen|revision(?:en|shistorie)?|versionshistorie|unterschriften|freigabe|rechtsgrundlagen?|gesetzliche grundlagen|verteiler|schulungsnachweis|voraussetzungen|beispiele|anlagen|anhange?)\b/,
    contents: /^(?:inhalt|inhaltsverzeichnis|inhaltsubersicht|gliederung)\b/,
    exceptions:
      /^(?:ausnahmen?|abweichung(?:en)?|korrekturmassnahmen?|(?:wenn|falls) (?:ein|eine|der|die|das)? ?(?:wert|messwert|temperatur|etwas)\b)/,
    steps:
      /(?:ablauf|vorgehen|durchfuhrung|verfahren|schritte?|massnahmen|anleitung|arbeitsschritte|checkliste|aufgaben|prozess|tatigkeiten|anweisung)/,
  },
  columns: {
    step: /^(?:schritte?|tatigkeit(?:en)?|aufgaben?|massnahmen?|aktivitat(?:en)?|was|prufpunkte?|arbeitsschritte?|prufung|ablauf|vorgang|beschreibung|anweisung)\b/,
    number: /^(?:nr|lfd|pos|#|schritt[- ]?nr|nummer)\b/,
    role: /^(?:wer|zustandig|verantwortlich|rolle|durch|verantw|ausfuhrende|person)/,
    evidence: /^(?:nachweis|dokumentation|aufzeichnung|formular|beleg)/,
    limit: /^(?:grenzwerte?|soll|sollwert|zielwert|toleranz|kriteri|vorgabe)/,
    due: /^(?:wann|frist|termin|haufigkeit|intervall|zeit(?:punkt)?)\b/,
    note: /^(?:bemerkung|hinweis|anmerkung|kommentar|wie|details|erlauterung)/,
  },
  notSteps:
    /(?:\b(?:beispiele?|zum beispiel|z\. ?b\.|folgende(?:n|r)? (?:angaben|informationen|daten|quellen|begriffe|unterlagen)|quellen|enthalt|enthalten|besteht aus|anzeichen|symptome|ursachen|arten von|dazu gehoren)\b[^.]*:?$)/,
  evidence: {
    photo: /\b(?:fotos?|fotografier\w*|bild(?:er)? (?:machen|aufnehmen)|aufnahme machen|screenshots?)\b/,
    signature: /\b(?:unterschr\w+|unterzeichn\w+|signier\w+|abzeichnen|gegenzeichn\w+)\b/,
    text: /\b(?:notier\w+|dokumentier\w+|protokollier\w+|eintragen|eingetragen|aufzeichnen|festhalten|vermerk\w*|erfassen|logbuch)\b/,
    file: /\b(?:formular\w*|bericht\w*|beleg\w*|anhangen|beifugen|hochladen|quittung|protokoll ablegen|rechnung)\b/,
    number: /\b(?:\w*temperatur\w*|messen|messwert\w*|gewicht|wiegen|zahlen|fullstand|druck|ph-wert|menge ablesen)\b/,
  },
  limits: limitPatterns({
    between: 'zwischen|von',
    and: 'und|bis',
    atMost: '(?:hochstens|maximal|max\\.?|unter|weniger als|nicht uber|bis zu|nicht mehr als|unterhalb von)',
    atLeast: '(?:mindestens|minimal|min\\.?|uber|mehr als|nicht unter|wenigstens|oberhalb von)',
    orLess: 'oder (?:weniger|darunter|kalter)',
    orMore: 'oder (?:mehr|daruber|warmer)',
  }),
  approval: /\b(?:genehmig\w+|freigabe|freigegeben|freigeben|freizugeben|zustimmung|gegenzeichn\w+|bewillig\w+)\b/,
  separation:
    /\b(?:nicht selbst|andere person|nicht dieselbe|vier-augen\w*|unabhangig\w*|nicht (?:vorbereitet|erstellt))\b/,
  quorum:
    /\b(zwei|drei|vier|beide|\d+)\s+(?:verschiedene |andere |weitere )?(?:[a-z]+ ){0,2}?(?:genehmig\w*|personen|freigaben|unterschriften|leiter\w*|fuhrungskrafte)/,
  numbers: { ein: 1, eine: 1, einer: 1, einem: 1, zwei: 2, beide: 2, drei: 3, vier: 4, funf: 5, sechs: 6, zehn: 10 },
  within: /\b(?:innerhalb(?: von)?|binnen|spatestens (?:nach|in))\s+(\d+|eine[rsm]?|zwei|drei|vier|funf)\s+([a-z]+)/,
  units: { minute: /^min/, hour: /^stund/, day: /^(?:tag|werktag|arbeitstag)/, week: /^woche/ },
  responsible: /^(?:verantwortlich|zustandig|zustandigkeit|durchfuhrung durch|durch|rolle|wer)\s*[:–-]\s*/,
  doer: /\b(?:fuhrt\b.*\b(?:durch|aus)|erledigt|bearbeitet|macht)\b/,
  pointer: /^(?:siehe|vgl|weitere|fur (?:weitere|fragen|details)|bei fragen)\b/,
  decision: /^(?:entscheide\w*|wahle\w*|entscheidung)\b|\bentscheiden$/,
  or: /,?\s+oder\s+/,
  accountable: /\b(?:gesamtverantwort\w+|prozessverantwort\w+|rechenschaftspflichtig)\b/,
  exceptions: /\b(?:ausnahmen?|abweichung(?:en)?)\b/,
};
