import { list, type Verbs, verbsOf } from './conjugation.ts';

const INFINITIVES = list(`
  abbassare abilitare accantonare accedere accendere accertare accettare accompagnare acquisire acquistare addestrare aggiornare aggiungere agitare aiutare
  allacciare allegare allertare allontanare alzare ammollare analizzare annotare annullare applicare appoggiare approvare aprire archiviare areare arieggiare
  aspettare aspirare assegnare assemblare assicurare assistere asciugare asportare attaccare attendere attivare attuare autorizzare avvertire avviare avvisare
  avvitare avvolgere bagnare bloccare bollire buttare calcolare calibrare cambiare cancellare caricare centrifugare cercare chiamare chiedere chiudere
  classificare coinvolgere collegare collocare colmare compilare completare comprare comunicare concordare condividere condurre confermare confezionare confrontare congelare
  consegnare conservare consultare contare contattare contenere contrassegnare controllare convocare coordinare copiare coprire correggere creare cuocere
  dare decidere definire depositare descrivere detergere determinare dichiarare diluire diminuire discutere disattivare disimballare disinfettare disinserire disinstallare dismettere
  disporre distribuire disattivare documentare effettuare eliminare emettere esaminare eseguire esporre estrarre evacuare evitare etichettare far fare
  fermare filtrare firmare fissare fornire fotografare frizionare garantire gettare girare gestire identificare immergere impedire impostare imbustare imballare impugnare inclinare
  includere incubare indicare indirizzare indossare individuare informare iniziare inoltrare inserire ispezionare installare integrare interrompere
  intervenire introdurre inviare invitare isolare istruire lasciare lavare leggere lavorare levare limitare lubrificare mantenere marcare mescolare mettere
  miscelare misurare modificare montare mostrare muovere neutralizzare notificare numerare occupare offrire operare ordinare organizzare ottenere pagare
  parlare passare pesare pianificare piegare pipettare porre portare posizionare predisporre prelevare premere prendere preparare presentare preriscaldare prestare
  procedere procurare programmare proseguire proteggere provare provvedere pubblicare pulire raccogliere raccomandare raffreddare raggiungere raschiare
  recarsi recuperare redigere registrare regolare reintegrare removere respingere restare restituire riavviare ricaricare ricevere richiamare richiedere richiudere riciclare riconsegnare ricollegare
  ricoprire ridurre riempire rientrare rifiutare riferire rifornire rilasciare rilevare rimanere rimettere rimontare rimuovere rinnovare rintracciare riparare ripetere
  riportare riporre ripristinare ripulire risciacquare riscaldare riservare risolvere rispettare rispondere riunire ritirare ruotare salire salutare salvare
  sanificare sbloccare sbrinare scaldare scansionare scaricare scartare scegliere sciacquare scolare scollegare scongelare scrivere segnalare segnare seguire selezionare
  separare serrare servire sfregare sgombrare sgrassare sigillare siglare sistemare smaltire smontare smuovere sollevare somministrare sorvegliare
  sospendere sostituire spazzare spazzolare spegnere spillare spingere spostare spruzzare stabilire staccare stampare stendere sterilizzare stilare stivare stoccare strofinare suonare supervisionare svitare
  svolgere svuotare tagliare tappare tenere terminare timbrare tirare tornare togliere toccare tracciare trascrivere trasferire trasmettere trasportare
  trattare uscire usare utilizzare validare valutare ventilare verificare versare vestire vigilare vuotare`);

export const italianVerbs: Verbs = verbsOf(
  INFINITIVES,
  {
    commands: (infinitive) => {
      const stem = infinitive.slice(0, -3);
      if (infinitive.endsWith('are')) return [infinitive, `${stem}a`, `${spelled(stem)}i`, `${stem}ate`];
      const soft = `${stem}i`.replace(/ii$/, 'i');
      const ire = infinitive.endsWith('ire');
      return [
        infinitive,
        soft,
        `${stem}a`,
        `${stem}${ire ? 'ite' : 'ete'}`,
        ...(ire ? [`${stem}isci`, `${stem}isca`] : []),
      ];
    },
    acts: (infinitive) => {
      const stem = infinitive.slice(0, -3);
      if (infinitive.endsWith('are')) return [`${stem}a`, `${stem}ano`];
      return infinitive.endsWith('ire')
        ? [`${stem}e`, `${stem}isce`, `${stem}ono`, `${stem}iscono`]
        : [`${stem}e`, `${stem}ono`];
    },
  },
  {
    commands:
      'colleghi contenga dai dia di dica esca esci estragga fa faccia fai fate introduca mantenga mantieni metti ottenga ponga poni predisponga raccolga rimanga riponga scelga tenga tieni tieni tolga vada vai veda venga vieni riduca',
    acts: 'da danno dispone espone fa fanno introduce mantiene ottiene pone predispone provvede riduce ripone tiene trae va vanno viene',
  },
);

/** Before `i`: carichi, paghi, lasci. */
function spelled(stem: string): string {
  if (/[cg]$/.test(stem)) return `${stem}h`;
  return stem.replace(/i$/, '');
}
