/** Why something was not done with an SOP, its draft or an import. */
import type { ImportRefusal } from '../engine/import/import.ts';
import type { Instant } from '../engine/instant.ts';
import type { RunRefusal } from '../engine/run/refusals.ts';
import type { ProposalRefusal, SopRefusal } from '../engine/sop/refusals.ts';
import { alreadyImported } from './already-imported.ts';
import type { Span, Text } from './card.ts';
import { IMPORTS } from './refusal-words.ts';
import { quoted, sentence, typed, who } from './sentence.ts';

type OfSop = Exclude<SopRefusal | ImportRefusal, { code: RunRefusal['code'] | ProposalRefusal['code'] }>;

const CODES: Readonly<Record<OfSop['code'], true>> = {
  sop_unknown: true,
  sop_exists: true,
  key_taken: true,
  definition_invalid: true,
  not_publishable: true,
  no_draft: true,
  draft_settled: true,
  draft_exists: true,
  draft_changed: true,
  nothing_published: true,
  revision_changed: true,
  already_archived: true,
  not_accountable: true,
  import_unknown: true,
  import_exists: true,
  already_imported: true,
  import_settled: true,
};

export function isOfSop(refusal: { readonly code: string }): refusal is OfSop {
  return Object.hasOwn(CODES, refusal.code);
}

/** `at`: how an instant is said. */
export function sopSentence(refusal: OfSop, at: (instant: Instant) => readonly Span[]): Text {
  switch (refusal.code) {
    case 'sop_unknown':
      return sentence('This SOP is not here any more. ', typed('list'), ' shows all of them.');
    case 'sop_exists':
      return 'This draft has been made already; its card is in the channel.';
    case 'key_taken':
      return `Another SOP has the key ${quoted(refusal.key)} already. Choose another one under “sop:”.`;
    case 'definition_invalid':
      return 'It was not saved, because something in it is wrong. Please correct this and save it again:';
    case 'not_publishable':
      return 'It cannot be published yet. This is missing:';
    case 'no_draft':
      return sentence(`${quoted(refusal.title)} has no draft now. `, typed('revise'), ' begins one.');
    case 'draft_settled':
      return sentence(who(refusal.by), ` ${refusal.how} this draft`, at(refusal.at), '; nothing more is needed.');
    case 'draft_exists':
      return `${quoted(refusal.title)} has an open draft already. Edit, publish or discard that one.`;
    case 'draft_changed':
      return sentence(
        { type: 'member', member: refusal.by },
        ' saved this draft meanwhile, so this was not done. Look at the draft as it is now, then do it again.',
      );
    case 'nothing_published':
      return `${quoted(refusal.title)} has never been published, so there is nothing to revise or archive. Edit its draft instead.`;
    case 'revision_changed':
      return `${quoted(refusal.title)} was published again meanwhile. Import the document once more, so that it is compared with what holds now.`;
    case 'already_archived':
      return `${quoted(refusal.title)} is archived already; nothing more is needed.`;
    case 'not_accountable': {
      const owner = refusal.role === undefined ? 'an administrator' : `its ${refusal.role.replaceAll('_', ' ')}`;
      return `${quoted(refusal.title)} is in force, so only ${owner} may replace or archive it. Ask them to do it; the draft stays.`;
    }
    case 'import_unknown':
      return sentence('This import is not here any more. Drop the document again and type ', typed('import'), '.');
    case 'import_exists':
      return 'This document is being read already; its card shows how far it is.';
    case 'already_imported':
      return alreadyImported(refusal);
    case 'import_settled':
      return IMPORTS[refusal.status];
  }
}
