/**
 * What would save a late demand: each remedy is tried on the plan, and offered only if the demand then ships sooner than it
 * does now, and sooner than by moving its work to places that are free anyway, and if that is worth more by the company's
 * weights than what it costs those whom it delays. With its price, whom it delays, who must agree.
 */

import { FOR_DEMAND } from '../netting/network.ts';
import { Weights } from '../scheduling/weights.ts';
import { spellQty } from '../units/clock.ts';
import type { Minor, Qty, Second } from '../units/units.ts';
import type { Plan } from './plan.ts';
import { type Prepared, Ready } from './prepare.ts';
import type { Problem } from './problem.ts';
import { ProblemError } from './problem.ts';
import { type Delayed, delays, shippedLater } from './promise.ts';
import { type Case, caseOf, type Remedy, type RescueKind, remediesOf } from './remedies.ts';
import { shipping } from './ships.ts';
import type { Answer, Situation } from './situation.ts';
import { type Wording, worded } from './wording.ts';

export interface Rescue {
  readonly kind: RescueKind;
  /** Tells it from others of its kind. */
  readonly what: string;
  /** When the demand ships; with `part`, the first part of it. */
  readonly date: Second;
  /** When it ships by the plan as it is. */
  readonly before: Second;
  /** Before − date. */
  readonly gained: number;
  /** Seconds that it is still late. */
  readonly late: number;
  /** Absent: not known, which is not nothing. */
  readonly cost?: Minor;
  readonly delayed: readonly Delayed[];
  /** Weighted days of lateness that it saves this demand, and that it costs those whom it delays; always more than that. */
  readonly saves: number;
  readonly harms: number;
  /** Who must agree: a role, a crew, a customer, the planner of another order. */
  readonly agree: readonly string[];
  readonly part?: { readonly qty: Qty; readonly rest: Second };
  readonly text: string;
  /** The parts of the text. */
  readonly wording: Wording;
}

export interface RescueOptions {
  /** Made by `prepare(problem, plan)`: questions about one plan share it. */
  readonly prepared?: Prepared;
  /** Only these kinds are tried. Absent: all. */
  readonly kinds?: readonly RescueKind[];
  /** Asked before each remedy is tried; false stops with what was found. */
  readonly keepGoing?: () => boolean;
}

/** The best first: what is gained by the weights, less what it costs others and its price. Empty: nothing that was tried helps. */
export function rescue(problem: Problem, plan: Plan, demand: string, options: RescueOptions = {}): readonly Rescue[] {
  if (!problem.demands.some((row) => row.id === demand))
    throw new ProblemError('demands', demand, `demand ${demand} is not known`);
  const found = caseOf(Ready.of(problem, plan, options.prepared), demand);
  if (!found) return [];
  let best = found.date;
  const before = shipsBy(found, found.date);
  const offered: Rescue[] = [];
  for (const remedy of remediesOf(found)) {
    const free = remedy.kind === 'sequence' && remedy.what === 'gaps';
    if (!free && options.kinds && !options.kinds.includes(remedy.kind)) continue;
    if (options.keepGoing?.() === false) break;
    const tried = attempt(found, remedy, demand);
    if (!tried || tried.date >= best || tried.saves <= tried.harms || shipsBy(found, tried.date) >= before) continue;
    // What free places alone would give is no merit of the others.
    if (free) best = tried.date;
    if (!options.kinds || options.kinds.includes(remedy.kind)) offered.push(offer(found, remedy, tried));
  }
  return offered.sort(byWorth(new Weights(problem)));
}

/** The plan as a rescue makes it, and the problem that it is a plan of: with the overtime, the offer, the parts. */
export function applyRescue(
  problem: Problem,
  plan: Plan,
  demand: string,
  { kind, what }: Pick<Rescue, 'kind' | 'what'>,
): { readonly problem: Problem; readonly plan: Plan } {
  const found = caseOf(Ready.of(problem, plan, undefined), demand);
  const remedy = found && remediesOf(found).find((row) => row.kind === kind && row.what === what);
  const tried = found && remedy && attempt(found, remedy, demand);
  if (!remedy || !tried) throw new RangeError(`${kind} ${what} is no rescue of ${demand} in this plan`);
  tried.situation.postpone(tried.answer);
  return { problem: remedy.planOf ?? tried.situation.model.given, plan: tried.situation.planOf(tried.answer) };
}

interface Tried extends Pick<Rescue, 'delayed' | 'saves' | 'harms'> {
  readonly situation: Situation;
  readonly answer: Answer;
  readonly d: number;
  readonly date: number;
  readonly part?: Rescue['part'];
}

