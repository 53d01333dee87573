import { list, type Verbs, verbsOf } from './conjugation.ts';

/** Without their separable prefixes: "schaltet … ein" is found by `schaltet`. */
const INFINITIVES = list(`
  sicherstellen festhalten durchlesen nachsehen
  achten aktivieren aktualisieren alarmieren analysieren andern antworten arbeiten archivieren arretieren atmen aussern bauen beachten beantragen beantworten
  bearbeiten beauftragen bedienen beenden befestigen befolgen befragen befullen begleiten beginnen begrenzen begrussen begrunden behalten behandeln belegen beluften benachrichtigen
  benennen benutzen beobachten beraten berechnen bereinigen berichten berufen beruhigen beschaffen beschreiben beschriften besetzen besichtigen besprechen
  bestatigen bestellen bestimmen betatigen betreten betreuen bewahren bewegen bewerten bezahlen bieten bilden binden bitten bleiben blockieren bohren braten brechen brennen bringen buchen bursten
  checken decken definieren deaktivieren delegieren deponieren desinfizieren dichten diskutieren dokumentieren drehen drucken durchfuhren eichen eilen einigen entfernen entkalken entkoppeln entladen
  entlassen entleeren entlufen entluften entnehmen entscheiden entsorgen entsperren entwickeln erfassen erganzen erheben erhitzen erhohen erinnern erkundigen erklaren erlautern ermitteln erneuern eroffnen
  ersetzen erstatten erstellen erteilen erwarmen etikettieren evakuieren fahren fegen festlegen filtern fordern formulieren fotografieren fragen freigeben frieren fuhren fullen geben
  gehen genehmigen gewahrleisten giessen greifen haften halten handeln handigen hangen heben heften heizen helfen herstellen hinterlegen holen horen identifizieren impfen informieren
  inkubieren initiieren installieren instruieren isolieren justieren kalibrieren kehren kennzeichnen klaren klappen kleben klemmen klicken klingeln kochen kommunizieren konfigurieren kontaktieren kontrollieren
  koordinieren koppeln kopieren korrigieren kuhlen kummern kundigen kurzen laden lagern lassen laufen legen leeren leiten lesen leuchten liefern loschen losen luften machen mahnen markieren melden mengen
  merken messen mieten minimieren mischen mitteilen montieren nachfullen nehmen neutralisieren notieren nummerieren nutzen offnen olen ordnen organisieren packen parken passen pflegen pipettieren planen platzieren
  polieren positionieren prasentieren priorisieren probieren programmieren protokollieren prufen pumpen putzen quittieren quetschen raumen reagieren rechnen regeln registrieren reiben reichen reinigen reparieren reservieren retten richten rollen rufen
  ruhren sagen sammeln sanieren saubern saugen schaffen schalten schauen scannen schatzen scheuern schicken schieben schliessen schneiden schrauben schreiben schrubben schulen schutteln schutzen schwenken schweissen
  senden senken setzen sichern sichten signieren simulieren sortieren sorgen spannen speichern sperren sprechen spritzen spruhen spulen stapeln starten stecken stehen stellen sterilisieren steuern stoppen stornieren
  streichen streuen suchen tanken tauschen teilen telefonieren tragen transportieren trennen treffen trocknen uben uberbringen ubergeben uberprufen ubersenden ubertragen uberwachen ubermitteln uberweisen umfullen unterbrechen unterbinden unterlassen
  unternehmen unterrichten unterschreiben untersuchen unterstutzen unterweisen unterzeichnen verabschieden veranlassen verandern verbinden verbleiben verbringen verdunnen vereinbaren verfolgen vergeben vergewissern vergleichen verhindern
  verlassen verlegen vermeiden vermerken vermischen vernichten verpacken verriegeln verschicken verschieben verschliessen verschrauben versehen versenden versichern versorgen verstandigen verstauen verteilen verwahren verwalten
  verweisen verwenden verzichten vorbereiten wahlen wahren warnen warten waschen wechseln wegwerfen weisen weiterleiten wenden werfen wickeln wiederholen wiegen wischen zahlen zeichnen zeigen zentrifugieren ziehen zubereiten zugeben zustellen`);

export const germanVerbs: Verbs = verbsOf(
  INFINITIVES,
  {
    commands: (infinitive) => [infinitive, `${bare(infinitive)}e`, third(infinitive)],
    acts: (infinitive) => [third(infinitive), infinitive],
  },
  {
    commands: `
      achte bleib brich gib halt halte hilf hol lass lasse leg lies mach mach melde miss nimm ruf schau schneid schreib setz sieh sprich stell
      trag tritt vergiss warte wasch wirf zieh`,
    acts: `
      behalt betritt bittet brat empfangt entlasst entnimmt erhalt fahrt gibt halt hilft ladt lasst lauft liest misst nimmt ruft schlagt
      spricht steht tragt trifft tritt unterbricht ubernimmt ubertragt vergibt verlasst vergleicht wascht wirft weist`,
  },
);

function bare(infinitive: string): string {
  return infinitive
    .replace(/(?<=[^e])eln$/, 'el')
    .replace(/(?<=[^e])ern$/, 'er')
    .replace(/en$/, '');
}

/** `pruft`, `offnet`, `sendet`. */
function third(infinitive: string): string {
  const stem = bare(infinitive);
  return /[dt]$|[^aeiouhlr][mn]$/.test(stem) ? `${stem}et` : `${stem}t`;
}
