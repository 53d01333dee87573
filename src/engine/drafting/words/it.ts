import { type Lexicon, set } from './lexicon.ts';
import { limitPatterns } from './limit-patterns.ts';
import { italianSigns } from './signs/it.ts';
import { italianVerbs } from './verbs/italian.ts';

export const italian: Lexicon = {
  language: 'it',
  decimal: ',',
  signs: italianSigns,
  common: 'il la i le di e che per un una in con non del della al dei sono o si da deve nel'.split(' '),
  verbs: italianVerbs.commands,
  acts: italianVerbs.acts,
  action:
    /(?:[a-z]{3}(?:zione|sione|mento|aggio|tura|izia)|controllo|verifica|consegna|invio|firma|ritiro|raccolta|cambio|chiusura|avvio)$/,
  passive:
    /\b(?:(?:si) [a-z]+(?:a|e|ano|ono)\b|(?:e|sono|viene|vengono|sara|saranno|va|vanno) [a-z]+(?:at|it|ut|ss|tt|st|rs|rt|nt|so|to)[oaei]\b)/,
  clitics: /(?<=[a-z]{3})(?:si|lo|la|li|le|ne|gli|ci|vi|ti|mi)$/,
  firstForm: /^[a-z]{2,}(?:are|ere|ire|rre|arsi|ersi|irsi)$/,
  before: set(
    'successivamente seguito dapprima innanzitutto ultimo ora inoltre poi quindi dopo prima infine non sempre mai immediatamente subito anche',
  ),
  openers: set('se quando dopo prima per in con durante nel alla al una secondo'),
  conditions: set('se qualora'),
  instructs: /^(?:mai\b|non [a-z]+(?:are|ere|ire|ate|ete)\b|vietato)/,
  obligation: /\b(?:deve|devono|dovra|dovranno|dovrebbe|bisogna|occorre|e necessario|e obbligatorio|va|vanno)\b/,
  sections: {
    purpose: /^(?:scopo|obiettiv[oi]|oggetto|finalita|introduzione|premessa)\b/,
    scope: /^(?:campo di applicazione|ambito|applicabilita)\b/,
    roles: /^(?:esecutori|operatori coinvolti|responsabilita|responsabili|ruoli|figure coinvolte|compiti)\b/,
    inputs: /^(?:dati (?:necessari|richiesti)|informazioni (?:necessarie|richieste))\b/,
    materials: /^(?:materiali?|attrezzature|strumenti|ingredienti|apparecchiature)$/,
    skip: /^(?:(?:ultime|recenti) modifiche|modifiche recenti|leggimi|come usare quest|definizioni|glossario|abbreviazioni|acronimi|riferimenti|documenti (?:correlati|di riferimento)|bibliografia|storico|revisioni|stato delle revisioni|firme|contatti|numeri utili|recapiti|rubrica|termini e definizioni|elenco delle (?:revisioni|abbreviazioni)|risoluzione dei problemi|base giuridica|normativa|distribuzione|prerequisiti|esempi|registrazioni)\b/,
    contents: /^(?:indice|sommario|contenuti?)\b/,
    exceptions:
      /^(?:eccezion[ei]|scostament[oi]|deviazion[ei]|azion[ei] correttiv[ae]|se (?:un[ao]?|la|il)? ?(?:valore|misura|temperatura|lettura)\b)/,
    approval: /^(?:approvazion[ei]|autorizzazione|validazione|rilascio|benestare|nulla osta)\b/,
    steps:
      /\b(?:procedur[ae]|passi|fasi|istruzioni|modalita operative|metodo|attivita|processo|lista di controllo|check-?list|compiti|azioni)/,
  },
  columns: {
    step: /^(?:passi|passo|fase|fasi|azion[ei]|compit[oi]|attivita|cosa|descrizione|istruzion[ei]|verifica|controllo|operazione|voce)\b/,
    number: /^(?:n\.? ?[o°]?\.?$|n°|n\.|nr|num|#)/,
    role: /^(?:chi|responsabile|ruolo|addetto|operatore|a cura)/,
    evidence: /^(?:evidenza|registrazion[ei]|documento|modulo|prova)/,
    limit: /^(?:limit[ei]|criteri[o]?|tolleranza|intervallo|valore|specifica)/,
    due: /^(?:quando|entro|scadenz[ae]|termine|tempo|ora|data)\b/,
    frequency: /^(?:ogni quanto|periodicita|cadenza|frequenza)\b/,
    note: /^(?:note?|osservazioni|commenti|dettagli|come)\b/,
    status:
      /^(?:fatto|eseguito|stato|ok\??|✓|✔|☐|☑|si\b.*|no|esit[io]|risultat[io]|firma|sigla|visto|completat[oa]|verificat[oa]|conforme\b.*|c ?\/ ?nc|check|spunta)$/,
  },
  duty: /(?:\b(?:deve|devono|dovra|dovranno|bisogna|occorre|si prega di|per favore|in quest'ordine|nel seguente ordine)\s*:$|\b(?:come segue|nel modo seguente|nel seguente modo|(?:i |le )?seguenti (?:passi|passaggi|azioni|fasi|attivita|operazioni|istruzioni|compiti|verifiche)|da fare|ogni (?:mattina|giorno|sera|settimana|mese|turno)|tutti i giorni|si procede)[^.:]{0,60}:$)/,
  handbook: /\b(?:manuale|guida|raccolta|compendio|procedure|protocolli|regolamento|istruzioni operative|processi)\b/,
  checklist:
    /\b(?:check-? ?lists?|list[ae] (?:di (?:controllo|verifica|spunta)|delle (?:cose da fare|attivita)|dei controlli)|(?:list[ae]|procedura|giro) (?:di )?(?:apertura|chiusura|pulizia|consegna))\b/,
  part: /^(?:infine|poi|fase|passo|parte|sezione|prima|durante|dopo|a fine|al |all|giorno|settimana|mese|prepar|prelimin|configur|identif|rileva|indagin|analisi|valuta|conten|eradic|ripristin|comunic|lezioni|chius|final|conclus|esecu|svolgim|modalita|descri|verific|validaz|controll|approva|autorizz|documenta|registraz|monitor|pulizia|stoccag|conserva|segnala|notific|escalation|general|procedur|metod|process|istruz|passi|attivita|compiti|azioni|mattin|mezzogiorno|pomeriggio|sera|notte|giornal|quotidian|settimanal|mensil|annual|ogni|area|pre|post)/,
  facts:
    /^(?:versione|revisione|rev\.?|modific\w*|caus[ae](?: possibil\w*| probabil\w*)?|soluzion[ei]|rimed[io]+|problem[ai]|sintom[io]|guast[io]|error[ei]|difett[io]|termin[ei]|abbreviazion[ei]|acronim[io]|sigl[ae]|definizion[ei]|significat[io]|telefon[io]|tel\.?|interno|e-?mail|contatt[io]|conservazione|tempo di conservazione|gravita|parametr[io]|valor[ei]|unita|reagent[ei]|composizione|concentrazione|ingredient[ei]|fornitor[ei]|document[io]|titol[io]|risch[io]+|pericol[io])\b/,
  notSteps:
    /(?:\b(?:esempi[o]?|come ad esempio|i seguenti (?:dati|documenti|elementi)|le seguenti informazioni|comprende|contiene|consiste|segni|sintomi|cause|tipi di|possibili (?:errori|problemi|guasti)|(?:errori|problemi|guasti) (?:possibili|comuni|frequenti|noti))\b[^.]*:?$)/,

  limits: limitPatterns({
    between: 'tra|fra|da',
    and: 'e|a|ed',
    to: 'a',
    atMost: String.raw`al massimo|massimo|massima|massimo di|max\.?|fino a|non (?:\w+ ){0,2}?(?:piu di|super\w+|ecced\w+|oltre|oltrepass\w+|superior[ei] a|sopra)|minore o uguale a|inferiore o uguale a|uguale o inferiore a`,
    below: 'meno di|inferior[ei] a|sotto|al di sotto di|minor[ei] di',
    atLeast: String.raw`almeno|minimo|minima|minimo di|min\.?|non (?:\w+ ){0,2}?(?:meno di|inferior[ei] a|sotto|scend\w+ sotto)|maggiore o uguale a|superiore o uguale a|uguale o superiore a`,
    above: 'piu di|superior[ei] a|sopra|al di sopra di|oltre|maggior[ei] di|supera|superi|eccede',
    orLess: 'o meno|o inferiore|(?:al )?massimo|max',
    orMore: 'o piu|o superiore|(?:al )?minimo|almeno',
  }),
  approval: /\b(?:approv\w+|autorizz\w+|permesso|benestare|nulla osta)\b/,
  separation: /\b(?:altra persona|divers\w+|non (?:ha|hanno|abbia)|indipendent\w+)\b/,
  quorum:
    /\b(due|tre|quattro|entrambi|\d+)\s+(?:[a-z]+ ){0,2}?(?:approvaz\w*|persone|autorizzaz\w*|firme|responsabili|supervisor\w*)/,
  numbers: { un: 1, uno: 1, una: 1, due: 2, entrambi: 2, tre: 3, quattro: 4, cinque: 5, dieci: 10 },
  doer: /\b(?:esegue|esecuzione|svolgimento|effettua|svolge|fa|gestisce)\b/,
  pointer: /^(?:vedi|vedere|cfr|per (?:maggiori|ulteriori|domande))\b/,
  decision: /^(?:decid\w+|scegli\w*|stabilire se|decisione)\b/,
  or: /,?\s+o\s+/,
  accountable: /\b(?:responsabile (?:generale|del processo))\b/,
  exceptions: /\b(?:eccezion[ei]|scostament[oi]|deviazion[ei]|fuori limite)\b/,
};
