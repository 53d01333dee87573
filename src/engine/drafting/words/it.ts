import { type Lexicon, limitPatterns, set } from './lexicon.ts';

export const italian: Lexicon = {
  language: 'it',
  common: 'il la i le di e che per un una in con non del della al dei sono o si da deve nel'.split(' '),
  verbs: set(`
    verifica controlla pulisci apri chiudi annota registra misura prendi metti fai assicurati informa chiama invia compila
    attendi usa lava disinfetta firma consegna seleziona conferma esegui evita mantieni conserva elimina spegni accendi
    collega scollega prepara inserisci rimuovi porta avvisa`),
  firstForm: /^[a-z]{2,}(?:are|ere|ire|rre|arsi|ersi|irsi)$/,
  before: set('poi quindi dopo prima infine non sempre mai immediatamente subito anche'),
  openers: set('se quando dopo prima per in con durante nel alla al una secondo'),
  conditions: set('se qualora'),
  instructs: /^(?:mai\b|non [a-z]+(?:are|ere|ire|ate|ete)\b|vietato)/,
  obligation: /\b(?:deve|devono|dovra|dovranno|dovrebbe|bisogna|occorre|e necessario|e obbligatorio|va|vanno)\b/,
  sections: {
    purpose: /^(?:scopo|obiettivi?|oggetto|finalita|introduzione|premessa)\b/,
    scope: /^(?:campo di applicazione|ambito|applicabilita)\b/,
    roles: /^(?:responsabilita|responsabili|ruoli|figure coinvolte|compiti)\b/,
    inputs: /^(?:dati (?:necessari|richiesti)|informazioni (?:necessarie|richieste))\b/,
    materials: /^(?:materiali?|attrezzature|strumenti|ingredienti|apparecchiature)$/,
    skip: /^(?:definizioni|glossario|abbreviazioni|acronimi|riferimenti|documenti (?:correlati|di riferimento)|bibliografia|storico|revisioni|stato delle revisioni|firme|approvazione|base giuridica|normativa|distribuzione|allegati?|prerequisiti|esempi|registrazioni)\b/,
    contents: /^(?:indice|sommario|contenuti?)\b/,
    exceptions:
      /^(?:eccezion[ei]|scostament[oi]|deviazion[ei]|azion[ei] correttiv[ae]|se (?:un[ao]?|la|il)? ?(?:valore|misura|temperatura|lettura)\b)/,
    steps:
      /(?:procedur[ae]|passi|fasi|istruzioni|modalita operative|metodo|attivita|processo|lista di controllo|check-?list|compiti|azioni)/,
  },
  columns: {
    step: /^(?:passi|passo|fase|fasi|azion[ei]|compit[oi]|attivita|cosa|descrizione|istruzion[ei]|verifica|controllo|operazione|voce)\b/,
    number: /^(?:n°|n\.|nr|num|#)/,
    role: /^(?:chi|responsabile|ruolo|addetto|operatore|a cura)/,
    evidence: /^(?:evidenza|registrazion[ei]|documento|modulo|prova)/,
    limit: /^(?:limit[ei]|criteri[o]?|tolleranza|intervallo|valore|specifica)/,
    due: /^(?:quando|scadenza|frequenza|tempo|ora|data)\b/,
    note: /^(?:note?|osservazioni|commenti|dettagli|come)\b/,
  },
  notSteps:
    /(?:\b(?:esempi[o]?|come ad esempio|i seguenti (?:dati|documenti|elementi)|le seguenti informazioni|comprende|contiene|consiste|segni|sintomi|cause|tipi di)\b[^.]*:?$)/,
  evidence: {
    photo: /\b(?:foto|fotograf\w+|immagine|schermata)\b/,
    signature: /\b(?:firm(?:are|a|ato|e)|siglare)\b/,
    text: /\b(?:annot(?:are|a)|registr(?:are|a)|trascriv\w+|diario|registro|documentare|segnare)\b/,
    file: /\b(?:modul[oi]|rapport[oi]|relazione|alleg(?:are|a)|ricevut[ae]|fattur[ae]|scheda|certificat[oi])\b/,
    number: /\b(?:temperatur[ae]|misur(?:are|a|azione)|pes(?:are|a|o)|contare|pressione|livello|lettura|ph)\b/,
  },
  limits: limitPatterns({
    between: 'tra|fra|da',
    and: 'e|a',
    atMost:
      '(?:al massimo|massimo(?: di)?|max\\.?|meno di|inferior[ei] a|sotto i?|non (?:piu di|superare|oltre)|fino a)',
    atLeast: '(?:almeno|minimo(?: di)?|min\\.?|piu di|superior[ei] a|sopra i?|oltre)',
    orLess: 'o meno',
    orMore: 'o piu',
  }),
  approval: /\b(?:approv\w+|autorizz\w+|permesso|benestare|nulla osta)\b/,
  separation: /\b(?:altra persona|divers\w+|non (?:ha|hanno|abbia)|indipendent\w+)\b/,
  quorum:
    /\b(due|tre|quattro|entrambi|\d+)\s+(?:[a-z]+ ){0,2}?(?:approvaz\w*|persone|autorizzaz\w*|firme|responsabili|supervisor\w*)/,
  numbers: { un: 1, uno: 1, una: 1, due: 2, entrambi: 2, tre: 3, quattro: 4, cinque: 5, dieci: 10 },
  within: /\b(?:entro|in meno di)\s+(\d+|un[ao]?|due|tre|quattro|cinque)\s+([a-z]+)/,
  units: { minute: /^min/, hour: /^or[ae]/, day: /^giorn/, week: /^settiman/ },
  responsible: /^(?:responsabile|a cura di|eseguito da|ruolo|chi)\s*[:–-]\s*/,
  doer: /\b(?:esegue|effettua|svolge|fa|gestisce)\b/,
  pointer: /^(?:vedi|vedere|cfr|per (?:maggiori|ulteriori|domande))\b/,
  decision: /^(?:decid\w+|scegli\w*|stabilire se|decisione)\b/,
  or: /,?\s+o\s+/,
  accountable: /\b(?:responsabile (?:generale|del processo))\b/,
  exceptions: /\b(?:eccezion[ei]|scostament[oi]|deviazion[ei]|fuori limite)\b/,
};
