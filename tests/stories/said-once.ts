/** What must hold after any crash: each view is one message, every message is registered, nothing is owed. */

import type { App } from '../../src/app.ts';
import { replayDiffers } from '../../src/runtime/replay.ts';
import { verifyChain } from '../../src/store/chain.ts';
import { listStreams, readEvents } from '../../src/store/events.ts';
import { dynamic } from '../../src/store/query.ts';
import { web } from '../../src/store/web-tables.ts';

/** All that is wrong with what was said; empty if all is well. */
export async function saidTwiceOrNever({ db, workspace }: App): Promise<string[]> {
  const registered = await db.all(
    dynamic((build) =>
      build.selectFrom('messages').select(['view_key', 'platform_id']).where('workspace_id', '=', workspace),
    ),
    {},
  );
  const posted = await db.all(
    dynamic((build) =>
      web(build)
        .selectFrom('web_messages')
        .select(['id', 'effect_id'])
        .where('workspace_id', '=', workspace)
        .where('card', 'is not', null)
        .where('deleted_at', 'is', null),
    ),
    {},
  );
  const owed = await db.all(
    dynamic((build) => build.selectFrom('effects').select(['stream', 'subject', 'status'])),
    {},
  );
  // Whoever is called to a card that is there already is called by another copy of it: one for each call.
  const calls = await db.all(
    dynamic((build) =>
      build
        .selectFrom('events')
        .select('stream')
        .where('workspace_id', '=', workspace)
        .where('type', 'in', ['HolderChanged', 'StepAssigned']),
    ),
    {},
  );
  const copiesOf = (key: string) => 1 + calls.filter(({ stream }) => key.includes(stream)).length;
  const ids = new Set(registered.map((one) => one.platform_id));
  const keys = registered.map((one) => one.view_key);
  return [
    ...[...new Set(keys)]
      .filter((key) => keys.filter((one) => one === key).length > copiesOf(key))
      .map((key) => `said too often: ${key}`),
    ...posted.filter((one) => !ids.has(one.id)).map((one) => `nobody knows of it: the message of ${one.effect_id}`),
    ...registered
      .filter((one) => !posted.some(({ id }) => id === one.platform_id))
      .map((one) => `not there: ${one.view_key}`),
    ...owed.map((one) => `still ${one.status}: ${one.subject}`),
  ];
}

/** Every stream whose chain is broken or whose state is not what its events give. */
export async function brokenStreams({ db, workspace }: App): Promise<string[]> {
  const wrong: string[] = [];
  for (const stream of await listStreams(db, workspace)) {
    const events = await readEvents(db, workspace, stream);
    if (verifyChain(events).status === 'broken') wrong.push(`${stream}: its chain is broken`);
    if (await replayDiffers(db, workspace, stream, events))
      wrong.push(`${stream}: its state is not what its events give`);
  }
  return wrong;
}
