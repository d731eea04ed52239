/**
 * CP-SAT of Google's OR-Tools, compiled to WebAssembly (`or-tools-wasm`, Apache-2.0), on the same shops in the same
 * call: one worker, the same seconds. It is installed into a temporary folder for the bench and is no dependency.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Shop, ShopMode } from '@hotlist/engine';

const PACKAGE = 'or-tools-wasm@0.9.1';

/** Objective that was found within the seconds; nothing where none was. */
export type Rival = (shop: Shop, seconds: number) => Promise<number | undefined>;

type Whole = object & { plus(other: Whole | number): Whole; times(by: number): Whole };
type Interval = object;
interface Model {
  newIntVar(low: number, high: number): Whole;
  newBoolVar(): Whole & { not(): object };
  addLinearConstraint(of: Whole, low: number, high: number): { onlyEnforceIf(literal: object): void };
  addExactlyOne(literals: readonly object[]): void;
  addMaxEquality(target: Whole, of: readonly Whole[]): void;
  newIntervalVar(start: Whole, size: number, end: Whole): Interval;
  newOptionalIntervalVar(start: Whole, size: number, end: Whole, present: object): Interval;
  addNoOverlap(intervals: readonly Interval[]): void;
  addCumulative(intervals: readonly Interval[], amounts: readonly number[], capacity: number): void;
  minimize(what: Whole): void;
}
interface Solver {
  solve(model: Model, options: object): Promise<unknown>;
  statusName(): string;
  objectiveValue(): number;
}
interface CpSat {
  readonly CpModel: new () => Model;
  readonly CpSolver: new () => Solver;
}

/** Installs the rival; `close` takes it away again. */
export async function cpSat(): Promise<{ readonly solve: Rival; readonly close: () => void }> {
  const folder = mkdtempSync(join(tmpdir(), 'hotlist-rival-'));
  const close = () => rmSync(folder, { recursive: true, force: true });
  try {
    process.stderr.write(`Installing ${PACKAGE} into a temporary folder …\n`);
    execFileSync('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--prefix', folder, PACKAGE], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const door = join(folder, 'node_modules/or-tools-wasm/build/javascript/node/cp-sat.js');
    const { CpModel, CpSolver } = (await import(pathToFileURL(door).href)) as CpSat;
    const solve: Rival = async (shop, seconds) => {
      const solver = new CpSolver();
      await solver.solve(modelOf(new CpModel(), shop), { numWorkers: 1, maxTimeInSeconds: seconds, randomSeed: 1 });
      return /OPTIMAL|FEASIBLE/.test(solver.statusName()) ? Math.round(solver.objectiveValue()) : undefined;
    };
    return { solve, close };
  } catch (failed) {
    close();
    throw failed;
  }
}

/** The textbook model: an interval an operation and mode, no overlap on machines, capacity on shared resources. */
function modelOf(model: Model, shop: Shop): Model {
  const longest = shop.operations.reduce(
    (sum, { modes }) => sum + Math.max(...modes.map(({ duration }) => duration)),
    Math.max(0, ...shop.operations.map(({ release }) => release ?? 0)) +
      shop.precedences.reduce((sum, { gap }) => sum + (gap ?? 0), 0) +
      shop.operations.length * Math.max(0, ...shop.resources.flatMap(({ setups }) => setups?.flat() ?? [])),
  );
  const on = new Map<string, { interval: Interval; amount: number; start: Whole; end: Whole; family: number }[]>();
  const places = new Map<string, { readonly start: Whole; readonly end: Whole }>();
  for (const { id, modes, release, family } of shop.operations) {
    const [start, end] = [model.newIntVar(release ?? 0, longest), model.newIntVar(0, longest)];
    places.set(id, { start, end });
    const taken = modes.map((mode: ShopMode) => {
      const present = model.newBoolVar();
      const interval =
        modes.length === 1
          ? model.newIntervalVar(start, mode.duration, end)
          : model.newOptionalIntervalVar(start, mode.duration, end, present);
      for (const { resource, amount } of mode.demands)
        on.set(resource, [...(on.get(resource) ?? []), { interval, amount, start, end, family: family ?? 0 }]);
      return present;
    });
    model.addExactlyOne(taken);
  }
  for (const { id, capacity, setups } of shop.resources) {
    const all = on.get(id) ?? [];
    const intervals = all.map(({ interval }) => interval);
    if (capacity === 1) model.addNoOverlap(intervals);
    else
      model.addCumulative(
        intervals,
        all.map(({ amount }) => amount),
        capacity,
      );
    if (!setups) continue;
    for (const [n, a] of all.entries())
      for (const b of all.slice(n + 1)) {
        const first = model.newBoolVar();
        after(model, a.end, b.start, setups[a.family]?.[b.family] ?? 0, longest).onlyEnforceIf(first);
        after(model, b.end, a.start, setups[b.family]?.[a.family] ?? 0, longest).onlyEnforceIf(first.not());
      }
  }
  for (const { before, after: next, gap } of shop.precedences)
    after(model, places.get(before)!.end, places.get(next)!.start, gap ?? 0, longest);
  const ends = shop.operations.map(({ id }) => places.get(id)!.end);
  if (shop.objective === 'makespan') {
    const last = model.newIntVar(0, longest);
    model.addMaxEquality(last, ends);
    model.minimize(last);
    return model;
  }
  const late = (shop.dues ?? []).map(({ job, due, weight }) => {
    const tardy = model.newIntVar(0, longest);
    for (const operation of shop.operations)
      if (operation.job === job) after(model, places.get(operation.id)!.end, tardy.plus(due), 0, longest);
    return tardy.times(weight);
  });
  model.minimize(late.reduce((sum, one) => sum.plus(one)));
  return model;
}

const after = (model: Model, end: Whole, start: Whole, gap: number, longest: number) =>
  model.addLinearConstraint(start.plus(end.times(-1)), gap, 2 * longest);
