import { type Lexicon, set } from './lexicon.ts';
import { limitPatterns } from './limit-patterns.ts';
import { germanSigns } from './signs/de.ts';
import { germanVerbs } from './verbs/german.ts';

export const german: Lexicon = {
  language: 'de',
  decimal: ',',
  signs: germanSigns,
  common: 'der die das und ist nicht mit den von zu im fur auf ein eine werden wird bei dem oder nach sind'.split(' '),
  verbs: germanVerbs.commands,
  acts: germanVerbs.acts,
  action: /(?:[a-z]{3}(?:ung|tion|nahme|gabe|wechsel|gleich|pflege|kontrolle|check|test|anruf|ruf|gang|bau|lauf))$/,
  passive:
    /\b(?:wird|werden|wurde|wurden)\b.{0,160}?\b(?:[a-z]*ge[a-z]+(?:t|en)|[a-z]+iert|[a-z]*(?:be|ver|er|ent|zer|uber|unter|wieder)[a-z]+(?:t|en))\b/,
  lastForm: /(?:[a-z]{2,}(?:en|ern|eln))$/,
  before: set(
    'bitte dann danach anschliessend zuerst zunachst nicht immer nie sofort sorgfaltig jetzt nun regelmassig taglich ggf',
  ),
  openers: set('wenn falls bei nach vor sobald sofern im in am mit fur wahrend zur zum bevor nachdem'),
  conditions: set('wenn falls sofern'),
  instructs:
    /^(?:nie|niemals|keinesfalls|auf keinen fall|keine?n?)\b|^(?!papiere|scharniere|reviere|turniere|klaviere|offiziere|passagiere)[a-z]{2,}iere |^(?:[a-z]+ ){0,4}?(?!haben|konnen|mussen|sollen|sollten|durfen|wollen|mochten|werden|sind|wissen|kennen|brauchen|benotigen|finden|erhalten|bekommen|sehen)[a-z]{2,}(?:en|ern|eln) sie\b/,
  finite:
    /\b(?:ist|sind|war|waren|wird|werden|hat|haben|kann|konnen|konnte|muss|mussen|soll|sollen|sollte|sollten|darf|durfen|mochte|mochten|will|wollen|erfordert|erfordern|enthalten|dienen)\b/,
  obligation:
    /\b(?:muss|mussen|soll|sollen|sollte|sollten|darf|durfen)\b|\b(?:ist|sind)\b(?:(?!, um ).){0,80}?\bzu [a-z]+|\b[a-z]{2,}(?:zu)[a-z]{2,}en\b/,
  sections: {
    purpose:
      /^(?:zweck|ziele?|lernziele?|zielsetzung|einleitung|einfuhrung|hintergrund|uberblick|vorwort|worum geht)\b/,
    scope: /^(?:geltungsbereich|anwendungsbereich|gultigkeit|adressaten)\b/,
    roles:
      /^(?:durchfuhrende|ausfuhrende|zustandigkeit(?:en)?|verantwortlichkeit(?:en)?|verantwortung|rollen|aufgaben und zustandigkeiten|beteiligte)\b/,
    inputs: /^(?:eingaben?|benotigte angaben|benotigte informationen|angaben|voraussetzende angaben)\b/,
    materials: /^(?:material(?:ien)?|gerate|hilfsmittel|ausrustung|werkzeuge?|zutaten|arbeitsmittel)$/,
    skip: /^(?:(?:letzte|neueste|jungste) anderungen|lies ?mich|(?:hinweise|anleitung) zu[rm]? (?:ausfullen|benutzung|datei|nutzung)|ausfullhinweise|definitionen?|begriffe|begriffsbestimmung(?:en)?|abkurzungen|glossar|referenzen|literatur|quellen|mitgeltende (?:unterlagen|dokumente)|anderungshistorie|anderungsverzeichnis|anderungen|revision(?:en|shistorie)?|versionshistorie|unterschriften|freigabe(?:vermerk|tabelle)|kontakte?|ansprechpartner\w*|rufnummern|telefon(?:nummern|liste)|wichtige (?:rufnummern|telefonnummern|kontakte)|notrufnummern|fehlerbehebung|storungsbehebung|begriffserklarung(?:en)?|dokumentenhistorie|anderungsdienst|rechtsgrundlagen?|gesetzliche grundlagen|verteiler|schulungsnachweis|voraussetzungen|beispiele|formulare|vorlagen)\b/,
    contents: /^(?:inhalt|inhaltsverzeichnis|inhaltsubersicht|gliederung)\b/,
    exceptions:
      /^(?:ausnahmen?|abweichung(?:en)?|korrekturmassnahmen?|(?:wenn|falls) (?:ein|eine|der|die|das)? ?(?:wert|messwert|temperatur|etwas)\b)/,
    approval: /^(?:freigabe|genehmigung|abnahme|zustimmung|bewilligung)\b/,
    steps:
      /(?:ablauf|vorgehen|durchfuhrung|verfahren|schritte?|massnahmen|anleitung|arbeitsschritte|checkliste|aufgaben|prozess|tatigkeiten|anweisung)/,
  },
  columns: {
    step: /^(?:schritte?|tatigkeit(?:en)?|aufgaben?|massnahmen?|aktivitat(?:en)?|was|prufpunkte?|arbeitsschritte?|prufung|ablauf|vorgang|beschreibung|anweisung)\b/,
    number: /^(?:nr|lfd|pos|#|schritt[- ]?nr|nummer)\b/,
    role: /^(?:wer|zustandig|verantwortlich|rolle|durch|verantw|ausfuhrende|person)/,
    evidence: /^(?:nachweis|dokumentation|aufzeichnung|formular|beleg)/,
    limit: /^(?:grenzwerte?|soll|sollwert|zielwert|toleranz|kriteri|vorgabe)/,
    due: /^(?:wann|bis wann|bis|innerhalb|spatestens|fallig(?:keit)?|frist(?:en)?|termin|zeit(?:punkt|vorgabe)?)\b/,
    frequency: /^(?:wie oft|turnus|rhythmus|haufigkeit|intervalle?)\b/,
    note: /^(?:bemerkung|hinweis|anmerkung|kommentar|wie\b(?! oft)|details|erlauterung)/,
    status:
      /^(?:erledigt\b.*|status|ok\??|i\. ?o\.?\b.*|check|✓|✔|☐|☑|ja\b.*|nein|ergebnis|kurzzeichen|handzeichen|kurzel|hz\.?|visum|unterschrift|abgehakt|fertig|durchgefuhrt|abgeschlossen|gepruft|bestanden)$/,
  },
  duty: /(?:\b(?:muss|mussen|soll|sollen|hat|haben|ist zu|sind zu|bitte|in dieser reihenfolge)\s*:$|\b(?:wie folgt|folgendermassen|gilt|bitte|folgende(?:n|r|s)? (?:schritte|massnahmen|punkte|arbeiten|aufgaben|tatigkeiten|reihenfolge|prufungen|kontrollen)|zu tun|todo|to-do|jede[nrs]? (?:morgen|tag|abend|woche|schicht|monat)|(?:taglich|wochentlich|monatlich)|(?:nach|vor) (?:dem|der|jede[mnr]) [a-z]+)[^.:]{0,60}:$)/,
  handbook:
    /(?:handbuch|sammlung|manual|mappe|leitfaden|verfahrensanweisungen|arbeitsanweisungen|notfall(?:plane|massnahmen)|betriebsordnung|hausordnung|standards|prozesse\b)/,
  checklist:
    /(?:check-? ?liste|prufliste|aufgabenliste|to-?do|packliste|kontrollliste|laufzettel|(?:offnungs|schliess|reinigungs|ubergabe)liste|laufliste|(?:offnungs|schliess)(?:dienst|runde|rundgang|routine))/,
  part: /^(?:danach|anschliessend|zum schluss|nachher|vorher|phase|stufe|teil|abschnitt|schritt|vor|wahrend|nach|bei|tag|woche|monat|vorbereit|vorarbeit|voruntersuch|einricht|durchfuhr|ausfuhr|umsetz|nachbereit|nachbearbeit|nacharbeit|nachsorge|abschluss|abschliess|ende|identifi|erkenn|analyse|eindamm|beseitig|wiederherstell|kommunik|dokumentat|aufzeichn|kontroll|uberpruf|uberwach|freigabe|genehmig|abnahme|allgemein|ablauf|vorgehen|verfahren|schritte|massnahmen|prozess|tatigkeit|aufgaben|arbeits|morgen|mittag|abend|nacht|taglich|wochentlich|monatlich|jahrlich|fruh|spat|schicht|lagerung|entsorg|meldung|eskalation|nachverfolg)/,
  facts:
    /^(?:version|revision|rev\.?|anderung(?:en)?|grund der anderung|(?:mogliche )?ursachen?|abhilfe|losung(?:en)?|behebung|problem|symptom|fehler\w*|storung(?:en)?|begriffe?|abkurzung(?:en)?|definition|bedeutung|telefon\w*|tel\.?|e-?mail|durchwahl|rufnummer|kontakt|aufbewahrung\w*|parameter|wert|einheit|reagenz|zusammensetzung|konzentration|zutat(?:en)?|lieferant|dokument(?:e|ennummer)?|titel|risiko|gefahrdung)\b/,
  notSteps:
    /(?:\b(?:beispiele?|zum beispiel|z\. ?b\.|folgende(?:n|r)? (?:angaben|informationen|daten|quellen|begriffe|unterlagen)|quellen|enthalt|enthalten|besteht aus|anzeichen|symptome|ursachen|arten von|dazu gehoren|(?:mogliche|haufige|typische|bekannte) (?:fehler|probleme|storungen))\b[^.]*:?$)/,

  limits: limitPatterns({
    between: 'zwischen|von',
    and: 'und|bis',
    to: 'bis',
    atMost: String.raw`hochstens|maximal(?:e[rnsm]? \w+)?|max\.?|nicht (?:\w+ )?(?:uber|mehr als|hoher als|warmer als|grosser als|langer als)|bis zu|nicht uberschreiten|hochstwert|hochsttemperatur|obergrenze`,
    below: 'unter|weniger als|unterhalb von|unterhalb|kleiner als|niedriger als|kalter als|geringer als',
    atLeast: String.raw`mindestens|minimal|min\.?|nicht (?:unter|weniger als|niedriger als|kalter als|kleiner als)|wenigstens|mindesttemperatur|mindestwert|untergrenze|ab`,
    above: 'uber|mehr als|oberhalb von|oberhalb|hoher als|grosser als|warmer als|langer als|ubersteigt|uberschreitet',
    orLess: String.raw`oder (?:weniger|darunter|kalter|niedriger)|nicht (?:ubersteig\w+|uberschreit\w+|uberschritten)|maximal|hochstens|max`,
    orMore: String.raw`oder (?:mehr|daruber|warmer|hoher)|nicht (?:unterschreit\w+|unterschritten)|mindestens`,
  }),
  approval:
    /\bgib(?:t|st)? .{1,60} frei\b|\b(?:genehmig\w+|freigabe|freigegeben|freigeben|freizugeben|zustimmung|gegenzeichn\w+|bewillig\w+)\b/,
  separation:
    /\b(?:nicht selbst|andere person|nicht dieselbe|vier-augen\w*|unabhangig\w*|nicht (?:vorbereitet|erstellt))\b/,
  quorum:
    /\b(zwei|drei|vier|beide|\d+)\s+(?:verschiedene |andere |weitere )?(?:[a-z]+ ){0,2}?(?:genehmig\w*|personen|freigaben|unterschriften|leiter\w*|fuhrungskrafte)/,
  numbers: { ein: 1, eine: 1, einer: 1, einem: 1, zwei: 2, beide: 2, drei: 3, vier: 4, funf: 5, sechs: 6, zehn: 10 },
  doer: /\b(?:fuhrt\b.*\b(?:durch|aus)|ausfuhrung|durchfuhrung|erledigt|bearbeitet|macht)\b/,
  pointer: /^(?:siehe|vgl|weitere|fur (?:weitere|fragen|details)|bei fragen)\b/,
  decision: /^(?:entscheide\w*|wahle\w*|entscheidung)\b|\bentscheiden$/,
  or: /,?\s+oder\s+/,
  accountable: /\b(?:gesamtverantwort\w+|prozessverantwort\w+|rechenschaftspflichtig)\b/,
  exceptions: /\b(?:ausnahmen?|abweichung(?:en)?)\b/,
};
