/** What a company sets about counting, each with what stands where it set nothing. Pure. */
import { toMillionth } from '../../house/amounts.ts';
import type { Class, Shares } from './abc.ts';

interface NumberRule {
  readonly name: string;
  readonly label: string;
  readonly usual: number | null;
  readonly min: number;
  readonly max: number;
  /** An empty field: no such bound. */
  readonly open?: true;
}
interface YesRule {
  readonly name: string;
  readonly label: string;
  readonly usual: boolean;
}

export const numberRules = [
  { name: 'a_share', label: 'A items make so much of the yearly value, %', usual: 80, min: 1, max: 100 },
  { name: 'b_share', label: 'B items after them, %', usual: 15, min: 0, max: 99 },
  { name: 'a_per_year', label: 'Counts of A a year', usual: 4, min: 0, max: 250 },
  { name: 'b_per_year', label: 'Counts of B a year', usual: 2, min: 0, max: 250 },
  { name: 'c_per_year', label: 'Counts of C a year', usual: 1, min: 0, max: 250 },
  { name: 'a_percent', label: 'Tolerance of A, %', usual: 1, min: 0, max: 100 },
  { name: 'b_percent', label: 'Tolerance of B, %', usual: 3, min: 0, max: 100 },
  { name: 'c_percent', label: 'Tolerance of C, %', usual: 5, min: 0, max: 100 },
  { name: 'a_amount', label: 'Tolerance of A, money', usual: null, min: 0, max: 1e9, open: true },
  { name: 'b_amount', label: 'Tolerance of B, money', usual: null, min: 0, max: 1e9, open: true },
  { name: 'c_amount', label: 'Tolerance of C, money', usual: null, min: 0, max: 1e9, open: true },
  { name: 'limit_percent', label: 'A supervisor approves beyond, %', usual: 10, min: 0, max: 1e6, open: true },
  { name: 'limit_amount', label: 'A supervisor approves beyond, money', usual: 100, min: 0, max: 1e9, open: true },
  { name: 'movements', label: 'High mover: counted after so many movements', usual: 50, min: 1, max: 1e6, open: true },
  {
    name: 'order_percent',
    label: 'Before an order that takes so much of a bin, %',
    usual: 50,
    min: 1,
    max: 100,
    open: true,
  },
  { name: 'order_days', label: 'Such orders within working days', usual: 5, min: 1, max: 60 },
] as const satisfies readonly NumberRule[];
export const yesRules = [
  { name: 'zero', label: 'Count a bin that came to nothing', usual: true },
  { name: 'negative', label: 'Count a balance below zero', usual: true },
  { name: 'problem', label: 'Count after a problem', usual: true },
  { name: 'second_differs', label: 'The second count is another person’s', usual: true },
] as const satisfies readonly YesRule[];

type NumberName = (typeof numberRules)[number]['name'];
type YesName = (typeof yesRules)[number]['name'];
export type CountRules = { readonly [Name in NumberName]: number | null } & { readonly [Name in YesName]: boolean };

/** What was kept, read with care: what cannot be is as usual. */
export function rulesFrom(kept: unknown): CountRules {
  const set = (kept !== null && typeof kept === 'object' ? kept : {}) as Readonly<Record<string, unknown>>;
  const numbers = numberRules.map((rule: NumberRule) => {
    const value = set[rule.name];
    const fits = typeof value === 'number' && value >= rule.min && value <= rule.max;
    return [rule.name, fits || (value === null && rule.open) ? value : rule.usual];
  });
  const words = yesRules.map(({ name, usual }) => [name, typeof set[name] === 'boolean' ? set[name] : usual]);
  return Object.fromEntries([...numbers, ...words]) as CountRules;
}

const named = { A: 'a', B: 'b', C: 'c' } as const;
export const sharesOf = (rules: CountRules): Shares => ({ a: rules.a_share ?? 80, b: rules.b_share ?? 15 });
export const perYear = (rules: CountRules, of: Class): number => rules[`${named[of]}_per_year`] ?? 0;

/** What was found against what the book said of that moment. */
export interface Difference {
  readonly book: number;
  readonly counted: number;
  /** Of one unit; null: nobody said. */
  readonly cost: number | null;
  readonly class: Class;
}

export const differenceOf = ({ book, counted }: Pick<Difference, 'book' | 'counted'>): number =>
  toMillionth(counted - book);
export const valueOf = (of: Difference): number | null =>
  of.cost === null ? null : toMillionth(differenceOf(of) * of.cost);

const slip = 1e-9;
/** Beyond so much of the book: of a book of nothing whatever is found is beyond any share. */
const beyond = (of: Difference, percent: number | null, amount: number | null): boolean => {
  const [off, value] = [Math.abs(differenceOf(of)), valueOf(of)];
  if (off === 0) return false;
  if (percent !== null && off * 100 > percent * Math.abs(of.book) + slip) return true;
  return amount !== null && value !== null && Math.abs(value) > amount + slip;
};

/** Within what its class may be off, in percent and, where that is set, in money: else it is counted again, and is no hit. */
export const withinTolerance = (of: Difference, rules: CountRules): boolean =>
  !beyond(of, rules[`${named[of.class]}_percent`], rules[`${named[of.class]}_amount`]);

/** Beyond it a supervisor approves. */
export const overLimit = (of: Difference, rules: CountRules): boolean =>
  beyond(of, rules.limit_percent, rules.limit_amount);
