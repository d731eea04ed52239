/** What may be released next, from the standing plan and the records as they are now; and its release. */
import type { Transaction } from 'kysely';
import { decimalOf } from '../../house/amounts.ts';
import { endOfDay, instantAt, nowAt, offsetsOf, secondsOf, todayAt } from '../../house/clock.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { Site } from '../../server/http.ts';
import { setSetting, settingOf } from '../../server/settings.ts';
import { lockSite } from '../../server/site-lock.ts';
import type { KeptByHand } from '../planning/byhand.ts';
import { Clockwork } from '../planning/clockwork.ts';
import { firm, firmPlannedOrders } from '../planning/firm.store.ts';
import { standingVersion } from '../planning/planning.store.ts';
import { plantDaysOf } from '../planning/plantdays.store.ts';
import { groupedBy } from '../planning/rows.ts';
import { linesServed, type Served } from '../planning/serves.store.ts';
import { firmByLock } from '../planning/steplocks.ts';
import { releaseWorkOrders } from '../work/work.store.ts';
import {
  type Drawer,
  type Drawn,
  type Help,
  helps,
  type Judged,
  judge,
  judgeMaterial,
  mostWindow,
  type NextOrder,
  type Reach,
  releaseUntil,
  type Stores,
  usualWindow,
  type Wish,
} from './cleartobuild.ts';
import {
  type FirmParts,
  inputsOf,
  materialOf,
  type NextRow,
  ordersOf,
  papersOf,
  releasedDrawers,
} from './next.store.ts';
import {
  type Asked,
  holdsOf,
  type ItemSeen,
  itemsSeen,
  resourcesOf,
  stepsPlanned,
  suppliesOf,
  takersOf,
} from './situation.store.ts';

type Tx = Transaction<Tables>;

export const releaseWindowOf = async (tx: Tx, site: string): Promise<number> => {
  const set = await settingOf(tx, site, 'release_window_days');
  return typeof set === 'number' && Number.isInteger(set) && set >= 1 && set <= mostWindow ? set : usualWindow;
};

export const setReleaseWindow = (tx: Tx, site: string, days: number): Promise<void> =>
  setSetting(tx, site, 'release_window_days', days);

export interface ClearList {
  readonly version: { readonly id: number; readonly number: number; readonly made_at: string; readonly now: string };
  readonly clock: Clockwork;
  readonly days: number;
  /** Its orders start before, in seconds since 1970. */
  readonly until: number;
  readonly rows: readonly NextRow[];
  /** In the order of the starts. */
  readonly judged: readonly Judged[];
  readonly helps: readonly Help[];
  readonly items: ReadonlyMap<string, ItemSeen>;
}

/**
 * The firm and planned orders of a plan (the standing one unless named) that start within the release window, or by the end of the
 * next working day, each with what it lacks. Undefined: nothing is planned yet. Who releases by it calls it in the transaction that releases, with the site's row locked.
 */
export async function clearToBuild(
  tx: Tx,
  site: Site,
  { wish, reach = 'window' }: { readonly wish: Wish; readonly reach?: Reach },
  plan?: ClearList['version'],
): Promise<ClearList | undefined> {
  const version = plan ?? (await standingVersion(tx, site.code));
  if (!version) return undefined;
  const clock = new Clockwork(offsetsOf(site.zone), nowAt(site), site.dueTime);
  const asked: Asked = { tx, site, version, clock };
  const days = await releaseWindowOf(tx, site.code);
  const from = reach === 'window' ? nowAt(site) : endOfDay(site.zone, todayAt(site));
  const until = releaseUntil(await plantDaysOf(tx, site), secondsOf(from), reach === 'window' ? days : 1);
  const { rows, planned, material, serves, released, stores, items } = await drawnBefore(asked, until);
  const inputs = await inputsOf(asked, rows, planned, (row) =>
    (serves.get(row.planned) ?? []).filter((one) => one.direct).map((one) => one.line),
  );
  const papers = await papersOf(asked, rows, items);
  const judged = judge(
    rows.map(
      (row): NextOrder => ({
        ...drawerOf(row, clock, material),
        holds: (planned.get(row.planned) ?? []).flatMap((step) => holdsOf(step, clock)),
        papers: papers(row),
        inputs: inputs.get(row.id) ?? [],
      }),
    ),
    {
      ...stores,
      wish,
      resources: await resourcesOf(asked),
      held: released.flatMap(({ planned: id, number }) =>
        (planned.get(id) ?? []).flatMap((step) =>
          holdsOf(step, clock).map((hold) => ({ ...hold, who: `work/${number}` })),
        ),
      ),
    },
  );
  return { version, clock, days, until, rows, judged, helps: helps(judged), items };
}

type Serves = ReadonlyMap<string, readonly Served[]>;

/**
 * What is released or starts before `until` with the material that each draws, and what there is of it. `known`: whom orders of the
 * plan serve; absent: it is read.
 */
