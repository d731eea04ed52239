/** What counts of a shop's schedule: for each goal the operations whose last end it is. */
import { whole } from './given.ts';
import { type JobDue, type Shop, ShopError } from './shop.ts';

type Successors = Readonly<Record<'succFrom' | 'succOp', Int32Array>>;

export function goalsOf({ operations, objective, dues = [] }: Shop, successors: Successors) {
  const n = operations.length;
  if (objective === 'makespan') {
    const last = lastOnes(n, successors, () => 0);
    return {
      goals: 1,
      goalFrom: Int32Array.of(0, last.length),
      goalOp: Int32Array.from(last),
      goalDue: new Float64Array(1),
      goalWeight: Float64Array.of(1),
    };
  }
  const { jobs, jobOf } = numbered(operations);
  const last = lastOnes(n, successors, (v) => jobOf[v]!);
  const byJob: number[][] = Array.from({ length: jobs.size }, () => []);
  for (const v of last) byJob[jobOf[v]!]!.push(v);
  const own = dues.map((due) => byJob[jobAt(jobs, due)]!);
  const goalFrom = new Int32Array(dues.length + 1);
  for (const [g, ops] of own.entries()) goalFrom[g + 1] = goalFrom[g]! + ops.length;
  return {
    goals: dues.length,
    goalFrom,
    goalOp: Int32Array.from(own.flat()),
    goalDue: Float64Array.from(dues, ({ due }) => due),
    goalWeight: Float64Array.from(dues, ({ weight }) => weight),
  };
}

/** Of the operations of a job only those count that none of its others follows. */
function lastOnes(n: number, { succFrom, succOp }: Successors, jobOf: (v: number) => number): number[] {
  const last: number[] = [];
  for (let v = 0; v < n; v++) {
    let followed = false;
    for (let e = succFrom[v]!; e < succFrom[v + 1]! && !followed; e++) followed = jobOf(succOp[e]!) === jobOf(v);
    if (!followed) last.push(v);
  }
  return last;
}

function numbered(operations: Shop['operations']) {
  const jobs = new Map<string, number>();
  const jobOf = new Int32Array(operations.length);
  let before = '';
  let at = -1;
  for (let v = 0; v < operations.length; v++) {
    const { job } = operations[v]!;
    if (at < 0 || job !== before) {
      at = jobs.get(job) ?? jobs.size;
      if (at === jobs.size) jobs.set(job, at);
      before = job;
    }
    jobOf[v] = at;
  }
  return { jobs, jobOf };
}

function jobAt(jobs: ReadonlyMap<string, number>, { job, due, weight }: JobDue): number {
  const at = jobs.get(job);
  if (at === undefined) throw new ShopError(job, `the job ${job} has a due date but no operations`);
  whole(due, job, 'a due date');
  whole(weight, job, 'a weight');
  return at;
}
