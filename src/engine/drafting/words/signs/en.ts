import type { Signs } from './signs.ts';
import { either, verbPlace } from './verb-place.ts';

const BEFORE =
  'and|then|to|must|shall|should|will|please|both|also|or|always|immediately|carefully|now|you|they|staff|just|finally|clearly|accurately|daily|not|first';

export const englishSigns: Signs = {
  titles: {
    photo: 'Photo',
    signature: 'Signature',
    text: 'Note',
    file: 'File',
    checkbox: 'Ticked off',
    number: 'Reading',
    message: 'Message sent',
  },
  asks: {
    photo: {
      says: /\b(?:photos?|photograph(?:s|ed|y)?|pictures?|screenshots?|snapshots?|take an image)\b/,
      not: /\b(?:photo id(?:entification)?|photo ?cop(?:y|ies)|no (?:photos?|pictures|photography)|(?:see|compare\w*|match\w*|shown|as|like|per|follow\w*|refer) (?:\w+ )?(?:with |to |in |on )?(?:the |this |a )?(?:reference )?(?:photos?|pictures?|photographs?|screenshots?)|(?:photos?|pictures?|screenshots?) (?:above|below|on the wall|shows?|may not|are not)|(?:do not|don't|never) (?:take )?(?:any )?(?:photos?|photograph|pictures|screenshots?)|picture frames?|the big(?:ger)? picture)\b/g,
    },
    signature: {
      says: either(
        verbPlace(BEFORE, '(?:counter-?)?sign(?! (?:in|into|up|out|on to|onto|post|for up|language)\\b)|initial'),
        /\b(?:signs (?:the|and|it|for|below|here|on|both|every|each|his|her|their)|(?:counter-?)?signatures?|(?:counter-?)?signed\b|countersigns?|sign(?:ed)?[- ]off (?:the|on|by|each|all|sheet|form|every)|initial(?:s|led|ed)? (?:the|and|on|here|each|it|in|below|every|box)|(?:their|your) initials)\b/,
      ),
      not: /\b(?:signed (?:in|out|up|on|into|off to)|(?:e-?mail|digital|heat|file|virus|antivirus|malware|custom|detection|attack|known|threat|new) signatures?|signature (?:dish|files?|updates?)|sign off calls?|vital signs?|sign (?:is|has|hangs|stands)|signs are)\b/g,
    },
    text: {
      says: either(
        verbPlace(
          BEFORE,
          'record|log(?! (?:in|into|on|onto|off|out|back)\\b)|note(?! (?:that|:|on)\\b)|jot|write(?! (?:off|to|an? (?:e-?mail|letter|report)|the (?:e-?mail|report))\\b)|document(?! (?:control|type)\\b)|register(?! (?:for|at|with)\\b)|describe|summari[sz]e|minute|track the|transcribe',
        ),
        /\b(?:recorded|logged(?! (?:in|on|off|out)\b)|noted|documented|written (?:down|up)|entered (?:in|into|on)|registered in)\b/,
        /\b(?:make|makes|made|keep|kept|e-?mail(?:ed)?|create|add|leave|take|taken|open|raise|start|submit)\s+(?:an? |the |any |some |detailed |brief |short )*(?:\w+ ){0,2}?(?:records?|notes?|log|log ?book|entry|entries|tickets?|traces?|minutes|journal|comments?|incident log)\b/,
        /\b(?:entry|entries|record|note) (?:\w+ )?(?:must|should|shall|is to|has to|needs to) be (?:made|kept|taken|written|added)\b/,
        /\b(?:fill(?:ed)? (?:in|out)|complete|update|maintain|sign) (?:\w+ ){0,3}?(?:log|log ?book|journal|diary|register|record sheet)\b/,
        verbPlace(
          BEFORE,
          'enter (?:\\w+ ){1,6}?(?:in|into|on|to) (?:the |your |a )?(?:\\w+ ){0,2}?(?:log|logbook|register|table|sheet|system|diary|journal|database|record|chart|book|file|tracker)',
        ),
        /\b(?:log ?book should|log should) be\b|\benter (?:the |all |any )?(?:\w+ )?(?:values?|readings?|results?|details|data|temperatures?|amounts?|reasons?|comments?)\b/,
        /\b(?:writes? down|notes? down|logs the|records the|documents the|notes the)\b/,
        /\b(?:get|obtain|collect|gather|take) (?:\w+ ){0,2}?(?:contact (?:information|details)|statements?|particulars)\b/,
      ),
      not: /\b(?:(?:medical|training|previous|past|old|existing|health|patient|service|historical|world|track|criminal|personnel) records?|(?:check|review|read|consult|inspect|examine|analy[sz]e|search|see|look at|verify|audit) (?:the |all |any |for |at )*(?:\w+ )?(?:records?|logs?|log files?|notes|log ?book|tickets?)|for the record|log files?|record (?:player|label|holder)|(?:do not|don't|never) (?:record|log|note|write|document|describe)|record(?:ed)? (?:message|delivery)|documented (?:procedures?|information|evidence)|as (?:documented|noted|recorded))\b/g,
    },
    file: {
      says: either(
        verbPlace(
          BEFORE,
          'attach(?! (?:the |a |an )?(?:hose|cable|lid|cover|strap|hook|rope|clamp|sensor|bracket|handle|nozzle|tube|probe|filter|wheel|battery|camera|module|antenna|propellers?|payload)s?\\b)|upload|print(?:out)?|scan(?! (?:the )?(?:area|room|horizon|barcode|badge|qr|item|product|network|system|host|for)\\b)|export|archive',
        ),
        /\b(?:attaches|uploads|exports|scans|prints(?: out)?) (?:the|an?|any|all|it|them|each|every)\b/,
        /\b(?:attached|uploaded|printed(?: out)?|scanned|exported) (?:to|in|as|and|with|into|here|copy|form|report)\b/,
      ),
      not: /\b(?:do not|don't|never) (?:attach|upload|print|scan|export)\b|\battach\w* (?:it |them )?(?:firmly|securely|tightly)\b/g,
    },
    checkbox: {
      says: either(
        verbPlace(BEFORE, 'tick(?! ?ets?)'),
        /\b(?:check|mark|cross|tick)(?:ed)? (?:off )?(?:the |each |every |this |all )?(?:\w+ )?(?:box|boxes|check ?box(?:es)?)\b|\b(?:tick|check|cross)(?:ed)? (?:\w+ ){0,3}?off (?:on )?(?:the |your )?(?:\w+ )?(?:list|checklist|sheet)\b|\bmark(?:ed)? (?:it |this |each |the |them )?(?:\w+ )?(?:as )?(?:done|complete|completed|finished)\b/,
      ),
      not: /\b(?:cash|check|tool|junction|fuse|lunch|lock|storage) ?box\b/g,
    },
    message: {
      says: either(
        verbPlace(BEFORE, 'e-?mail(?! (?:address|server|account|header|client|gateway)\\w*\\b)'),
        /\b(?:send|write|sends|sent|compose|draft)\s+(?:\w+ ){0,4}?(?:e-?mails?|sms|text message|letter|memo|written (?:notice|notification|message))\b/,
      ),
    },
  },
  papers:
    /\b(?:forms?|reports?|checklists?|questionnaires?|receipts?|invoices?|certificates?|spreadsheets?|pdfs?|print-?outs?|attachments?|slips?|statements?|timesheets?|worksheets?|protocols?|delivery notes?|quotes?|quotations?|contracts?|applications?|waivers?|log sheets?|record sheets?|paperwork|csv|xlsx|dossiers?|cop(?:y|ies) of|\w+\.(?:csv|xlsx?|docx?|pdf|json|zip))\b/,
  produces:
    /\b(?:fill(?:s|ed)? (?:in|out|it|this|the)|complet(?:e|es|ed|ing)|submit(?:s|ted)?|attach(?:ed)?|upload(?:ed)?|print(?:ed)?|export(?:ed)?|generat(?:e|es|ed)|creat(?:e|es|ed)|prepar(?:e|es|ed)|writ(?:e|es|ten)|send|sent|scan(?:ned)?|sav(?:e|ed)|stor(?:e|ed)|fil(?:e|ed)|provid(?:e|ed)|hand(?:ed)? (?:in|over)|issu(?:e|ed)|mak(?:e|es)|made|draw(?:n)? up|produc(?:e|ed)|draft(?:ed)?|archiv(?:e|ed)|return(?:ed)?|collect(?:ed)?|deliver(?:ed)?|keep|kept|finali[sz]e|compile|publish|circulate|add the|obtain|request)\b/,
  measured:
    /\b(?:temperatures?|temps?|measurements?|weights?|readings?|counts?|levels?|pressures?|voltages?|ph|concentrations?|depths?|speeds?|humidity|hardness|chlorine|flow(?: rate)?|thickness|torque|mileage|quantit(?:y|ies)|amounts?|totals?|volumes?|lengths?|widths?|heights?|scores?|doses?|pulse|heart rate|blood pressure|saturation|conductivity|turbidity|densit(?:y|ies)|moisture|viscosity|brightness|distances?|dimensions?|takings|float|number of|odometer|intensity|oxygen|ppm|salinity)\b/,
  measures:
    /\b(?:measure[sd]?|weigh(?:s|ed)?|count(?:s|ed)?(?! (?:on|down|as|to)\b)|(?:after|by|before) (?:weighing|measuring|counting)|(?:perform|do|carry out|conduct) (?:a |the )?(?:\w+ )?(?:count|stock ?take|reading|measurement)|take (?:the |a |its |their )?(?:\w+ )?(?:temperature|pulse|reading|measurement|blood pressure)|read (?:off )?(?:the |each )?(?:\w+ )?(?:meter|gauge|thermometer|display|dial|counter|scale)|probe|determine the (?:weight|temperature|ph|level|volume|concentration|amount))\b/,
  checks:
    /^(?:(?:then|next|also|visually|please|finally|first|always|regularly|re-?|double-?|once [^,]{1,40},|before [^,]{1,40},|after [^,]{1,40},)\s*)*(?:check|verify|inspect|ensure|confirm|make sure|monitor|test|examine|look (?:for|at|over|through)|review|validate|audit|see (?:that|if|whether)|double-check|recheck|observe|watch|compare|determine (?:if|whether)|identify|assess|listen|be sure)\b/,
  condition:
    /(?<!\b(?:see|check|verify|determine|ask|decide|even|as|know|assess|identify|clarify|confirm|evaluate|tell|find out|sure|unsure|what|inquire)\s)\b(?:if|unless|in case|in the event|whenever|should (?=(?:the|a|any|an)\b[^.]{3,60},)|when (?=[^.,]{0,60}(?:above|below|exceed|fail|out of|not ))|where (?=[^.,]{0,60}(?:above|below|exceed|not )))\b/gu,
  otherwise: /(?:^|[.;,]\s*)(?:otherwise|or else|else|if not|if no)\b,?\s*/,
  by: /\bby (?:the |an? |one of the |another |our |your )?/g,
  as: /^as (?:the |an? )?/,
  finite:
    /^(?:will|must|shall|should|may|can|is|are|has|have|does|do|needs?|then|always|also|immediately|[a-z]{2,}(?:s|es)|wash|check|report|clean|complete|ensure|record|keep|sign|count|lock|open|close|inform|perform|carry|monitor|inspect|prepare|verify|wear|use|take|bring|make|send|put|collect|store|notify|review|approve)$/,
  label:
    /(?<![\p{L}])(?:responsible(?: person| role| party)?|responsibility|performed by|done by|carried out by|executed by|owner|who|role|assigned to|assignee|actor|by whom|in charge|pic)\s*[:=]\s*/u,
  duties:
    /\b(?:role of|duties of|responsibilities of|responsibilities for|tasks (?:of|for)|steps for|instructions for|actions (?:of|for|by)|procedure for|checklist for|guide for|for|role|duties|responsibilit(?:y|ies)|tasks|checklist|actions|instructions|steps|to-?dos?|procedures?|daily|opening|closing|weekly|only)\b/g,
  within:
    'within|no later than|not later than|in less than|in under|at the latest|inside|under|maximum of|max\\.? |up to',
  before: 'before|by|no later than|not later than|until|prior to|at the latest by|at the latest at|latest by',
  at: 'at|from|around|about',
  unanswered:
    /\b(?:nobody|no ?one|no (?:answer|response|reply|reaction)|(?:not|n't|no longer) (?:\w+ )?(?:answer\w*|respond\w*|repl\w*|reach\w*|available|pick\w* up|resolv\w*|fixed|confirm\w*|accept\w*|acknowledg\w*|solv\w*|back|possible|done|complet\w*)|cannot be (?:reached|resolved|fixed|solved|completed)|unavailable|unresolved|unreachable|unanswered|overdue|still (?:open|broken|above|below|failing)|persists?|fails?|later than)\b/,
  tells:
    /\b(?:call|phone|ring|inform|notify|tell|contact|alert|page|escalate (?:it |this |the \w+ )?to|escalates? to|report (?:it |this )?to|hand (?:it )?over to|pass (?:it )?(?:on )?to|refer (?:it )?to|ask) (?:the |your |an? |our )?/g,
  forbids:
    /(?:^|[.;,:]\s*|\b(?:must|may|should|shall|can|will)\s+)(?:do not|don't|never|not|no one|nobody)\b|\b(?:no (?:\w+ ){1,6}(?:may|can|shall|must|without|is|are)|cannot|prohibited|forbidden|not (?:allowed|permitted))\b/,
  without: /\b(?:without|unless|until|except with|only with|before)\b/,
  writes:
    /\b(?:prepare|enter|update|record|log|create|add|register|book|post|submit|upload|save|close|open a|raise|change|edit|set|mark|assign|delete|import|fill|input|type|store|file|document|cancel|issue|note|move|tag|release|approve|archive)\b/,
  reads:
    /\b(?:check|look up|look at|search|view|open|read|see|export|print|download|find|consult|review|verify|compare|monitor|retrieve|get|query|run|pull|log in|confirm)\b/,
  inSystem: 'in|into|on|onto|from|via|using|with|through|to|at',
  systems:
    /\b(?:pos|point of sale|till system|crm|erp|lims|wms|cmms|ehr|emr|pms|lms|intranet|ticket(?:ing)? system|booking system|reservation system|spreadsheet|database|dashboard|portal|\w+ (?:system|software|app|portal|database|tracker|register|platform|module)|shared (?:drive|folder|calendar)|inventory system)\b/,
  often: {
    daily:
      /\b(?:daily|every ?day|each day|per day|once a day|once per day|every (?:morning|evening|night|noon|afternoon|shift)|each (?:morning|evening|night|shift)|nightly)\b/,
    workdays:
      /\b(?:every (?:working|business|week) ?day|each (?:working|business|week) ?day|on (?:weekdays|working days)|monday (?:to|through|-|–) friday)\b/,
    weekly: /\b(?:weekly|every week|each week|once a week|per week)\b/,
    monthly: /\b(?:monthly|every month|each month|once a month|first (?:working )?day of (?:the|each|every) month)\b/,
    hourly: /\b(?:hourly|every hour|each hour|once an hour)\b/,
    days: ['mondays?', 'tuesdays?', 'wednesdays?', 'thursdays?', 'fridays?', 'saturdays?', 'sundays?'],
    each: 'every|each|on',
    parts: [
      [/\bmorning\b|\bopening\b/, 7],
      [/\bnoon\b|\blunch ?time\b/, 12],
      [/\bafternoon\b/, 15],
      [/\bevening\b|\bclosing\b/, 20],
      [/\bnight(?:ly)?\b/, 22],
    ],
  },
};
