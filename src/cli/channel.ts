import { LOCAL_WORKSPACE as workspace } from '../adapters/web/seed.ts';
import { addWebChannel, listWebChannels } from '../store/web-places.ts';
import { openConfigured } from './database.ts';
import { CliError } from './failure.ts';
import { oneLine } from './one-line.ts';

const LONGEST_TOPIC = 120;

export async function listChannels(): Promise<void> {
  const db = await openConfigured();
  try {
    for (const { name, topic } of await listWebChannels(db, workspace)) {
      process.stdout.write(`${oneLine(`#${name}${topic === '' ? '' : `: ${topic}`}`)}\n`);
    }
  } finally {
    await db.close();
  }
}

/** Adds a channel to the local workspace, below those that are there. Throws `CliError`. */
export async function addChannel(typed: string, options: { topic?: string }): Promise<void> {
  const name = typed.trim().replace(/^#/, '').toLowerCase();
  const topic = oneLine(options.topic ?? '').trim();
  if (!/^[\p{L}\p{N}]+([-_][\p{L}\p{N}]+)*$/u.test(name) || name.length > 40) {
    throw new CliError(
      'A channel has a short name of letters, digits, - and _, at most 40 characters: front-of-house.',
    );
  }
  if (topic.length > LONGEST_TOPIC) throw new CliError(`A topic may have at most ${LONGEST_TOPIC} characters.`);
  const db = await openConfigured();
  try {
    const channels = await listWebChannels(db, workspace);
    if (channels.some((one) => one.id === name)) throw new CliError(`There is a channel #${name} already.`);
    await addWebChannel(db, { workspace, id: name, name, topic, position: channels.length });
    process.stdout.write(`#${name} is there now. Reload the page to see it.\n`);
  } finally {
    await db.close();
  }
}
