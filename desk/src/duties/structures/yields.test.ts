import { expect, it } from 'vitest';
import { type Yields, yieldFaults } from './yields.ts';

const good: Yields = {
  parent: 'SHEET',
  item: 'OFFCUT',
  seq: 10,
  supply: 'make',
  yields: { supply: 'buy', make_to_order: false },
  hasStep: true,
  goesIn: false,
};

it.each<[string, Partial<Yields>, string | undefined]>([
  ['yields what is stocked, by a step that it has', {}, undefined],
  ['yields it by the good quantity, whatever its steps', { seq: 0, hasStep: false }, undefined],
  ['yields nothing where its item is not made', { supply: 'buy' }, 'Order for'],
  ['yields no phantom', { yields: { supply: 'phantom', make_to_order: false } }, 'Also yields'],
  ['yields nothing that is made to order only', { yields: { supply: 'make', make_to_order: true } }, 'Also yields'],
  ['yields nothing that goes into it', { goesIn: true }, 'Also yields'],
  ['yields nothing by a step that it has not', { hasStep: false }, 'By step'],
])('an order %s', (_, more, column) => {
  expect(yieldFaults({ ...good, ...more }).map((one) => one.column)).toEqual(column === undefined ? [] : [column]);
});
