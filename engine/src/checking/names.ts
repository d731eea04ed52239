/** Names: what a plan speaks of must exist, once. */
import type { Rule, Rules } from './rule.ts';

/** Every item, machine, crew, order, demand, supply and consumer that the plan names is known to the problem or the plan. */
const everyNameIsKnown: Rule = (facts, report) => {
  const { plan } = facts;
  const known = (what: string, kind: string, id: string | undefined, list: ReadonlyMap<string, unknown>) => {
    if (id !== undefined && !list.has(id))
      report(what, () => `${what} names the ${kind} "${id}", which does not exist`);
  };
  const workOrders = new Set(facts.problem.workOrders.map((it) => it.id));
  for (const it of plan.orders) {
    known(it.id, 'item', it.item, facts.items);
    if (it.workOrder !== undefined && !workOrders.has(it.workOrder)) {
      report(it.id, () => `${it.id} names the work order "${it.workOrder}", which does not exist`);
    }
    for (const part of [...it.components, ...(it.outputs ?? [])]) known(it.id, 'item', part.item, facts.items);
  }
  for (const it of plan.operations) {
    known(`step ${it.seq}`, 'order', it.order, facts.orders);
    known(it.order, 'machine', it.machine, facts.machines);
    known(it.order, 'crew', it.crew, facts.crews);
    known(it.order, 'crew', it.setupCrew, facts.crews);
  }
  for (const it of plan.purchases) known(it.id, 'item', it.item, facts.items);
  for (const it of plan.moves) {
    known(it.id, 'item', it.item, facts.items);
    known(it.id, 'item', it.fromItem, facts.items);
  }
  for (const it of plan.deliveries) known('a delivery', 'demand', it.demand, facts.demands);
  for (const it of plan.pegs) {
    known('a peg', 'supply', it.supply, facts.supplies);
    const [kind, id] = split(it.consumer);
    if (kind === 'demand') known('a peg', 'demand', id, facts.demands);
    else if (kind === 'safety') known('a peg', 'item', id, facts.items);
    else known('a peg', 'consumer', it.consumer, facts.supplies);
  }
};

/** No two supplies of the plan have the same name, and an order's name tells what it is. */
const everySupplyIsNamedOnce: Rule = ({ plan }, report) => {
  const seen = new Set<string>();
  const expect = (id: string, right: boolean) => {
    if (seen.has(id)) report(id, () => `${id} stands in the plan twice`);
    if (!right) report(id, () => `${id} does not say what kind of supply it is`);
    seen.add(id);
  };
  for (const it of plan.orders) {
    expect(it.id, it.workOrder === undefined ? it.id.startsWith('planned/') : it.id === `work/${it.workOrder}`);
  }
  for (const it of plan.purchases) expect(it.id, it.id.startsWith('buy/'));
  for (const it of plan.moves) expect(it.id, it.id.startsWith('move/'));
};

const split = (id: string): readonly [string, string] => {
  const at = id.indexOf('/');
  return [id.slice(0, at), id.slice(at + 1)];
};

export const names: Rules = { everyNameIsKnown, everySupplyIsNamedOnce };
