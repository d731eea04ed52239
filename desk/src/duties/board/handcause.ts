/**
 * Why a draft by hand ships an order later than the version that it was made of: the step that a person moved, not the queue or the
 * closed hours that it stands behind now. What held the order up before goes on to, for as long as it did. Pure.
 */
import type { HandEdit, Plan } from '@hotlist/engine';
import { suppliesOf } from '../planning/below.ts';
import { stepsPut } from '../planning/newcause.ts';
import { stepMovedByHand } from './board.messages.ts';

interface Sides {
  readonly before: Plan;
  readonly after: Plan;
}

type Delivery = Plan['deliveries'][number];
type Operation = Plan['operations'][number];

/** `say`: the sentence for so many seconds of a step that stands there now. */
export function namingTheHand(
  { before, after }: Sides,
  edits: readonly HandEdit[],
  who: string,
  say: (step: Operation, seconds: number) => string,
): Plan {
  const stood = new Map(before.operations.map((one) => [stepOf(one), one]));
  const put = new Set(edits.flatMap(stepsPut).map(stepOf));
  const moved = after.operations.filter((one) => {
    const was = stood.get(stepOf(one));
    return put.has(stepOf(one)) && (was?.start !== one.start || was.machine !== one.machine);
  });
  if (moved.length === 0) return after;
  const last = new Map<string, Delivery>();
  for (const one of before.deliveries) if (shipped(one) >= shipped(last.get(one.demand))) last.set(one.demand, one);
  const below = suppliesOf(after.pegs);
  const makes = (demand: string): ReadonlySet<string> => new Set(below(`demand/${demand}`));
  return {
    ...after,
    deliveries: after.deliveries.map((one) => {
      const was = last.get(one.demand);
      const seconds = was?.date === undefined || one.date === undefined ? 0 : one.late - was.late;
      if (seconds <= 0) return one;
      const step = causeOf(one, moved, makes);
      if (!step) return one;
      const { order, seq } = step;
      const what = stepMovedByHand(order, seq, who);
      const hand = { kind: 'by-hand' as const, what, order, seq, until: one.date!, seconds, text: say(step, seconds) };
      return { ...one, reasons: [hand, ...was!.reasons].sort((a, b) => b.seconds - a.seconds) };
    }),
  };
}

/** Of its own work the step that ends last, else what its work stands behind; another only where nothing else was moved. */
function causeOf(
  { demand, reasons }: Delivery,
  moved: readonly Operation[],
  makes: (demand: string) => ReadonlySet<string>,
): Operation | undefined {
  const orders = makes(demand);
  const own = moved.filter(({ order }) => orders.has(order)).sort((a, b) => b.end - a.end);
  const behind = new Set(reasons.flatMap((reason) => (reason.behind ? [stepOf(reason.behind)] : [])));
  return own[0] ?? moved.find((one) => behind.has(stepOf(one))) ?? (moved.length === 1 ? moved[0] : undefined);
}

const stepOf = ({ order, seq }: { readonly order: string; readonly seq: number }): string => `${order} ${seq}`;
const shipped = (one: Delivery | undefined): number => one?.date ?? Number.NEGATIVE_INFINITY;
