/** Modals that are sent. What is wrong is said at its field; what takes longer than Slack waits is said when it is known. */
import type { App, ViewResponseAction } from '@slack/bolt';
import { optional } from '../../engine/optional.ts';
import type { Answer } from '../../runtime/conversation.ts';
import { inTime } from '../../runtime/in-time.ts';
import { type Asker, askerOf } from './asker.ts';
import { sentenceFor } from './guarded.ts';
import { decodeMetadata } from './metadata.ts';
import type { Parts } from './parts.ts';
import { CHOOSE_RUN, chosenRun } from './run-form.ts';
import { showNow } from './step-view.ts';
import { keyOfForm, pressForm, type Sent } from './submitted.ts';
import { doneView, failedView, isRefusal, responseTo, type Submitted, waiting } from './submitted-view.ts';
import { told } from './told.ts';

/** Slack waits three seconds for an answer; what is not known by then, in milliseconds, is shown later. */
const SOON = 2_000;

export function listenToSubmissions(app: App, parts: Parts): void {
  app.view({ callback_id: /^(form|choose_run)$/, type: 'view_submission' }, async ({ ack, body, view: submitted }) => {
    // What is drawn is plain JSON; Bolt's own type of a view is a closed union.
    const respond = (response: object | undefined) => ack(response as ViewResponseAction | undefined);
    const sent = sentIn(submitted, body);
    if (!sent) return ack();
    const work = answered(parts, sent);
    const soon = await inTime(work, SOON);
    if (soon) {
      await respond(responseTo(soon.asker, soon.answer, submitted));
      return below(parts, soon, sent, submitted);
    }
    const { response, late } = waiting(submitted);
    await respond(response);
    try {
      const known = await work.catch((error: unknown) => {
        parts.log.error({ err: error, ...sent.who }, 'a form from Slack failed');
      });
      const team = known?.asker.team ?? (await parts.teams.find(sent.who.team));
      await team?.client.views.update({ ...late, view: known ? doneView(known.asker, known.answer) : failedView() });
      if (known) await below(parts, known, sent, submitted);
    } catch (error) {
      // Closed meanwhile, most often: what was done stands.
      parts.log.warn({ err: error, team: submitted.team_id }, 'the answer to a form could not be shown');
    }
  });
}

interface Body {
  readonly user: { readonly id: string; readonly team_id?: string };
  readonly team?: { readonly id: string } | null;
  readonly trigger_id?: string;
}

function sentIn(view: Submitted, { user, team, trigger_id }: Body): Sent | undefined {
  const from = decodeMetadata(view.private_metadata);
  const chosen = view.callback_id === CHOOSE_RUN ? chosenRun(view.state.values) : undefined;
  const value = chosen?.value ?? from.value;
  if (value === undefined) return undefined;
  const who = { team: team?.id ?? view.team_id, user: user.id, home: user.team_id };
  return {
    ...{ who, value, key: keyOfForm({ who, value, view, trigger: trigger_id ?? view.hash }) },
    where: {
      ...optional('channel', chosen?.channel ?? from.channel),
      ...optional('thread', from.thread),
      ...optional('trigger', trigger_id),
      view: view.id,
    },
    // A run that was chosen may have inputs: they are asked for next.
    ...(chosen ? {} : { values: view.state.values }),
  };
}

interface Known {
  readonly asker: Asker;
  readonly answer: Answer;
}

/** Says in words what went wrong on our side. Throws if Slack does not say who sent it: the form stays open then. */
async function answered(parts: Parts, sent: Sent): Promise<Known> {
  const asker = await askerOf(parts, sent.who, sent.where);
  try {
    return { asker, answer: await pressForm(parts, asker, sent) };
  } catch (error) {
    parts.log.error({ err: error, workspace: asker.team.workspace }, 'a form from Slack failed');
    return { asker, answer: told(sentenceFor(error)) };
  }
}

/** The card that the form was opened from shows what came of it. */
async function below(parts: Parts, { asker, answer }: Known, { value, key }: Sent, view: Submitted): Promise<void> {
  const { previous_view_id } = view;
  if (previous_view_id === null || previous_view_id === undefined) return;
  if (answer.type === 'none' || isRefusal(answer)) await showNow(parts, asker, { view: previous_view_id, value, key });
}
