import { type Lexicon, set } from './lexicon.ts';
import { limitPatterns } from './limit-patterns.ts';
import { englishSigns } from './signs/en.ts';
import { acting } from './verbs/conjugation.ts';

const VERBS = set(`
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
  overlay outline interact measure reassure restock designate abort adopt agitate aliquot anneal aspirate autoclave await bake baste blend boil bolt
  breathe brief bin caution centrifuge chop clarify collate condense cordon crush decant dehydrate deposit discourage dispel dissolve dust elute
  embed enquire enrol enroll equilibrate escort evaporate expedite fill-in flatten forbid fumigate garnish gauge glue grate grind harvest heed hire homogenise homogenize
  humidify incinerate infuse inoculate interrupt inventory invoke jot juice knock marinate mash massage mind moisten nail nominate page paste peel
  permit photocopy pin ping pipet polish portion prewash prick prime probe proof proofread provision prune pulse punch quench quote rate re-arm reapply reassemble
  reattach reauthorise reboot recap reclaim recommission reconfigure reconstitute recount rehearse reinsert relabel relock remix reopen repack rephrase replenish
  reprint reprocess requeue reschedule reseal resend resubmit resuspend reuse scald scoop score sear seat sequester shovel sieve sift simmer skim slot snap
  spot sprinkle squeeze stabilise stabilize stage staple steam steep stick stitch strain strap stretch strip stuff subtract thicken toast tow tuck unblock
  doff end abstain alarm append apologise apologize arrive attest ban bar bathe bend bid bind bleach blow borrow brew broadcast burn bury buy carve cast catch cease
  challenge chase chip claim climb coil comb command comment commit compensate conclude correspond crack crop cycle deal decorate delay demand deny descend detain
  dig dip divert donate draft drag dress drink dump dye ease eat edit elect employ enforce enhance escape excuse exercise expect explore flash flood fly foam forget
  frame fuel grab grip groom guard guess hammer hear hide hit hook host hunt hurry illustrate imagine jam judge justify kneel lean lend lie memorise memorize mend
  mute nod obey occupy oil paint persuade plant postpone prefer prove qualify recognise recognize refine reflect refuse regulate relax relieve rent resist ride ring
  rise rush saw scatter scratch sew shade shave shelter shop sing sink sip skip slip slow smile smooth snatch spare spell spend steer step strike study suggest
  surround swear swim swing tackle teach tear telephone tip tour travel treat trust undress unfasten unite untie visualise visualize wake whip wish text force forgo reroute whitelist blacklist correlate enrich triage harden throttle expire invalidate reissue deduplicate redact anonymise anonymize liaise convene
  chair summarise summarize tabulate plot tally offset credit bill hose scour descale deodorise buff bank cash patrol countersign witness stamp fax archive
  index catalogue catalog enclose redeploy mentor coach onboard offboard appraise certify recertify endorse ratify waive exempt transcribe proctor grade moderate
  disburse award forecast tender shortlist negotiate auscultate palpate cannulate intubate reposition immobilise immobilize splint bandage dress suture titrate taper
  discharge admit chart sonicate pellet lyse stain trypsinize seed transfect ligate digest amplify sequence blot unclip uncap uninstall unhook unmount unwind usher vent vortex wean weed wheel whisk wring yield`);

