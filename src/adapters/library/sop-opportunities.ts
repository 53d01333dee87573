/**
 * What of an SOP could be done otherwise, as far as it is known and not guessed: what its runs taught, and for each step
 * whether it takes judgment and who does it today.
 */
import { html } from 'hono/html';
import { delegationWords } from '../../cards/map/flow-words.ts';
import { refusalSentence } from '../../cards/refusals.ts';
import { count } from '../../cards/sentence.ts';
import { capital } from '../../cards/text.ts';
import { sopLessonsCard } from '../../cards/views/lessons.ts';
import { proposalCard } from '../../cards/views/proposal.ts';
import { LIMITS } from '../../engine/limits.ts';
import { type MapRow, rowsOf } from '../../engine/map/inventory.ts';
import { type Learned, refusalToDecide } from '../../runtime/decide-on-proposal.ts';
import { lessonsOf } from '../../runtime/lessons.ts';
import type { SopDetail } from '../../runtime/library/sop.ts';
import type { LibrarySop } from '../../runtime/library/sops.ts';
import { proposalSeen } from '../../runtime/proposal-shown.ts';
import type { Looking } from '../../runtime/sight.ts';
import { proposalPath, sopPath } from './addresses.ts';
import { cardBody } from './card-body.ts';
import type { Markup } from './document.ts';
import { csrfField } from './frame.ts';
import type { Visitor } from './session.ts';
import { type Names, words } from './words.ts';

interface Of {
  readonly sop: SopDetail;
  readonly state: LibrarySop;
}

export async function opportunitiesTab(
  looking: Looking,
  visitor: Visitor,
  { sop, state }: Of,
  names: Names,
): Promise<Markup> {
  const speaking = { workspace: visitor.workspace, member: visitor.member.id };
  const { open, counted } = await lessonsOf(looking, speaking, state);
  const proposals = await Promise.all(
    open.map(({ proposal }) => proposalSection(looking, visitor, { sop: state, proposal }, names)),
  );
  // Without a proposal in it the card says what is counted, and what makes one.
  const { elements } = sopLessonsCard(state, [], counted);
  return html`<section class="lessons">
        <h2>What runs teach${open.length === 0 ? '' : html`<span class="count">${open.length}</span>`}</h2>
        ${proposals}
        ${open.length === 0 && counted.length === 0 ? html`<div class="empty"><h3>${sop.revision === 0 ? 'It has not run yet' : 'Nothing to change so far'}</h3><p>When the same trouble with a step comes in three runs, or somebody who decides over a problem says that the procedure should change, the change that they suggest stands here.</p></div>` : cardBody(open.length > 0 && counted.length === 0 ? elements.slice(1) : elements, names)}
      </section>
      ${stepsSection(sop)}`;
}

async function proposalSection(looking: Looking, visitor: Visitor, learned: Learned, names: Names): Promise<Markup> {
  const { workspace, member } = visitor;
  const { sop, proposal } = learned;
  const { shown } = await proposalSeen(looking, { workspace, members: [member.id] }, sop, proposal);
  const refusal = await refusalToDecide(looking, { workspace, member: member.id }, learned);
  const { title, subtitle, elements } = proposalCard(sop, proposal.proposal, shown);
  return html`<article class="card proposal" id="proposal-${proposal.proposal}">
          <h3>${words(title, names)}</h3>
          ${subtitle === undefined ? '' : html`<p class="row-meta">${words(subtitle, names)}</p>`}
          ${cardBody(elements, names, 4)}
          ${refusal === undefined ? decisions(visitor, learned) : html`<p class="row-meta">${words(refusalSentence(refusal), names)}</p>`}
        </article>`;
}

/** The reason is asked where dismissing is chosen: it is kept with the SOP. */
function decisions(visitor: Visitor, { sop, proposal: { proposal } }: Learned): Markup {
  const at = proposalPath(sop.sop, proposal);
  return html`<div class="decisions">
            <form method="post" action="${at}/accept">${csrfField(visitor)}<button class="button button-primary" type="submit">Accept into the next draft</button></form>
            <details class="dismissing">
              <summary class="button fold">Dismiss</summary>
              <form method="post" action="${at}/dismiss">
                ${csrfField(visitor)}
                <div class="field">
                  <label for="reason-${proposal}">Why should the procedure stay as it is?</label>
                  <textarea class="input" id="reason-${proposal}" name="reason" required maxlength="${LIMITS.reason}"></textarea>
                </div>
                <button class="button" type="submit">Dismiss the proposal</button>
              </form>
            </details>
          </div>`;
}

function stepsSection({ id, key, definition, status, revision }: SopDetail): Markup {
  const mapped = { id, key, status: status === 'draft' ? 'draft' : 'active', revision, definition } as const;
  const rows = rowsOf(mapped);
  if (rows.length === 0) return html``;
  return html`<section class="section">
        <h2>What could be handed over</h2>
        <p class="section-note">${judgmentWords(rows)} ${handedWords(rows)}</p>
        <div class="table-scroll" tabindex="0" role="region" aria-label="Steps, and what could be handed over">
          <table class="table">
            <thead><tr><th scope="col">Step</th><th scope="col">What it takes</th><th scope="col">Who does it</th><th scope="col">What it touches</th><th scope="col">Who approves</th></tr></thead>
            <tbody>${rows.map((row) => stepRow(id, row))}</tbody>
          </table>
        </div>
      </section>`;
}

function judgmentWords(rows: readonly MapRow[]): string {
  const judged = rows.filter(({ judgment }) => judgment === 'judgment').length;
  if (judged === 0) return 'As the SOP has it, every step follows rules alone.';
  if (judged === rows.length) return 'As the SOP has it, every step takes judgment.';
  return `As the SOP has it, ${judged} of ${rows.length} steps ${judged === 1 ? 'takes' : 'take'} judgment; the others follow rules alone.`;
}

function handedWords(rows: readonly MapRow[]): string {
  const handed = rows.filter(({ delegation }) => delegation !== 'human_only').length;
  return handed === 0
    ? 'People do all of them.'
    : `An agent has to do with ${count(handed, 'step')}; people do the rest.`;
}

function stepRow(sop: string, { step, judgment, delegation, role, reads, writes, approval }: MapRow): Markup {
  const touches = [...reads.map((one) => `reads ${one}`), ...writes.map((one) => `changes ${one}`)];
  const [state = 'people only'] = delegationWords(delegation);
  return html`<tr>
              <th scope="row"><a href="${sopPath(sop)}#step-${step.id}">${step.order}. ${step.title}</a></th>
              <td>${judgment === 'deterministic' ? 'Rules alone' : 'Judgment'}</td>
              <td>${capital(state)}${role === null ? '' : html`<br><span class="muted">${role.title}</span>`}</td>
              <td>${touches.length === 0 ? html`<span class="muted">no system</span>` : touches.join(', ')}</td>
              <td>${approval === null ? html`<span class="muted">nobody</span>` : approval.role.title}</td>
            </tr>`;
}
