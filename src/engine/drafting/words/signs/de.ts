import type { Signs } from './signs.ts';

export const germanSigns: Signs = {
  titles: {
    photo: 'Foto',
    signature: 'Unterschrift',
    text: 'Notiz',
    file: 'Datei',
    checkbox: 'Abgehakt',
    number: 'Messwert',
    message: 'Gesendete Nachricht',
  },
  asks: {
    photo: {
      says: /\b(?:fotos?|fotografi\w+|photos?|bild(?:er)?(?: \w+){0,4} (?:machen|aufnehmen|anfertigen|hochladen)|aufnahmen? (?:machen|anfertigen)|screenshots?|bildschirmfotos?|bildschirmaufnahmen?|fotodokumentation)\b/,
      not: /\b(?:(?:siehe|wie (?:auf|im)|gemass|laut|mit) (?:\w+ )?(?:fotos?|bild)|(?:keine|nicht) (?:fotos?|fotografi\w+)|fotokopi\w+|lichtbildausweis)\b/g,
    },
    signature: {
      says: /\b(?:unterschr(?:eib\w*|ift\w*|ieb\w*)|unterzeichn\w+|signier\w+|abzeichn\w+|abgezeichnet|abzuzeichnen|gegenzeichn\w+|gegengezeichnet|paraphier\w+|namenszeichen|kurzel (?:eintragen|setzen)|quittier\w+)\b/,
      not: /\b(?:digital signierte|e-?mail-?signatur\w*)\b/g,
    },
    text: {
      says: /\b(?:notier\w*|dokumentier\w*|protokollier\w*|\w*eintragen|\w*eingetragen|einzutragen|tragen sie\b.{1,80}\bein|trage\b.{1,80}\bein|tragt\b.{1,80}\bein|aufzeichne\w*|aufgezeichnet|festhalten|festzuhalten|festgehalten|vermerk(?:en|t|e)|zu vermerken|erfass(?:en|t|e)|aufschreiben|aufgeschrieben|schreib\w* .{1,60} auf|halten sie .{1,80} fest|niederschreiben|verzeichnen|ins? (?:\w+buch|\w*protokoll|logbuch)|(?:logbuch|protokoll|liste|tagebuch|betriebstagebuch) (?:fuhren|ausfullen|erganzen)|ticket (?:anlegen|eroffnen|erstellen|offnen)|beschreib(?:en|e|t))\b/,
      not: /\b(?:(?:logbuch|protokoll\w*|aufzeichnungen|eintrage|notizen) (?:\w+ )?(?:prufen|kontrollieren|lesen|durchsehen|einsehen)|nicht (?:notier\w*|eintragen|dokumentier\w*)|beschreibung|wie dokumentiert)\b/g,
    },
    file: {
      says: /\b(?:anhangen|angehangt|anzuhangen|beifugen|beigefugt|beizufugen|hochladen|hochgeladen|\w*-?upload|hochzuladen|laden sie .{1,60} hoch|ausdruck(?:en|t)|ausgedruckt|druck(?:en|e) (?:sie )?|einscannen|eingescannt|scannen|exportier\w+|archivier\w+|heften sie .{1,60} (?:an|ab)|abheften)\b/,
      not: /\b(?:barcode|qr-?code|strichcode) (?:ein)?scannen\b|\bunter druck\b/g,
    },
    checkbox: {
      says: /\b(?:abhaken|abgehakt|abzuhaken|ankreuzen|angekreuzt|anzukreuzen|hak(?:en|e) .{1,60} ab|kreuz(?:en|e) .{1,60} an|hakchen (?:setzen|machen)|als erledigt (?:markier\w+|kennzeichnen))\b/,
    },
    message: {
      says: /\b(?:e-?mail|mail|schreiben|brief|nachricht|sms)\b.{0,60}\b(?:senden|schicken|schreiben|versenden|verschicken|zusenden)\b|\b(?:senden|schicken|schreiben|schreibe|sende|schicke)\b.{0,60}\b(?:e-?mail|mail|brief|nachricht|sms)\b/,
    },
  },
  papers:
    /\b(?:\w*formular\w*|\w*bericht\w*|\w*beleg\w*|\w*fragebogen|\w*fragebogens|\w*quittung\w*|\w*rechnung(?:en)?|\w*zertifikat\w*|\w*bescheinigung\w*|\w*protokolle?s?|checklisten?|\w*lieferschein\w*|\w*vordruck\w*|\w*antrag\w*|\w*anzeige|\w*nachweise?s?|\w*kopien?|\w*liste|\w*tabelle|\w*vertrag\w*|anlagen?|anhang|pdf|excel-?\w*|\w*datei(?:en)?|\w*schein)\b/,
  produces:
    /\b(?:ausfull\w*|ausgefullt|auszufullen|full(?:en|e|t)\b|einreich\w*|eingereicht|einzureichen|abgeben|abgegeben|erstell\w*|zu erstellen|schreib\w*|geschrieben|verfass\w*|anfertig\w*|vorlegen|ablegen|abgelegt|abzulegen|speicher\w*|gespeichert|send\w*|schick\w*|ubergeb\w*|ausstell\w*|ausdruck\w*|druck(?:en|e|t)|anhang(?:en|t)|beifug\w*|hochlad\w*|aufbewahr\w*|beileg\w*|zusend\w*|ubermittel\w*|abheft\w*|einholen|anfordern)\b/,
  measured:
    /(?<![\p{L}])(?:\w*temperatur(?:en)?|\w*messwerte?|\w*gewichte?|\w*fullstand|\w*stand|\w*druck|ph-?wert|ph|\w*menge|\w*anzahl|\w*feuchte|\w*feuchtigkeit|\w*spannung|\w*konzentration|\w*tiefe|\w*geschwindigkeit|\w*harte|\w*chlorgehalt|\w*gehalt|\w*volumen|\w*lange|\w*breite|\w*hohe|\w*dosis|\w*puls|\w*blutdruck|\w*leitfahigkeit|\w*betrag|\w*summe|kassenbestand|\w*bestand|kilometerstand|\w*zahlerstand|\w*dicke|\w*drehmoment|\w*abstand|\w*helligkeit|\w*durchfluss)(?![\p{L}])/u,
  measures:
    /\b(?:messen|messe|misst|gemessen|zu messen|miss|wiegen|wiege|wiegt|gewogen|zahlen(?= sie\b| und|$|[.,;])|zahle|zahlt|gezahlt|\w+ zahlen|ablesen|abgelesen|abzulesen|nachmessen|ermitteln|nachzahlen|(?:messung|zahlung|ablesung|wagung)(?:en)? (?:durchfuhren|vornehmen))\b/,
  checks:
    /^(?:(?:bitte|dann|danach|anschliessend|zuerst|taglich|regelmassig)\s+)*(?:pruf\w*|uberpruf\w*|kontrollier\w*|sicherstellen|stellen sie sicher|vergewisser\w*|inspizier\w*|test\w*|beobacht\w*|achten|uberwach\w*|sichtprufung|vergleich\w*)\b|\b(?:(?:uber|nach)?prufen|geprueft|kontrollieren|sicherstellen|sicherzustellen|zu (?:uber)?prufen|zu kontrollieren|inspizieren|uberwachen|vergleichen|testen|vergewissern|gepruft|kontrolliert werden)[.!]?$/,
  condition:
    /(?<!\b(?:entscheide\w*|prufen|klaren|auch|selbst|als)\s)\b(?:wenn|falls|sofern|im falle|bei (?=[^.,]{0,40}(?:uber|unter|abweich|ausfall|storung|nicht|fehl))|sollte(?:n)? (?=(?:der|die|das|ein|eine)\b)|liegt (?=[^.]{3,60},))\b/gu,
  otherwise: /(?:^|[.;,]\s*)(?:andernfalls|ansonsten|sonst|wenn nicht|falls nicht|wenn nein|falls nein)\b,?\s*/,
  by: /\b(?:durch (?:den |die |das |einen |eine )?|vom |von (?:der |dem |den |einem |einer )?)/g,
  as: /^als (?:ein |eine |der |die )?/,
  finite:
    /^(?:muss|mussen|soll|sollen|sollte|sollten|darf|durfen|ist|sind|hat|haben|wird|werden|kann|konnen|[a-z]{2,}(?:t|en|ern|eln))$/,
  label:
    /(?<![\p{L}])(?:verantwortlich(?:e person|er|e)?|verantwortung|verantwortlichkeit|zustandig(?:keit|e person)?|durchfuhrung(?: durch)?|ausfuhrung(?: durch)?|durchgefuhrt (?:durch|von)|erledigt durch|rolle|wer|ausfuhrende[rs]?(?: person)?)\s*[:=]\s*/u,
  duties:
    /\b(?:aufgaben? (?:der|des|fur)|pflichten (?:der|des)|zustandigkeiten? (?:der|des)|checkliste (?:fur|der|des)|anleitung fur|fur|der|des|die|den|das|aufgaben?|pflichten|rolle|zustandigkeit(?:en)?|verantwortung|checkliste|tatigkeiten|massnahmen)\b/g,
  within:
    'innerhalb(?: von)?|binnen|spatestens (?:nach|in|innerhalb(?: von)?)|in weniger als|nach spatestens|in maximal|in hochstens|innert',
  before: 'vor|bis|spatestens um|spatestens bis|bis spatestens|nicht spater als',
  at: 'um|ab|gegen',
  unanswered:
    /\b(?:niemand|keine (?:antwort|reaktion|ruckmeldung)|nicht (?:\w+ )?(?:erreichbar|antwort\w*|reagier\w*|erreich\w*|behoben|geklart|gelost|meldet|bestatigt|moglich|erledigt|verfugbar)|nicht meldet|weiterhin|bleibt|fortbesteh\w*|uberschritten|ausbleib\w*)\b/,
  tells:
    /\b(?:informier\w*|benachrichtig\w*|verstandig\w*|rufen sie|ruf|rufe|melde[nt]?(?: sie)?(?: (?:dies|es))?|kontaktier\w*|alarmier\w*|eskalier\w*(?: sie)? an|an|wenden sie sich an|ubergeben an|frag\w*|fragen sie) (?:sie )?(?:bitte )?(?:die |den |das |der |dem |ihre |ihren )?/g,
  forbids: /\b(?:nicht|nie|niemals|keinesfalls|kein(?:e[nrsm]?)?|verboten|untersagt|unzulassig|niemand)\b/,
  without: /\b(?:ohne|ausser mit|nur mit|bevor|es sei denn|solange)\b/,
  writes:
    /\b(?:eintragen|eingeben|trag\w*|gib\b|geben sie|erfass\w*|anleg\w*|aktualisier\w*|buch(?:en|e|t)|speicher\w*|ander\w*|losch\w*|hochlad\w*|dokumentier\w*|schliess\w*|eroffn\w*|erstell\w*|vermerk\w*|notier\w*|hinterleg\w*|freigeb\w*|storn\w*|pfleg\w*)\b/,
  reads:
    /\b(?:pruf\w*|nachsehen|nachschauen|suche?n?|offne?n?|anzeigen|lesen|ablesen|abfrag\w*|abruf\w*|exportier\w*|druck\w*|einsehen|vergleich\w*|kontrollier\w*|aufruf\w*|uberpruf\w*|herunterlad\w*)\b/,
  inSystem: 'in|im|ins|in der|in die|in das|uber|uber das|mit|aus|aus dem|am|an das|auf|auf dem|via|per',
  systems:
    /\b(?:kasse(?:nsystem)?|warenwirtschaft(?:ssystem)?|ticket-?system|buchungssystem|\w+-?(?:system|software|app|portal|datenbank|programm)|intranet|excel-?(?:liste|tabelle|datei)|datenbank|laufwerk|crm|erp|lims|wws|kis|pos)\b/,
  often: {
    daily:
      /\b(?:taglich\w*|jeden (?:tag|morgen|abend|mittag|nachmittag)|jede (?:nacht|schicht)|einmal (?:am|pro) tag|allabendlich|allmorgendlich)\b/,
    workdays:
      /\b(?:jeden (?:werktag|arbeitstag)|werktags|werktaglich\w*|arbeitstaglich\w*|montags? bis freitags?|mo\.?\s?[-–]\s?fr)\b/,
    weekly: /\b(?:wochentlich\w*|jede woche|einmal (?:pro|in der) woche)\b/,
    monthly: /\b(?:monatlich\w*|jeden monat|einmal (?:pro|im) monat|monatsanfang|zum ersten des monats)\b/,
    hourly: /\b(?:stundlich\w*|jede (?:volle )?stunde)\b/,
    days: [
      'montags?',
      'dienstags?',
      'mittwochs?',
      'donnerstags?',
      'freitags?',
      '(?:samstags?|sonnabends?)',
      'sonntags?',
    ],
    each: 'jeden|am|immer|immer am|jeweils|jeweils am|an jedem',
    parts: [
      [/\bmorgen\w*\b|\bfruh\b|\boffnung\b/, 7],
      [/\bmittag\w*\b/, 12],
      [/\bnachmittag\w*\b/, 15],
      [/\babend\w*\b|\bladenschluss\b/, 20],
      [/\bnachts?\b/, 22],
    ],
  },
};
