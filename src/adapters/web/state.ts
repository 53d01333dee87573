/** Who I am and what there is: the first thing the page asks, and the switch between demo members. */
import { Hono } from 'hono';
import { capital } from '../../cards/text.ts';
import { LIMITS } from '../../engine/limits.ts';
import { roleTitles } from '../../runtime/roles-of.ts';
import { loadPeople } from '../../store/people.ts';
import { currentWebSeq } from '../../store/web-messages.ts';
import { listUnread, listWebChannels, markWebRead } from '../../store/web-places.ts';
import { listWaiting } from '../../store/web-waiting.ts';
import { findWorkspace } from '../../store/workspaces.ts';
import { Failure } from '../http/failure.ts';
import type { Parts } from './parts.ts';
import { placeOf } from './place.ts';
import { jsonBody, readBody, sessionBody } from './requests.ts';
import { actingMember, actingSession, becomeMember, sessionOf } from './session.ts';

export function stateRoutes(parts: Parts): Hono {
  const { db, workspace, conversation } = parts;
  return new Hono()
    .get('/state', async (c) => {
      // The number first: what changes while the rest is read comes again with the stream, which does no harm.
      const seq = await currentWebSeq(db, workspace);
      const { member, members } = await actingSession(c, parts);
      const me = member.id;
      const [found, { holders }, channels, unread, waiting] = await Promise.all([
        findWorkspace(db, workspace),
        loadPeople(db, workspace),
        listWebChannels(db, workspace),
        listUnread(db, { workspace, member: me }),
        listWaiting(db, { workspace, member: me }),
      ]);
      const held = Object.entries(holders);
      const titles = await roleTitles(db, workspace, Object.keys(holders));
      const title = (role: string) => capital(titles.get(role) ?? role);
      const rolesOf = (id: string) => held.filter(([, who]) => who.includes(id)).map(([role]) => title(role));
      const people = members.map(({ id, name }) => ({ id, name, roles: rolesOf(id) }));
      const limits = { fileBytes: LIMITS.fileBytes, text: LIMITS.text };
      return c.json({
        workspace: { id: workspace, name: found?.name ?? '' },
        me,
        members: people,
        channels,
        unread,
        waiting,
        limits,
        seq,
      });
    })

    .post('/session', async (c) => {
      const { member } = await jsonBody(c, sessionBody);
      const { members } = await sessionOf(c, parts);
      if (!members.some((each) => each.id === member))
        throw new Failure(404, 'There is no such person in this workspace.');
      await becomeMember(c, parts, member);
      return c.json({ member });
    })

    .post('/read', async (c) => {
      const { id: member } = await actingMember(c, parts);
      const { channel, thread, order } = await jsonBody(c, readBody);
      const place = await placeOf(parts, channel, thread ?? undefined);
      await markWebRead(db, { workspace, member, ...place, position: order });
      return c.json({ unread: await listUnread(db, { workspace, member }) });
    })

    .get('/complete', async (c) =>
      c.json({ offers: await conversation.complete(workspace, c.req.query('text') ?? '') }),
    );
}
