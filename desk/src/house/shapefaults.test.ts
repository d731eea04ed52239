import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Route } from './contract.ts';
import { shapeFault } from './shapefaults.ts';

const said = (shape: z.ZodType, input: unknown): readonly string[] =>
  (shape.safeParse(input).error?.issues ?? []).map((issue) => shapeFault(issue, input, 'body').text);

const body = z
  .object({
    orders: z.array(z.string()).min(1).max(2),
    qty: z.number().positive().max(9).multipleOf(0.5),
    pieces: z.int().min(0),
    note: z.string().min(1).max(3),
    state: z.enum(['open', 'closed']),
    day: z.iso.date(),
    at: z.iso.datetime(),
    mail: z.email(),
    password: z.string().min(8),
    yes: z.boolean(),
    hour: z.string().regex(/^\d\d$/, 'must be HH'),
    of: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('a'), n: z.int() }),
      z.object({ kind: z.literal('b') }),
    ]),
    either: z.union([z.string(), z.int()]),
    deep: z.union([z.null(), z.object({ from: z.string() })]),
    by: z.record(z.string(), z.boolean()),
    page: z.coerce.number().int(),
  })
  .partial()
  .strict();

describe('what a request may not hold is refused by field, value and way out', () => {
  test.each([
    [{ orders: [] }, '"orders" cannot be []. Maybe give a list of at least 1.'],
    [{ orders: ['a', 'b', 'c'] }, '"orders" cannot be ["a","b","c"]. Maybe give a list of at most 2.'],
    [{ orders: 'a' }, '"orders" cannot be "a". Maybe give a list, such as ["a"].'],
    [{ orders: null }, '"orders" cannot be null. Maybe give a list.'],
    [{ orders: [1] }, '"orders.0" cannot be 1. Maybe give text.'],
    [{ qty: 0 }, '"qty" cannot be 0. Maybe give a number of more than 0.'],
    [{ qty: 9.5 }, '"qty" cannot be 9.5. Maybe give a number of at most 9.'],
    [{ qty: 0.7 }, '"qty" cannot be 0.7. Maybe give a multiple of 0.5.'],
    [{ qty: 'two' }, '"qty" cannot be "two". Maybe give a number, such as 12.'],
    [{ pieces: 1.5 }, '"pieces" cannot be 1.5. Maybe give a whole number, such as 12.'],
    [{ pieces: -1 }, '"pieces" cannot be -1. Maybe give a number of at least 0.'],
    [{ note: '' }, '"note" cannot be "". Maybe give text of at least 1 character.'],
    [{ note: 'long' }, '"note" cannot be "long". Maybe give text of at most 3 characters.'],
    [{ state: 'gone' }, '"state" cannot be "gone". Maybe give "open" or "closed".'],
    [{ day: 'soon' }, '"day" cannot be "soon". Maybe give a day, such as 2026-11-03.'],
    [{ at: '7' }, '"at" cannot be "7". Maybe give an instant, such as 2026-11-03T07:00:00Z.'],
    [{ mail: 'ann' }, '"mail" cannot be "ann". Maybe give an e-mail address, such as ann@example.com.'],
    [{ password: 'abc' }, '"password" cannot be what was given. Maybe give text of at least 8 characters.'],
    [{ yes: 'no' }, '"yes" cannot be "no". Maybe give true or false.'],
    [{ hour: '7' }, 'hour: must be HH, not "7".'],
    [{ of: { kind: 'c' } }, '"of.kind" cannot be "c". Maybe give "a" or "b".'],
    [{ of: { kind: 'a' } }, '"of.n" is missing. Maybe give a number, such as 12.'],
    [{ either: true }, '"either" cannot be true. Maybe give text or a number, such as 12.'],
    [{ deep: { from: 1 } }, '"deep.from" cannot be 1. Maybe give text.'],
    [{ by: { a: 1 } }, '"by.a" cannot be 1. Maybe give true or false.'],
    [{ page: '1,5' }, '"page" cannot be "1,5". Maybe give a number, such as 12.'],
    [{ page: '1.5' }, '"page" cannot be "1.5". Maybe give a whole number, such as 12.'],
    [{ page: 'x' }, '"page" cannot be "x". Maybe give a number, such as 12.'],
    [{ colour: 'red' }, 'There is no field "colour" here.'],
    ['all', '"body" cannot be "all". Maybe give an object with its fields.'],
  ])('%j: %s', (input, sentence) => {
    expect(said(body, input)).toEqual([sentence]);
  });

  test('of the words that say yes or no two are named', () => {
    expect(said(z.object({ open: z.stringbool() }), { open: 'maybe' })).toEqual([
      '"open" cannot be "maybe". Maybe give true or false.',
    ]);
  });

  test('of many possible values the first twelve are named', () => {
    const many = z.object({ letter: z.enum([...'abcdefghijklmn'] as ['a']) });
    expect(said(many, { letter: 'z' })[0]).toMatch(/Maybe give one of "a", .*"l" and others\.$/);
  });
});

const odd: readonly unknown[] = [
  undefined,
  null,
  true,
  '',
  'x',
  'ä'.repeat(20_000),
  0,
  -1e15,
  1e15,
  0.123_456_789,
  Number.NaN,
  [],
  [null],
  Array.from({ length: 2001 }, () => 'x'),
  {},
  { a: 1 },
  { kind: 'none' },
];
/** Words of the library that reads requests. */
const foreign = /Too (small|big)|Invalid |[<>]=|expected|undefined|unrecognized|something else|other text/i;

test('no contract refuses in the words of the library that reads requests', async () => {
  const here = fileURLToPath(new URL('..', import.meta.url));
  const files = readdirSync(here, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.contract.ts'),
  );
  const shapes: z.ZodType[] = [];
  for (const file of files)
    for (const one of Object.values((await import(`${here}${file}`)) as Record<string, Partial<Route>>))
      if (typeof one?.path === 'string')
        shapes.push(...[one.params, one.query, one.body].filter((shape) => shape !== undefined));
  const every = new Set(shapes.flatMap((shape) => [...within(shape)]));
  const sentences = new Set([...every].flatMap((shape) => odd.flatMap((value) => said(shape, value))));
  expect(every.size).toBeGreaterThan(500);
  expect(sentences.size).toBeGreaterThan(100);
  expect([...sentences].filter((text) => foreign.test(text.replace(/"[^"]*"/g, '')) || !text.endsWith('.'))).toEqual(
    [],
  );
});

/** A shape and all that it is made of; a transform reads only what its shape let through. */
function* within(shape: z.ZodType, seen = new Set<unknown>()): Generator<z.ZodType> {
  if (seen.has(shape) || shape instanceof z.ZodTransform) return;
  seen.add(shape);
  yield shape;
  const parts = (value: unknown): z.ZodType[] =>
    value instanceof z.ZodType
      ? [value]
      : value !== null && typeof value === 'object'
        ? Object.values(value).flatMap((part) => (part instanceof z.ZodType ? [part] : []))
        : [];
  for (const [name, value] of Object.entries(shape.def))
    if (name !== 'checks' && name !== 'catchall') for (const part of parts(value)) yield* within(part, seen);
}
