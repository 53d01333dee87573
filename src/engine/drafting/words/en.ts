import { type Lexicon, limitPatterns, set } from './lexicon.ts';

export const english: Lexicon = {
  language: 'en',
  common: 'the and of to in is for with be this that on are it as by or not you your from at if'.split(' '),
  verbs: set(`
    accept access account acknowledge acquire act activate adapt add address adhere adjust administer advise agree alert align allocate
    allow alternate amend analyse analyze announce answer apply appoint approach approve arm arrange ask assemble assess assign
    assist attach attempt attend audit authorise authorize avoid back backup bag balance be become begin block board book boot
    bring browse brush build bundle calculate calibrate call cancel capture care carry categorise categorize celebrate
    center centre change charge chat check chill choose circulate clamp classify clean cleanse clear click clip close
    coat collaborate collect combine come commence communicate compare compile complete comply compose compress conduct configure confirm
    connect consider consolidate construct consult contact contain continue control convert cook cool coordinate copy correct count cover
    create cross cut date deactivate debrief decide declare decline decontaminate deduct defer define defrost degrease delegate delete deliver
    demonstrate depart deploy describe designate destroy detach detect determine develop diagnose dial dilute dim direct disable disarm
    disassemble discard disclose disconnect discontinue discuss disinfect dismantle dismiss dismount dispatch display dispose distribute dock document don
    double double-check download drain draw drill drive drop dry duplicate eject elevate eliminate email empty enable encourage encrypt
    engage enlist ensure enter equip eradicate erase escalate escort establish estimate evacuate evaluate examine exchange execute exit expand explain
    export expose extend extinguish extract facilitate fasten feed fetch file fill filter finalise finalize find finish fit fix flag flip
    flush focus fold follow foot form formulate forward freeze fry fulfil fulfill funnel gain gather generate get give go grant grease greet grill
    group guide halt hand handle hang have head heat help highlight hold hoover identify ignore immerse implement import improve include incorporate
    increase incubate indicate inflate inform initialise initialize initiate inject inoculate input inquire insert inspect install instruct insulate
    interview introduce invert investigate invite invoice involve iron isolate issue join keep kick label launch lay lead learn leave let level lift
    light limit line link list listen load locate lock log look loosen lower lubricate mail maintain make manage map mark match measure meet melt
    mention merge mix modify monitor mop mount move name navigate neutralise neutralize note notify number observe obtain offer open operate
    optimise optimize order organise organize oversee pack park participate pass pat patch pause pay perform phone photograph pick pipette place plan plate
    play plug point polish populate position post pour power practice practise pre-heat preheat prepare present preserve press prevent print prioritise
    prioritize proceed process procure produce prohibit promote propose protect provide provoke publish pull pump purchase purge push put quantify
    quarantine query question quit raise ramp re-check re-enter reach read reassess reassign rebuild recalibrate receive recheck recommend
    reconcile reconnect record recover recruit recycle redirect reduce re-enable refer refill refrain refresh refund register reheat reimage reinstall reiterate
    reject release reload relocate rely remain remember remind remove rename renew repair repeat replace reply report request require rerun
    rescue research reserve reset resolve respond restart restock restore restrict resume retain retest retrieve return reuse reverse review revise revoke
    rinse roll rotate route rub run sample sanitise sanitize save scan schedule scrape scrub scroll seal search secure see seek select sell send
    separate serve set settle setup shadow shake share shift ship show shred shut sign simultaneously sit slice slide smell soak socialise socialize solicit
    sort speak specify spin split spray spread stack stand start state stay sterilise sterilize stir stop store straighten streak submit subscribe
    supervise supply support suspend swab sweep switch synchronise synchronize sync tag take talk tap taste tell terminate test thank thaw think throw tick tidy
    tie tighten tilt toggle top touch trace track train transfer transmit transport trigger trim troubleshoot try turn twist type uncover
    understand undo unload unlock unpack unplug unregister unscrew unwrap update upgrade upload use vacuum validate vary ventilate verify view visit
    wait walk warm warn wash watch water wear weigh welcome wet wipe work withdraw withhold wrap write zero zip
    overlay outline interact measure reassure restock designate`),
  before: set(
    "please then next finally first firstly secondly second third lastly also always never immediately carefully gently slowly quickly thoroughly now again just only simply do not don't dont optionally optional eventually generally more promptly regularly periodically daily weekly either manually once-daily properly briefly visually at-least and or to if-possible simultaneously ideally preferably you must should may can will we",
  ),
  openers: set(
    'if when once after before in on at for with using during until while where whenever from to as unless depending based within by upon wherever without following prior should every whilst under given despite through via since immediately within',
  ),
  conditions: set('if unless'),
  instructs: /^(?:do not|don't|never|no one may|awaits?)\b/,
  obligation:
    /\b(?:must|shall|should|ought to|ha(?:s|ve) to be|needs? to be|(?:is|are) to be|(?:is|are) required to|(?:is|are) responsible for)\b/,
  sections: {
    purpose:
      /^(?:purpose|aims?|objectives?|overview|introduction|goals?|preamble|background|abstract|intent|summary|why)\b/,
    scope: /^(?:scope|applicability|applies to|application|where this applies|audience)\b/,
    roles:
      /^(?:roles?(?: and responsibilities)?|responsibilit(?:y|ies)|responsible|who does what|people|duties and roles|who)$/,
    inputs:
      /^(?:inputs?|information (?:needed|required)|before you (?:start|begin)|what you need(?: to (?:start|begin|know))?|required information)\b/,
    materials: /^(?:materials?|equipment|supplies|tools?|ingredients|ppe|reagents?|consumables|apparatus)\b/,
    skip: /^(?:definitions?|glossary|abbreviations|acronyms|terms|references?(?: and .*)?$|related (?:documents?|procedures|links)|bibliography|sources?|further reading|additional (?:information|resources|reading)|(?:revision|change|version|document|amendment) (?:history|log|control|record)|revisions?|change ?log|history|sign[- ]?off(?: sheet)?|signatures?|approvals?(?: table| signatures)?|training records?|distribution(?: list)?|legal (?:basis|references)|prerequisites?|examples?|faq|licen[cs]e|acknowledg|authors?|metadata|links|appendix: (?:form|template)|records?|attachments|definitions and|document structure|what is |signs of|post-\w+ restrictions)\b/,
    contents:
      /^(?:(?:table of )?contents|index|toc|in this (?:document|section)|document structure|agenda|outline|structure)\b/,
    exceptions:
      /^(?:exceptions?|deviations?|out of (?:range|limits?|tolerance)|corrective actions?|if (?:a|an|the|any)?\s?(?:readings?|temperatures?|values?|results?|measurements?|something|checks?|limits?)\b)/,
    steps:
      /(?:procedures?|steps?|protocols?|instructions?|method|process|checklist|checks|tasks?|actions?|how to|workflow|duties|activities|routine|setup|set-up|operation|what to do)\b/,
  },
  columns: {
    step: /^(?:steps?|actions?|tasks?|activit(?:y|ies)|checks?|items?|what(?: to (?:do|check))?|procedures?|instructions?|descriptions?|check ?points?|test(?: name)?|questions?|to do|requirements?|control)\b/,
    number: /^(?:#|no\.?|nr\.?|number|id|step (?:no|#|number)|ref)\.?$/,
    role: /^(?:who\b|roles?|responsib|owner|by whom|assigned|performed by|done by|person|department|accountable)/,
    evidence: /^(?:evidence|records?|proof|form|output|documentation|deliverable|attach)/,
    limit: /^(?:limits?|target|range|accept|criteria|criterion|standard|tolerance|specification|spec\b|critical)/,
    due: /^(?:when|due|deadline|frequency|timing|time|by when)\b/,
    note: /^(?:notes?|comments?|remarks?|details?|how|objectives?|explanation|where|guidance|observations?)\b/,
  },
  notSteps:
    /(?:\b(?:signs?|symptoms|examples?|such as|includes?|including|consists? of|contains?|threats|causes|types of|kinds of|for instance|e\.g|will cover|(?:the )?following (?:themes|information|data|fields|details|items|format|criteria|sources|terms|abbreviations|documents)|resources|requirements are|means|defined as|are defined|steps are defined|following format|applies to|links? below|see also|come from|would have|criteria|may be due|indicat(?:e|es|ors?)|may hint|might hint|knowledge of|covers|recipients|refer to the following)\b[^.]*:?$)/,
  evidence: {
    photo: /\b(?:photo(?:s|graph|graphs)?|pictures?|screenshots?|snapshot|take an image)\b/,
    signature:
      /\b(?:sign(?:ed|s)?(?! of\b)(?:[- ]?off)?|signatures?|initial(?:s|led)?(?= (?:the|and|on|here|each|it|in)))\b/,
    text: /\b(?:record(?:s|ed)?|log(?:book|ged)?|(?:make|take|keep) (?:a )?notes?|note (?:down|the|any|what|it|that|all|who|when|how|which|where|anything|everything)|noted|write(?: down)?|document(?: the| any| all| it| incident)|ticket|enter(?:ed)? (?:the|it|them|into)|journal|diary|summari[sz]e|describe)\b/,
    file: /\b(?:forms?|reports?|attach(?:ed|ment|ments)?|upload(?:ed)?|receipts?|certificates?|spreadsheet|questionnaire|invoices?|file the|checklist (?:is|must)|pdf|export(?:ed)?)\b/,
    number:
      /\b(?:temperature|measure(?:d|ment)?|weigh(?:t|ed)?|reading|count(?:ed)?|level|pressure|voltage|ph|concentration|depth|speed|humidity|core temp)\b/,
  },
  limits: limitPatterns({
    between: 'between|from',
    and: 'and|to',
    atMost:
      '(?:at most|no more than|not more than|maximum(?: of)?|max\\.?|below|under|less than|up to|not (?:exceed|above|over)|must not exceed|not exceeding|lower than|no higher than)(?: of)?',
    atLeast:
      '(?:at least|no less than|not less than|minimum(?: of)?|min\\.?|above|over|more than|exceeds?|greater than|higher than|not below|hotter than)(?: of)?',
    orLess: 'or (?:below|less|colder|lower|under)',
    orMore: 'or (?:above|more|hotter|higher|over)',
  }),
  approval:
    /\b(?:approv(?:es?|ed|als?|ing)|sign(?:s|ed)?[- ]?off|authori[sz](?:es?|ed|ation)|counter-?sign(?:s|ed)?|permission|written (?:request|consent|agreement)|released? by)\b/,
  separation:
    /\b(?:did not|didn't|have not|has not|not the (?:same )?person|someone (?:else|other)|other than|different (?:from|person)|independent)\b/,
  quorum:
    /\b(one|two|three|four|five|both|\d+)\s+(?:different |other |independent |separate )?(?:[a-z]+ ){0,2}?(?:approv|people|persons|approvals|signatures|managers|leads|of them)/,
  numbers: { one: 1, two: 2, three: 3, four: 4, five: 5, both: 2, six: 6, seven: 7, eight: 8, nine: 9, ten: 10 },
  within:
    /\b(?:within|no later than|in less than|in under)\s+(\d+|an?|one|two|three|four|five|ten)\s+(?:working |business |calendar )?([a-z]+)/,
  units: { minute: /^min/, hour: /^h(?:ou)?r/, day: /^day/, week: /^week/ },
  responsible:
    /^(?:responsible(?: person| role)?|responsibility|performed by|done by|owner|who|role|assigned to)\s*[:–-]\s*/,
  doer: /\b(?:does|do|carr(?:y|ies) out|performs?|works? through|completes?|handles?|runs?)\b/,
  pointer:
    /^(?:see|refer to|for (?:more|further|details|questions|help)|for [^,]{3,120}, (?:see|refer|contact|visit|read)|you can|objective|todo|tbc|in the meantime|learn|read more)\b/,
  decision: /^(?:decide|choose|determine (?:whether|if|how)|select (?:whether|one)|make a decision|decision\b)/,
  or: /,?\s+or\s+/,
  accountable: /\b(?:accountable(?: manager)?|overall responsib\w+|answerable|process owner|procedure owner)\b/,
  exceptions: /\b(?:exceptions?|out of (?:range|limits?|tolerance)|deviations?|outside (?:the|these) limits?)\b/,
};
