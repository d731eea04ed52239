import { describe, expect, it } from 'vitest';
import { type Flow, methodFrom, worthOf } from './valuation.ts';

/** "+10@2" ten bought at 2; "-4" four left; "+3" three found; "-10<1" the first flow taken back. */
const flows = (...texts: string[]): Flow[] =>
  texts.map((text, at) => {
    const [, qty = '', price, reverses] = /^([+-][\d.]+)(?:@([\d.]+))?(?:<(\d+))?$/.exec(text) ?? [];
    return {
      id: at + 1,
      qty: Number(qty),
      price: price === undefined ? null : Number(price),
      reverses: reverses === undefined ? null : Number(reverses),
    };
  });
const values = (texts: string[], standard: number | null = 11) => {
  const { standard: fixed, average, fifo } = worthOf(flows(...texts), standard);
  return { qty: fixed.qty, standard: fixed.value, average: average.value, fifo: fifo.value };
};

describe('what stock is worth', () => {
  it.each([
    // 20 pieces for 220; 15 leave: at 11 each, or ten at 10 and five at 12.
    { of: 'a textbook', texts: ['+10@10', '+10@12', '-15'], qty: 5, standard: 55, average: 55, fifo: 60 },
    // (5 × 11 + 5 × 15) / 10 = 13.
    {
      of: 'a purchase after it',
      texts: ['+10@10', '+10@12', '-15', '+5@15'],
      qty: 10,
      standard: 110,
      average: 130,
      fifo: 135,
    },
    { of: 'nothing', texts: [], qty: 0, standard: 0, average: 0, fifo: 0 },
    { of: 'all that has left', texts: ['+3@7', '-3'], qty: 0, standard: 0, average: 0, fifo: 0 },
    { of: 'what was found, as what lies there', texts: ['+4@10', '+1'], qty: 5, standard: 55, average: 50, fifo: 50 },
    {
      of: 'what was found where nothing was, by the standard',
      texts: ['+2'],
      qty: 2,
      standard: 22,
      average: 22,
      fifo: 22,
    },
    // The dear purchase goes with its price: ten at 10 are left.
    {
      of: 'a purchase taken back',
      texts: ['+10@10', '+10@12', '-10<2'],
      qty: 10,
      standard: 110,
      average: 100,
      fifo: 100,
    },
    // Five went at 10; they come back at 10, before the others.
    {
      of: 'an issue taken back',
      texts: ['+5@10', '-5', '+5@20', '+5<2', '-5'],
      qty: 5,
      standard: 55,
      average: 75,
      fifo: 100,
    },
    {
      of: 'what is below zero, as the last of it cost',
      texts: ['+2@10', '-5'],
      qty: -3,
      standard: -33,
      average: -30,
      fifo: -30,
    },
    // Three of the ten at 20 fill the gap.
    {
      of: 'what came after it was below zero',
      texts: ['+2@10', '-5', '+10@20'],
      qty: 7,
      standard: 77,
      average: 140,
      fifo: 140,
    },
    { of: 'parts of a unit, exactly', texts: ['+0.1@10', '+0.2@10', '-0.3'], qty: 0, standard: 0, average: 0, fifo: 0 },
  ])('is, of $of, $standard, $average and $fifo', ({ texts, of: _, ...expected }) => {
    const worth = values(texts);
    for (const [name, value] of Object.entries(expected))
      expect(worth[name as keyof typeof worth]).toBeCloseTo(value, 9);
  });

  it('is not known where nobody said what it cost, until something is bought', () => {
    expect(values(['+2'], null)).toEqual({ qty: 2, standard: null, average: null, fifo: null });
    expect(values(['+2', '+2@3'], null)).toEqual({ qty: 4, standard: null, average: 12, fifo: 12 });
    expect(values(['+2@3'], null)).toEqual({ qty: 2, standard: null, average: 6, fifo: 6 });
  });

  it('is the sum of what was paid less what was used, whatever order it came in', () => {
    const texts = Array.from({ length: 400 }, (_, at) =>
      at % 3 === 2 ? `-${(at % 7) + 1}` : `+${(at % 5) + 4}@${(at % 11) + 1}`,
    );
    const { average, fifo } = worthOf(flows(...texts), null);
    const bought = texts.filter((text) => text.startsWith('+')).map((text) => Number(/@(\d+)/.exec(text)?.[1]));
    for (const { qty, value } of [average, fifo]) {
      expect((value ?? 0) / qty).toBeGreaterThanOrEqual(Math.min(...bought));
      expect((value ?? 0) / qty).toBeLessThanOrEqual(Math.max(...bought));
    }
    expect(average.qty).toBe(fifo.qty);
  });

  it('is by standard cost where a site has said nothing else', () => {
    expect(['fifo', 'lifo', undefined].map(methodFrom)).toEqual(['fifo', 'standard', 'standard']);
  });
});
