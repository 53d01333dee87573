/** What became of a day, or a week, in one conversation: done, skipped, missed, open, and who waited for whom. */
import { type Definition, stepOf } from '../../engine/definition.ts';
import type { ExceptionRecord, StepRun } from '../../engine/run/state.ts';
import type { Card, Element, Line, Text, Tone } from '../card.ts';
import { causeText, namesItsStep } from '../cause.ts';
import { byDay, bySop, type Digest, type DigestRun, endOf, owedOf, totalOf } from '../digest.ts';
import { progressLabel } from '../progress.ts';
import { count, quoted, sentence, who } from '../sentence.ts';
import { ownerTitle } from '../turn.ts';
import { waitsIn } from './digest-waits.ts';
import { counted, datesOf, dayLabel, momentIn, shortTitle, TITLES } from './digest-words.ts';
import { isLate } from './step-lines.ts';

/** Lines of one part; what does not fit is counted. */
const MOST = 8;

/** `picture`: the file that shows it, and what it says. */
export function digestCard(digest: Digest, picture?: { readonly file: string; readonly alt: string }): Card {
  const total = totalOf(digest);
  const owed = owedOf(total);
  const open = exceptionsIn(digest);
  const problems = open.length > 0 ? `, ${count(open.length, 'problem')} open` : '';
  const title = TITLES[digest.span];
  const says = `${counted(total)}${problems}`;
  if (digest.runs.length === 0) return nothing(digest);
  const summary: readonly Element[] = [
    ...(owed > 0 ? [{ type: 'progress', done: total.done, total: owed, label: counted(total) } as const] : []),
    ...(picture ? [{ type: 'image', ...picture, isWide: true } as const] : []),
    ...(digest.span === 'week' ? trend(digest) : perSop(digest)),
  ];
  const details: readonly Element[] = [
    ...part('Missed', missedIn(digest)),
    ...part('Skipped', skippedIn(digest)),
    ...part('Problems open', open),
    ...part(digest.span === 'yesterday' ? 'Still open when the day ended' : 'Still open', openRuns(digest)),
    ...part('Cancelled', cancelledIn(digest)),
    ...waitsIn(digest),
    ...(digest.isCut ? [{ type: 'notice', tone: 'attention', text: CUT } as const] : []),
  ];
  const elements = details.length > 0 ? [...summary, { type: 'divider' } as const, ...details] : summary;
  return {
    ...{ title, subtitle: `${datesOf(digest)} · ${runsIn(digest)}`, tone: toneOf(total.missed, open.length), elements },
    ...{ actions: [], fallback: `${title}: ${says}` },
  };
}

const CUT = 'There were more runs than a digest counts: only the newest are in it.';

function nothing(digest: Digest): Card {
  const text = sentence(
    'Nothing ran in this conversation. ',
    { type: 'code', text: '/sop run' },
    ' shows what can run.',
  );
  const title = TITLES[digest.span];
  return {
    ...{ title, subtitle: datesOf(digest), tone: 'neutral', elements: [{ type: 'text', text }], actions: [] },
    fallback: `${title}: nothing ran in this conversation`,
  };
}

function toneOf(missed: number, problems: number): Tone {
  return missed > 0 ? 'bad' : problems > 0 ? 'attention' : 'neutral';
}

/** `4 runs: 2 completed, 1 incomplete, 1 open` */
function runsIn({ runs }: Digest): string {
  const many = (word: string, is: (run: DigestRun['account']['run']) => boolean) => {
    const found = runs.filter(({ account }) => is(account.run)).length;
    return found > 0 ? [`${found} ${word}`] : [];
  };
  const ended = (['completed', 'incomplete', 'cancelled'] as const).flatMap((outcome) =>
    many(outcome, (run) => run.status === 'ended' && run.outcome === outcome),
  );
  return `${count(runs.length, 'run')}: ${[...ended, ...many('open', (run) => run.status === 'open')].join(', ')}`;
}

/** Day by day, also for whom the picture is not drawn. */
function trend(digest: Digest): readonly Element[] {
  const facts = byDay(digest).map(({ at, counts }) => ({
    label: dayLabel(at, digest.zone),
    value: owedOf(counts) > 0 ? counted(counts) : 'nothing',
  }));
  return [{ type: 'facts', facts }];
}

