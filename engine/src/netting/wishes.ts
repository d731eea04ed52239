/**
 * When each supply is wanted for the dates that were asked for. Netting that handed supply out by other dates leaves
 * those in `need`; messages and pages compare supply with the true ones.
 */
import type { Model } from './model.ts';
import { FOR_DEMAND, FOR_LINE, type Network, PLANNED, STOCK, WORK } from './network.ts';
import { Offsets } from './offsets.ts';

export function restoreNeeds(model: Model, network: Network): void {
  const offsets = new Offsets(model, network);
  const pegs = grouped(network.pegSupply, network.supplies);
  const lines = grouped(network.lineOrder, network.supplies);
  const lineNeed = new Float64Array(network.lineOrder.length).fill(Infinity);
  const supplies: number[][] = model.catalogue.items.map(() => []);
  network.item.forEach((item, s) => {
    supplies[item]!.push(s);
  });
  /** The need of a supply, and of what it draws on. */
  const wanted = (s: number, need: number): void => {
    network.need[s] = need;
    if (network.kind[s] === STOCK || lines[s]!.length === 0) return;
    offsets.backward(s, need < Infinity ? need : dueOf(model, network, s));
    for (const l of lines[s]!) {
      const starts = offsets.starts[network.lineTask[l]! - network.taskFrom[s]!]!;
      lineNeed[l] = network.kind[s] === WORK ? Math.max(starts, model.now) : starts;
    }
  };
  const orElse = (s: number, need: number): number =>
    need === Infinity && network.kind[s]! > WORK && network.tasks[s]! > 0 ? offsets.forward(s) : need;
  /** Ordered for the sake of what they yield: wanted when that is. */
  const onPurpose = new Set(network.host.filter((h) => h >= 0 && network.kind[h] === PLANNED && pegs[h]!.length === 0));
  for (const item of model.catalogue.byLevel) {
    for (const s of supplies[item]!) {
      if (onPurpose.has(s)) continue;
      let need = Infinity;
      for (const p of pegs[s]!) {
        const consumer = network.pegConsumer[p]!;
        if (network.pegKind[p] === FOR_LINE) need = Math.min(need, lineNeed[consumer]!);
        if (network.pegKind[p] !== FOR_DEMAND) continue;
        const demand = model.demands[consumer]!;
        need = Math.min(need, Math.max(demand.due, demand.earliest ?? -Infinity));
      }
      wanted(s, orElse(s, need));
      const host = network.host[s]!;
      if (pegs[s]!.length > 0 && onPurpose.delete(host)) wanted(host, orElse(host, need));
    }
  }
  network.host.forEach((host, s) => {
    if (host >= 0) network.need[host] = Math.min(network.need[host]!, network.need[s]!);
  });
}

/** An open order that nobody wants is wanted by its own date. */
function dueOf(model: Model, network: Network, s: number): number {
  if (network.kind[s] === PLANNED) return network.need[s]!;
  return Math.max(model.workOrders[network.ref[s]!]!.due ?? model.now, model.now);
}

function grouped(owners: readonly number[], count: number): number[][] {
  const found: number[][] = Array.from({ length: count }, () => []);
  owners.forEach((owner, row) => {
    found[owner]!.push(row);
  });
  return found;
}
