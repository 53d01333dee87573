/** Every approval that was asked for in a run: of whom, by which standard, and who said what after how long. */
import { html } from 'hono/html';
import { type ApprovalRequest, approvalRequests, askedOf } from '../../cards/pack/approvals.ts';
import { approvalAsked } from '../../cards/pack/standard.ts';
import { lasting, sentence, who } from '../../cards/sentence.ts';
import { byName } from '../../cards/turn.ts';
import { leftToDecide } from '../../cards/views/approval.ts';
import { roleTitle, stepOf } from '../../engine/definition.ts';
import { stepRunOf } from '../../engine/run/live.ts';
import type { Markup } from './document.ts';
import type { Shown } from './run-shown.ts';
import { elapsed, time } from './time.ts';
import { words } from './words.ts';

/** Requests on the page, at most: a run whose work is sent back again and again has many. */
const MOST = 60;

export function approvalsSection(shown: Shown): Markup | '' {
  const requests = approvalRequests(shown.history.events);
  // Where the record breaks off, nobody knows what was decided.
  if (requests.length === 0 || shown.history.isCut) return '';
  const newest = requests.toReversed();
  const more = newest.length - MOST;
  return html`<section class="section" id="approvals">
        <h2>Approvals<span class="count">${requests.length}</span></h2>
        <ul class="list">
          ${newest.slice(0, MOST).map((request) => requestRow(shown, request, stateOf(shown, request, requests)))}
        </ul>
        ${more > 0 ? html`<p class="section-note">and ${more} before these, in the timeline</p>` : ''}
      </section>`;
}

type State = 'waiting' | 'approved' | 'rejected' | 'undecided';

function stateOf(shown: Shown, { asked, decided }: ApprovalRequest, all: readonly ApprovalRequest[]): State {
  if (decided.some((one) => one.type === 'StepRejected')) return 'rejected';
  if (decided.length >= asked.quorum) return 'approved';
  const isNewest = all.findLast((one) => one.asked.step === asked.step)?.asked === asked;
  const isOpen = shown.run.status === 'open' && stepRunOf(shown.run, asked.step)?.state === 'waiting_approval';
  return isNewest && isOpen ? 'waiting' : 'undecided';
}

const BADGES: Readonly<Record<State, readonly [state: string, word: string]>> = {
  waiting: ['now', 'Waiting'],
  approved: ['done', 'Approved'],
  rejected: ['missed', 'Rejected'],
  // The work went back, was skipped, or the run ended before anybody decided.
  undecided: ['archived', 'Not decided'],
};

function requestRow(shown: Shown, { asked, passed, decided }: ApprovalRequest, state: State): Markup {
  const { definition, names, now } = shown;
  const step = stepOf(definition, asked.step);
  const standard = step && approvalAsked(definition, step);
  const [badge, word] = BADGES[state];
  return html`<li class="row row-top">
              <div class="row-main">
                <p class="row-name">${step?.title ?? asked.step}</p>
                <p class="row-meta">Asked of ${askedOf(definition, asked)}${peopleAsked(shown, asked.step, state)}, ${time(asked.at, 'day_time')}</p>
                ${standard === undefined ? '' : html`<p class="row-meta">The procedure asks for: ${standard}</p>`}
                ${passed.map((one) => html`<p class="row-meta">Passed on to ${roleTitle(definition, one.role)}, ${time(one.at, 'day_time')}: nobody had decided in time</p>`)}
                ${decided.map((one) => html`<p class="decision" data-tone="${one.type === 'StepApproved' ? 'good' : 'bad'}"><strong>${one.type === 'StepApproved' ? 'Approved' : 'Rejected'}</strong> by ${words(sentence(who(one.actor), one.standingInFor === undefined ? '' : [', standing in for ', { type: 'member', member: one.standingInFor }]), names)}, ${time(one.at, 'day_time')}, after ${lasting(one.at - asked.at)}${one.type === 'StepRejected' ? html`: ${one.reason}` : ''}</p>`)}
                ${state === 'waiting' ? html`<p class="row-meta">Has waited ${elapsed(asked.at, now)}</p>` : ''}
              </div>
              <span class="badge" data-state="${badge}">${word}</span>
            </li>`;
}

/** So many people are told by name. */
const MOST_NAMED = 5;

/** Who could decide it now; who held the role when it was asked is in the events of the role alone. */
function peopleAsked(shown: Shown, id: string, state: State): Markup | '' {
  const step = state === 'waiting' ? stepRunOf(shown.run, id) : undefined;
  if (step?.state !== 'waiting_approval') return '';
  const people = leftToDecide(shown, step);
  if (people.length === 0 || people.length > MOST_NAMED) return '';
  return html` (${words(byName(people), shown.names)})`;
}
