import { expect, it } from 'vitest';
import { onLabels } from './lots.ts';

it.each(['', 'L-2024/07', 'Ünï 5', '批号1'])('a label can carry the lot %j', (lot) => expect(onLabels(lot)).toBe(true));
it.each(['L🔥', 'a\nb', '\u3164', 'L\u200b7', 'a|b'])('a label cannot carry the lot %j', (lot) =>
  expect(onLabels(lot)).toBe(false),
);
