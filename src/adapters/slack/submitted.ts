/** What a modal that was sent asks for, pressed with what was filled in. */
import { hash } from 'node:crypto';
import type { ActionValue } from '../../cards/action.ts';
import { fieldsOf, peopleIn } from '../../cards/block-kit.ts';
import { optional } from '../../engine/optional.ts';
import type { Answer, FieldValue } from '../../runtime/conversation.ts';
import { type Asker, placeOf } from './asker.ts';
import { POSTING } from './channels.ts';
import { FileRefused } from './files.ts';
import type { Parts } from './parts.ts';
import { CHANNEL_FIELD } from './run-form.ts';
import { knownIfThere } from './said.ts';
import { told } from './told.ts';

export interface Sent {
  readonly who: { readonly team: string; readonly user: string };
  readonly where: Omit<Asker, 'team' | 'member'>;
  readonly value: ActionValue;
  /** `view.state.values`; absent if nothing was asked yet. */
  readonly values?: unknown;
  readonly key: string;
}

/** What nothing else would keep from being done twice, if the answer to the first was lost on its way. */
const MAKING: readonly ActionValue['verb'][] = ['start', 'raise', 'note', 'substitute', 'interview'];

/** A form that is sent once more, with the same in it, is the same request: `trigger` is another each time. */
export function keyOfForm({ who, value, view, trigger }: Keyed): string {
  const content = () => hash('sha256', JSON.stringify(view.state.values), 'base64url');
  const name = MAKING.includes(value.verb) ? `${view.id}:${content()}` : trigger;
  return `slack:${who.team}:${who.user}:${name}`;
}

interface Keyed extends Pick<Sent, 'who' | 'value'> {
  readonly view: { readonly id: string; readonly state: { readonly values: unknown } };
  readonly trigger: string;
}

/** Throws `FilesFull`, and what Slack throws. */
export async function pressForm(parts: Parts, asker: Asker, sent: Sent): Promise<Answer> {
  const closed = POSTING.includes(sent.value.verb) ? await parts.channels.enter(asker) : undefined;
  if (closed !== undefined) return { ...told(closed), fields: { [CHANNEL_FIELD]: closed } };
  // Whoever was chosen may never have said anything here.
  await Promise.all(peopleIn(sent.values).map((user) => knownIfThere(parts, asker.team, user)));
  const { fields, refused } = await withFiles(parts, asker, sent.values === undefined ? {} : fieldsOf(sent.values));
  const [why] = Object.values(refused);
  if (why !== undefined) return { ...told(why), fields: refused };
  return parts.conversation.press({
    ...{ workspace: asker.team.workspace, member: asker.member.id, place: placeOf(asker) },
    ...{ value: sent.value, key: sent.key },
    ...(sent.values === undefined ? {} : { fields }),
    ...optional('zone', asker.member.timeZone),
  });
}

interface Filled {
  readonly fields: Readonly<Record<string, FieldValue>>;
  /** Why a field's files were not taken. */
  readonly refused: Readonly<Record<string, string>>;
}

/** The files of a form, fetched and kept. Throws `FilesFull`, and what Slack throws. */
async function withFiles(parts: Parts, asker: Asker, given: ReturnType<typeof fieldsOf>): Promise<Filled> {
  const refused: Record<string, string> = {};
  const read = Object.entries(given).map(async ([id, value]): Promise<[string, FieldValue]> => {
    if (typeof value !== 'object') return [id, value];
    try {
      return [id, await Promise.all(value.map((file) => parts.fetchFile.named(asker, file.id)))];
    } catch (error) {
      if (!(error instanceof FileRefused)) throw error;
      refused[id] = error.message;
      return [id, []];
    }
  });
  return { fields: Object.fromEntries(await Promise.all(read)), refused };
}
