/** Keeps a vendor's notice of what he has sent, whoever tells of it: each line judged, all of them kept or none. */
import { type Qty, qty } from '@hotlist/engine';
import type { Transaction } from 'kysely';
import { decimalOf, decimalText, steps } from '../../house/amounts.ts';
import { wallClock } from '../../house/clock.ts';
import type { Values } from '../../house/decision.ts';
import { type Fault, Refusal } from '../../house/errors.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { Site } from '../../server/http.ts';
import { goodsCounted } from './counted.store.ts';
import * as say from './notices.messages.ts';
import * as store from './notices.store.ts';
import {
  announceLine,
  comesAsAnnounced,
  containerDoubt,
  containerRead,
  type LineFault,
  type LineWrongCode,
  moreThanOpen,
} from './notices.ts';
import { lineHeld } from './receiving.store.ts';

type Tx = Transaction<Tables>;

export interface NoticeSaid {
  readonly number: string;
  readonly vendor: string;
  readonly carrier: string;
  readonly carrier_ref: string;
  /** ISO 8601 UTC. */
  readonly expected: string;
  readonly lines: readonly {
    /** "PO-1/2" */
    readonly line: string;
    readonly qty: number;
    /** Null: the item's. */
    readonly unit: string | null;
    readonly lot: string;
    readonly expires: string | null;
    readonly container: string;
  }[];
}

/** Why one line of a notice cannot stand. */
export interface LineWrong {
  /** From 0. */
  readonly at: number;
  readonly field: string;
  readonly value: string;
  readonly code: LineWrongCode;
  readonly values: Values;
  readonly text: string;
}

/** The notice as it was kept, or the lines that are wrong, at which nothing was. The lines' rows are held. */
export async function announce(
  tx: Tx,
  { code: site, zone }: Pick<Site, 'code' | 'zone'>,
  { lines: said, ...head }: NoticeSaid,
  who: string,
): Promise<{ readonly id: number; readonly warnings: readonly string[] } | { readonly wrong: readonly LineWrong[] }> {
  const { lines, dated, warnings, wrong } = await judged(
    tx,
    site,
    head.vendor,
    said,
    wallClock(zone, head.expected).slice(0, 10),
  );
  if (wrong.length > 0) return { wrong };
  const { carrier, carrier_ref: carrierRef } = head;
  const kept = { ...head, carrier: carrier || null, carrier_ref: carrierRef || null, who, lines, dated };
  return { id: await store.keepNotice(tx, site, kept), warnings };
}

export const wrongLines = (wrong: readonly LineWrong[]): Refusal => {
  const faults: Fault[] = wrong.map(({ at, field, value, text }) => ({
    field: `lines.${at}.${field}`,
    value,
    text: say.atLine(at + 1, text),
  }));
  return new Refusal(422, 'lines-faulty', say.linesFaulty(faults), { faults });
};

async function judged(tx: Tx, site: string, vendor: string, said: NoticeSaid['lines'], arrives: string) {
  const wrong: LineWrong[] = [];
  const warnings = new Set<string>();
  const lines: store.NewNotice['lines'][number][] = [];
  await store.holdLines(
    tx,
    site,
    said.map(({ line }) => line),
  );
  const containers = said.map(({ container }) => containerRead(container));
  const unique = containers.filter((one) => one !== '' && containerDoubt(one) === null);
  const known = await store.containersKnown(tx, site, unique);
  const of = new Map<number, { open: Qty; underWay: Qty }>();
  const lots = new Map<string, string | null>();
  for (const [at, one] of said.entries()) {
    const fail = (more: Partial<LineWrong> & Pick<LineWrong, 'code' | 'text'>) =>
      wrong.push({ at, field: 'line', value: one.line, values: { ref: one.line }, ...more });
    const line = await lineHeld(tx, site, one.line);
    if (!line) {
      fail({ code: 'no-such-line', text: say.noLineCalled(one.line) });
      continue;
    }
    try {
      const { item, inSteps, entered } = await goodsCounted(tx, site, line.item, one.unit);
      const amount = inSteps(one.qty, 'qty');
      if (!of.has(line.id)) {
        const way = (await store.underWayOf(tx, [line.id])).get(line.id) ?? 0;
        const open = qty(Math.max(0, line.ordered - line.received));
        of.set(line.id, { open, underWay: steps(way, item.decimals, 'nearest') });
      }
      const stands = of.get(line.id) ?? { open: qty(0), underWay: qty(0) };
      const container = containers[at] ?? '';
      const { lot, expires } = one;
      const own = known.find((other) => other.container === container && other.vendor === vendor);
      // Nobody bars another's, nor is told of it: our people are.
      const others = known.filter((other) => other.container === container && other.vendor !== vendor);
      const lotBefore = lots.get(`${line.item} ${lot}`);
      lots.set(`${line.item} ${lot}`, lotBefore === undefined ? expires : lotBefore);
      const containerOf = own?.number ?? null;
      const announced = { qty: amount, lot, expires, container, containerOf, lotBefore, arrives };
      const decision = announceLine(vendor, { ...line, ...stands }, announced);
      if (decision.kind !== 'accept') {
        if (decision.kind === 'refuse')
          fail({
            code: decision.code,
            field: fieldOf(decision.code),
            values: decision.values,
            text: say.lineFaults[decision.code](decision.values),
          });
        continue;
      }
      const over = moreThanOpen(stands, amount);
      of.set(line.id, { ...stands, underWay: qty(stands.underWay + amount) });
      const doubt = containerDoubt(container);
      const doubts = [
        ...(over > 0 ? [say.moreAnnounced(line.ref, decimalText(over, item.decimals), item.unit.code)] : []),
        ...(doubt === null ? [] : [say.containerDoubts[doubt](container)]),
        ...others.map((other) => say.containerOfOther(container, other.number, other.vendor)),
      ];
      for (const doubt of doubts) warnings.add(doubt);
      const typed = entered(one.qty);
      lines.push({
        purchase_line: line.id,
        qty: decimalOf(amount, item.decimals),
        entered_qty: typed?.qty ?? null,
        entered_unit: typed?.unit ?? null,
        lot,
        expires,
        container,
        warned: doubts.join(' ') || null,
      });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      fail({ code: 'not-counted', field: error.more.faults?.[0]?.field ?? 'line', text: error.message });
    }
  }
  const dated = [...of].filter(([, stands]) => comesAsAnnounced(stands)).map(([id]) => id);
  return { lines, warnings: [...warnings], dated, wrong };
}

const fields: Partial<Record<LineFault, string>> = {
  'container-known': 'container',
  'expired-then': 'expires',
  'lot-unprintable': 'lot',
  'expiry-without-lot': 'lot',
  'lot-two-expiries': 'lot',
};
const fieldOf = (code: LineFault): string => fields[code] ?? 'line';
