/** What moved by hand since it has begun, which the version that is moved does not know. Pure. */
import type { Plan, PlannedOperation } from '@hotlist/engine';
import type { Row } from '../../house/kind.ts';
import { stepKey } from '../planning/stepkey.ts';

export interface BegunSince {
  readonly order: string;
  readonly seq: number;
  /** Its order is over: finished, closed, cancelled or deleted. */
  readonly over: boolean;
}

interface Read {
  readonly rows: ReadonlyMap<string, readonly Row[]>;
}

/** The first step that stands otherwise afterwards and had not begun when the version was made. */
export function begunSince(
  plans: { readonly before: Plan; readonly after: Plan },
  inputs: { readonly then: Read; readonly now: Read },
): BegunSince | undefined {
  const stood = new Map(plans.before.operations.map((one) => [partKey(one), one]));
  const [then, now] = [begunIn(inputs.then), begunIn(inputs.now)];
  const [were, are] = [openIn(inputs.then), openIn(inputs.now)];
  for (const one of plans.after.operations) {
    const before = stood.get(partKey(one));
    if (before && before.start === one.start && before.end === one.end && before.machine === one.machine) continue;
    const over = were.has(one.order) && !are.has(one.order);
    if (over || (now.has(stepKey(one)) && !then.has(stepKey(one)))) return { order: one.order, seq: one.seq, over };
  }
  return undefined;
}

const partKey = (one: PlannedOperation): string => `${stepKey(one)} ${one.part?.number ?? ''}`;

const openIn = ({ rows }: Read): ReadonlySet<string> =>
  new Set((rows.get('work_orders') ?? []).map(({ number }) => `work/${number}`));

const begunIn = ({ rows }: Read): ReadonlySet<string> =>
  new Set(
    (rows.get('work_steps') ?? [])
      .filter(({ state }) => state !== 'waiting')
      .map(({ work_order, seq }) => stepKey({ order: `work/${work_order}`, seq: Number(seq) })),
  );
