/** What the standing plan offers of a rush order. */
import { type Offer, second } from '@hotlist/engine';
import type { Transaction } from 'kysely';
import { steps } from '../../house/amounts.ts';
import { instantAt, secondsOf, todayAt } from '../../house/clock.ts';
import { malformed, Refusal } from '../../house/errors.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { Site } from '../../server/http.ts';
import type { StandingPlan, StandingPlans } from '../planning/answers.jobs.ts';
import { answerRefusals } from '../planning/answers.messages.ts';
import type { Turn } from '../planning/asked.ts';
import { spoken } from '../planning/planning.messages.ts';
import { plantDaysOf } from '../planning/plantdays.store.ts';
import { lateDays } from '../planning/workingdays.ts';
import { faultWords, rushRefusals } from './rush.messages.ts';
import { knownOf } from './rush.store.ts';
import { faultsOf, type Option, type Wanted, wishOf } from './rush.ts';

type Tx = Transaction<Tables>;

/** Refuses what cannot be asked for, every fault by its field; else what the standing plan offers. */
export async function askPlan(tx: Tx, site: Site, plans: StandingPlans, wanted: Wanted, turn: Turn = 'question') {
  const known = await knownOf(tx, site.code, wanted, todayAt(site));
  const faults = faultsOf(wanted, known);
  if (faults.length > 0)
    throw malformed(
      faults.map(([field, code]) => ({ field, value: String(wanted[field]), text: faultWords[code](wanted) })),
    );
  const plan = await plans.of(tx, site.code);
  const quantity = steps(wanted.qty, known.decimals, 'up');
  const asked = {
    item: wanted.item,
    qty: quantity,
    customer: wanted.customer,
    // As the plan will have it: who may wait until the wish delays others less than who goes first for the earliest day.
    wish: second(secondsOf(wishOf(site, wanted)) - secondsOf(plan.made.problem.epoch)),
  };
  const { kept, first, why } = await plan.ask('new-order', asked, turn);
  const told = await toldBy(tx, site, plan, wanted);
  return {
    plan,
    kept: kept && told('kept', kept),
    first: first && told('first', first),
    why: why === undefined ? null : spoken(why),
  };
}

/** One of them; refused where the plan does not offer it, or for another date than `date`. */
export async function offerOf(
  tx: Tx,
  site: Site,
  plans: StandingPlans,
  wanted: Wanted,
  { option, date }: { readonly option: Option; readonly date?: string | undefined },
) {
  const asked = await askPlan(tx, site, plans, wanted);
  const offer = asked[option];
  if (!offer) throw new Refusal(409, 'no-offer', rushRefusals.noOffer(asked.why ?? undefined, option));
  if (date !== undefined && Date.parse(offer.shown.date) !== Date.parse(date))
    throw new Refusal(409, 'other-date', answerRefusals.otherDate(wanted.item));
  return { plan: asked.plan, offer };
}

/** Offers in instants; `delays`: who ships later by them, at the latest. */
async function toldBy(tx: Tx, site: Site, { made: { problem } }: StandingPlan, wanted: Wanted) {
  const base = secondsOf(problem.epoch);
  const at = (seconds: number): string => instantAt(base + seconds);
  const days = await plantDaysOf(tx, site);
  const wished = secondsOf(wishOf(site, wanted));
  return (option: Option, offer: Offer) => ({
    shown: {
      option,
      date: at(offer.ships),
      late_days: Math.max(0, lateDays(days, wished, base + offer.ships)),
      sets: offer.sets.map((one) => spoken(one.text)),
      until: at(offer.until),
    },
    delays: offer.delayed.map(({ demand, after }) => ({ line: demand, after: at(after) })),
  });
}