function attempt({ d: own, date: before }: Case, remedy: Remedy, demand: string): Tried | undefined {
  const situation = remedy.situation();
  const d = situation.model.demandIndex.get(demand) ?? own;
  const answer = situation.sound ? situation.mend(remedy.freedom(situation, d)) : undefined;
  const date = answer?.outcome.dates[d];
  if (!answer || date === undefined || date === Infinity) return undefined;
  const { weights, demands, demandIndex } = situation.model;
  const cost = (of: number, at: number) => weights.lateDays(demands[of]!, at);
  const delayed = delays(situation, answer, d);
  const harms = delayed.reduce((sum, row) => {
    const other = demandIndex.get(row.demand)!;
    return sum + cost(other, row.after) - cost(other, row.before);
  }, 0);
  const whole = { situation, answer, d, date, delayed, harms, saves: cost(d, before) - cost(d, date) };
  if (remedy.kind !== 'part-shipment') return whole;
  const { at, qty } = firstPart(situation, answer, d);
  const share = qty / demands[d]!.qty;
  const saves = cost(d, before) - share * cost(d, at) - (1 - share) * cost(d, date);
  return { ...whole, date: at, saves, part: { qty: qty as Qty, rest: date as Second } };
}

function firstPart({ jobs, model }: Situation, { mended }: Answer, d: number): { at: number; qty: number } {
  const { network } = jobs;
  const { due, earliest } = model.demands[d]!;
  const first = { at: Infinity, qty: 0 };
  network.pegSupply.forEach((s, p) => {
    if (network.pegKind[p] !== FOR_DEMAND || network.pegConsumer[p] !== d) return;
    const at = Math.max(due, earliest ?? -Infinity, model.now, mended.built.available[network.provider(s)]!);
    if (at < first.at) Object.assign(first, { at, qty: 0 });
    if (at === first.at) first.qty += network.pegQty[p]!;
  });
  return first;
}

/** When the demand in question ships, whose goods are there then. */
const shipsBy = ({ base: { model }, d }: Case, there: number): Second =>
  shipping(model.problem)(model.demands[d]!, there);

function offer(of: Case, remedy: Remedy, tried: Tried): Rescue {
  const { base } = of;
  const { situation, answer, d, saves, harms } = tried;
  const [date, before] = [shipsBy(of, tried.date), shipsBy(of, of.date)];
  const part = tried.part && { qty: tried.part.qty, rest: shipsBy(of, tried.part.rest) };
  const delayed = shippedLater(situation, tried.delayed);
  const { clock, demands, catalogue } = situation.model;
  const demand = demands[d]!;
  const cost = remedy.cost?.(situation, answer);
  const late = Math.max(0, date - demand.due);
  const decimals = catalogue.items[base.model.demandItem[d]!]!.decimals;
  const ships = part
    ? `${spellQty(part.qty, decimals)} of ${spellQty(demand.qty, decimals)} ship ${clock.at(date)}, the rest ${clock.at(part.rest)}`
    : `it ships ${clock.at(date)} instead of ${clock.at(before)}`;
  const whom: Wording =
    delayed.length === 0
      ? ['Nobody is delayed.']
      : [
          `${delayed.length === 1 ? '1 other ships' : `${delayed.length} others ship`} later, most of all ${delayed[0]!.demand} by `,
          { of: 'delayed', seconds: delayed[0]!.seconds },
          `; by the weights it saves ${saves.toFixed(1)} and costs them ${harms.toFixed(1)}.`,
        ];
  const wording: Wording = [
    `${remedy.does}: ${ships}, `,
    { of: 'gained', seconds: before - date },
    ' sooner. ',
    ...whom,
    ...(cost === undefined ? [' What it costs is not known.'] : []),
  ];
  return {
    kind: remedy.kind,
    what: remedy.what,
    date,
    before,
    gained: before - date,
    late,
    ...(cost === undefined ? undefined : { cost: cost as Minor }),
    delayed,
    saves,
    harms,
    agree: remedy.agree,
    ...(part ? { part } : undefined),
    text: worded(wording),
    wording,
  };
}

const byWorth = (weights: Weights) => (a: Rescue, b: Rescue) => {
  const worth = (row: Rescue) => weights.perDay * (row.saves - row.harms) - weights.paid * (row.cost ?? 0);
  const costOf = (row: Rescue) => row.cost ?? Number.MAX_SAFE_INTEGER;
  return (
    worth(b) - worth(a) ||
    costOf(a) - costOf(b) ||
    a.date - b.date ||
    (a.kind < b.kind ? -1 : a.kind > b.kind ? 1 : a.what < b.what ? -1 : 1)
  );
};
