import { describe, expect, it } from 'vitest';
import { reachable, suppliesOf } from './below.ts';

const peg = (consumer: string, supply: string) => ({ consumer, supply });

describe('what an order draws on', () => {
  const pegs = [
    peg('work/TUBE', 'stock/STEEL'),
    peg('demand/SO-1/1', 'planned/BIKE'),
    peg('planned/BIKE', 'work/FRAME'),
    peg('planned/BIKE', 'stock/WHEEL'),
    peg('work/FRAME', 'work/TUBE'),
    peg('demand/SO-2/1', 'work/TUBE'),
  ];

  it('is all that is made or taken for it, the nearest first, and nothing of others', () => {
    expect(suppliesOf(pegs)('demand/SO-1/1')).toEqual([
      'planned/BIKE',
      'work/FRAME',
      'stock/WHEEL',
      'work/TUBE',
      'stock/STEEL',
    ]);
    expect(suppliesOf(pegs)('demand/SO-2/1')).toEqual(['work/TUBE', 'stock/STEEL']);
    expect(suppliesOf(pegs)('demand/SO-3/1')).toEqual([]);
  });

  it('is found under the name that a planned order has since it was made firm', () => {
    const called = (name: string) => (name === 'planned/BIKE' ? 'work/MO-1' : name);
    expect(suppliesOf(pegs, called)('work/MO-1').slice(0, 2)).toEqual(['work/FRAME', 'stock/WHEEL']);
    expect(suppliesOf(pegs, called)('demand/SO-1/1')[0]).toBe('work/MO-1');
  });

  it('ends where a foreign plan has a circle', () => {
    expect(suppliesOf([peg('A', 'B'), peg('B', 'A')])('A')).toEqual(['B', 'A']);
  });

  it('is walked upwards by turning the links round', () => {
    const above = reachable(pegs.map(({ consumer, supply }) => [supply, consumer]));
    expect(above('work/TUBE')).toEqual(['work/FRAME', 'demand/SO-2/1', 'planned/BIKE', 'demand/SO-1/1']);
  });
});
