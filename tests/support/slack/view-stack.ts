/** What becomes of a modal by what the app answers to its submission. */
import { blockKit } from './block-kit.ts';
import type { Answer } from './desk.ts';
import { isJson, type Json, objects, text } from './json.ts';
import { viewRead } from './reading.ts';
import type { ViewRow } from './rows.ts';
import { type View, words } from './surface.ts';
import { identified } from './web-api.ts';
import type { World } from './world.ts';

export interface Submitted extends Answer {
  /** What stands at the fields, by their labels; empty where the app took it. */
  readonly errors: Readonly<Record<string, string>>;
  /** The modal that is shown now, if there is one. */
  readonly view?: View;
}

/** Throws where Slack would show its "trouble connecting": errors for fields that are not there, a view it cannot draw. */
export async function afterSubmission(world: World, row: ViewRow, answer: Answer): Promise<Submitted> {
  const { views } = world.workspace.rows;
  const body = isJson(answer.body) ? answer.body : {};
  switch (body.response_action) {
    case 'errors':
      return { ...answer, errors: errorsOf(row, body.errors), view: viewRead(row) };
    case 'update': {
      const change = await drawn(world, body.view);
      const shown = views.update(row.id, { ...change, hash: `${row.hash}x` }) ?? row;
      return { ...answer, errors: {}, view: viewRead(shown) };
    }
    case 'push': {
      const above = await drawn(world, body.view);
      const { id: _, ...rest } = row;
      const view_id = `V${Date.now().toString(36).toUpperCase()}${views.all().length}`;
      return {
        ...answer,
        errors: {},
        view: viewRead(views.insert({ ...rest, ...above, view_id, previous_view_id: row.view_id })),
      };
    }
    case 'clear':
      for (const one of views.all()) if (one.root_view_id === row.root_view_id) views.delete(one.id);
      return { ...answer, errors: {} };
    case undefined: {
      if (answer.body !== undefined && answer.body !== '' && Object.keys(body).length === 0 && !isJson(answer.body)) {
        throw new Error(`Slack understands nothing of ${JSON.stringify(answer.body)}`);
      }
      views.delete(row.id);
      const below = row.previous_view_id === undefined ? undefined : views.findOneBy('view_id', row.previous_view_id);
      return { ...answer, errors: {}, ...(below === undefined ? {} : { view: viewRead(below) }) };
    }
    default:
      throw new Error(`Slack knows no response_action ${String(body.response_action)}`);
  }
}

function errorsOf(row: ViewRow, errors: unknown): Record<string, string> {
  const said = isJson(errors) ? Object.entries(errors) : [];
  return Object.fromEntries(
    said.map(([blockId, sentence]) => {
      const block = row.blocks.find((one) => one.block_id === blockId && one.type === 'input');
      if (block === undefined) throw new Error(`There is no input ${blockId} that an error could stand at`);
      return [words(block.label), text(sentence)];
    }),
  );
}

async function drawn({ violations }: World, view: unknown): Promise<Partial<ViewRow>> {
  const wrong = (await blockKit()).view(view);
  violations.push(...wrong.map((one) => `response_action: ${one}`));
  if (wrong.length > 0 || !isJson(view)) throw new Error(`Slack cannot draw this view: ${wrong.join('; ')}`);
  const part = (key: string) => (isJson(view[key]) ? (view[key] as Json) : null);
  return {
    ...{ title: part('title'), submit: part('submit'), close: part('close'), blocks: identified(objects(view.blocks)) },
    ...{ private_metadata: text(view.private_metadata), callback_id: text(view.callback_id) },
    ...{ external_id: text(view.external_id), clear_on_close: view.clear_on_close === true },
    notify_on_close: view.notify_on_close === true,
  };
}
