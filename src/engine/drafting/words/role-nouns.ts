/** Nouns that name who does something, in six languages: where a document does not list its roles, they tell one. */

/** One alternation of patterns that stand in lines. */
const joined = (lines: string) => lines.trim().replace(/\s*\n\s*/g, '|');

/** Folded words that end the name of a role: "shift lead". English names stand in documents of every language. */
const LAST = joined(`
  (?:director|head|manager|chief|lead|officer|secretary) of [a-z]+
  managers?|leads?|leaders?|chefs?|cooks?|officers?|supervisors?|directors?|co-?ordinators?|technicians?|nurses?|doctors?|physicians?
  engineers?|analysts?|owners?|teams?|crews?|staff|assistants?|clerks?|cashiers?|waiters?|waitress(?:es)?|secretar(?:y|ies)
  administrators?|commanders?|approvers?|reviewers?|accountants?|pharmacists?|teachers?|bartenders?|baristas?|housekeepers?
  receptionists?|forem[ae]n|wardens?|marshals?|dispatchers?|inspectors?|auditors?|scientists?|researchers?|workers?|employees?
  colleagues?|(?:manager|lead|officer|nurse|engineer) (?:on duty|in charge)|person in charge|representatives?|specialists?|consultants?|trainers?
  trainees?|apprentices?|(?:bar|shop|gate|book)keepers?|planners?|mechanics?|electricians?|janitors?|porters?|caretakers?|storekeepers?|stewards?
  stewardess(?:es)?|instructors?|pilots?|observers?|surgeons?|midwi(?:fe|ves)|dentists?|therapists?|caregivers?|carers?
  paramedics?|medics?|responders?|(?:school|head) principals?|investigators?|librarians?|editors?|moderators?|chair(?:man|person)|ceo|cfo
  cto|coo|ciso|dpo|personnel|committee|squad|requesters?|requestors?|budd(?:y|ies)|mentors?|interns?|volunteers?|openers?
  deput(?:y|ies)|scribes?|operators?|handlers?|custodians?|first aiders?|holders?|new hires?|liaisons?|experts?
  [a-z]{3,}(?:ologist|icist|ographer|hygienist)s?|chemists?|nutritionists?|dieti[ct]ians?|clinicians?|practitioners?|prescribers?|attendants?|lifeguards?
  developers?|programmers?|architects?|treasurers?|(?:vice )?presidents?|lawyers?|counsel|advis[eo]rs?|superintendents?|surveyors?|contractors?|machinists?
  welders?|bakers?|butchers?|sommeliers?|lecturers?|professors?|librarian|webmasters?|helpers?|secretariat|applicants?|admins?
  divisions?|help ?desk|service ?desk|front desk|human resources|it department`);

/** The same in German; most are the ends of compounds. */
const LAST_DE = joined(`
  managerin|leiter(?:in|innen|s|n)?|leitung|mitarbeiter(?:in|innen|s|n)?|mitarbeitende[rnm]?|personal|koch|kochin|koche|verantwortliche[rnms]?
  beauftragte[rnms]?|arzt|arztin|arzte|pfleger(?:in|innen|s)?|kraft|krafte|fuhrer(?:in|innen|s)?|meister(?:in|s)?
  techniker(?:in|s)?|ingenieur(?:in|s)?|inhaber(?:in|s)?|chefin|vorgesetzte[rnms]?|geschaftsfuhrung|direktor(?:in)?
  prufer(?:in|s)?|bediener(?:in|s)?|fahrer(?:in|s)?|verkaufer(?:in|s)?|kassierer(?:in|s)?|kellner(?:in|s)?
  lagerist(?:in|en)?|hausmeister(?:in|s)?|sachbearbeiter(?:in|s)?|assistent(?:in|en)?|apotheker(?:in|s)?
  laborant(?:in|en)?|monteur(?:in|s)?|elektriker(?:in|s)?|disponent(?:in|en)?|betreuer(?:in|s)?|helfer(?:in|s)?
  buchhaltung|qualitatssicherung|rezeption|vertretung|abteilung|stab|angestellte[rnms]?|auszubildende[rnms]?
  mitglied(?:er|ern|s)?|vorstand|kassier|kassenwart(?:in|s)?|entwickler(?:in|n|s)?|administrator(?:in|en)?|maschinist(?:in|en)?|sanitater(?:in|s)?
  arbeiter(?:in|innen|s)?|berater(?:in|s)?|planer(?:in|s)?|einkaufer(?:in|s)?|chemiker(?:in|s)?|praktikant(?:in|en)?|dozent(?:in|en)?
  erzieher(?:in|innen|s)?|sekretariat|sekretar(?:in)?|anwalt|anwaltin|stellvertreter(?:in|s)?|stellvertretung|backer(?:in|s)?|trager(?:in|s)?
  lehrkraft|lehrer(?:in)?|schwester|hebamme`);
