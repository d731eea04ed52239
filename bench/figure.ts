/** A figure of a bench: what was measured, against its goal. A goal missed is printed as missed. */
export interface Figure {
  readonly figure: string;
  /** Null: not measured here; `why` says so. */
  readonly value: number | null;
  readonly unit: string;
  /** As people read it: "≤ 3". */
  readonly goal: string;
  readonly met: boolean | null;
  readonly why?: string;
  /** What another program needs or gives for the same. */
  readonly rival?: string;
}

export const atMost = (figure: string, value: number, unit: string, goal: number): Figure => ({
  figure,
  value: Math.round(value * 1000) / 1000,
  unit,
  goal: goal === Infinity ? '–' : `≤ ${Math.round(goal * 1000) / 1000}`,
  met: goal === Infinity ? null : value <= goal,
});

export const notMeasured = (figure: string, unit: string, goal: number, why: string): Figure => ({
  figure,
  value: null,
  unit,
  goal: `≤ ${goal}`,
  met: null,
  why,
});

export function print(bench: string, figures: readonly Figure[], json: boolean): void {
  if (json) {
    process.stdout.write(`${JSON.stringify({ bench, figures })}\n`);
    return;
  }
  for (const { figure, value, unit, goal, met, why, rival } of figures) {
    const verdict = met === null ? (why === undefined ? '' : `not measured: ${why}`) : met ? 'met' : 'MISSED';
    const beside = rival === undefined ? '' : ` (${rival})`;
    process.stdout.write(
      `${figure.padEnd(58)} ${String(value ?? '–').padStart(9)} ${unit.padEnd(6)} goal ${goal.padEnd(8)} ${verdict}${beside}\n`,
    );
  }
}

/** The value below which 95 of 100 lie; the middle one of three. */
export const percentile95 = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.ceil(values.length * 0.95) - 1] ?? Number.NaN;
export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
