/** The draft of an SOP: what it lacks, what it asks, what it changes, and how that is settled. */
import { html } from 'hono/html';
import type { Element, Line } from '../../cards/card.ts';
import { sentence, who } from '../../cards/sentence.ts';
import { changeElements } from '../../cards/views/changes.ts';
import { definitionLine } from '../../cards/views/definition-elements.ts';
import { placeIn } from '../../cards/views/draft.ts';
import { learnedElements } from '../../cards/views/learned.ts';
import { publishable } from '../../engine/readiness.ts';
import type { Draft } from '../../engine/sop/state.ts';
import type { LibrarySop } from '../../runtime/library/sops.ts';
import { cardBody } from './card-body.ts';
import type { Markup } from './document.ts';
import { inPlace } from './sop-runs.ts';
import { time } from './time.ts';
import { type Names, nameOf } from './words.ts';

export function draftTab(sop: LibrarySop, draft: Draft, names: Names): Markup {
  const { definition, document, editedBy, editedAt } = draft;
  const from = document
    ? html`, from <a href="/library/files/${document.file}?name=${encodeURIComponent(document.name)}">${document.name}</a>`
    : '';
  const sections: readonly (readonly [string, readonly Element[]])[] = [
    ['Before it can be published', missing(draft)],
    ['Please check', questions(draft)],
    ['Answered', answered(draft)],
    ...(sop.active ? ([[`Changes against revision ${sop.revision}`, changes(sop, draft)]] as const) : []),
    [
      'Steps',
      [{ type: 'list', items: definition.steps.map((step, index) => definitionLine(definition, step, index)) }],
    ],
  ];
  return html`<p class="section-note">Edited by ${nameOf(editedBy, names)}, ${time(editedAt, 'day_time')}${from}.</p>
      <p class="section-note">Its card ${inPlace(draft.place)} has buttons that answer its questions and edit its steps; <code>/sop edit ${definition.sop}</code> edits all of it.</p>
      ${sections
        .filter(([, elements]) => elements.some((one) => one.type !== 'list' || one.items.length > 0))
        .map(
          ([title, elements]) => html`<section class="section"><h2>${title}</h2>${cardBody(elements, names)}</section>`,
        )}`;
}

function missing({ definition }: Draft): readonly Element[] {
  const items = publishable(definition).map(({ path, problem }): Line => {
    return { mark: 'blocked', text: sentence({ type: 'bold', text: placeIn(definition, path) }, `: ${problem}`) };
  });
  return [{ type: 'list', items }];
}

function questions({ definition, questions }: Draft): readonly Element[] {
  const items = questions.map(({ step, text, reason }): Line => {
    const order = definition.steps.findIndex((one) => one.id === step) + 1;
    const detail = [order > 0 ? `Step ${order}` : '', reason ?? ''].filter((part) => part !== '').join(' · ');
    return { mark: 'now', text, ...(detail === '' ? {} : { detail }) };
  });
  return [{ type: 'list', items }];
}

function answered({ answered = [] }: Draft): readonly Element[] {
  const items = answered.map(({ text, answer, by }): Line => {
    return { mark: 'done', text, detail: sentence(`${answer} · `, who(by)) };
  });
  return [{ type: 'list', items }];
}

/** Their heading is the page's own. */
function changes(sop: LibrarySop, draft: Draft): readonly Element[] {
  const against = sop.active ? changeElements(sop.active, draft.definition, sop.revision) : [];
  return [...against.filter(({ type }) => type !== 'heading'), ...learnedElements(sop, draft.draft)];
}
