/** Impossible data of every field: refused with list, id and value, or planned and found clean; nothing else. */
import { describe, expect, it } from 'vitest';
import { check } from '../checking/check.ts';
import { type Qty, qty } from '../units/units.ts';
import { plan } from './planner.ts';
import { type Item, type Problem, ProblemError, type Source } from './problem.ts';
import { FEATURES, randomProblem } from './random.test-support.ts';
import { at, demand, factory, item, part, vendor } from './small-factory.test-support.ts';

type Json = string | number | boolean | undefined | readonly Json[] | { readonly [key: string]: Json };
type Path = readonly (string | number)[];

const NUMBERS = [-1, 0, 0.5, NaN, Infinity, -Infinity, 2 ** 60, -(2 ** 60), 1e15, 1e12];
const WORDS = ['', 'nobody'];
/** Factories with every feature that goes together with all others; between them each field is there at least once. */
const FACTORIES = [3, 8, 21].map((seed) =>
  randomProblem(
    seed,
    FEATURES.filter((it) => it !== 'near horizon' && it !== 'without capacity' && it !== 'no source'),
  ),
);

/** One path to every field that is there, rows of a list told apart by what they have, not by their number. */
function fieldsOf(of: Json, path: Path = [], found = new Map<string, Path>()): Map<string, Path> {
  if (Array.isArray(of)) {
    found.set(`${path.filter((part) => typeof part === 'string').join('.')}[]`, path);
    of.forEach((one, n) => fieldsOf(one, [...path, n], found));
  } else if (typeof of === 'object')
    for (const [name, one] of Object.entries(of)) fieldsOf(one as Json, [...path, name], found);
  else if (of !== undefined) {
    const name = path.filter((part) => typeof part === 'string').join('.');
    if (!found.has(name)) found.set(name, path);
  }
  return found;
}

const get = (of: Json, path: Path): Json =>
  path.reduce<Json>((at, part) => (at as Readonly<Record<string | number, Json>>)[part], of);

function set(of: Json, [part, ...rest]: Path, value: Json): Json {
  if (part === undefined) return value;
  if (Array.isArray(of)) return of.map((one, n) => (n === part ? set(one, rest, value) : one));
  const row = of as Readonly<Record<string, Json>>;
  return { ...row, [part]: set(row[part], rest, value) };
}

/** What becomes of it, in a word; what should not be is spelt out. */
function outcome(problem: Problem, value: Json): string {
  try {
    const found = check(problem, plan(problem));
    return found.length === 0 ? 'planned' : `unclean: ${found[0]!.rule}: ${found[0]!.text}`;
  } catch (error) {
    if (!(error instanceof ProblemError)) return `${String(error)} ${(error as Error).stack?.split('\n')[1] ?? ''}`;
    if (error.list === undefined || error.id === undefined || error.message === '')
      return `says nothing: ${error.message}`;
    // What the one field alone makes impossible is said with its value; the rest may show elsewhere.
    const values = typeof value === 'number' && !(value >= 0 && value <= 1e15) ? String(value) : '';
    return error.message.includes(values) || error.id.includes(values)
      ? 'refused'
      : `without the value: ${error.message}`;
  }
}

const fine = new Set(['planned', 'refused']);
const all = FACTORIES.map((problem) => [problem, fieldsOf(problem as unknown as Json)] as const);
const names = [...new Set(all.flatMap(([, fields]) => [...fields.keys()]))].toSorted();

describe('a problem with', () => {
  it.each(names)('impossible %s is refused with its values, or planned clean', (name) => {
    const [problem, fields] = all.find(([, has]) => has.has(name))!;
    const path = fields.get(name)!;
    const is = get(problem as unknown as Json, path);
    const rows = Array.isArray(is) ? [[], [...is, ...is.slice(0, 1)]] : undefined;
    const values = rows ?? (typeof is === 'number' ? NUMBERS : typeof is === 'string' ? WORDS : []);
    const wrong = values.flatMap((value) => {
      const changed = set(problem as unknown as Json, path, value as Json) as unknown as Problem;
      const became = outcome(changed, value as Json);
      return fine.has(became)
        ? []
        : [`${name} = ${Array.isArray(value) ? `${value.length} rows` : String(value)}: ${became}`];
    });
    expect(wrong).toEqual([]);
  });
});

describe('fields that cannot be together', () => {
  const bolts = (more: Partial<Item>, source: Partial<Source> = {}): Problem =>
    factory({
      items: [item('BOLT', 'buy', more), item('KIT', 'phantom')],
      components: [part('KIT', 'BOLT', 2)],
      sources: [vendor('BOLT', 1, source)],
      demands: [demand('D', 'BOLT', 30, at(9, 16))],
    });
  const lot = (min: number, multiple: number, max?: number, fixed?: number): Partial<Item> => ({
    lot: { min: qty(min), multiple: qty(multiple), max: max as Qty, fixed: fixed as Qty },
  });
  const sizes = (min: number, multiple: number) => ({ min: qty(min), multiple: qty(multiple) });
  it.each([
    {
      says: 'no pack between minimum and maximum',
      problem: bolts(lot(37, 12, 40)),
      text: /no multiple of 12 lies between .* 37 .* 40/,
    },
    {
      says: 'a vendor who sells more than the largest lot',
      problem: bolts(lot(1, 1, 40), sizes(50, 1)),
      text: /to 40 and VENDOR sells from 50 by 1/,
    },
    {
      says: 'packs that never meet below it',
      problem: bolts(lot(1, 12, 40), sizes(1, 7)),
      text: /by 12 to 40 and VENDOR sells from 1 by 7/,
    },
    {
      says: 'a fixed lot in no whole packs',
      problem: bolts(lot(1, 1, undefined, 25), sizes(1, 10)),
      text: /fixed lot is 25 and VENDOR sells from 1 by 10/,
    },
    {
      says: 'an offer that ends before it begins',
      problem: bolts({}, { from: at(5, 0), to: at(4, 0) }),
      text: /sources BOLT has 432000 to 345600/,
    },
    {
      says: 'a quantity in lots of one for ever',
      problem: { ...bolts(lot(1, 1, 1)), demands: [demand('D', 'BOLT', 1e9, at(9, 16))] },
      text: /1000000000 of BOLT would take more than 10000 orders of 1/,
    },
  ])('$says', ({ problem, text }) => {
    expect(() => plan(problem)).toThrow(ProblemError);
    expect(() => plan(problem)).toThrow(text);
  });

  it('but a phantom may be asked for, and an item made that a vendor offers without a routing cannot be had', () => {
    const problem = bolts({});
    const kits = { ...problem, demands: [demand('D', 'KIT', 3, at(9, 16))] };
    expect(check(kits, plan(kits))).toEqual([]);
    const made = { ...problem, items: [item('BOLT', 'make'), item('KIT', 'phantom')] };
    expect(check(made, plan(made))).toEqual([]);
    expect(plan(made).deliveries[0]!.reasons[0]!.kind).toBe('no-routing');
  });
});
