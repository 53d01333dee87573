/** What a bench found, as lines of a table. */

export interface Line {
  readonly what: string;
  /** In words, with its unit. */
  readonly measured: string;
  /** What it is held against, measured in the same run. */
  readonly beside?: string;
  readonly goal?: Goal;
}

/** A number and the bound that it should keep. */
export interface Goal {
  readonly value: number;
  readonly unit: string;
  readonly bound: 'at least' | 'at most';
  readonly target: number;
}

export interface Bench {
  readonly name: string;
  readonly title: string;
  readonly run: () => Promise<readonly Line[]>;
}

export function isMet({ value, bound, target }: Goal): boolean {
  return bound === 'at least' ? value >= target : value <= target;
}

/** Machines are noisy: only a miss by more than a third fails a check. */
export function isFarOff({ value, bound, target }: Goal): boolean {
  return bound === 'at least' ? !(value >= target / 1.5) : !(value <= target * 1.5);
}

export function tableOf(lines: readonly Line[]): string {
  const cells = lines.map(({ what, measured, beside = '', goal }) => [what, measured, beside, ...goalCells(goal)]);
  const rows = [['what', 'measured', 'beside', 'figure', 'target', ''], ...cells];
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function goalCells(goal: Goal | undefined): readonly string[] {
  if (!goal) return ['', '', ''];
  const { value, unit, bound, target } = goal;
  const sign = bound === 'at least' ? '≥' : '≤';
  return [`${short(value)}${unit}`, `${sign} ${target}${unit}`, isMet(goal) ? 'met' : 'MISSED'];
}

export function short(value: number): string {
  if (value >= 100) return Math.round(value).toLocaleString('en');
  return value >= 10 ? value.toFixed(1) : value.toFixed(value < 0.1 ? 3 : 2);
}