const COMPOUND =
  /[a-z]{3,}(?:leiter(?:in|innen|s|n)?|leitung|mitarbeiter(?:in|innen|s|n)?|personal|koch|chefs?|chefin|verantwortliche[rnms]?|beauftragte[rnms]?|arzt|arztin|pfleger(?:in|s)?|kraft|krafte|fuhrer(?:in|s)?|meister(?:in|s)?|techniker(?:in|s)?|ingenieur(?:in|s)?|prufer(?:in)?|fahrer(?:in|s)?|verkaufer(?:in)?|bearbeiter(?:in)?|assistent(?:in|en)?|assistenz|betreuer(?:in)?|helfer(?:in|s)?|abteilung|stab|team|manager(?:in|s)?|wart|schwester|dienst|inhaber(?:in)?|bediener(?:in|s)?|ausbilder(?:in)?|mitglied(?:er|s)?|vorstand|entwickler(?:in|s)?|berater(?:in|s)?|planer(?:in|s)?|arbeiter(?:in|s)?|trager(?:in|s)?)$/;

/** Words that begin the name of a role, what follows says which: "responsable de tienda", "head of support". */
const FIRST: Readonly<Record<string, string>> = {
  en: 'head of|director of|manager of|members? of',
  de: 'leiter(?:in)? (?:der|des|von)|leitung (?:der|des)',
  fr: joined(`
    responsables?|directeurs?|directrices?|gerante?s?|cuisiniers?|cuisinieres?|chefs?|cheffes?|technicien(?:ne)?s?|infirmi(?:er|ere)s?
    operateurs?|operatrices?|employee?s?|equipes?|pharmacien(?:ne)?s?|medecins?|aides?-soignante?s?|serveurs?|serveuses?
    caissi(?:er|ere)s?|magasini(?:er|ere)s?|superviseurs?|superviseuses?|coordinateurs?|coordinatrices?|assistante?s?|gestionnaires?
    comptables?|vendeurs?|vendeuses?|receptionnistes?|formateurs?|auditeurs?|inspecteurs?|veterinaires?|preparateurs?
    preparatrices?|personnel|salaries?|secretaires?|referente?s?|adjointe?s?|laborantine?s?|mecaniciens?|electriciens?
    travailleurs? socia(?:l|ux)|tresori(?:er|ere)s?|presidente?s?|developpeurs?|developpeuses?|ingenieure?s?|chauffeurs?|livreurs?|caristes?|benevoles?
  psychologues?|kinesitherapeutes?|dieteticien(?:ne)?s?|cadres? de sante|gouvernantes?|boulang(?:er|ere)s?|patissi(?:er|ere)s?|bouch(?:er|ere)s?
  fondateurs?|fondatrices?|juristes?|avocate?s?|surveillante?s?|tuteurs?|tutrices?|encadrante?s?|charge(?:e)?s? de \\w+|bibliothecaires?
  plongeurs?|barmans?|sous-chefs?|second de cuisine|pilotes?|animateurs?|animatrices?|educateurs?|enseignante?s?|stagiaires?
    agents? (?:de|d|du|des|d'\\w+)|sage-femme|managers?`),
  es: joined(`
    responsables?|encargad[oa]s?|jef[ea]s?|gerentes?|director(?:a|es|as)?|supervisor(?:a|es|as)?|coordinador(?:a|es|as)?|tecnic[oa]s?
    operari[oa]s?|operador(?:a|es|as)?|cociner[oa]s?|camarer[oa]s?|enfermer[oa]s?|medic[oa]s?|auxiliar(?:es)?|ayudantes?|asistentes?
    administrador(?:a|es|as)?|administrativ[oa]s?|almaceneros?|cajer[oa]s?|emplead[oa]s?|equipo|personal|farmaceutic[oa]s?
    limpiador(?:a|es|as)?|recepcionistas?|vigilantes?|inspector(?:a|es|as)?|auditor(?:a|es|as)?|trabajador(?:a|es|as)?|maestr[oa]s?
    profesor(?:a|es|as)?|docentes?|comprador(?:a|es)?|vendedor(?:a|es|as)?|contador(?:a|es)?|analistas?|comite|agentes? de|lider(?:es)?
    meser[oa]s?|chofer(?:es)?|presidente|tesorer[oa]s?|secretari[oa]s?|abogad[oa]s?|ingenier[oa]s?|quimic[oa]s?|(?:micro)?biolog[oa]s?|bacteriolog[oa]s?
  nutricionistas?|psicolog[oa]s?|odontolog[oa]s?|veterinari[oa]s?|bodeguer[oa]s?|despachador(?:a|es)?|repartidor(?:a|es)?|funcionari[oa]s?
  colaborador(?:a|es)?|solicitantes?|desarrollador(?:a|es)?|custodi[oa]s?|pasante?s?
  mecanic[oa]s?|regente|laboratorista`),
  pt: joined(`
    responsave(?:l|is)|gerentes?|supervisor(?:a|es|as)?|tecnic[oa]s?|operador(?:a|es|as)?|medic[oa]s?|auxiliar(?:es)?|ajudantes?
    administrador(?:a|es|as)?|farmaceutic[oa]s?|recepcionistas?|vigilantes?|auditor(?:a|es|as)?|trabalhador(?:a|es|as)?|comprador(?:a|es)?
    vendedor(?:a|es|as)?|contador(?:a|es)?|analistas?|agentes? de|equipa?e?|encarregad[oa]s?|chefes?|diretor(?:a|es|as)?
    coordenador(?:a|es|as)?|cozinheir[oa]s?|garcom|garcons|garconetes?|enfermeir[oa]s?|assistentes?|almoxarifes?|motoristas?
    funcionari[oa]s?|colaborador(?:a|es|as)?|pessoal|inspetor(?:a|es|as)?|professor(?:a|es|as)?|nutricionistas?|zelador(?:a|es)?
    secretari[oa]s?|presidente|tesoureir[oa]s?|engenheir[oa]s?|dentistas?|psicolog[oa]s?|veterinari[oa]s?|atendentes?|balconistas?|estoquistas?
  conferentes?|faxineir[oa]s?|copeir[oa]s?|confeiteir[oa]s?|estagiari[oa]s?|desenvolvedor(?:a|es)?|gestor(?:a|es)?|solicitantes?|biomedic[oa]s?
  lider(?:es)?|manipulador(?:a|es)? de alimentos|operari[oa]s?|mecanic[oa]s?|padeir[oa]s?|porteir[oa]s?`),
  it: joined(`
    responsabil[ei]|addett[oaie]|capi?|capo(?: \\w+)?|cuoc[oa]|cuochi|direttor[ei]|direttric[ei]|gestor[ei]|supervisor[ei]|coordinator[ei]
    coordinatric[ei]|tecnic[oi]|operator[ei]|operatric[ei]|camerier[aei]|infermier[aei]|medic[oi]|amministrator[ei]|magazzinier[ei]
    cassier[aei]|autist[ai]|dipendent[ei]|personale|squadra (?:di|del)|farmacist[ai]|ispettor[ei]|lavorator[ei]|insegnant[ei]|docent[ei]
    venditor[ei]|analist[ai]|prepost[oi]|referent[ei]|incaricat[oaie]|barist[ai]|titolar[ei]|impiegat[oaie]|manutentor[ei]|assistent[ei]|chef
    commercialist[ai]|contabil[ei] (?:interno|esterno|senior)|ragionier[aei]|consulent[ei]|segretari[oae]|president[ei]|tesorier[aei]|avvocat[oiae]|ostetrich?[ae]
  dentist[ai]|igienist[aei]|volontari[oae]?|collaborator[ei]|collaboratric[ei]|educator[ei]|istruttor[ei]|progettist[ai]|sviluppator[ei]|programmator[ei]
  sorvegliant[ei]|custod[ei]|richiedent[ei]|verificator[ei]|caporeparto|pizzaiol[oi]|fornai[o]?|sous-chef
  caposala|caposquadra|capoturno|capocuoco|capocantiere`),
};

