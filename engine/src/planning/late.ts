/**
 * Just in time for new work alone: from the last of its tasks to the first, each is moved as late as what follows allows.
 * What stood in the plan stays, and no date changes.
 */
import type { Built } from '../scheduling/construct.ts';
import type { Floor } from '../scheduling/floor.ts';
import type { Jobs } from '../scheduling/jobs.ts';
import type { Urgency } from '../scheduling/urgency.ts';

export function postpone(
  jobs: Jobs,
  urgency: Urgency,
  floor: Floor,
  built: Built,
  dates: Float64Array,
  isNew: (task: number) => boolean,
): void {
  const { steps } = jobs.model.shop;
  for (const s of jobs.upstreamFirst.toReversed()) {
    const first = jobs.first[s]!;
    const last = first + jobs.count[s]! - 1;
    if (built.dead[s] === 1 || !isNew(first)) continue;
    let limit = Infinity;
    const horizon = jobs.model.shop.to;
    for (const d of urgency.demandsOf(s)) limit = Math.min(limit, horizon, Math.max(dates[d]!, built.available[s]!));
    for (let o = jobs.outFrom[s]!; o < jobs.outFrom[s + 1]!; o++) {
      const next = jobs.outTask[o]!;
      if (built.dead[jobs.order[next]!] === 0) limit = Math.min(limit, floor.start[next]!);
    }
    if (limit === Infinity) continue;
    for (let t = last; t >= first; t--) {
      const after = jobs.overlaps[t + 1] === 1 ? floor.done(t + 1) : floor.start[t + 1]!;
      const end = (t === last ? limit : after) - steps.gapAfter[jobs.step[t]!]!;
      const held = jobs.held[t] === 1 || jobs.held[t + 1] === 1;
      if (end > floor.done(t) && jobs.perishable[t] === 0 && !held) move(jobs, floor, t, end);
      if (t === last) built.available[s] = floor.done(t) + steps.gapAfter[jobs.step[t]!]!;
    }
  }
}

function move(jobs: Jobs, floor: Floor, t: number, end: number): void {
  if (!floor.remove(t)) return;
  const s = jobs.order[t]!;
  const before = floor.placeOf(t);
  const inForce = () => t !== jobs.first[s] || floor.foundStart < jobs.network.billTo[s]!;
  if (floor.latest(t, end, before.start) && inForce()) floor.place(t);
  else floor.putAt(t, before);
}