export const english: Lexicon = {
  language: 'en',
  decimal: '.',
  signs: englishSigns,
  common: 'the and of to in is for with be this that on are it as by or not you your from at if'.split(' '),
  verbs: VERBS,
  acts: acting([...VERBS].flatMap(third)),
  action: /(?:[a-z]{3}(?:tion|sion|ment|ing|al)|check|test|review|sign-?off|clean-?up|set-?up)$/,
  passive:
    /\b(?:is|are|gets?)(?: \w+ly| then| first| also)? (?:[a-z]+ed|done|made|kept|put|taken|given|sent|set|cut|built|held|brought|read|written|drawn|hung|fed|shut|spun|frozen|shaken|thrown|worn|left|ground)\b/,
  before: set(
    "please then next finally first firstly secondly second third lastly also always never immediately carefully gently slowly quickly thoroughly now again just only simply do not don't dont optionally optional eventually generally more promptly regularly periodically daily weekly either manually once-daily properly briefly visually at-least and or to if-possible simultaneously ideally preferably you must should may can will we",
  ),
  openers: set(
    'if when once after before in on at for with using during until while where whenever from to as unless depending based within by upon wherever without following prior should every whilst under given despite through via since immediately within',
  ),
  conditions: set('if unless'),
  instructs:
    /^(?:do not|don't|never|no one may|awaits?|you (?:can|may) now|to [a-z]+ (?:[^ ,]+ ){1,8}?(?:you (?:can|should|must|need to) )?(?:(?:right|left|double)[- ])?(?:select|click|press|use|open|choose|go to|hold|enter|type|run|turn|push|pull|move|place|put|set|hit))\b/,
  obligation:
    /\b(?:must|shall|should|ought to|ha(?:s|ve) to be|needs? to be|(?:is|are) to be|(?:is|are) required to|(?:is|are) responsible for)\b/,
  sections: {
    purpose:
      /^(?:purpose|aims?|objectives?|learning (?:objectives?|outcomes?|goals?)|overview|introduction|goals?|preamble|background|abstract|intent|summary|why)\b/,
    scope: /^(?:scope|applicability|applies to|application|where this applies|audience)\b/,
    roles:
      /^(?:roles?(?: and responsibilities)?|responsibilit(?:y|ies)|responsible|who does what|people|duties and roles|who)$/,
    inputs:
      /^(?:inputs?|information (?:needed|required)|before you (?:start|begin)|what you need(?: to (?:start|begin|know))?|required information)\b/,
    materials: /^(?:contacts?$|materials?|equipment|supplies|tools?|ingredients|ppe|reagents?|consumables|apparatus)\b/,
    skip: /^(?:(?:recent|latest|last) changes|what.s new|read ?me|how to use this|about this (?:workbook|file|sheet)|change ?log|definitions?|glossary|abbreviations|acronyms|terms|references?(?: and .*)?$|related (?:documents?|procedures|links)|bibliography|sources?|further reading|additional (?:information|resources|reading)|(?:revision|change|version|document|amendment) (?:history|log|control|record)|revisions?|change ?log|history|sign[- ]?off sheet|signatures?|approval (?:table|signatures|history)|training records$|record retention|contact (?:information|details|list)|useful (?:numbers|contacts|links)|phone (?:numbers|list)|emergency (?:contacts|numbers)|troubleshooting|expected results?|principle|distribution(?: list)?|legal (?:basis|references)|prerequisites?|examples?|faq|licen[cs]e|acknowledg|authors?|metadata|links|appendix: (?:form|template)|records?|attachments|appendices|annexes|definitions and|document structure|what is |signs of|post-\w+ restrictions)\b/,
    contents:
      /^(?:(?:table of )?contents|index|toc|in this (?:document|section)|document structure|agenda|outline|structure)\b/,
    exceptions:
      /^(?:exceptions?|deviations?|out of (?:range|limits?|tolerance)|corrective actions?|if (?:a|an|the|any)?\s?(?:readings?|temperatures?|values?|results?|measurements?|something|checks?|limits?)\b)/,
    approval: /^(?:approvals?|authori[sz]ation|release|sign-? ?off|final (?:approval|release|sign-? ?off))\b/,
    steps:
      /\b(?:procedures?|steps?|protocols?|instructions?|method|process|checklist|checks|tasks?|actions?|how to|workflow|duties|activities|routine|setup|set-up|operation|what to do)\b/,
  },
  columns: {
    step: /^(?:steps?|actions?|tasks?|activit(?:y|ies)|checks?|items?|what(?: to (?:do|check))?|procedures?|instructions?|descriptions?|check ?points?|test(?: name)?|questions?|to do|requirements?|control)\b/,
    number: /^(?:#|no\.?|nr\.?|number|id|step (?:no|#|number)|ref)\.?$/,
    role: /^(?:who\b|roles?|responsib|owner|by whom|assigned|performed by|done by|person|department|accountable)/,
    evidence: /^(?:evidence|records?|proof|form|output|documentation|deliverable|attach)/,
    limit: /^(?:limits?|target|range|accept|criteria|criterion|standard|tolerance|specification|spec\b|critical)/,
    due: /^(?:when|due|deadlines?|timing|time|by when|within|latest|sla|respond by|complete by|finish by)\b/,
    frequency: /^(?:how often|intervals?|schedule|frequenc(?:y|ies)|every)\b/,
    note: /^(?:notes?|comments?|remarks?|details?|how\b(?! often)|objectives?|explanation|where|guidance|observations?)\b/,
    status:
      /^(?:done|status|complete(?:d)?|completed\?|check(?:ed)?(?: ?(?:off|box))?|✓|✔|☐|☑|ok\??|y ?\/ ?n|yes\b.*|pass(?:ed)?\b.*|fail\b.*|n\/?a|results?|initials?\b.*|tick|progress|signed|signature|sign(?:ed)? ?off|finished)$/,
  },
  duty: /(?:\b(?:must|shall|should|has to|have to|needs? to|please|in (?:this|the following) order)\s*:$|\b(?:as follows|follow(?:ing)? (?:the |these |this )?(?:[a-z]+ ){0,3}(?:steps?|instructions|procedure|actions|tasks|order|sequence)(?: below)?|(?:steps?|do|done|carry out|perform) (?:the )?following|to do|to[- ]dos?|every (?:morning|day|evening|shift|week|month)|after (?:closing|opening|each [a-z]+)|before (?:opening|closing|you [a-z]+))[^.:]{0,40}:$)/,
  handbook:
    /\b(?:handbook|manual|guidebook|playbooks|procedures|sops|policies|compendium|collection|runbooks|protocols|processes|instructions for all|emergenc(?:y|ies))\b/,
  checklist:
    /\b(?:check-? ?lists?|to-? ?do(?: list)?s?|tick ?list|punch ?list|packing list|inspection list|opening list|closing list|(?:opening|closing|lock-?up|shut-?down|start-?up) (?:procedure|routine|round|duties|checks))\b/,
  part: /^(?:afterwards|then|finally|next|phases?|stages?|part|section|step|before|during|after|day|week|month|prepar\w*|preliminar\w*|set-?up|initial|identif\w*|detect\w*|triage|investigat\w*|analy[sz]\w*|assess\w*|contain\w*|remediat\w*|eradicat\w*|recover\w*|communicat\w*|lessons?|aftermath|follow-?up|close-?out|closure|completion|conclusion|finish\w*|final\w*|execut\w*|implement\w*|verif\w*|validat\w*|review|documentation|record-?keeping|reporting$|monitoring|clean-?up|storage|approvals?|sign-?off|release|escalation|general|pre-|post-|pre\b|post\b|on arrival|procedures?|process|methods?|protocol|instructions?|steps|tasks|actions|checks|morning|noon|midday|afternoon|evening|night|daily|weekly|monthly|yearly|annual|quarterly|roll ?back|fail ?over|shift)\b/,
  facts:
    /^(?:version|ver\.?|revision|rev\.?(?: no\.?)?|amendment|changes?(?: made)?|(?:possible |probable |root )?causes?|solutions?|remed(?:y|ies)|problems?|symptoms?|faults?|errors?(?: codes?)?|terms?|abbreviations?|acronyms?|definitions?|meanings?|phones?|telephone|e-?mail|extension|contacts?|retention|severity|parameters?|values?|units?|reagents?|compositions?|concentrations?|ingredients?|part (?:no|number)|suppliers?|documents?|titles?|risks?|hazards?)\b/,
  notSteps:
    /(?:\b(?:signs?|symptoms|examples?|such as|includes?|including|consists? of|contains?|threats|causes|types of|kinds of|for instance|e\.g|will cover|(?:the )?following (?:themes|information|data|fields|details|items|format|criteria|sources|terms|abbreviations|documents)|resources|requirements are|means|defined as|are defined|steps are defined|following format|applies to|links? below|see also|come from|would have|criteria|may be due|indicat(?:e|es|ors?)|may hint|might hint|(?:possible|common|typical|known|frequent) (?:errors|problems|issues|mistakes|pitfalls)|knowledge of|covers|recipients|refer to the following)\b[^.]*:?$)/,

  limits: limitPatterns({
    between: 'between|from',
    and: 'and|to|through',
    to: 'to',
    atMost: String.raw`at most|no more than|not more than|no higher than|not higher than|maximum|maximum of|max\.?|up to|(?:not|never|n't) (?:\w+ )?(?:exceed|above|over|be above|rise above|go above|higher than|hotter than|greater than|more than)|not exceeding|no warmer than|no longer than|limit(?:ed)? (?:of|to)|no greater than`,
    below: 'below|under|less than|lower than|colder than|cooler than|fewer than|shorter than|slower than|smaller than',
    atLeast: String.raw`at least|no less than|not less than|no lower than|minimum|minimum of|a min\.? of|min\.?|(?:not|never|n't) (?:\w+ )?(?:below|under|less than|lower than|drop below|fall below|cooler than)|no fewer than|not below|from`,
    above:
      'above|over|more than|exceeds?|exceeding|greater than|higher than|hotter than|warmer than|longer than|in excess of',
    orLess: 'or (?:below|less|colder|lower|under|cooler|fewer)|maximum|max|at most',
    orMore: 'or (?:above|more|hotter|higher|over|warmer|greater|longer)|minimum|and above|at least',
  }),
  approval:
    /\b(?:approv(?:es?|ed|als?|ing)|sign(?:s|ed)?[- ]?off|authori[sz](?:es?|ed|ation)|counter-?sign(?:s|ed)?|permission|written (?:request|consent|agreement)|released? by)\b/,
  separation:
    /\b(?:did not|didn't|have not|has not|not the (?:same )?person|someone (?:else|other)|other than|different (?:from|person)|independent)\b/,
  quorum:
    /\b(one|two|three|four|five|both|\d+)\s+(?:different |other |independent |separate )?(?:[a-z]+ ){0,2}?(?:approv|people|persons|approvals|signatures|managers|leads|of them)/,
  numbers: { one: 1, two: 2, three: 3, four: 4, five: 5, both: 2, six: 6, seven: 7, eight: 8, nine: 9, ten: 10 },
  doer: /\b(?:does|do|execution|carr(?:y|ies) out|performs?|works? through|completes?|handles?|runs?)\b/,
  pointer:
    /^(?:(?:please |also )*(?:see\b|refer\b)|for (?:more|further|details|questions|help)|for [^,]{3,120}, (?:see|refer|contact|visit|read)|you can(?! now)|objective|todo|tbc|in the meantime|learn|read more)\b/,
  decision: /^(?:decide|choose|determine (?:whether|if|how)|select (?:whether|one)|make a decision|decision\b)/,
  or: /,?\s+or\s+/,
  accountable: /\b(?:accountable(?: manager)?|overall responsib\w+|answerable|process owner|procedure owner)\b/,
  exceptions: /\b(?:exceptions?|out of (?:range|limits?|tolerance)|deviations?|outside (?:the|these) limits?)\b/,
};

/** `checks`, `watches`, `carries`. */
function third(verb: string): string[] {
  if (/[^aeiou]y$/.test(verb)) return [`${verb.slice(0, -1)}ies`];
  return [/(?:[sxz]|[cs]h|o)$/.test(verb) ? `${verb}es` : `${verb}s`];
}
