/** People and roles: who holds what, and which roles nobody holds. */
import { Hono } from 'hono';
import { html } from 'hono/html';
import { capital } from '../../cards/text.ts';
import { rolesOf } from '../../runtime/roles-of.ts';
import { listMembers, type Member } from '../../store/members.ts';
import type { Markup } from './document.ts';
import { frame } from './frame.ts';
import { initials } from './initials.ts';
import type { LibraryEnv, LibraryParts } from './parts.ts';
import { time } from './time.ts';

export function peopleRoutes(parts: LibraryParts): Hono<LibraryEnv> {
  const { db, memory } = parts;
  return new Hono<LibraryEnv>().get('/people', async (c) => {
    const { workspace } = c.get('visitor');
    const [members, titles, people] = await Promise.all([
      listMembers(db, workspace),
      rolesOf(parts, workspace),
      memory.people(db, workspace),
    ]);
    const present = members.filter((one) => one.active && one.kind === 'person');
    const names = new Map(members.map((one) => [one.id, one.name]));
    const rows = present.map((member): Row => {
      const held = Object.entries(people.holders).filter(([, holders]) => holders.includes(member.id));
      const away = Object.hasOwn(people.standIns, member.id) ? people.standIns[member.id] : undefined;
      return {
        member,
        roles: held.map(([role]) => capital(titles.get(role) ?? role)),
        ...(away && {
          standIn: names.get(away.standIn) ?? 'somebody',
          ...(away.until !== undefined && { until: away.until }),
        }),
      };
    });
    const vacant = [...titles].filter(([role]) => !people.holders[role]?.length).map(([, title]) => capital(title));
    return c.html(frame(c, { title: 'People', main: peoplePage(rows, vacant) }));
  });
}

interface Row {
  readonly member: Member;
  readonly roles: readonly string[];
  readonly standIn?: string;
  readonly until?: number;
}

function peoplePage(rows: readonly Row[], vacant: readonly string[]): Markup {
  return html`<div class="page-head">
        <div>
          <h1>People</h1>
          <p class="lead">Who holds which role, and who stands in for whom. An administrator gives roles in chat: <code>/sop role ROLE add NAME</code>.</p>
        </div>
      </div>
      ${vacant.length === 0 ? '' : html`<p class="notice" data-tone="attention">Nobody holds: ${vacant.join(', ')}. Steps for these wait until somebody does.</p>`}
      <ul class="list">
        ${rows.map(personRow)}
      </ul>`;
}

function personRow({ member, roles, standIn, until }: Row): Markup {
  const away =
    standIn === undefined
      ? ''
      : html`away${until === undefined ? '' : html` until ${time(until, 'day_time')}`}: ${standIn} stands in`;
  return html`<li class="row person">
          <span class="avatar" aria-hidden="true">${initials(member.name)}</span>
          <div class="row-main">
            <p class="row-name">${member.name}${member.admin ? html` <span class="badge">Administrator</span>` : ''}</p>
            <p class="row-meta">${roles.length === 0 ? 'holds no role' : roles.join(', ')}</p>
          </div>
          <p class="row-when">${away}</p>
        </li>`;
}
