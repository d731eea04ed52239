/** Whether a plan was made with a trouble of the floor: what another one ships later is not by it. Pure; times are seconds since 1970. */
import { departureOf } from '../attainment/attainment.ts';
import type { Worked } from '../planning/openhours.ts';
import type { Exception, OpenStep } from './exceptions.ts';

export interface MadeWith {
  /** From which moment on it plans. */
  readonly now: number;
  /** Inputs written since, by kind and key: "downtimes S1/2026-11-03…", "work_orders MO-7"; undefined: too many to tell. */
  readonly unread: readonly string[] | undefined;
  readonly worked: (machine: string | null) => Worked;
  /** The number of a work order. */
  readonly numberOf: (order: string) => string;
}

/**
 * What is written down it read, or did not. What departs on the floor it knew where that would have been told at its own moment;
 * that frozen work cannot stay is said by itself.
 */
export function madeWith({ now, unread, worked, numberOf }: MadeWith): (one: Exception) => boolean {
  const kinds = new Set(unread?.map((input) => input.slice(0, input.indexOf(' '))));
  const wrote = (...inputs: readonly string[]): boolean =>
    inputs.some((input) => unread!.some((one) => one === input || one.startsWith(`${input}/`)));
  const wroteOf = (order: string): boolean => wrote(`work_orders ${numberOf(order)}`, `work_steps ${numberOf(order)}`);
  const departed = (step: OpenStep): boolean =>
    departureOf({ ...step, finished: null }, now, worked(step.machine)) !== undefined;
  return ({ kind, what, step }) => {
    // What is planned after a publication is planned by its rules.
    if (kind === 'frozen' || kind === 'rule-broken') return true;
    if (unread === undefined) return false;
    switch (kind) {
      case 'machine-down':
        return !wrote(`downtimes ${what}`);
      case 'closed':
        return !kinds.has('calendars') && !kinds.has('calendar_days');
      case 'people-missing':
        return !kinds.has('calendars') && !kinds.has('calendar_days') && !kinds.has('crews');
      case 'material-late':
        return !wrote(`purchase_lines ${what}`);
      case 'input-late':
        // "SO-1/1 artwork".
        return !wrote(`customer_inputs ${what.replace(' ', '/')}`);
      case 'stock-short':
        return !wrote(`stock ${what}`);
      case 'order-late':
      case 'order-short':
        return !wroteOf(what);
      default:
        return departed(step);
    }
  };
}
