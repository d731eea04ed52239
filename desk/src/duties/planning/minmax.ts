/**
 * Proposals of safety stock and reorder point from use and lead time. Pure. Use is what left per day, days without any counted as 0.
 *
 * reorder point = mean × lead days + safety stock; safety stock = z × deviation × √lead days, with the deviation of a sample (n − 1) and z of
 * the service level: the share of lead times in which nothing runs out, where use is spread normally. Source: APICS "safety stock",
 * "reorder point".
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
