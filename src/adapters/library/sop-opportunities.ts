/**
 * What of an SOP could be done otherwise, as far as it is known and not guessed: what its runs taught, and for each step
 * whether it takes judgment and who does it today.
 */
import { html } from 'hono/html';
import { delegationWords } from '../../cards/map/flow-words.ts';
import { count } from '../../cards/sentence.ts';
import { capital } from '../../cards/text.ts';
import { sopLessonsCard } from '../../cards/views/lessons.ts';
import { proposalCard } from '../../cards/views/proposal.ts';
import type { Proposal } from '../../engine/lessons/proposal.ts';
import { type MapRow, rowsOf } from '../../engine/map/inventory.ts';
import { lessonsOf } from '../../runtime/lessons.ts';
import type { SopDetail } from '../../runtime/library/sop.ts';
import type { LibrarySop } from '../../runtime/library/sops.ts';
import { proposalSeen } from '../../runtime/proposal-shown.ts';
import type { Looking } from '../../runtime/sight.ts';
import { sopPath } from './addresses.ts';
import { cardBody } from './card-body.ts';
import type { Markup } from './document.ts';
import type { Visitor } from './session.ts';
import { type Names, words } from './words.ts';

interface Of {
  readonly sop: SopDetail;
  readonly state: LibrarySop;
}

export async function opportunitiesTab(
  looking: Looking,
  { workspace, member }: Visitor,
  { sop, state }: Of,
  names: Names,
): Promise<Markup> {
  const speaking = { workspace, member: member.id };
  const { open, counted } = await lessonsOf(looking, speaking, state);
  const proposals = await Promise.all(
    open.map(({ proposal }) => proposalSection(looking, speaking, { state, proposal }, names)),
  );
  // Without a proposal in it the card says what is counted, and what makes one.
  const { elements } = sopLessonsCard(state, [], counted);
  return html`<section class="lessons">
        <h2>What runs teach${open.length === 0 ? '' : html`<span class="count">${open.length}</span>`}</h2>
        ${proposals}
        ${open.length === 0 ? '' : html`<p class="section-note">Accepting and dismissing is done in chat: <code>/sop lessons ${sop.key}</code> shows them with their buttons.</p>`}
        ${open.length === 0 && counted.length === 0 ? html`<div class="empty"><h3>${sop.revision === 0 ? 'It has not run yet' : 'Nothing to change so far'}</h3><p>When the same trouble with a step comes in three runs, or somebody who decides over a problem says that the procedure should change, the change that they suggest stands here.</p></div>` : cardBody(open.length > 0 && counted.length === 0 ? elements.slice(1) : elements, names)}
      </section>
      ${stepsSection(sop)}`;
}

async function proposalSection(
  looking: Looking,
  { workspace, member }: { readonly workspace: string; readonly member: string },
  { state, proposal }: { readonly state: LibrarySop; readonly proposal: Proposal },
  names: Names,
): Promise<Markup> {
  const { shown } = await proposalSeen(looking, { workspace, members: [member] }, state, proposal);
  const { title, subtitle, elements } = proposalCard(state, proposal.proposal, shown);
  return html`<article class="card proposal"><h3>${words(title, names)}</h3>${subtitle === undefined ? '' : html`<p class="row-meta">${words(subtitle, names)}</p>`}${cardBody(elements, names, 4)}</article>`;
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
