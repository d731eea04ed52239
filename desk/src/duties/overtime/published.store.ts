/** A published version's hours by hand written down: overtime as one that was asked for and approved, downtime as a record. */
import type { Transaction } from 'kysely';
import { instantAt, nowAt, offsetsOf, secondsOf, todayAt } from '../../house/clock.ts';
import type { Row } from '../../house/kind.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { Site } from '../../server/http.ts';
import type { KeptByHand } from '../planning/byhand.ts';
import { overtimeOf } from '../planning/capacity.ts';
import { Clockwork } from '../planning/clockwork.ts';
import { comparing } from '../planning/compared.store.ts';
import { comparisonOf } from '../planning/comparison.store.ts';
import type { ToldHours } from '../planning/handhours.messages.ts';
import { hoursIn, pricedHours } from '../planning/handhours.store.ts';
import type { Hours } from '../planning/handhours.ts';
import { oneVersion, versionCalled } from '../planning/planning.store.ts';
import { allRecords, insertRecord } from '../records/records.store.ts';
import { crews, downtimes, machines, overtimeWindows, workCentres } from '../workcentres/workcentres.ts';
import { keepDecision, keepRequest, openHours } from './overtime.store.ts';
import { type Effect, effectOf } from './overtime.ts';
import { ofVersion, recordedWords } from './published.messages.ts';
import { type Approved, approverOf, type NotRecorded, toRecord } from './published.ts';

type Tx = Transaction<Tables>;

interface Version {
  readonly id: number;
  readonly number: number;
  readonly now: string;
  readonly by_hand: KeptByHand | null;
}

/** Answers what was written and what not, in words; the version is published in this transaction, and the caller holds the site. */
export async function recordHours(
  tx: Tx,
  site: Site,
  version: Version,
  by: {
    readonly submitter: { readonly id: string; readonly name: string; readonly reason: string | null };
    readonly approved: readonly Approved[];
  },
): Promise<string> {
  const hours = hoursIn(version);
  if (hours.length === 0) return '';
  const { news, left } = toRecord(hours, { ...(await recordedAt(tx, site)), now: secondsOf(nowAt(site)) });
  const rows = await pricedHours(tx, site.code, news);
  const reason = ofVersion(version.number, by.submitter.reason);
  const effect = rows.some((row) => row.kind === 'overtime') ? await effectOn(tx, site, version) : undefined;
  for (const { kind, machine, work_centre, crews: come, from, to, hour_price, departments } of rows) {
    const approver = approverOf(by.approved, departments);
    if (kind === 'downtime')
      await insertRecord(tx, site.code, downtimes, { machine, down_from: from, down_to: to, reason });
    else if (!approver || !effect) throw new Error(`overtime ${reason} without an approval`);
    else {
      const asked = { work_centre, machine, crews: come, from, to, hour_price: hour_price ?? 0, reason };
      const plan = version.number;
      const id = await keepRequest(tx, site.code, by.submitter, { ...asked, plan, effect });
      const opened = await openHours(tx, site.code, `OT-${id}`, asked);
      await keepDecision(tx, id, approver, { decision: 'approved', ...opened });
    }
  }
  const told: { hours: ToldHours; why: NotRecorded }[] = [];
  for (const { hours: some, why } of left)
    for (const one of await pricedHours(tx, site.code, [some])) told.push({ hours: one, why });
  return recordedWords(rows, told, site.zone, todayAt(site));
}

/** Who there is, and which hours of theirs are recorded already: decided overtime, downtimes. */
async function recordedAt(tx: Tx, site: Site) {
  const kinds = [overtimeWindows, workCentres, machines, crews, downtimes];
  const rows = new Map<string, readonly Row[]>();
  for (const kind of kinds) rows.set(kind.name, await allRecords(tx, site.code, kind));
  const rowsOf = (kind: string): readonly Row[] => rows.get(kind) ?? [];
  const clock = new Clockwork(offsetsOf(site.zone), instantAt(0), site.dueTime);
  const decided = overtimeOf(rowsOf, clock, site.currency).filter((one) => one.opened);
  const codes = new Set([...rowsOf(machines.name), ...rowsOf(crews.name)].map(({ code }) => code));
  return {
    known: (code: string) => codes.has(code),
    taken: ({ kind, of }: Hours) =>
      kind === 'overtime'
        ? decided.filter((one) => one.machines?.includes(of) || one.crews?.includes(of))
        : rowsOf(downtimes.name)
            .filter(({ machine }) => machine === of)
            .map(({ down_from, down_to }) => ({ from: secondsOf(String(down_from)), to: secondsOf(String(down_to)) })),
  };
}

/** What the edits by hand do: the version against the one that was moved, where that was not cleared. */
async function effectOn(tx: Tx, site: Site, { number, by_hand }: Version): Promise<Effect> {
  const base = by_hand && (await oneVersion(tx, site.code, by_hand.base));
  if (!base) return effectOf('', []);
  const compared = comparing(tx, site.code);
  const made = await versionCalled(tx, site.code, number);
  const { verdict, orders } = await comparisonOf(tx, site, await compared(base), await compared(made), {
    operations: 0,
  });
  return effectOf(verdict, orders);
}
