/**
 * Hours that edits by hand add beside the calendars of machines and crews, or take from machines: what of them is news, and who
 * comes together. Pure; seconds since 1970.
 */
import type { HandEdit } from '@hotlist/engine';
import { lineValue } from '../../house/amounts.ts';

/** Of one machine or crew. */
export interface Hours {
  readonly kind: 'overtime' | 'downtime';
  readonly of: string;
  readonly from: number;
  readonly to: number;
}

type Times = Pick<Hours, 'from' | 'to'>;

/** Overtime first, by name and time; what touches is one. `epoch`: of the problem that was edited. */
export function hoursOf(edits: readonly HandEdit[], epoch: number): readonly Hours[] {
  const each = edits.flatMap((edit): Hours[] => {
    if (edit.kind !== 'overtime' && edit.kind !== 'downtime') return [];
    const of = edit.kind === 'overtime' ? edit.of : edit.machine;
    return [{ kind: edit.kind, of, from: epoch + edit.from, to: epoch + edit.to }];
  });
  const joined: Hours[] = [];
  for (const one of each.sort(inOrder)) {
    const last = joined.at(-1);
    if (last?.kind === one.kind && last.of === one.of && one.from <= last.to)
      joined[joined.length - 1] = { ...last, to: Math.max(last.to, one.to) };
    else joined.push(one);
  }
  return joined;
}

const inOrder = (a: Hours, b: Hours): number =>
  a.kind === b.kind ? (a.of < b.of ? -1 : a.of > b.of ? 1 : a.from - b.from) : a.kind === 'overtime' ? -1 : 1;

/** What of these hours is not among those that are taken. */
export function without({ from, to, ...rest }: Hours, taken: readonly Times[]): readonly Hours[] {
  const left: Hours[] = [];
  let at = from;
  for (const one of taken.toSorted((a, b) => a.from - b.from)) {
    if (one.from >= to) break;
    if (one.from > at) left.push({ ...rest, from: at, to: one.from });
    at = Math.max(at, one.to);
  }
  return at < to ? [...left, { ...rest, from: at, to }] : left;
}

const day = 86_400;
/** Seconds. What is asked for later than that is a year mistyped. */
export const yearAhead = 366 * day;
/** Seconds. That a machine is down is told after a weekend, too; what was longer ago moves nothing. */
const downSince = 7 * day;

export interface Unmeant {
  readonly one: Hours;
  readonly why: 'begun' | 'too-far';
}

/** The first of hours that nobody can mean at a moment: overtime that has begun, downtime of long ago, what reaches beyond a year. */
export function unmeant(hours: readonly Hours[], now: number): Unmeant | undefined {
  const whyNot = ({ kind, from, to }: Hours): Unmeant['why'] | undefined => {
    if (kind === 'overtime' ? from <= now : from < now - downSince) return 'begun';
    return to > now + yearAhead ? 'too-far' : undefined;
  };
  for (const one of hours) {
    const why = whyNot(one);
    if (why) return { one, why };
  }
  return undefined;
}

/** One machine with the crews that come with it, or a crew by itself. */
export interface Together extends Times {
  readonly kind: Hours['kind'];
  readonly machine: string | null;
  readonly crews: readonly string[];
}

/** A crew comes with the first machine of the same hours whose steps it attends. */
export function together(
  hours: readonly Hours[],
  isMachine: (code: string) => boolean,
  attends: (crew: string, machine: string) => boolean,
): readonly Together[] {
  const rows: Together[] = hours
    .filter(({ of }) => isMachine(of))
    .map(({ kind, of, from, to }) => ({ kind, machine: of, crews: [], from, to }));
  for (const { kind, of, from, to } of hours) {
    if (isMachine(of)) continue;
    const at = rows.findIndex(
      (row) =>
        row.kind === kind && row.from === from && row.to === to && row.machine !== null && attends(of, row.machine),
    );
    const row = rows[at];
    if (row) rows[at] = { ...row, crews: [...row.crews, of] };
    else rows.push({ kind, machine: null, crews: [of], from, to });
  }
  return rows;
}

/** Minor units for the whole of it, rounded up. */
export const costOfHours = (price: number, seconds: number, currency: string): number =>
  Math.ceil(((lineValue(price, '1', currency) ?? 0) * seconds) / 3600);

type Priced = readonly { readonly kind: Hours['kind']; readonly cost: number | null }[];

/** So many of overtime have no price, and are counted in no cost. */
export const unpriced = (hours: Priced): number =>
  hours.filter(({ kind, cost }) => kind === 'overtime' && cost === null).length;

/** Minor units for overtime whose price is known. */
export const paidFor = (hours: Priced): number =>
  hours.reduce((sum, { kind, cost }) => sum + (kind === 'overtime' ? (cost ?? 0) : 0), 0);
