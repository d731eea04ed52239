/** Who may be named as a deputy, and who may end it. Pure. Source: RULES.md, "The schedule"; GLOSSARY "deputy". */

import { dayNumber } from '../../house/clock.ts';
import { accept, type Decision, refuse } from '../../house/decision.ts';
import { permissionsOf, type Role } from '../../house/permission.ts';

/** Days of the plant, both included. */
export interface Span {
  readonly from: string;
  readonly to: string;
}

export interface Somebody {
  readonly id: string;
  readonly name: string;
  /** At the site in question; none: nobody there. */
  readonly roles: readonly Role[];
  readonly active: boolean;
}

export interface Deputyship extends Span {
  readonly deputy: string;
  readonly ended: boolean;
}

export type DeputyCode =
  | 'no-supervisor'
  | 'himself'
  | 'not-here'
  | 'sees-too-little'
  | 'ends-first'
  | 'in-the-past'
  | 'too-long'
  | 'too-far'
  | 'has-one'
  | 'not-yours'
  | 'over';

/** A deputyship that nobody remembers is a second supervisor. */
export const mostDays = 92;
/** Nobody knows his absences sooner: it is a year mistyped. */
export const mostAhead = 366;

/**
 * `others` are the deputyships that the same supervisor has given; one at a time, so that it is known whose word counts. What
 * somebody may as a deputy he cannot give on: only roles of his own count.
 */
export function name(
  by: Somebody,
  whom: Somebody | undefined,
  { from, to }: Span,
  others: readonly Deputyship[],
  { today, days }: { readonly today: string; readonly days: number },
): Decision<Span, DeputyCode> {
  if (!permissionsOf(by.roles).has('plan.approve')) return refuse('no-supervisor');
  if (!whom?.active || whom.roles.length === 0) return refuse('not-here');
  if (whom.id === by.id) return refuse('himself');
  if (!permissionsOf(whom.roles).has('site.see')) return refuse('sees-too-little', { name: whom.name });
  if (to < from) return refuse('ends-first', { from, to });
  if (to < today) return refuse('in-the-past', { to, today });
  if (days > mostDays) return refuse('too-long', { days, mostDays });
  if (dayNumber(from) - dayNumber(today) > mostAhead) return refuse('too-far', { from });
  const other = others.find((one) => !one.ended && one.from <= to && from <= one.to);
  return other ? refuse('has-one', { name: other.deputy, from: other.from, to: other.to }) : accept([{ from, to }]);
}

/** Either of the two may, until it is over by itself. */
export function end(
  one: { readonly between: readonly string[]; readonly to: string; readonly ended: boolean },
  by: string,
  today: string,
): Decision<'ended', DeputyCode> {
  if (!one.between.includes(by)) return refuse('not-yours');
  return one.ended || one.to < today ? refuse('over') : accept(['ended']);
}
