/** The conversation that all chat adapters share. */
import type { ActionValue } from '../cards/action.ts';
import { runCard } from '../cards/views/run.ts';
import { listSops } from '../store/sops.ts';
import { refuse, withNames } from './answering.ts';
import { roleCalled } from './change-role.ts';
import type { Answer, Conversation } from './conversation.ts';
import { home } from './home.ts';
import { PHRASES } from './phrase.ts';
import { postedCard } from './posted.ts';
import { press } from './press.ts';
import { reply, runOfThread } from './reply.ts';
import { say } from './say.ts';
import { search } from './search.ts';
import { refusalToSee } from './sight.ts';
import { loadRun, NOTHING, type Speaker, type Talking } from './talking.ts';

/** Completions shown at most. */
const MOST = 12;

export function conversation(talking: Talking): Conversation {
  return {
    say: async (said) => (await stranger(talking, said)) ?? say(talking, said),
    press: async (pressed) =>
      (await stranger(talking, pressed)) ??
      (await refusalToSee(talking, pressed, aboutOf(pressed.value))) ??
      press(talking, pressed),
    runOfThread: (where) => runOfThread(talking, where),
    runCard: (where) => runCardAt(talking, where),
    posted: (where) => postedCard(talking, where),
    async reply(replied) {
      const refused = await stranger(talking, replied);
      const isMeant = replied.isEvidence === true || replied.files.length > 0;
      if (refused) return { recorded: false, answer: isMeant ? refused : NOTHING };
      return reply(talking, replied);
    },
    home: async (workspace, member) => {
      const { members } = await talking.memory.people(talking.db, workspace);
      return members.includes(member) ? home(talking, { workspace, member }) : { cards: [], names: {} };
    },
    roleCalled: (workspace, typed) => roleCalled(talking, workspace, typed),
    search: async (asked) => {
      const { members } = await talking.memory.people(talking.db, asked.workspace);
      return members.includes(asked.member) ? search(talking, asked) : { found: [], names: {} };
    },
    async complete(workspace, typed) {
      const [word = '', key] = typed.trimStart().toLowerCase().split(/\s+/, 2);
      const phrase = PHRASES.find((one) => one.phrase === word);
      if (key === undefined || !phrase?.follows.includes('KEY')) {
        const fitting = PHRASES.filter((one) => one.phrase.startsWith(word));
        return fitting.map((one) => ({ phrase: `${one.phrase} ${one.follows}`.trim(), explains: one.explains }));
      }
      const sops = await listSops(talking.db, workspace);
      const fitting = sops.filter((one) => one.key.includes(key) && suits(phrase.phrase, one.status));
      return fitting.slice(0, MOST).map((one) => ({ phrase: `${word} ${one.key}`, explains: one.title }));
    },
  };
}

async function runCardAt(
  talking: Talking,
  { workspace, place, run: id }: { readonly workspace: string; readonly place: string; readonly run: string },
) {
  const run = await loadRun(talking, workspace, id);
  if (run?.place !== place) return undefined;
  const definition = await talking.memory.definition(talking.db, workspace, run.sop, run.revision);
  const people = await talking.memory.people(talking.db, workspace);
  return withNames(talking, { workspace }, runCard(run, definition, talking.now(), people));
}

/** These show or do something of the whole run, whatever step their button may name. */
const WHOLE: readonly ActionValue['verb'][] = [
  'show_steps',
  'show_evidence',
  'more',
  'cancel',
  'substitute',
  'deliver',
  'resolve',
];

function aboutOf({ verb, run, step }: ActionValue): Pick<ActionValue, 'run' | 'step'> {
  return WHOLE.includes(verb) ? { run } : { run, step };
}

/**
 * What anybody is told who is no person of the workspace: bots, who has left, and people of other companies in shared
 * channels. They decide nothing anyway; nor is anything shown to them that they ask for.
 */
async function stranger(talking: Talking, speaker: Speaker): Promise<Answer | undefined> {
  const { members } = await talking.memory.people(talking.db, speaker.workspace);
  return members.includes(speaker.member) ? undefined : refuse(talking, speaker, { code: 'not_a_person' });
}

/** Only what would not be refused is offered. */
function suits(phrase: string, status: string): boolean {
  if (phrase === 'run') return status === 'active';
  if (phrase === 'publish' || phrase === 'edit' || phrase === 'discard') return status !== 'archived';
  return true;
}
