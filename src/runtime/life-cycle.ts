/** Phrases that move an SOP through its life, each with a short private word that it was done. */
import { sentence, typed, who } from '../cards/sentence.ts';
import { draftCard, leftOpen } from '../cards/views/draft.ts';
import { toldCard } from '../cards/views/told.ts';
import { memberOf } from '../engine/actor.ts';
import { publishable } from '../engine/readiness.ts';
import type { KnownSop } from '../engine/sop/state.ts';
import { routinesElsewhere } from '../store/routines.ts';
import { refuse, told, withNames } from './answering.ts';
import type { Command } from './command.ts';
import type { Answer, Said } from './conversation.ts';
import type { Phrase } from './phrase.ts';
import { command, loadSop, sopOf, type Talking } from './talking.ts';

type LifeCycle = Extract<Phrase, { type: 'publish' | 'discard' | 'revise' | 'archive' }>;

export async function lifeCycle(talking: Talking, said: Said, phrase: LifeCycle): Promise<Answer> {
  const found = await sopOf(talking, said.workspace, phrase.key);
  if ('refusal' in found) return refuse(talking, said, found.refusal);
  if (phrase.type === 'publish' && isNews(found.sop, said)) return lookFirst(talking, said, found.sop);
  const reply = await command(talking, said, commandOf(phrase, found.sop, said.place));
  if (reply.status === 'refused') return refuse(talking, said, reply.refusal);
  const after = (await loadSop(talking, said.workspace, found.sop.sop)) ?? found.sop;
  const routines =
    phrase.type === 'archive' ? await routinesElsewhere(talking.db, said.workspace, { sop: after.sop, place: '' }) : 0;
  return told(doneCard(phrase, after, routines));
}

/** A typed publication is of the draft as it stands when it is typed: a later edit makes it a refusal. */
function commandOf({ type }: LifeCycle, { sop, draft }: KnownSop, place: string): Command {
  switch (type) {
    case 'publish':
      return { type: 'publishDraft', sop, ...(draft ? { draft: draft.draft, edit: draft.edit } : {}) };
    case 'discard':
      return { type: 'discardDraft', sop };
    case 'revise':
      return { type: 'reviseSop', sop, place };
    case 'archive':
      return { type: 'archiveSop', sop };
  }
}

/**
 * Somebody else edited the draft last, or made the one that would replace what is in force: whoever types its key may not
 * have seen that.
 */
function isNews({ draft, revision }: KnownSop, { member }: Said): boolean {
  return draft !== undefined && (draft.edit > 0 || revision > 0) && memberOf(draft.editedBy) !== member;
}

/** The draft as it is now; its Publish button carries the edit that it shows. */
async function lookFirst(talking: Talking, said: Said, sop: KnownSop): Promise<Answer> {
  const { draft } = sop;
  if (!draft) return refuse(talking, said, { code: 'no_draft', title: sop.title });
  const card = draftCard(sop, draft.draft, publishable(draft.definition));
  const at = { type: 'time', at: draft.editedAt, style: 'date_time' } as const;
  const saved = draft.edit === 0 ? ['This draft was begun on '] : [who(draft.editedBy), ' saved this draft on '];
  const text = sentence(...saved, at, '. Look through it, then press Publish.');
  return withNames(talking, said, {
    ...card,
    elements: [{ type: 'notice', tone: 'attention', text }, ...card.elements],
  });
}

/** `routines`: how many start runs of it. */
function doneCard({ type }: LifeCycle, { title, key, revision, settled }: KnownSop, routines: number) {
  const left = settled?.open === undefined ? '' : `${leftOpen(settled.open)} `;
  switch (type) {
    case 'publish':
      return toldCard(
        'Published',
        sentence(`“${title}” is revision ${revision} now. ${left}`, typed(`run ${key}`), ' starts a run of it.'),
        'good',
      );
    case 'discard':
      return toldCard('Discarded', `The draft of “${title}” is thrown away.`, 'good');
    case 'revise':
      return toldCard(
        'Draft begun',
        sentence(`The new draft of “${title}” is in this channel. `, typed(`edit ${key}`), ' opens it.'),
        'good',
      );
    case 'archive':
      return toldCard(
        'Archived',
        sentence(
          `“${title}” cannot be run any more. Runs that are open go on. `,
          routines === 0
            ? ''
            : `${routines === 1 ? 'Its routine pauses' : `Its ${routines} routines pause`} at the next time. `,
          typed(`revise ${key}`),
          ' brings it back.',
        ),
        'good',
      );
  }
}