/** Words that are as often something else (a cleaning agent, a device driver): believed only with a label. */
const PERHAPS = joined(`
  users?|agents?|cleaners?|drivers?|guards?|keepers?|controllers?|hosts?|servers?|head|members?|closers?
  buyers?|pickers?|packers?|shift|qa|qc|hr|it|hse|ehs|sst|pm|cro|hod|rh|rrhh|edv|direction|conducteurs?|direzione|direccion|gerencia|diretoria|gerencia
  direcao|coordenacao|segreteria|geschaftsleitung|compras|calidad|finance|procurement|purchasing|qualite|achats|candidat[oa]s?|candidates?`);

/** Places and parts of a business, whose people may be meant: believed only where the words say that somebody does it. */
const PLACES = joined(`
  departments?|units?|bodega|almacen|magazzino|produzione|produccion|producao|logistica|production|logistics|quality|qualita|qualidade|office|desk|services?|caixa|setor|area|departamento|reparto|ufficio
  kuche|lager|verwaltung|einkauf|vertrieb|empfang|dienst|kitchen|warehouse|reception|sales|accounting|maintenance|security|housekeeping|bar|front of house|back of house`);

/** What looks like a role and is none. */
const NOT =
  /\b(?:microsoft teams?|ms teams?|(?:password|task|file|window|package|device|boot|download|session|content|contact) managers?|contact person|(?:objetivo|objectif|obiettivo) principal|each other|anyone|anybody|everyone|nobody|no one|(?:card|account|policy|place|pot|cup|tool|bottle|sample|filter|tube|pan|key|candle|lamp|badge) ?holders?)\b(?<!(?:purchase|credit) card holders?)/;

