/** Splits a purchase line whose order is held: loads, decides, keeps. */
import { type Qty, qty } from '@hotlist/engine';
import type { Transaction } from 'kysely';
import { decimalOf, decimalText, steps } from '../../house/amounts.ts';
import type { Values } from '../../house/decision.ts';
import type { Tables } from '../../server/database/tables.ts';
import { carryToPart } from '../allocations/allocations.store.ts';
import { keepPart, type Part } from '../purchasing/splits.store.ts';
import { goodsCounted } from '../receiving/counted.store.ts';
import { dateAsAnnounced, holdLines, underWayOf } from '../receiving/notices.store.ts';
import { comesAsAnnounced } from '../receiving/notices.ts';
import { lineHeld } from '../receiving/receiving.store.ts';
import { requisitionFilledBy } from '../requisitions/requisitions.store.ts';
import { becauseSplit } from './splits.messages.ts';
import { type SplitCode, splitLine } from './splits.ts';

type Tx = Transaction<Tables>;

export interface Wish {
  /** "PO-1/2" */
  readonly line: string;
  /** Of the part, in the item's unit. */
  readonly qty: number;
  /** How much was open as whoever splits it saw it. */
  readonly seenOpen: number;
  readonly reason: string;
}

export interface Parted {
  readonly of: string;
  readonly part: Part;
  /** In words: "8 pcs". */
  readonly qty: string;
  /** What is left of the line has come. */
  readonly closed: boolean;
}

/** Why it was not: quantities in words ("8 pcs"). */
export interface Unsplit {
  readonly code: SplitCode;
  readonly values: Values;
}

/** Keeps the part, or says why not. Throws a refusal at `qty` where that is none of the item. */
export async function splitOff(tx: Tx, site: string, wish: Wish): Promise<Parted | Unsplit> {
  await holdLines(tx, site, [wish.line]);
  const line = await lineHeld(tx, site, wish.line);
  if (!line) return { code: 'no-such-line', values: { ref: wish.line } };
  const { item, inSteps } = await goodsCounted(tx, site, line.item, null);
  const said = (amount: number): string => `${decimalText(amount, item.decimals)} ${item.unit.code}`;
  const inUnit = (amount: number): number => decimalOf(amount, item.decimals);
  const ofUnit = (amount: number): Qty => steps(amount, item.decimals, 'nearest');
  const part = inSteps(wish.qty, 'qty');
  const way = ofUnit((await underWayOf(tx, [line.id])).get(line.id) ?? 0);
  const decision = splitLine(
    {
      ...line,
      underWay: way,
      requisition: await requisitionFilledBy(tx, site, line.ref),
    },
    part,
    ofUnit(wish.seenOpen),
  );
  if (decision.kind === 'refuse') {
    const { open = 0, underWay = 0, ...values } = decision.values;
    return {
      code: decision.code,
      values: { ...values, open: said(Number(open)), underWay: said(Number(underWay)) },
    };
  }
  const [stays] = decision.facts;
  if (!stays) throw new Error('a split that is taken is a fact');
  const { ref } = line;
  const made = await keepPart(tx, site, {
    id: line.id,
    ref,
    ordered: inUnit(stays.ordered),
    closed: stays.closed,
    qty: inUnit(part),
    reason: wish.reason || null,
  });
  const left = qty(stays.ordered - line.received);
  if (comesAsAnnounced({ open: left, underWay: way })) await dateAsAnnounced(tx, site, line.id);
  const open = inUnit(left);
  await carryToPart(tx, site, { line: ref, part: made.ref, stays: open }, becauseSplit(ref, made.ref));
  return { of: ref, part: made, qty: said(part), closed: stays.closed };
}
