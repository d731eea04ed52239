/** Hours that a version adds or takes by hand, with whose they are and what an hour costs. */
import { sql, type Transaction } from 'kysely';
import { instantAt, secondsOf } from '../../house/clock.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { Site } from '../../server/http.ts';
import type { KeptByHand } from './byhand.ts';
import type { ToldHours } from './handhours.messages.ts';
import { costOfHours, type Hours, hoursOf, together } from './handhours.ts';

type Tx = Transaction<Tables>;

export interface PricedHours extends ToldHours {
  /** Of its work centre, or of those where a crew by itself attends steps; empty: of work without one. */
  readonly departments: readonly string[];
  /** Null: none is known. */
  readonly hour_price: number | null;
}

const day = 86_400;

/** `now`: the moment for which the version was made, as the one that was moved was. */
export const hoursIn = ({ now, by_hand }: { readonly now: string; readonly by_hand: KeptByHand | null }) =>
  by_hand ? hoursOf(by_hand.acts.flat(), Math.floor(secondsOf(now) / day) * day) : [];

interface Place {
  readonly code: string;
  readonly work_centre: string;
  readonly department: string | null;
  readonly hour_price: number | null;
}

/** An hour costs what the latest overtime of the machine, or of the crew, was priced at; else what its work centre costs. */
export async function pricedHours(tx: Tx, site: string, hours: readonly Hours[]): Promise<readonly PricedHours[]> {
  if (hours.length === 0) return [];
  const { rows: machines } = await sql<Place>`
    select m.code, m.work_centre, w.department, coalesce((
      select o.hour_price from overtime_windows o where o.site = m.site
        and (o.work_centre = m.work_centre or m.code = any(string_to_array(o.machines, ', ')))
      order by o.work_from desc, o.id desc limit 1), w.hour_cost) as hour_price
    from machines m join work_centres w on w.site = m.site and w.code = m.work_centre
    where m.site = ${site}`.execute(tx);
  const { rows: crews } = await sql<{ code: string; hour_price: number | null; centres: readonly string[] }>`
    select c.code, (
      select o.hour_price from overtime_windows o where o.site = c.site and c.code = any(string_to_array(o.crews, ', '))
      order by o.work_from desc, o.id desc limit 1) as hour_price,
      array(select work_centre from routing_steps r where r.site = c.site and c.code in (r.crew, r.setup_crew)
        union select work_centre from work_steps s where s.site = c.site and c.code in (s.crew, s.setup_crew)) as centres
    from crews c where c.site = ${site} and c.code = any(${hours.map(({ of }) => of)}::text[])`.execute(tx);
  const [place, crew] = [new Map(machines.map((row) => [row.code, row])), new Map(crews.map((row) => [row.code, row]))];
  const rows = together(
    hours,
    (code) => !crew.has(code) || place.has(code),
    (one, machine) => crew.get(one)?.centres.includes(place.get(machine)?.work_centre ?? '') ?? false,
  );
  const departmentOf = new Map(machines.map((row) => [row.work_centre, row.department ?? '']));
  return rows.map(({ from, to, ...row }) => {
    const at = place.get(row.machine ?? '');
    const centres = at ? [at.work_centre] : row.crews.flatMap((one) => crew.get(one)?.centres ?? []);
    return {
      ...row,
      work_centre: at?.work_centre ?? '',
      departments: [...new Set(centres.map((centre) => departmentOf.get(centre) ?? ''))].sort(),
      hour_price: row.kind === 'downtime' ? null : ((at ?? crew.get(row.crews[0] ?? ''))?.hour_price ?? null),
      from: instantAt(from),
      to: instantAt(to),
    };
  });
}

/** Seconds of overtime: a crew that comes with a machine works them once. */
export const overtimeByHand = async (tx: Tx, site: string, hours: readonly Hours[]): Promise<number> =>
  (await pricedHours(tx, site, hours))
    .filter(({ kind }) => kind === 'overtime')
    .reduce((sum, { from, to }) => sum + secondsOf(to) - secondsOf(from), 0);

/** With what they cost in minor units; null: no price is known. */
export async function toldHours(tx: Tx, site: Site, hours: readonly Hours[]) {
  return (await pricedHours(tx, site.code, hours)).map(({ departments: _, hour_price, crews, ...row }) => ({
    ...row,
    crews: [...crews],
    cost: hour_price === null ? null : costOfHours(hour_price, secondsOf(row.to) - secondsOf(row.from), site.currency),
  }));
}