/** By themselves these are as often of something else: "the owner of the file". */
const BARE = /^(?:owners?|editors?|holders?|handlers?|experts?|principals?|admins?|counsel|openers?|trager)$/;

const MAYBE = new RegExp(`(?:^|[^\\p{L}])(?:${PERHAPS})$`, 'u');
const PLACE = new RegExp(`(?:^|[^\\p{L}])(?:${PLACES})$`, 'u');
const SURE = new Map(
  Object.entries(FIRST).map(([language, first]) => {
    const last = language === 'de' ? `${LAST}|${LAST_DE}` : LAST;
    return [language, new RegExp(`(?:^|[^\\p{L}])(?:${last})$|^(?:${first})(?![\\p{L}])`, 'u')];
  }),
);

/** How surely folded words name a role: 1 by themselves, 0.5 only beside a label, 0.25 a place beside one, 0 not. */
export function roleNoun(folded: string, language: string): number {
  if (BARE.test(folded)) return 0.5;
  if (folded === '' || NOT.test(folded) || /\d{3}|[@:;,?!<>=|()]/.test(folded)) return 0;
  if (SURE.get(language)?.test(folded) === true || (language === 'de' && COMPOUND.test(folded))) return 1;
  if (MAYBE.test(folded)) return 0.5;
  return PLACE.test(folded) ? 0.25 : 0;
}
