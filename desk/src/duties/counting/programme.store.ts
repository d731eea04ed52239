/** What the ledger, the plan and earlier counts say of each bin, for the programme; and what a site has set about counting. */
import { sql, type Transaction } from 'kysely';
import { dayNumber, instantAt, instantOf, later, nowAt, secondsOf, todayAt, wallClock } from '../../house/clock.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { Site } from '../../server/http.ts';
import { setSetting, settingOf } from '../../server/settings.ts';
import { standingVersion } from '../planning/planning.store.ts';
import { plantDaysOf } from '../planning/plantdays.store.ts';
import { afterWorkingDays, type WorkingDays } from '../planning/workingdays.ts';
import { type Class, classesOf, valuesOf } from './abc.ts';
import { apartOf } from './apart.store.ts';
import { type CountRules, rulesFrom, sharesOf } from './countrules.ts';
import { type BinSeen, type Due, programme } from './programme.ts';

type Tx = Transaction<Tables>;

export const countRulesOf = async (tx: Tx, site: string): Promise<CountRules> =>
  rulesFrom(await settingOf(tx, site, 'counting'));
export const keepCountRules = (tx: Tx, site: string, rules: CountRules): Promise<void> =>
  setSetting(tx, site, 'counting', rules);

const year = 365 * 86_400;

/** The class of every item that has a balance, whatever was used of it. */
export async function itemClasses(tx: Tx, site: Site, rules: CountRules): Promise<ReadonlyMap<string, Class>> {
  const version = await standingVersion(tx, site.code);
  const { rows } = await sql<{ item: string; used: number; planned: number; cost: number | null }>`
    select i.code as item, greatest(0, coalesce(u.used, 0)) as used, coalesce(p.planned, 0) as planned, i.unit_cost as cost
    from items i
    left join (
      select item, sum(case when to_kind in ('work order', 'customer', 'scrap') then qty
        when reverses is not null and from_kind in ('work order', 'customer', 'scrap') then -qty end) as used
      from movements where site = ${site.code} and moved_at > ${later(nowAt(site), -year)} group by item
    ) u on u.item = i.code
    left join (select item, sum(qty) as planned from plan_pegs where version = ${version?.id ?? 0} group by item) p on p.item = i.code
    where i.site = ${site.code} and exists (select from stock s where s.site = i.site and s.item = i.code)`.execute(tx);
  return classesOf(valuesOf(rows), sharesOf(rules));
}

/** Every bin that holds something, or did, with what asks for a count. */
async function binsSeen(tx: Tx, site: Site, rules: CountRules, days: WorkingDays): Promise<readonly BinSeen[]> {
  const classes = await itemClasses(tx, site, rules);
  const version = await standingVersion(tx, site.code);
  const now = secondsOf(nowAt(site));
  const soon = instantAt(afterWorkingDays(days, now, rules.order_days ?? 5));
  const { rows } = await sql<{
    item: string;
    location: string;
    qty: number;
    apart: boolean;
    below: boolean;
    counted: string | null;
    since: string | null;
    moves: number;
    problem: boolean;
    wanted: number;
  }>`
    with bins as (
      select site, item, location, sum(qty) as qty, bool_or(qty < 0) as below from stock
      where site = ${site.code} and serial = '' and container = '' and owner = ''
        and location not in (select code from locations where site = ${site.code} and kind = 'transit') group by site, item, location
    ), counted as (
      select item, location, max(at) as at from settled_counts where site = ${site.code} group by item, location
    ), moved as (
      select l.item, l.location, min(l.moved_at) as since,
        count(*) filter (where c.at is null or l.moved_at > c.at) as moves,
        coalesce(bool_or(said_yes(m.confirmed, 'negative') or (m.reference_kind is null and 'adjustment' in (m.from_kind, m.to_kind)))
          filter (where c.at is not null and l.moved_at > c.at), false) as problem
      from movement_legs l join movements m on m.id = l.movement
      left join counted c on c.item = l.item and c.location = l.location
      where l.site = ${site.code} and m.reference_kind is distinct from 'count' group by l.item, l.location
    ), wanted as (
      select item, supply, sum(qty) as qty from plan_pegs
      where version = ${version?.id ?? 0} and starts_with(supply, 'stock/') and at <= ${soon} group by item, supply
    )
    select b.item, b.location, b.qty, ${apartOf('b')} is not null as apart, b.below, c.at as counted, m.since, coalesce(m.moves, 0) as moves,
      coalesce(m.problem, false) as problem,
      coalesce((select sum(w.qty) from wanted w where w.item = b.item
        and starts_with(w.supply, 'stock/' || b.item || '/' || b.location || '/')), 0) as wanted
    from bins b
    left join counted c on c.item = b.item and c.location = b.location
    left join moved m on m.item = b.item and m.location = b.location`.execute(tx);
  const dayOf = (instant: string): number => dayNumber(wallClock(site.zone, instant).slice(0, 10));
  const today = dayNumber(todayAt(site));
  return rows.map((row) => ({
    ...row,
    class: classes.get(row.item) ?? 'C',
    counted: row.counted === null ? null : dayOf(row.counted),
    since: row.since === null ? today : Math.min(today, dayOf(row.since)),
  }));
}

export interface Programme {
  readonly due: readonly Due[];
  readonly today: number;
  readonly bins: readonly BinSeen[];
}

/** `ahead`: in working days. */
export async function programmeOf(tx: Tx, site: Site, ahead: number): Promise<Programme> {
  const rules = await countRulesOf(tx, site.code);
  const days = await plantDaysOf(tx, site);
  const today = dayNumber(todayAt(site));
  const noon = (day: number): number => day * 86_400 + 43_200;
  const worked = (day: number): boolean => days(noon(day) + 43_200) - days(noon(day) - 43_200) > 0.5;
  const workingDays: number[] = [];
  // No plant is closed for a year.
  for (let day = today; workingDays.length < ahead && day < today + 366; day += 1)
    if (worked(day)) workingDays.push(day);
  const bins = await binsSeen(tx, site, rules, days);
  const workingDaysAYear = Math.round(days(noon(today)) - days(noon(today) - year));
  const { rows } = await sql<{ done: number }>`
    select count(distinct (l.item, l.location)) as done from counts c join count_lines l on l.id = c.line
    where l.site = ${site.code} and c.at >= ${instantOf(site.zone, todayAt(site), '00:00')}`.execute(tx);
  const due = programme(bins, rules, { today, workingDays, workingDaysAYear }, rows[0]?.done ?? 0);
  return { due, today, bins };
}
