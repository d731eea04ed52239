/** Orders in equal parts, where a step of the whole would take too long. */
import { lotSize, sizesOf } from './lots.ts';
import type { Model } from './model.ts';
import { type Network, PLANNED } from './network.ts';

/** No order is split into more parts than this. */
const MOST_PARTS = 1000;

/** Size of the next order of an item that is made: by its lot rule, and in equal parts where a step would take longer than `limit`. */
export function splitSize(model: Model, item: number, wanted: number, limit: number | undefined): number {
  const sizes = sizesOf(model.catalogue.items[item]!.lot);
  const size = lotSize(wanted, sizes);
  const parts = partsOf(model, item, size, limit);
  return parts === 1 ? size : lotSize(Math.ceil(size / parts), sizes);
}

/** Whether netting with that limit could give anything else than this network, which was netted without. */
export function splitsAny(model: Model, network: Network, limit: number): boolean {
  for (let s = 0; s < network.supplies; s++)
    if (network.kind[s] === PLANNED && partsOf(model, network.item[s]!, network.qty[s]!, limit) > 1) return true;
  return false;
}

function partsOf(model: Model, item: number, size: number, limit: number | undefined): number {
  const { lot } = model.catalogue.items[item]!;
  const most = Math.max(lot.min, within(model, item, limit));
  return size <= most || size / most > MOST_PARTS || lot.fixed !== undefined ? 1 : Math.ceil(size / most);
}

/** The largest quantity of an item of which no step takes longer than `limit` seconds of work, set-up included. */
export function within({ catalogue, shop }: Model, item: number, limit: number | undefined): number {
  if (limit === undefined) return Infinity;
  const { setup, runFixed, runNum, runDen, batchSeconds, batchQty } = shop.steps;
  let most = Infinity;
  for (let step = catalogue.routingFrom[item]!; step < catalogue.routingTo[item]!; step++)
    if (batchSeconds[step]! > 0) {
      const each = runNum[step]! / runDen[step]! + batchSeconds[step]! / batchQty[step]!;
      most = Math.min(most, (limit - setup[step]! - runFixed[step]!) / each);
    } else if (runNum[step]! > 0)
      most = Math.min(most, ((limit - setup[step]! - runFixed[step]!) * runDen[step]!) / runNum[step]!);
  return Math.max(1, Math.floor(most));
}
