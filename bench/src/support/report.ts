/** One line of JSON per figure, as product/8 asks for; the run exits 1 when a goal is missed. */
export type Figure = {
  bench: string;
  unit: string;
  samples: readonly number[];
  /** What must hold, in words and as a check over the percentiles. */
  goal: string;
  holds: (figures: Percentiles) => boolean;
  baseline?: unknown;
  [more: string]: unknown;
};

export type Percentiles = { n: number; p50: number; p95: number; p99: number; max: number };

export function percentiles(samples: readonly number[]): Percentiles {
  const sorted = [...samples].sort((a, b) => a - b);
  const at = (share: number) => round(sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN);
  return { n: sorted.length, p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1) };
}

export function report({ samples, holds, goal, bench, unit, baseline = null, ...more }: Figure): void {
  const figures = percentiles(samples);
  const pass = figures.n > 0 && holds(figures);
  if (!pass) process.exitCode = 1;
  process.stdout.write(`${JSON.stringify({ bench, ...figures, unit, goal, baseline, pass, ...more })}\n`);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
