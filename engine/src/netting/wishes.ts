/**
 * When each supply is wanted for the dates that were asked for. Netting that handed supply out by other dates leaves
 * those in `need`; messages and pages compare supply with the true ones.
 */
import { Groups } from '../units/groups.ts';
import type { Model } from './model.ts';
import { FOR_DEMAND, FOR_LINE, type Network, PLANNED, STOCK, WORK } from './network.ts';
import { Offsets } from './offsets.ts';

export function restoreNeeds(model: Model, network: Network): void {
  const offsets = new Offsets(model, network);
  const { from: pegFrom, rows: pegs } = new Groups(network.pegSupply, network.supplies);
  const { from: lineFrom, rows: lines } = new Groups(network.lineOrder, network.supplies);
  const { from: supplyFrom, rows: supplies } = new Groups(network.item, model.catalogue.items.length);
  const lineNeed = new Float64Array(network.lineOrder.length).fill(Infinity);
  const isDrawnOn = (s: number): boolean => pegFrom[s]! < pegFrom[s + 1]!;
  /** The need of a supply, and of what it draws on. */
  const wanted = (s: number, need: number): void => {
    network.need[s] = need;
    if (network.kind[s] === STOCK || lineFrom[s] === lineFrom[s + 1]) return;
    offsets.backward(s, need < Infinity ? need : dueOf(model, network, s));
    for (let i = lineFrom[s]!; i < lineFrom[s + 1]!; i++) {
      const l = lines[i]!;
      const starts = offsets.starts[network.lineTask[l]! - network.taskFrom[s]!]!;
      lineNeed[l] = network.kind[s] === WORK ? Math.max(starts, model.now) : starts;
    }
  };
  const orElse = (s: number, need: number): number =>
    need === Infinity && network.kind[s]! > WORK && network.tasks[s]! > 0 ? offsets.forward(s) : need;
  /** Ordered for the sake of what they yield: wanted when that is. */
  const onPurpose = new Set(network.host.filter((h) => h >= 0 && network.kind[h] === PLANNED && !isDrawnOn(h)));
  for (const item of model.catalogue.byLevel) {
    for (let k = supplyFrom[item]!; k < supplyFrom[item + 1]!; k++) {
      const s = supplies[k]!;
      if (onPurpose.has(s)) continue;
      let need = Infinity;
      for (let i = pegFrom[s]!; i < pegFrom[s + 1]!; i++) {
        const p = pegs[i]!;
        const consumer = network.pegConsumer[p]!;
        if (network.pegKind[p] === FOR_LINE) need = Math.min(need, lineNeed[consumer]!);
        if (network.pegKind[p] !== FOR_DEMAND) continue;
        const demand = model.demands[consumer]!;
        need = Math.min(need, Math.max(demand.due, demand.earliest ?? -Infinity));
      }
      wanted(s, orElse(s, need));
      const host = network.host[s]!;
      if (isDrawnOn(s) && onPurpose.delete(host)) wanted(host, orElse(host, need));
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
