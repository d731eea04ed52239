/**
 * Measured reliability of a vendor: the time that is added to his lead time so that so many of his deliveries (the service
 * that the company asks for) would have been there.
 *
 * On time or early counts as 0 days late. With a share `s` on time and `n` late deliveries, sorted by days late, the
 * service `p` asks for nothing where p ≤ s, and else for the k-th of them, k = ⌈n × (p − s) ÷ (1 − s)⌉: the empirical
 * quantile by its inverse distribution function (R. J. Hyndman and Y. Fan 1996, "Sample quantiles in statistical
 * packages", type 1). No delivery is made up between two that were seen.
 */
import type { Source } from '../planning/problem.ts';
import { ProblemError } from '../planning/problem.ts';
import { DAY } from '../units/clock.ts';
import type { Ratio } from '../units/units.ts';

/** Seconds of safety time; 0 without a measure, or where the company asks for no service. */
export function safetyTime({ reliability, item, vendor }: Source, service: Ratio | undefined): number {
  if (!reliability) return 0;
  const { share, lateDays } = reliability;
  const say = (text: string) => new ProblemError('sources', item, `the reliability of ${vendor} for ${item}: ${text}`);
  if (!(share.num >= 0 && share.den > 0 && share.num <= share.den))
    throw say(`the share on time must be 0 to 1, not ${share.num}/${share.den}`);
  const wrong = lateDays.find((days) => !(days > 0 && days <= 3660));
  if (wrong !== undefined) throw say(`a late delivery is above 0 and at most 3660 days late, not ${wrong}`);
  if (lateDays.length === 0 && share.num < share.den)
    throw say(`${share.num}/${share.den} were on time, and no late one is listed. Maybe say how late the others were.`);
  if (!service || lateDays.length === 0) return 0;
  // (p − s) ÷ (1 − s) = (p.num × s.den − s.num × p.den) ÷ (p.den × (s.den − s.num)), exact.
  const over = BigInt(service.num) * BigInt(share.den) - BigInt(share.num) * BigInt(service.den);
  const rest = BigInt(service.den) * BigInt(share.den - share.num);
  if (over <= 0n || rest === 0n) return 0;
  const k = Number((BigInt(lateDays.length) * over + rest - 1n) / rest);
  return Math.ceil(lateDays.toSorted((a, b) => a - b)[k - 1]! * DAY);
}
