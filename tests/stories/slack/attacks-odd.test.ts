/** Requests that Slack signed but would hardly send: nothing of them is done, nothing stops, and no secret is written down. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunState } from '../../../src/engine/run/state.ts';
import { loadStream } from '../../../src/store/streams.ts';
import { APP_TOKEN, CLIENT_SECRET, SIGNING_SECRET } from '../../support/slack/app.ts';
import type { Json } from '../../support/slack/json.ts';
import type { EnvelopeType } from '../../support/slack/socket.ts';
import { type Message, touchables, wordsOf } from '../../support/slack/surface.ts';
import { type Office, openOffice } from './office.ts';
import { type Seeing, seeing } from './seeing.ts';

const ACME = 'T0ACME000';
const BETA = 'T0BETA000';
const TILL = `sop: till
title: Count the till
roles:
  - {id: opener, title: Opener}
  - {id: boss, title: Boss}
steps:
  - id: count
    title: Count it
    role: opener
    evidence: [{id: total, title: Total, type: number}, {id: constructor, title: Odd, type: text, required: false}]
    approval: {role: boss}
`;

describe.each(['http', 'socket'] as const)('over %s', (mode) => {
  let office: Office;
  let see: Seeing;
  let run: Message;
  let step: Message;
  beforeAll(async () => {
    office = await openOffice({ mode });
    see = seeing(office);
    await office.publishes(TILL, { opener: ['ben'], boss: ['dora', 'ben'] });
    await person('ben').slash('kitchen', '/sop run till');
    run = await office.says('kitchen', 'of 1 step');
    step = await office.answers(run, 'Count it');
  });
  afterAll(async () => {
    expect(office.slack.violations).toEqual([]);
    await office.end();
  });

  const person = (name: string) => office.slack.person(name);
  const send = (type: EnvelopeType, payload: Json) => office.slack.desk.send(type, payload);
  const valueIn = (message: Message, words: string) =>
    String(touchables(message.blocks).find((one) => wordsOf(one) === words)?.element.value);
  const state = async (): Promise<RunState> => {
    const id = (JSON.parse(valueIn(step, 'Done')) as { run: string }).run;
    return (await loadStream(office.app.db, 'run', `slack-${ACME}`, id))?.state as RunState;
  };
  let sent = 0;
  const pressed = (name: string, more: Json): Json => {
    sent += 1;
    return {
      ...{ type: 'block_actions', user: { id: person(name).id, team_id: ACME }, team: { id: ACME } },
      ...{ trigger_id: `7.${sent}.x`, channel: { id: run.channel, name: 'kitchen' }, message: { ts: step.ts } },
      ...{ container: { type: 'message', channel_id: run.channel, message_ts: step.ts } },
      actions: [
        { type: 'button', action_id: 'x', block_id: 'b', action_ts: `8.${sent}`, value: valueIn(step, 'Done') },
      ],
      ...more,
    };
  };
  const form = (name: string, value: Json | string, values: Json, more: Json = {}): Json => {
    sent += 1;
    const private_metadata = typeof value === 'string' ? value : JSON.stringify({ value, channel: run.channel });
    return {
      ...{ type: 'view_submission', user: { id: person(name).id, team_id: ACME }, team: { id: ACME } },
      ...{ trigger_id: `6.${sent}.x`, response_urls: [] },
      view: {
        ...{ id: `V${sent}`, type: 'modal', team_id: ACME, callback_id: 'form', private_metadata, hash: '1.x' },
        ...{
          state: { values },
          previous_view_id: null,
          root_view_id: `V${sent}`,
          app_installed_team_id: ACME,
          blocks: [],
        },
        ...more,
      },
    };
  };
  /** The program answers and what was sent before is done. */
  const isAlive = async () => {
    await person('ana').slash('ops', '/sop help');
    await see.whisper('ana', '/sop run');
    await office.app.worker.idle();
  };

  it('parts that are missing or of another kind are not stumbled over', async () => {
    const odd: readonly [EnvelopeType, Json][] = [
      ...['user', 'team', 'actions', 'channel', 'container', 'trigger_id'].flatMap((part) => [
        ['interactive', pressed('ben', { [part]: null })] as [EnvelopeType, Json],
        ['interactive', pressed('ben', { [part]: { id: { $ne: null } } })] as [EnvelopeType, Json],
      ]),
      [
        'interactive',
        pressed('ben', { actions: [{ type: 'button', action_id: 'x', value: '{"v":1,"verb":"complete"}' }] }),
      ],
      ['interactive', pressed('ben', { actions: [{ type: 'button', action_id: 'x', value: 'x'.repeat(100_000) }] })],
      ['interactive', pressed('ben', { team: { id: '__proto__' } })],
      ['interactive', pressed('ben', { team: null, is_enterprise_install: true, enterprise: { id: 'E1' } })],
      ['interactive', form('ben', 'no metadata', {})],
      ['interactive', form('ben', '{"__proto__":{"value":{}}}', {})],
      ['interactive', form('ben', { v: 1, verb: 'complete' }, { state: null })],
      [
        'interactive',
        form('ben', { v: 1, verb: 'approve', run: 'none', step: 'none' }, {}, { callback_id: 'choose_run' }),
      ],
      [
        'interactive',
        form('ben', { v: 1, verb: 'approve', run: 'none', step: 'none' }, {}, { state: { values: null } }),
      ],
      ['interactive', { type: 'message_action', callback_id: 'add_evidence', user: {}, team: { id: ACME } }],
      ['interactive', { type: 'shortcut', callback_id: 'run_sop' }],
      ['events_api', { type: 'event_callback', team_id: ACME, event: { type: 'message' } }],
      [
        'events_api',
        {
          type: 'event_callback',
          team_id: ACME,
          event: { type: 'message', user: person('ben').id, channel: 7, ts: {} },
        },
      ],
      [
        'events_api',
        {
          type: 'event_callback',
          team_id: ACME,
          event: { type: 'message', user: 'U1', channel: 'C1', ts: '1.1', files: [null, 1, { id: {} }] },
        },
      ],
      [
        'events_api',
        {
          type: 'event_callback',
          team_id: ACME,
          event: { type: 'app_mention', user: {}, channel: run.channel, ts: '1.1', text: 7 },
        },
      ],
      [
        'events_api',
        { type: 'event_callback', team_id: ACME, event: { type: 'subteam_members_changed', added_users: 'U1' } },
      ],
      ['events_api', { type: 'event_callback', team_id: ACME, event: { type: 'user_change', user: null } }],
      ['events_api', { type: 'event_callback', team_id: ACME, event: { type: 'tokens_revoked' } }],
      [
        'events_api',
        { type: 'event_callback', team_id: ACME, event: { type: 'app_home_opened', tab: 'home', user: 'U0NOBODY' } },
      ],
      ['slash_commands', { command: '/sop', team_id: ACME }],
      [
        'slash_commands',
        { command: '/sop', text: 'run till', team_id: ACME, user_id: 'U0NOBODY', channel_id: 'C0NOBODY' },
      ],
    ];
    // Over a socket nothing tells that a request was not taken: it is left unanswered.
    await Promise.race([Promise.all(odd.map(([type, payload]) => send(type, payload))), isAlive()]);
    await isAlive();
    expect(await state()).toMatchObject({ status: 'open', evidence: [] });
  });

  it('nesting without an end is no way to stop it', async () => {
    const deep = `${'['.repeat(400_000)}${']'.repeat(400_000)}`;
    if (mode === 'http') {
      const event = JSON.parse(`{"type":"message","deep":${'['.repeat(5_000)}${']'.repeat(5_000)}}`) as Json;
      await send('events_api', { type: 'event_callback', team_id: ACME, event_id: 'EvDeep', event });
      for (const body of [deep, `{"a":${deep}}`]) {
        const answer = await fetch(`${office.address}/slack/events`, { method: 'POST', body });
        expect(answer.status).toBe(401);
      }
    }
    await person('ben').slash('ops', `/sop run till x=${'('.repeat(3_000)}`);
    await isAlive();
  });

  it('fields that the form did not have, and names that everything has, record nothing and break nothing', async () => {
    const value = JSON.parse(valueIn(step, 'Done')) as Json;
    const text = (said: string) => ({ type: 'plain_text_input', value: said });
    const values = JSON.parse(
      `{"__proto__":{"a":{"type":"file_input","files":[{"id":"F1"}]}},"toString":{"a":{"type":"plain_text_input","value":"x"}},"hasOwnProperty":{"a":{"type":"plain_text_input","value":"x"}}}`,
    ) as Json;
    for (const made of [
      values,
      { approval: { a: text('yes') } },
      { total: { a: text('5') }, by: { a: text(person('dora').id) } },
    ]) {
      await send('interactive', form('ben', value, made));
    }
    await isAlive();
    expect(await state()).toMatchObject({ status: 'open', evidence: [] });
    await send('interactive', form('ben', value, { total: { a: text('5') }, constructor: { a: text('a remark') } }));
    await office.answers(run, 'approval is needed');
    expect(JSON.stringify(await state())).toContain('a remark');
  });

  it('a value made by hand gives nobody a right: the doer, a stranger to the role, whatever verb and attempt', async () => {
    const asked = await office.answers(run, 'approval is needed');
    const approve = JSON.parse(valueIn(asked, 'Approve')) as Json;
    for (const made of [
      approve,
      { ...approve, attempt: 1 },
      { ...approve, attempt: 99 },
      { ...approve, verb: 'resolve', resolution: 'go_on', exception: 'e1' },
      { ...approve, verb: 'resolve', resolution: 'override', exception: 'x' },
      { ...approve, verb: 'skip' },
      { ...approve, verb: 'complete', choice: 'approve' },
      { ...approve, member: person('dora').id },
      { ...approve, verb: 'assign' },
    ]) {
      for (const name of ['ben', 'eva']) {
        const value = JSON.stringify(made);
        await send(
          'interactive',
          pressed(name, {
            actions: [{ type: 'button', action_id: 'x', block_id: 'b', action_ts: `8.${sent}${name}`, value }],
          }),
        );
        await send('interactive', form(name, made, { reason: { a: { type: 'plain_text_input', value: 'because' } } }));
      }
    }
    await isAlive();
    expect(await state()).toMatchObject({
      status: 'open',
      steps: [{ id: 'count', state: 'waiting_approval', approvals: [] }],
    });
  });

  it('somebody of another team under the same id is not who they are here', async () => {
    const asked = await office.answers(run, 'approval is needed');
    const actions = [
      { type: 'button', action_id: 'x', block_id: 'b', action_ts: '9.9', value: valueIn(asked, 'Approve') },
    ];
    await send('interactive', pressed('dora', { user: { id: person('dora').id, team_id: BETA }, actions }));
    await isAlive();
    expect(await state()).toMatchObject({ steps: [{ state: 'waiting_approval', approvals: [] }] });
  });

  it('no secret is written down, whatever went wrong', async () => {
    const { slack } = office;
    for (const kind of ['status', 'reset', 'error'] as const) {
      const wrong =
        kind === 'status'
          ? { kind, status: 500, body: 'x' }
          : kind === 'error'
            ? { kind, error: 'fatal_error' }
            : { kind };
      for (const method of [
        'response_url',
        'views.open',
        'conversations.info',
        'chat.postMessage',
        'chat.update',
        'files.info',
        'download',
      ])
        slack.inject({ method, ...wrong });
      await person('ben').slash('ops', '/sop help');
      await person('ben').shortcut('run_sop');
      await person('dora').slash('ops', '/sop run till');
      await person('ben').replies(run, '', [{ name: 'a.png', bytes: new Uint8Array([1, 2, 3]) }]);
      slack.faults.clear();
      await isAlive();
    }
    const written = JSON.stringify(office.log);
    expect(office.log.filter((line) => line.level >= 40).length).toBeGreaterThan(3);
    for (const secret of [
      'xoxb-',
      'xoxp-',
      'xapp-',
      'Bearer',
      SIGNING_SECRET,
      APP_TOKEN,
      CLIENT_SECRET,
      slack.bot.token,
    ])
      expect({
        secret,
        at: written.indexOf(secret),
        near: written.slice(Math.max(0, written.indexOf(secret) - 300), written.indexOf(secret)),
      }).toMatchObject({ at: -1 });
  });
});
