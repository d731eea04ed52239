/**
 * Proposals of safety stock, least and most from use and lead time. Pure. Use is what left per day, days without any counted as 0.
 *
 * reorder point = mean × lead days + safety stock; safety stock = z × deviation × √lead days, with the deviation of a sample (n − 1) and z of
 * the service level: the share of lead times in which nothing runs out, where use is spread normally. The reorder point is the least (min);
 * with a lot more it is the most (max). Source: APICS "safety stock", "reorder point", "min-max system".
 */
import { toMillionth } from '../../house/amounts.ts';

/** Share in percent to standard deviations. */
export const services = { 80: 0.842, 90: 1.282, 95: 1.645, 98: 2.054, 99: 2.326 } as const;
export type Service = keyof typeof services;

export interface Usage {
  /** Days that were looked at. */
  readonly days: number;
  /** Sum of what left, and of its squares day by day. */
  readonly sum: number;
  readonly squares: number;
}

export interface Proposal {
  readonly mean: number;
  readonly deviation: number;
  readonly safety: number;
  readonly reorder: number;
}

/** Undefined where use is too little known: fewer than two days, or none of it. `step`: the smallest amount counted, up to which is rounded. */
export function proposal(
  { days, sum, squares }: Usage,
  leadDays: number,
  service: Service,
  step: number,
): Proposal | undefined {
  if (days < 2 || sum <= 0) return undefined;
  const mean = sum / days;
  const deviation = Math.sqrt(Math.max(0, (squares - days * mean * mean) / (days - 1)));
  const up = (qty: number): number => toMillionth(Math.ceil(toMillionth(qty / step)) * step);
  const safety = up(services[service] * deviation * Math.sqrt(leadDays));
  return { mean, deviation, safety, reorder: up(mean * leadDays + safety) };
}

/** Shares of the set value by which a proposal must differ to be worth a word. */
const worth = 0.2;

/** Whether the proposal says something else than what is set. */
export const differs = (set: number, safety: number): boolean => Math.abs(safety - set) > worth * Math.max(set, safety);

/** The lot rules of an item, in its unit; null or 0: none. `economic`: the economic quantity, where its figures are known. */
export interface LotRules {
  readonly fixed: number | null;
  readonly least: number;
  readonly multiple: number;
  readonly most: number | null;
  readonly days: number | null;
  readonly economic: number | null;
}

/** Q = √(2 × annual use × cost of an order ÷ (carrying rate × cost of a unit)); null where one of them is not known. */
export function economicLot(
  annualUse: number | null,
  orderCost: number | null,
  carryingPercent: number | null,
  unitCost: number | null,
): number | null {
  if (!annualUse || !orderCost || !carryingPercent || !unitCost) return null;
  return Math.sqrt((2 * annualUse * orderCost) / ((carryingPercent / 100) * unitCost));
}

/** Of the two packs round an economic quantity the one that costs less in a year, as planning orders it (the engine's `economic.ts`). */
function economicPacks(economic: number, pack: number): number {
  const lower = Math.floor(toMillionth(economic / pack)) * pack;
  return lower === 0 || lower * (lower + pack) < economic ** 2 ? lower + pack : lower;
}

/**
 * What one order brings by the lot rules at this use, of an item that is counted in such steps; null: as much as is needed, for no
 * rule says how much.
 */
export function lotOf(rules: LotRules, mean: number, step: number): number | null {
  const { fixed, least, multiple, most, days, economic } = rules;
  if (fixed) return fixed;
  const packs = economic === null ? 0 : economicPacks(economic, multiple || step);
  const wanted = Math.max(least, mean * (days ?? 0), packs, multiple);
  if (wanted <= 0) return null;
  const rounded = multiple > 0 ? Math.ceil(toMillionth(wanted / multiple)) * multiple : wanted;
  return most ? Math.min(rounded, most) : rounded;
}

/** The most that lies there by them: at the reorder point a lot is ordered. Rounded up to the `step` of the unit. */
export function mostOf(reorder: number, lot: number | null, step: number): number | null {
  return lot === null ? null : toMillionth(Math.ceil(toMillionth((reorder + lot) / step)) * step);
}

/** So many days what is there lasts at this use. */
export const daysOfStock = (onHand: number, mean: number): number => Math.max(0, onHand) / mean;

/** How what is there stands to the least and the most; null: between them. */
export const stands = (onHand: number, least: number, most: number | null): 'below' | 'above' | null =>
  onHand < least ? 'below' : most !== null && onHand > most ? 'above' : null;
