/** Sentences about what is missing for an order, and what would clear most. */

import { dayWords } from '../../house/daywords.ts';
import { fewNamed } from '../../house/names.ts';
import { spoken } from '../planning/planning.messages.ts';
import type { LackReason, Reach, Thing, Wish } from './cleartobuild.ts';

export const thingWords: Readonly<Record<Thing, string>> = {
  material: 'Material',
  tool: 'Tool',
  crew: 'People',
  drawing: 'Drawing',
  input: 'Customer’s input',
};

export const wishWords: Readonly<Record<Wish, string>> = {
  now: 'There now',
  start: 'There by the start',
};

export const reachWords: Readonly<Record<Reach, string>> = {
  window: 'Release window',
  next_day: 'Next working day',
};

/** A supply or consumer as people call it. */
export function calledOf(name: string): string {
  const [kind, ...rest] = name.split('/');
  if (kind === 'demand') return rest.join('/');
  if (kind === 'stock') return `stock at ${rest.slice(1).filter(Boolean).join(' · ')}`;
  return spoken(name);
}

export interface LackSaid {
  readonly kind: Thing;
  readonly what: string;
  readonly why: LackReason;
  readonly qty: number;
  readonly unit: string | null;
  /** The plant's day on which it is there; null: nobody knows. */
  readonly day: string | null;
  readonly by: string | null;
  readonly who: string | null;
}

/** "12 m TUBE missing; PO-1/2 brings it Tue 4 Nov; MO-7 has some." */
export function lackSentence({ kind, what, why, qty, unit, day, by, who }: LackSaid, today: string): string {
  const on = day === null ? undefined : dayWords(day, today);
  const has = who === null ? '' : `; ${calledOf(who)} has some`;
  if (kind === 'material') {
    const missing = `${qty} ${unit ?? ''} ${what} missing`.replaceAll('  ', ' ');
    if (on === undefined) return `${missing}; nothing that is ordered or planned brings it${has}.`;
    return by?.startsWith('buy/')
      ? `${missing}; to be ordered, then there ${on}${has}.`
      : `${missing}; ${calledOf(by ?? '')} brings it ${on}${has}.`;
  }
  const back = on === undefined ? '' : `, free again ${on}`;
  const called = kind === 'crew' ? `crew ${what}` : kind === 'tool' ? `tool ${what}` : what;
  switch (why) {
    case 'in-use':
      return who === null
        ? `More of ${called} is asked for than there is.`
        : `${qty} of ${called} missing: ${calledOf(who)} has it${back}.`;
    case 'away':
      return `${called} is away${on === undefined ? '' : ` until ${on}`}.`;
    case 'off':
      return kind === 'crew'
        ? `${called} does not work as long as that in its hours. Maybe plan again: its calendar changed.`
        : `There is no ${called} any more.`;
    case 'no-routing':
      return `${what} has no routing to release.`;
    case 'not-named':
      return `No revision of ${what} is named${by === null ? '' : `; ${by} is effective`}.`;
    case 'not-listed':
      return `${what} has no revision ${by ?? ''}.`;
    case 'not-effective':
      return `Revision ${by ?? ''} of ${what} is not effective yet on that day.`;
    case 'superseded':
      return `The revision of ${what} is superseded by ${by ?? ''}.`;
    default:
      return `${what} is not received${on === undefined ? '' : `, expected ${on}`}${who === null ? '' : `; ${who} follows it up`}.`;
  }
}

const orders = (count: number): string => (count === 1 ? '1 order' : `${count} orders`);

/** "20 m TUBE would clear 3 orders; 5 lack it." */
export function helpSentence({
  kind,
  what,
  qty,
  unit,
  clears,
  lacking,
}: {
  readonly kind: Thing;
  readonly what: string;
  readonly qty: number;
  readonly unit: string | null;
  readonly clears: number;
  readonly lacking: number;
}): string {
  const thing = {
    material: `${qty} ${unit ?? ''} ${what}`.replaceAll('  ', ' '),
    tool: `${qty} more of tool ${what}`,
    crew: `${qty} more of crew ${what}`,
    drawing: `The drawing of ${what}`,
    input: what,
  }[kind];
  return `${thing} would clear ${orders(clears)}${lacking > clears ? `; ${lacking} lack it` : ''}.`;
}

/** What a release did. */
export function releasedWords(numbers: readonly string[], left: readonly string[]): string {
  const done =
    numbers.length === 0 ? 'Nothing is released.' : `${orders(numbers.length)} released: ${fewNamed(numbers)}.`;
  if (left.length === 0) return done;
  const names = fewNamed(left.map(calledOf));
  return `${done} Not clear any more, and left as they were: ${names}. Maybe somebody else released or took what they need.`;
}
