import { describe, expect, it } from 'vitest';
import { followed, type Link, type Traced } from './genealogy.ts';

const lot = (item: string, number: string): Traced => ({ item, lot: number, serial: '' });
const link = (of: Traced, order: string, to: Traced, qty = 1): Link => ({ ...to, of, order, qty });

/** Links by the lot they are of. */
const graph = (...links: readonly Link[]) => {
  const asked: number[] = [];
  return {
    asked,
    linksOf: (lots: readonly Traced[]) => {
      asked.push(lots.length);
      return Promise.resolve(links.filter(({ of }) => lots.some((one) => one.item === of.item && one.lot === of.lot)));
    },
  };
};

const [steel, tube, frame, bike] = [lot('STEEL', 'H1'), lot('TUBE', 'T1'), lot('FRAME', 'F1'), lot('BIKE', 'B1')];

describe('a lot is followed', () => {
  it('through every order that used it, level by level', async () => {
    const { linksOf } = graph(link(steel, 'MO-1', tube), link(tube, 'MO-2', frame), link(frame, 'MO-3', bike));
    expect((await followed(steel, linksOf)).map(({ level, order, item }) => [level, order, item])).toEqual([
      [1, 'MO-1', 'TUBE'],
      [2, 'MO-2', 'FRAME'],
      [3, 'MO-3', 'BIKE'],
    ]);
  });

  it('once, however many ways lead to it, and every way is told', async () => {
    const { linksOf, asked } = graph(
      link(steel, 'MO-1', tube),
      link(steel, 'MO-2', frame),
      link(tube, 'MO-2', frame),
      link(frame, 'MO-3', bike),
    );
    const steps = await followed(steel, linksOf);
    expect(steps.map(({ level, item, again }) => [level, item, again])).toEqual([
      [1, 'TUBE', false],
      [1, 'FRAME', false],
      [2, 'FRAME', true],
      [2, 'BIKE', false],
    ]);
    expect(asked).toEqual([1, 2, 1]);
  });

  it('to an end where work went round in a circle', async () => {
    const { linksOf } = graph(link(tube, 'MO-1', frame), link(frame, 'MO-9', tube));
    expect((await followed(tube, linksOf)).map(({ item, again }) => [item, again])).toEqual([
      ['FRAME', false],
      ['TUBE', true],
    ]);
  });

  it('no further than to what is told by no lot', async () => {
    const untold = lot('FRAME', '');
    const { linksOf } = graph(link(tube, 'MO-1', untold), link(untold, 'MO-2', bike));
    expect((await followed(tube, linksOf)).map(({ item, untold: end }) => [item, end])).toEqual([['FRAME', true]]);
  });
});
