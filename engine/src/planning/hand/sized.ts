/** An open work order that is not begun, for another quantity: its steps and its own material are sized with it. */
import { Model } from '../../netting/model.ts';
import { BATCH, Netting } from '../../netting/net.ts';
import { openMaterials } from '../../netting/open-materials.ts';
import { spellQty } from '../../units/clock.ts';
import type { Qty } from '../../units/units.ts';
import { type OpenOperation, type OpenWorkOrder, type Problem, ProblemError } from '../problem.ts';

/** Somebody worked on it, or it lost something: what it is for is a fact by then. */
export const isBegun = ({ state, qty, qtyOpen, scrapped, operations = [] }: OpenWorkOrder): boolean =>
  state === 'started' ||
  qtyOpen !== qty ||
  (scrapped ?? 0) > 0 ||
  operations.some(({ done, setupDone, startedAt }) => done || setupDone === true || startedAt !== undefined);

/** A frozen step that is let go: it keeps its machine, and where it is split its machines. */
export const letGo = ({ parts }: OpenOperation): Partial<OpenOperation> => ({
  frozen: undefined,
  frozenAs: undefined,
  parts: parts?.map(({ machine }) => ({ machine })),
});

/** The problem with an order for `qty`; a step that is frozen lasts another time then, so it is let go. One that is begun stays as it is. */
export function withSize(problem: Problem, order: string, qty: Qty): Problem {
  const row = problem.workOrders.find(({ id }) => `work/${id}` === order);
  if (!row || isBegun(row) || row.qty === qty) return problem;
  const materials = row.materials && sizedMaterials(problem, row, qty);
  return {
    ...problem,
    workOrders: problem.workOrders.map((one) => (one === row ? { ...sized(row, qty), materials } : one)),
  };
}

const sized = (row: OpenWorkOrder, qty: Qty): OpenWorkOrder => ({
  ...row,
  qty,
  qtyOpen: qty,
  operations: row.operations?.map((step) => ({ ...step, qtyOpen: undefined, ...letGo(step) })),
});

type Materials = NonNullable<OpenWorkOrder['materials']>;

/** What is drawn for more is added to each line, and what is drawn for less taken off; what was drawn already stays drawn. */
function sizedMaterials(problem: Problem, row: OpenWorkOrder, qty: Qty): Materials {
  const own = row.materials!;
  const severally = new Set(
    own.flatMap(({ item }, n) => (own.findIndex((one) => one.item === item) < n ? [item] : [])),
  );
  const nameOf = (item: string, seq: number): string => (severally.has(item) ? `${item} ${seq}` : item);
  const [before, after] = [row.qty, qty].map((size) => drawnBy(problem, row, size, nameOf));
  return own.map((line) => {
    const name = nameOf(line.item, line.seq ?? 0);
    if (!before!.has(name) && !after!.has(name))
      throw new ProblemError(
        'workOrders',
        row.id,
        `work/${row.id} draws ${line.item}, which its bill does not, so what another quantity needs is not known`,
        { maybe: 'change its lines under Work materials, and its quantity under Work orders' },
      );
    const open = line.qty + (after!.get(name) ?? 0) - (before!.get(name) ?? 0);
    if (open >= 0) return { ...line, qty: open as Qty };
    const size = (item: string, steps: number) =>
      `${spellQty(steps, problem.items.find(({ id }) => id === item)!.decimals)} ${item}`;
    throw new ProblemError(
      'workOrders',
      row.id,
      `work/${row.id} has drawn ${size(line.item, -open)} more than ${size(row.item, qty)} need`,
      { maybe: 'take back what is too much first' },
    );
  });
}

/** What its bill draws for a quantity; of alternatives what it draws itself. */
function drawnBy(
  problem: Problem,
  row: OpenWorkOrder,
  size: Qty,
  nameOf: (item: string, seq: number) => string,
): ReadonlyMap<string, number> {
  const own = new Set(row.materials!.map(({ item }) => item));
  const alone: Problem = {
    ...problem,
    stock: [],
    purchaseLines: [],
    allocations: [],
    demands: [],
    components: problem.components.filter(
      ({ alternateGroup, component }) => alternateGroup === undefined || own.has(component),
    ),
    workOrders: [{ ...sized(row, size), materials: undefined }],
  };
  return new Bill(new Model(alone), { batch: BATCH }).drawn(nameOf);
}

/** One open order read, and nothing netted. */
class Bill extends Netting {
  drawn(nameOf: (item: string, seq: number) => string): ReadonlyMap<string, number> {
    this.addOpenSupply();
    const { network, model, bills } = this;
    const drawn = new Map<string, number>();
    for (const { component, qty, task } of openMaterials(model, network, bills, 0)) {
      const seq = model.shop.steps.seq[network.taskStep[task]!]!;
      const name = nameOf(model.catalogue.items[component]!.id, seq);
      drawn.set(name, (drawn.get(name) ?? 0) + qty);
    }
    return drawn;
  }
}
