import { expect, it } from 'vitest';
import type { z as Zod } from 'zod';
import { z as standsFor } from './shapes.ts';

const z = standsFor as typeof Zod;

it('is made of any other shape as those of contracts are', () => {
  const line = z.strictObject({ qty: z.number().positive().optional(), on: z.iso.date() }).describe('a line');
  const shape = z.discriminatedUnion('kind', [line.extend({ kind: z.literal('one') }), line.omit({ on: true })]);
  expect(shape.nullable()).toBe(z);
  expect(shape instanceof z.ZodObject).toBe(true);
});

it('judges nothing', () => {
  for (const judge of ['parse', 'safeParse', 'parseAsync', 'safeParseAsync', 'decode', 'safeEncode', 'spa'] as const)
    expect(() => (z.string() as unknown as Record<string, (of: unknown) => unknown>)[judge]!(7)).toThrow(
      'The server judges shapes, no page does.',
    );
});