async function drawnBefore(asked: Asked, until: number, known?: Serves) {
  const { tx, site, version, clock } = asked;
  const { next, released, called } = await ordersOf(asked, until);
  const ids = [...next, ...released].map((row) => row.planned);
  const serves: Serves = known ?? groupedBy(await linesServed(tx, site.code, version.id, ids), (one) => one.order_id);
  const linesOf = (planned: string) => (serves.get(planned) ?? []).map((one) => one.line);
  const rows = next.map((row): NextRow & FirmParts => ({ ...row, serves: linesOf(row.planned) }));
  const planned = groupedBy(await stepsPlanned(asked, [...next, ...released]), (step) => step.order_id);
  const material = await materialOf(asked, rows, planned);
  const drawers = await releasedDrawers(asked, released, planned, (id) => linesOf(id).map(demandOf));
  const needs = [...[...material.values()].flat(), ...drawers.flatMap((drawer) => drawer.material)];
  const items = await itemsSeen(tx, site.code, [...new Set([...rows, ...needs].map((one) => one.item))]);
  const needed = new Map(
    needs.flatMap(({ item }): [string, ItemSeen][] => {
      const seen = items.get(item);
      return seen ? [[item, seen]] : [];
    }),
  );
  const stores: Omit<Stores, 'wish'> = {
    now: clock.now,
    supplies: await suppliesOf(asked, needed, called),
    released: drawers,
    takers: await takersOf(asked, needed),
  };
  return { rows, planned, material, serves, released, stores, items };
}

const demandOf = (line: string): string => `demand/${line}`;

const drawerOf = (row: NextRow, clock: Clockwork, material: Awaited<ReturnType<typeof materialOf>>): Drawer => ({
  id: row.id,
  starts: clock.at(row.starts) ?? clock.now,
  material: material.get(row.id) ?? [],
  serves: row.serves.map(demandOf),
});

export interface MaterialLacking {
  readonly clock: Clockwork;
  readonly items: ReadonlyMap<string, ItemSeen>;
  /** By the order's name, "work/MO-7". */
  readonly drawn: ReadonlyMap<string, Drawn>;
}

/**
 * The material that is not there for the work of a plan that is released or starts up to an instant: what an order that is clear
 * lacks is nothing here too, unless something changed since.
 */
export async function materialLacking(
  tx: Tx,
  site: Site,
  version: ClearList['version'],
  upTo: string,
): Promise<MaterialLacking> {
  // Whom an order serves says what is its own of what is reserved for customers' lines, and nothing else here.
  const reserved = await tx
    .selectFrom('allocations')
    .select('id')
    .where('site', '=', site.code)
    .where('for_line', '>', 0)
    .limit(1)
    .executeTakeFirst();
  const clock = new Clockwork(offsetsOf(site.zone), nowAt(site), site.dueTime);
  const { rows, material, stores, items } = await drawnBefore(
    { tx, site, version, clock },
    secondsOf(upTo) + 1,
    reserved ? undefined : new Map(),
  );
  const judged = judgeMaterial(
    rows.map((row) => drawerOf(row, clock, material)),
    stores,
  );
  return { clock, items, drawn: new Map(judged.map((one) => [one.id, one])) };
}

export interface Released {
  readonly numbers: readonly string[];
  /** Asked for, but not clear any more, or no longer among the next. */
  readonly left: readonly string[];
}

/**
 * Releases those of `wanted` that are clear at this moment, planned ones made firm first. The site's row is locked before
 * anything is judged: what two release at once is judged one after the other.
 */
export async function releaseClear(tx: Tx, site: Site, wish: Wish, wanted: readonly string[]): Promise<Released> {
  await lockSite(tx, site.code);
  const list = await clearToBuild(tx, site, { wish });
  const asked = new Set(wanted);
  const clear = new Set(list?.judged.filter((one) => one.lacks.length === 0).map((one) => one.id));
  const going = list?.rows.filter((row) => asked.has(row.id) && clear.has(row.id)) ?? [];
  const planned = going.flatMap((row) => (row.number === null ? [row.planned] : []));
  const firmed = await firmPlannedOrders(tx, site.code, planned);
  const numbers = going.map((row) => row.number ?? firmed.get(row.planned)!);
  await releaseWorkOrders(tx, site.code, numbers, todayAt(site));
  const gone = new Set(going.map((row) => row.id));
  return { numbers, left: [...asked].filter((id) => !gone.has(id)) };
}

export interface BroughtIntoWork {
  /** Planned orders that start within the window or have a locked step, firm now. */
  readonly firmed: readonly string[];
  /** What of all that is firm was clear. */
  readonly released: readonly string[];
  /** The end of the window. */
  readonly until: string;
}

/**
 * What publishing a version does with what starts within the release window: planned orders become firm, what is clear to build is
 * released; the rest stays planned, but for those of which a step is locked. The caller holds the site's row.
 */
export async function bringIntoWork(
  tx: Tx,
  site: Site,
  version: ClearList['version'] & { readonly by_hand: KeptByHand | null },
): Promise<BroughtIntoWork> {
  const days = await releaseWindowOf(tx, site.code);
  const now = secondsOf(nowAt(site));
  const until = instantAt(releaseUntil(await plantDaysOf(tx, site), now, days));
  const locked = firmByLock(version.by_hand?.acts.flat() ?? []);
  const planned = await tx
    .selectFrom('plan_orders')
    .select(['id', 'item', 'qty', 'need'])
    .where('version', '=', version.id)
    .where('work_order', 'is', null)
    .where((one) => one.or([one('starts', '<', until), one('id', 'in', ['', ...locked])]))
    .orderBy('starts')
    .orderBy('id')
    .execute();
  const firmed = await firm(tx, site.code, version.number, planned);
  const list = await clearToBuild(tx, site, { wish: 'now' }, version);
  const clear = new Set(list?.judged.filter((one) => one.lacks.length === 0).map((one) => one.id));
  const released = list?.rows.flatMap((row) => (row.number !== null && clear.has(row.id) ? [row.number] : [])) ?? [];
  await releaseWorkOrders(tx, site.code, released, todayAt(site));
  return { firmed, released, until };
}

/** A quantity of steps of an item in its unit. */
export const inUnit = ({ items }: Pick<ClearList, 'items'>, item: string, qty: number): number =>
  decimalOf(qty, items.get(item)?.decimals ?? 0);
