/** Where a step stands, as people see it and as the engine knows it. */
import type { EndedRun, ExceptionRecord, OpenRun, OwedStep, StepRun } from './state.ts';

type Run = OpenRun | EndedRun;
export type Live = 'todo' | 'now' | 'done' | 'blocked';
export type Why = StepRun['state'] | 'exception_open' | 'run_stopped' | 'run_ended';

export function stepRunOf(run: Run, step: string): StepRun | undefined {
  return run.steps.find((one) => one.id === step);
}

export function isOwed(step: StepRun): step is OwedStep {
  switch (step.state) {
    case 'waiting_human':
    case 'rework':
    case 'waiting_approval':
    case 'agent_working':
      return true;
    case 'waiting_needs':
    case 'completed':
    case 'skipped':
    case 'missed':
    case 'not_applicable':
      return false;
  }
}

/** Ended steps never move again, except when somebody reopens them. */
export function isEnded(step: StepRun): boolean {
  return step.state !== 'waiting_needs' && !isOwed(step);
}

/** The open exception that holds this step. */
export function blockerOf(run: Run, step: string): ExceptionRecord | undefined {
  return run.exceptions.find((one) => one.status === 'open' && one.blocking && one.step === step);
}

/** The open boundary that stopped the whole run. */
export function stopOf(run: Run): ExceptionRecord | undefined {
  return run.exceptions.find((one) => one.status === 'open' && one.cause.type === 'boundary');
}

/** The exceptions that wait for a decision now: while the whole run is stopped, what stopped it alone. */
export function undecidedIn(run: Run): readonly ExceptionRecord[] {
  const stop = stopOf(run);
  return stop ? [stop] : run.exceptions.filter((one) => one.status === 'open' && one.blocking);
}

/** The boundary that an exception is about. */
export function boundaryOf({ cause }: Pick<ExceptionRecord, 'cause'>): string | undefined {
  return cause.type === 'boundary' ? cause.boundary : undefined;
}

/** Why a step stands where it does: its own state, or what holds it. */
export function whyOf(run: Run, step: StepRun): Why {
  if (isEnded(step)) return step.state;
  if (run.status === 'ended') return 'run_ended';
  if (blockerOf(run, step.id)) return 'exception_open';
  if (stopOf(run)) return 'run_stopped';
  return step.state;
}

/** `done` is for every ended step: how it ended (completed, skipped, missed, not applicable) is in `whyOf`. */
export function liveOf(run: Run, step: StepRun): Live {
  switch (whyOf(run, step)) {
    case 'waiting_needs':
      return 'todo';
    case 'waiting_human':
    case 'rework':
    case 'waiting_approval':
    case 'agent_working':
      return 'now';
    case 'exception_open':
    case 'run_stopped':
    case 'run_ended':
      return 'blocked';
    case 'completed':
    case 'skipped':
    case 'missed':
    case 'not_applicable':
      return 'done';
  }
}
