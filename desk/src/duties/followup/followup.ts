/**
 * Which open purchase line is to be followed up, since when and why, by the cadence of its vendor. Days are counted since 1970 on the
 * plant's clock; working days are Monday to Friday, as promises have them. Pure.
 */
import { workdayAfter } from '../purchasing/workdays.ts';

export interface Cadence {
  /** Working days after the order in which it is to be acknowledged. */
  readonly acknowledge_days: number;
  /** Working days before it is due on which that is to be confirmed. */
  readonly confirm_days: number;
  /** Whether he is asked on the day by which it must have left him. */
  readonly at_ship_date: boolean;
  /** Of what is late he is asked every so many working days. */
  readonly late_every_days: number;
}

export const usualCadence: Cadence = {
  acknowledge_days: 3,
  confirm_days: 5,
  at_ship_date: true,
  late_every_days: 1,
};

/** A vendor's, where it is not the company's. */
export interface OwnCadence {
  readonly acknowledge_days: number | null;
  readonly confirm_days: number | null;
  readonly ask_at_ship: 'yes' | 'no' | null;
  readonly late_every_days: number | null;
}

export const cadenceOf = (own: OwnCadence, company: Cadence): Cadence => ({
  acknowledge_days: own.acknowledge_days ?? company.acknowledge_days,
  confirm_days: own.confirm_days ?? company.confirm_days,
  at_ship_date: own.ask_at_ship === null ? company.at_ship_date : own.ask_at_ship === 'yes',
  late_every_days: own.late_every_days ?? company.late_every_days,
});

/** The company's, with how often it was set. */
export interface KeptCadence {
  readonly cadence: Cadence;
  readonly version: number;
}

/** As it stands in the site's settings; what was never set is as usual. */
export function keptCadence(kept: unknown): KeptCadence {
  const { version = 0, ...cadence }: Partial<Cadence> & { readonly version?: number } =
    typeof kept === 'object' && kept !== null ? kept : {};
  return { cadence: { ...usualCadence, ...cadence }, version };
}

/** An open line that is not here in full, of which a need is known. */
export interface FollowedLine {
  /** Null: nobody knows; then nobody is asked to acknowledge it. */
  readonly ordered: number | null;
  /** When it is usable as promised; without a promise, as needed. */
  readonly due: number;
  /** When the promise in force was given; null: none is. */
  readonly promised: number | null;
  /** By when it must have left the vendor; null: nobody can tell. */
  readonly leaves: number | null;
  readonly shipped: boolean;
  /** Comes after it is needed, as we believe today. */
  readonly late: boolean;
  /** The latest. */
  readonly contact: { readonly on: number; readonly next: number | null } | null;
}

/** The most urgent first. */
export const followReasons = ['late', 'call-back', 'ship date', 'not acknowledged', 'confirm'] as const;
export type FollowReason = (typeof followReasons)[number];

export interface FollowUp {
  readonly reason: FollowReason;
  readonly since: number;
}

/**
 * The most urgent reason to speak to the vendor of a line on a day, as it stands `today`: goods of which the day is not gone by yet are
 * not taken for late on a day to come. Undefined: there is none, or what was said answers it for now.
 */
export function followUp(line: FollowedLine, cadence: Cadence, on: number, today = on): FollowUp | undefined {
  for (const reason of followReasons) {
    const since = arose(reason, line, cadence, today);
    if (since === undefined || since > on) continue;
    if (on >= askedAgain(reason, since, line, cadence)) return { reason, since };
  }
  return undefined;
}

/** The first day on which a line is to be followed up: `today`, or one of the next `days` working days. */
export function nextFollowUp(line: FollowedLine, cadence: Cadence, today: number, days: number) {
  for (let ahead = 0; ahead <= days; ahead += 1) {
    const on = workdayAfter(today, ahead);
    const found = followUp(line, cadence, on, today);
    if (found) return { on, ...found };
  }
  return undefined;
}

function arose(reason: FollowReason, line: FollowedLine, cadence: Cadence, today: number): number | undefined {
  const { ordered, due, promised, leaves, shipped, contact } = line;
  switch (reason) {
    case 'late':
      if (today > due) return workdayAfter(due, 1);
      return line.late ? Math.min(promised ?? ordered ?? today, today) : undefined;
    case 'call-back':
      return contact?.next ?? undefined;
    case 'ship date':
      return cadence.at_ship_date && !shipped && leaves !== null ? leaves : undefined;
    case 'not acknowledged':
      return promised === null && ordered !== null ? workdayAfter(ordered, cadence.acknowledge_days) : undefined;
    case 'confirm': {
      const since = Math.max(workdayAfter(due, -cadence.confirm_days), ordered ?? -Infinity);
      // What he promised since then is his confirmation.
      return shipped || (promised !== null && promised >= since) ? undefined : since;
    }
  }
}

/** From which day on a reason stands in spite of what was said since: the day agreed then, else the next step of the cadence. */
function askedAgain(reason: FollowReason, since: number, { contact }: FollowedLine, cadence: Cadence): number {
  if (contact === null || contact.on < since || reason === 'call-back') return since;
  if (contact.next !== null) return contact.next;
  switch (reason) {
    case 'late':
      return workdayAfter(contact.on, cadence.late_every_days);
    case 'not acknowledged':
      return workdayAfter(contact.on, Math.max(cadence.acknowledge_days, 1));
    case 'ship date':
    case 'confirm':
      // Asked once: the next step is another reason.
      return Infinity;
  }
}

/** What a row is ordered by. */
export interface Standing {
  readonly ref: string;
  /** Late customer lines that wait for it. */
  readonly hurts: number;
  readonly late_days: number;
  readonly money: number;
  readonly need: string;
}

/** What stops customers first: the most days late, then the most money; the rest by need. */
export const byConsequence = (a: Standing, b: Standing): number =>
  Number(b.hurts > 0) - Number(a.hurts > 0) ||
  (a.hurts > 0 ? b.late_days - a.late_days || b.money - a.money : 0) ||
  (a.need < b.need ? -1 : a.need > b.need ? 1 : 0) ||
  (a.ref < b.ref ? -1 : 1);
