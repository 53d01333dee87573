/** Systems that a step looks into or writes to. */
import { LIMITS } from '../limits.ts';
import { clip, fold } from './fold.ts';
import { folding } from './folding.ts';
import { type Found, says } from './found.ts';
import { sentencesOf } from './instruction.ts';
import type { Lexicon } from './words/lexicon.ts';

export interface Systems {
  readonly reads: readonly Found<string>[];
  readonly writes: readonly Found<string>[];
}

/** At most this many of a step, each way. */
const MOST = 5;

/** The systems that words name: known products, kinds of systems ("the booking system"), and "in" before a name in capitals. */
export function systemsOf(lines: readonly string[], lexicon: Lexicon): Systems {
  const reads = new Map<string, Found<string>>();
  const writes = new Map<string, Found<string>>();
  for (const sentence of lines.flatMap(sentencesOf)) {
    for (const clause of sentence.split(/[;:]\s|,\s(?=and |then |und |dann |et |y |e )/)) {
      for (const { name, confidence } of namesIn(clause, lexicon)) {
        const found = { value: clip(name, LIMITS.title), confidence, reason: says(clause.trim()) };
        const folded = fold(clause);
        const isWritten = lexicon.signs.writes.test(folded);
        const into = isWritten ? writes : lexicon.signs.reads.test(folded) ? reads : undefined;
        const key = fold(name);
        if (into && !into.has(key) && into.size < MOST) into.set(key, found);
      }
    }
  }
  return { reads: [...reads.values()], writes: [...writes.values()] };
}

function namesIn(clause: string, lexicon: Lexicon): { name: string; confidence: number }[] {
  const found: { name: string; confidence: number }[] = [];
  for (const match of clause.matchAll(PRODUCTS)) found.push({ name: match[0], confidence: 0.8 });
  const named = new RegExp(
    String.raw`(?<![\p{L}])(?:${lexicon.signs.inSystem})\s+(?:(?:the|our|your|das|der|die|dem|den|unser|le|la|l'|les|el|il|lo|o|a)\s+)?(\p{Lu}[\p{Lu}\d]{2,7}|\p{Lu}\p{Ll}+\p{Lu}[\p{L}\d]*)(?![\p{L}\d./-])`,
    'giu',
  );
  for (const match of clause.matchAll(named)) {
    const name = match[1] ?? '';
    if (IN_CAPITALS.test(name) && !NO_SYSTEM.test(name)) found.push({ name, confidence: 0.55 });
  }
  const kind = lexicon.signs.systems.exec(fold(clause));
  if (kind && found.length === 0 && !BODY.test(kind[0]))
    found.push({ name: printed(clause, kind[0], kind.index), confidence: 0.6 });
  const unique = new Map(found.map((one) => [fold(one.name), one]));
  return [...unique.values()];
}

function printed(clause: string, folded: string, at: number): string {
  const { printed: slice } = folding(clause);
  const name = /^[\s«“"]*(\p{Lu}[\p{L}\d]{2,})/u.exec(slice(at + folded.length))?.[0] ?? '';
  return `${slice(at, at + folded.length)} ${name}`.trim().replace(/^(?:the|le|la|el|il|o|das|der|die)\s+/i, '');
}

/** Products that businesses name in their procedures. */
const PRODUCTS =
  /(?<![\p{L}])(?:Zendesk|Salesforce|HubSpot|Jira|Confluence|ServiceNow|Freshdesk|Intercom|SharePoint|OneDrive|Dropbox|Google (?:Sheets?|Drive|Docs|Forms?|Calendar)|Excel|Outlook|Microsoft Teams|Slack|Trello|Asana|Notion|Airtable|Monday\.com|Shopify|WooCommerce|Stripe|PayPal|QuickBooks|Xero|Sage|DATEV|Lexware|Odoo|NetSuite|Workday|Personio|BambooHR|SAP(?: [A-Z]\w+)?|Dynamics(?: 365)?|Oracle|Opera|Protel|Mews|Lightspeed|Square|Toast|Orderbird|GitHub|GitLab|PagerDuty|Opsgenie|Datadog|Grafana|Splunk|WhatsApp|DocuSign|LabWare|Benchling|Veeva|TrackWise|Epic|Cerner|Medifox|Vivendi|Google Analytics|Mailchimp|SurveyMonkey|Smartsheet|Tock|VMware|Okta|Active Directory)(?![\p{L}])/gu;
const IN_CAPITALS = /^(?:\p{Lu}[\p{Lu}\d]{2,7}|\p{Lu}\p{Ll}+\p{Lu}[\p{L}\d]*)$/u;
/** Letters in capitals that are no system. */
const NO_SYSTEM =
  /^(?:PPE|SOP|SOPS|USA|NOT|AND|THE|ALL|PDF|CSV|XML|USB|LED|UPS|CEO|CFO|CTO|CISO|FAQ|NHS|HACCP|GMP|ISO|DIN|FIFO|FEFO|UTC|CET|EUR|USD|CHF|GBP|PSA|EPI|EPP|DPI|EPIS|MRI|ICU|DNA|RNA|PCR|BSL|RAM|CPU|SSD|VPN|LAN|WLAN|WIFI|GPS|RTK|GNSS|ASAP|HTTP|HTTPS|URL|NaOCl|MHz|GHz|kHz|VIP|COVID|NUR|NIE|MUSS|NICHT)$/;
/** Systems of a body, a building or a machine. */
const BODY =
  /\b(?:immune|nervous|cooling|heating|ventilation|alarm|sprinkler|fire|water|hydraulic|electrical|braking|operating|solar|sound|air|exhaust|lock|security|filter|drainage|pump|imaging|sensor|cable|rail|metric|public address|affected|infected|other|entire|whole|this|that|each|any|your|all|computer|our|the|a|and|of|flight|camera|propulsion|lighting) (?:systems?|module|platform|app|software|register|database)\b|^(?:immun|alarm|kuhl|heiz|luft|brems|betriebs|lock)\w*/;
