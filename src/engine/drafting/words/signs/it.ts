import type { Signs } from './signs.ts';

export const italianSigns: Signs = {
  titles: {
    photo: 'Foto',
    signature: 'Firma',
    text: 'Nota',
    file: 'File',
    checkbox: 'Spuntato',
    number: 'Lettura',
    message: 'Messaggio inviato',
  },
  asks: {
    photo: {
      says: /\b(?:foto|fotograf\w+|schermat[ae]|screenshot)\b/,
      not: /\b(?:(?:vedi|vedere|come (?:da|in|nella)|secondo|confrontare con) (?:la |le |questa )?(?:foto|fotografia)|fotocopi\w+|(?:non|vietato) (?:fare |scattare |fotograf)\w*(?: foto)?|documento con foto)\b/g,
    },
    signature: {
      says: /\b(?:firm(?:are|a|ate|i|ato|ata|ati|ate|ano|ando|arlo|arla|e)|controfirm\w+|sigl(?:are|a|ate|ato)|vistare|apporre (?:la |il )?(?:firma|visto|sigla))\b/,
    },
    text: {
      says: /\b(?:annot(?:are|a|ate|i|ato|ata|ano|ando|arlo|arla|arli)|registr(?:are|a|ate|i|ato|ata|ati|ano|ando|arlo|arla|arsi)|trascriv\w+|scriv(?:ere|i|ete|e|a|erlo)(?! (?:a|al|alla) )|document(?:are|a|ate|ato|arlo)|segn(?:are|a|ate|ato|arlo)(?! con (?:il )?(?:nastro|vernice))|riport(?:are|a|ate|arlo|ato) (?:il|la|i|le|i dati|sul|sulla|nel|nella|l')|descriv(?:ere|i|ete|a)|riassum\w+|verbalizz\w+|prend(?:ere|i|ete|a) nota|compil(?:are|a|ate) (?:il|la) (?:registro|diario|giornale)|(?:tenere|tieni|aggiornare|aggiorna) (?:il|un) (?:registro|diario)|apr(?:ire|i|ite) (?:un )?(?:ticket|segnalazione)|inser(?:ire|isci|ite) (?:il |la |i |le |l')?(?:valor[ei]|dat[oi]|risultat[oi]|lettur[ae]|temperatur[ae]|quantita))\b/,
      not: /\b(?:(?:verific\w+|controll\w+|consult\w+|leggere|leggi|esaminare) (?:il |la |i |le |l')?(?:registr[oi]|registrazion[ei]|diario|note)|non (?:annot|registr|scriv|segn)\w+|registratore di cassa)\b/g,
    },
    file: {
      says: /\b(?:alleg(?:are|a|hi|ate|ato|ata|ati|arlo|arla)|stamp(?:are|a|ate|i|ato|arlo)|scansion\w+|esport(?:are|a|ate)|caric(?:are|a|ate) (?:il|la|i|un|l')\s?(?:file|documento|modulo|allegato|ricevuta|scansione|rapporto)|archivi(?:are|a|ate|ato|ato|arlo|arla))\b/,
      not: /\bscansion\w+ (?:il |i )?(?:codic[ei]|barcode)\b|\b(?:la|dalla|alla) stampa\b/g,
    },
    checkbox: {
      says: /\b(?:spunt(?:are|a|ate|i|ato)|barr(?:are|a|ate) (?:la |le )?casell[ae]|segnare con (?:una )?(?:x|crocetta)|contrassegn(?:are|a|ate)|segna(?:re)? come (?:fatto|completato))\b/,
    },
    message: {
      says: /\b(?:invi(?:are|a|ate|i|arlo)|mand(?:are|a|ate)|scriv(?:ere|i|ete)|redig\w+|sped(?:ire|isci|ite))\b.{0,50}\b(?:e-?mail|posta elettronica|sms|lettera|messaggio|pec|comunicazione scritta)\b/,
    },
  },
  papers:
    /\b(?:modul[oi]|report|rapport[oi]|relazion[ei]|ricevut[ae]|fattur[ae]|certificat[oi]|questionar[oi]+|sched[ae]|bolla|bolle|document[oi] di trasporto|ddt|verbal[ei]|copi[ae]|richiest[ae] scritt[ae]|contratt[oi]|pdf|file|fogli[o]? (?:di|excel) ?\w*|check-?list|list[ae] di controllo|dichiarazion[ei]|scontrin[oi]|preventiv[oi]|attestat[oi]|rapportin[oi]|chiusura z|scontrino z|tabell[ae])\b/,
  produces:
    /\b(?:compil(?:are|a|ate|i|ato|ata|arlo|arla)|complet(?:are|a|ate|i|ato)|invi(?:are|a|ate|i|ato)|trasmett\w+|trasmesso|consegn(?:are|ate|i|ato)|present(?:are|a|ate)|alleg\w+|stamp\w+|redig\w+|redatto|redatta|cre(?:are|a|ate)|prepar(?:are|a|ate|i)|emett\w+|emesso|estra(?:rre|i|e)|esegui(?:re)?(?= (?:i |il |un )?report)|gener(?:are|a|ate)|salv(?:are|a|ate)|archivi\w+|conserv(?:are|a|ate)|richied\w+|esegui(?:re)? (?:la|una) copia|fa(?:re)? (?:una )?copia|forn\w+|deposit(?:are|a))\b/,
  measured:
    /(?<![\p{L}])(?:temperatur[ae]|misur[ae]|misurazion[ei]|pes[oi]|livell[oi]|pression[ei]|ph|quantita|numero di|umidita|tensione|concentrazion[ei]|profondita|velocita|durezza|cloro|portata|spessore|coppia di serraggio|chilometraggio|import[oi]|total[ei]|volum[ei]|lunghezza|larghezza|altezza|dose|polso|conducibilita|torbidita|densita|fondo cassa|contatore|lettur[ae]|valor[ei]|glicemia|saturazione)(?![\p{L}])/u,
  measures:
    /\b(?:misur(?:are|ate|i|ato|ata|ano|arla|arlo)|misura (?:la|il|l'|i|le)|pes(?:are|ate|i|ato)|pesa (?:la|il|l'|i|le|ogni)|cont(?:are|ate|i)(?! (?:su|di))|conta (?:il|la|i|le|gli|l')|rilev(?:are|a|ate|i|ato|ano)|(?:effettu|esegu)(?:are|ire|a|i|ate) (?:la |una |il )?(?:lettura|misurazione|misura|conta|conteggio)|legg(?:ere|i|ete) (?:il|la) (?:contatore|termometro|manometro)|determinare (?:il|la) (?:peso|ph|temperatura|volume|concentrazione))\b/,
  checks:
    /^(?:(?:poi|quindi|prima|infine|sempre|successivamente)\s+)*(?:verific\w+|controll(?:are|a|ate|i)\b|assicur\w+|accert\w+|ispezion\w+|conferm(?:are|a|ate|i)\b|esamin\w+|sorvegli\w+|test(?:are|a|ate)\b|prov(?:are|a|ate)\b|osserv(?:are|a|ate)\b|confront(?:are|a|ate)\b|monitor\w+|controllo\b|verifica\b)/,
  condition:
    /(?<!\b(?:decid\w*|scegli\w*|verificare|verifica|controllare|controlla|stabilire|sapere|anche|come|chiedere|chiedi|valutare|vedere|determinare)\s)\b(?:se|qualora|in caso di|nel caso(?: in cui)?|quando (?=[^.,]{0,60}(?:super|inferior|maggior|non ))|a meno che|salvo che)\b/gu,
  otherwise: /(?:^|[.;,]\s*)(?:altrimenti|in caso contrario|diversamente|se no|se non lo e|in caso negativo)\b,?\s*/,
  by: /\b(?:dal |dalla |dallo |dall'|dai |dagli |dalle |da (?:un |una |parte (?:del |della |dello |dell'|dei |di ))|a cura (?:del |della |dell'|dello |dei |di ))\s?/g,
  as: /^(?:come|in qualita di) (?:il |la )?/,
  finite:
    /^(?:deve|devono|dovra|dovranno|puo|possono|e|sono|ha|hanno|si|(?:verific|controll|pul|apr|chiud|annot|registr|misur|prend|mett|assicur|inform|chiam|invi|compil|attend|us|utilizz|lav|disinfett|firm|consegn|selezion|conferm|conserv|elimin|colleg|prepar|inseris|rimuov|port|avvis|ricev|autorizz|approv|valid|cont|pes|supervision|comunic|esegu|effettu|ispezion|archivi|valut|decid|organizz|coordin|classific|immagazzin|serv|cucin|emett|redig|determin|contatt|attiv|ordin|gest|trasmett|svuot|accend|spegn|riempi|verbalizz|segnal)(?:a|e|ano|ono|isce|iscono|ce)|pulisce|esegue|fa|fanno|mantiene|spegne|tiene|gestisce|inserisce)$/,
  label:
    /(?<![\p{L}])(?:responsabil[ei]|responsabilita|a cura di|eseguito da|ruolo|chi|addett[oi]|esecutore|incaricat[oi])\s*[:=]\s*/u,
  duties:
    /\b(?:compit[oi] (?:del|della|dei|degli|di)|mansioni (?:del|della|dei|degli|di)|responsabilita (?:del|della|dei|degli|di)|per (?:il|la|i|gli|le)|lista di controllo (?:del|della|per)|compit[oi]|mansioni|responsabilita|ruolo|del|della|dei|degli|attivita)\b/g,
  within:
    'entro(?: e non oltre)?(?: le| i| gli)?|in meno di|nel giro di|al massimo entro|non oltre(?: le| i)?|nel termine di',
  before: "entro le|prima delle|prima dell'|entro l'|non oltre le|fino alle",
  at: "alle|dalle|verso le|all'",
  unanswered:
    /\b(?:nessuno|nessuna risposta|senza risposta|non (?:\w+ ){0,2}?(?:rispond\w*|e disponibile|raggiungibile|risolt\w*|si risolve|reperibile)|indisponibile|irreperibile|persist\w+|permane|continua)\b/,
  tells:
    /\b(?:chiam(?:are|a|ate|i)|avvis(?:are|a|ate|i)|avvert(?:ire|i|ite)|inform(?:are|a|ate|i)|notific(?:are|a|ate) (?:a|al|alla)|comunic(?:are|a|ate) (?:\w+ ){0,2}?(?:a|al|alla)|contatt(?:are|a|ate|i)|allert(?:are|a)|segnal(?:are|a|ate) (?:\w+ ){0,3}?(?:a|al|alla)|telefon(?:are|a|ate) (?:a|al|alla)|escalation (?:a|al|alla)|riferire (?:a|al|alla)|chied(?:ere|i|ete) (?:a|al|alla)) (?:il |la |lo |l'|i |gli |le )?/g,
  forbids: /\b(?:non|mai|vietat\w+|divieto|nessun[oa]?|e proibito)\b/,
  without: /\b(?:senza|salvo|a meno|eccetto|prima)\b/,
  writes:
    /\b(?:inser\w*|registr\w*|annot\w*|aggiorn\w*|cre(?:are|a|ate)|modific\w*|elimin\w*|salv\w*|caric\w*|compil\w*|chiud\w*|document\w*|digit\w*|riport\w*)\b/,
  reads:
    /\b(?:verific\w*|consult\w*|cerc\w*|apr(?:ire|i|ite)|legg\w*|esport\w*|stamp\w*|controll\w*|scaric\w*|confront\w*|accedere)\b/,
  inSystem: "in|nel|nella|nello|nell'|sul|sulla|dal|dalla|tramite|con|via|su",
  systems:
    /\b(?:sistema (?:di|gestionale) ?\w*|il sistema(?! (?:di|gestionale))|gestionale|software(?: \w+)?|base dati|database|intranet|portale(?: \w+)?|applicazione(?: \w+)?|app|foglio (?:di calcolo|excel)|cruscotto|registratore di cassa|crm|erp|lims|piattaforma(?: \w+)?|programma (?:di|del) \w+)\b/,
  often: {
    daily:
      /\b(?:giornalier\w*|quotidian\w*|ogni (?:giorno|mattina|mattino|sera|notte|pomeriggio|turno)|tutti i giorni|tutte le (?:mattine|sere)|una volta al giorno)\b/,
    workdays:
      /\b(?:ogni giorno (?:lavorativo|feriale)|nei giorni (?:lavorativi|feriali)|giorni feriali|dal lunedi al venerdi)\b/,
    weekly: /\b(?:settimanal\w*|ogni settimana|tutte le settimane|una volta (?:a|alla|la) settimana)\b/,
    monthly: /\b(?:mensil\w*|ogni mese|tutti i mesi|una volta al mese|primo giorno del mese)\b/,
    hourly: /\b(?:ogni ora|tutte le ore)\b/,
    days: ['lunedi', 'martedi', 'mercoledi', 'giovedi', 'venerdi', 'sabat[oi]', 'domenic(?:a|he)'],
    each: 'ogni|tutti i|tutte le|il|la|di',
    parts: [
      [/\bmattin[aoe]\b|\bapertura\b/, 7],
      [/\bmezzogiorno\b/, 12],
      [/\bpomeriggio\b/, 15],
      [/\bser[ae]\b|\bchiusura\b/, 20],
      [/\bnotte\b/, 22],
    ],
  },
};
