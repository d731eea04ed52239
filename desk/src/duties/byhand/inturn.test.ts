import { type HandEdit, plan, prepare } from '@hotlist/engine';
import { describe, expect, it } from 'vitest';
import { at, sawShop } from '../masterschedule/sawshop.test-support.ts';
import { putInTurn } from './inturn.ts';

/** Just in time: A 08:00–10:00 on Wednesday, B 12:00–14:00, C 14:00–16:00. */
const problem = sawShop({ A: at(2, 10), B: at(2, 14), C: at(2, 16) });
const made = plan(problem);
const desk = { problem, plan: made, prepared: prepare(problem, made) };
const named = (wanted: string) => ({
  order: made.pegs.find((peg) => peg.consumer === `demand/${wanted}`)!.supply,
  seq: 10,
});
const stand: HandEdit = { kind: 'stand' };

describe('steps put in turn', () => {
  it('begin each when the one before lets the machine go, also over night', () => {
    const put = putInTurn(desk, [stand], { steps: ['C', 'A', 'B'].map(named), start: at(0, 13) });
    expect(put.map((edit) => edit.kind === 'move' && [edit.order, edit.start])).toEqual([
      [named('C').order, at(0, 13)],
      [named('A').order, at(0, 15)],
      // A is sawn Monday 15:00–16:00 and Tuesday 08:00–09:00.
      [named('B').order, at(1, 9)],
    ]);
  });

  it('stay on the machine that was typed for them', () => {
    const typed: HandEdit = { kind: 'move', ...named('A'), start: at(2, 8), machine: 'S2' };
    const put = putInTurn(desk, [stand, typed], { steps: [named('A')], start: at(2, 9) });
    expect(put).toEqual([{ kind: 'move', ...named('A'), start: at(2, 9), machine: 'S2' }]);
  });

  it('begin no sooner than they are held to', () => {
    const [first, held] = [named('A'), { ...named('B'), notBefore: at(1, 12) as never }];
    const put = putInTurn(desk, [stand], { steps: [first, held], start: at(0, 13) });
    expect(put[1]).toMatchObject({ ...named('B'), start: at(1, 12) });
  });

  it('that stand there already end when they did', () => {
    const put = putInTurn(desk, [stand], { steps: ['A', 'C'].map(named), start: at(2, 8) });
    expect(put[1]).toMatchObject({ ...named('C'), start: at(2, 10) });
  });
});