function perSop(digest: Digest): readonly Element[] {
  const sops = bySop(digest);
  if (sops.length < 2) return [];
  const facts = sops.slice(0, MOST).map(({ title, counts }) => ({ label: title, value: counted(counts) }));
  return [{ type: 'facts', facts }, ...more(sops.length - facts.length)];
}

function part(title: string, lines: readonly Line[]): readonly Element[] {
  if (lines.length === 0) return [];
  return [
    { type: 'heading', text: lines.length > 1 ? `${title} (${lines.length})` : title },
    { type: 'list', items: lines.slice(0, MOST) },
    ...more(lines.length - MOST),
  ];
}

function more(left: number): readonly Element[] {
  return left > 0 ? [{ type: 'context', text: `and ${left} more` }] : [];
}

/** The steps of all runs that ended so in these days, each as a line. */
function stepsThat<State extends StepRun['state']>(
  { runs, marks }: Digest,
  state: State,
  draw: (one: DigestRun, step: Extract<StepRun, { state: State }>) => Text,
): readonly Line[] {
  const isSo = (step: StepRun): step is Extract<StepRun, { state: State }> =>
    step.state === state && 'at' in step && step.at >= (marks[0] ?? 0);
  return runs.flatMap((one) =>
    one.account.run.steps.filter(isSo).map((step) => ({
      mark: state === 'missed' ? ('missed' as const) : ('skipped' as const),
      text: titleOf(one, step.id),
      detail: draw(one, step),
    })),
  );
}

function skippedIn(digest: Digest): readonly Line[] {
  return stepsThat(digest, 'skipped', ({ account }, step) =>
    sentence(`${shortTitle(account.run)} · `, who(step.by), ', ', momentIn(digest, step.at), `: ${step.reason}`),
  );
}

function missedIn(digest: Digest): readonly Line[] {
  return stepsThat(digest, 'missed', ({ account }, step) =>
    sentence(`${shortTitle(account.run)} · nobody did it by `, momentIn(digest, step.at)),
  );
}

function cancelledIn({ runs }: Digest): readonly Line[] {
  return runs.flatMap(({ account: { run } }) => {
    if (run.status !== 'ended' || run.outcome !== 'cancelled') return [];
    const why = run.reason === undefined ? '' : `: ${run.reason}`;
    const mark: Line['mark'] = 'skipped';
    return [{ mark, text: run.title, detail: sentence('by ', who(run.endedBy), why) }];
  });
}

function exceptionsIn(digest: Digest): readonly Line[] {
  return digest.runs.flatMap(({ account: { run }, definition }) => {
    const open = run.status === 'open' ? run.exceptions.filter((one) => one.status === 'open') : [];
    return open.map((one): Line => {
      const owner = ownerTitle({ run, definition, now: endOf(digest), people: digest.people }, one);
      const detail = sentence(`${shortTitle(run)} · waits for `, owner, ' since ', momentIn(digest, one.raisedAt));
      return { mark: 'blocked', text: saidOf(definition, one), detail };
    });
  });
}

function saidOf(definition: Definition, one: ExceptionRecord): string {
  const title = one.step === undefined || namesItsStep(one) ? undefined : stepOf(definition, one.step)?.title;
  return `${title === undefined ? '' : `${quoted(title)}: `}${causeText(definition, one)}`;
}

/** How far each is. Whom it waits for stands among the waits, and more in `/sop status`. */
function openRuns(digest: Digest): readonly Line[] {
  const end = endOf(digest);
  return digest.runs.flatMap(({ account: { run } }): Line[] => {
    if (run.status !== 'open') return [];
    const late = run.steps.filter((step) => isLate({ run, now: end }, step)).length;
    const isHeld = run.exceptions.some((one) => one.status === 'open');
    const detail = sentence(
      progressLabel(run),
      late > 0 ? ` · ${late} late` : '',
      ' · since ',
      momentIn(digest, run.startedAt),
    );
    return [{ mark: late > 0 ? 'late' : isHeld ? 'blocked' : 'now', text: run.title, detail }];
  });
}

function titleOf({ definition }: DigestRun, step: string): string {
  return stepOf(definition, step)?.title ?? step;
}
