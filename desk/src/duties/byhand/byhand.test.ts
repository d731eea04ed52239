import type { HandConflict } from '@hotlist/engine';
import { describe, expect, it } from 'vitest';
import { instantAt, offsetsOf } from '../../house/clock.ts';
import { clockText } from '../board/axis.ts';
import { at, wire } from '../board/board.test-support.ts';
import { boardOf } from '../board/board.ts';
import {
  asideOf,
  cellsPut,
  droppedOn,
  editsOf,
  keptCell,
  nothingTyped,
  placeFor,
  rowsOf,
  type Typed,
  takenUp,
  turnedTo,
  withPut,
} from './byhand.ts';
import { cellsOf, withPasted } from './paste.ts';
import { brokenRules, cellOf } from './rules.ts';
import { readMachine, readStart, startText } from './typing.ts';

/** Two saws; on S1 work/1 is sawn 06:00–08:00 UTC and planned/3 07:00–09:00; Berlin is an hour ahead, now is Monday 06:00 UTC. */
const base = boardOf(
  wire({
    machines: [...wire().machines, { ...wire().machines[0]!, code: 'S2' }],
  }),
);
const [saw, weld] = [0, 1];
const today = '2026-01-05';
const typedAs = (rows: Typed['rows'], more: Partial<Typed> = {}): Typed => ({ ...nothingTyped, rows, ...more });
const rows = (typed: Typed = nothingTyped, board = base) => rowsOf(base, board, saw, typed, today);

describe('a typed start', () => {
  it.each([
    ['9:30', '2026-01-05 09:30', 'a time is of the day on which the step stands'],
    ['0930', '2026-01-05 09:30', 'without a colon too'],
    ['14', '2026-01-05 14:00', 'or the hour alone'],
    ['tue 8:00', '2026-01-06 08:00', 'a weekday is the next one'],
    ['+2 6:00', '2026-01-07 06:00', 'days are counted from today'],
    ['wed', '2026-01-07 07:00', 'a day alone keeps the time of day'],
    ['7 jan 14:00', '2026-01-07 14:00', 'a date has no year'],
    ['2026-01-07 14:00:30', '2026-01-07 14:00:30', 'seconds are kept'],
    ['Wed 7 Jan 14:00', '2026-01-07 14:00', 'as it is shown'],
  ])('%s means %s: %s', (text, meant) => {
    const read = readStart(text, at(6), base);
    expect('value' in read && clockText(read.value, base.offsets)).toBe(meant);
  });

  it.each([
    ['10 nov 2027 8:00', '2027-11-10T07:00:00Z'],
    ['5 jan 2040 8:00', '2040-01-05T07:00:00Z'],
    ['20 oct 2026 8:00', '2026-10-20T06:00:00Z'],
  ])('%s means %s and is shown as it was typed, however far it lies from the plan', (text, instant) => {
    const offsets = offsetsOf('Europe/Berlin');
    const read = readStart(text, at(6), { ...base, offsets });
    const value = 'value' in read ? read.value : Number.NaN;
    expect(instantAt(value)).toBe(instant);
    expect(startText(value, offsets, today)).toMatch(/ 08:00$/);
  });

  it.each(['25:00', 'soon', '9:77', '31 feb 8:00'])('%s is no time, and what was typed is said', (text) => {
    expect(readStart(text, at(6), base)).toEqual({
      fault: `"${text}" is no time. Maybe 8:30, fri 8:30 or 3 nov 14:00.`,
    });
  });
});

describe('a typed machine', () => {
  it('is one of the work centre, however it is written', () => {
    expect(readMachine(' s2 ', saw, base)).toEqual({ value: 3 });
  });

  it.each([
    ['W1', 'W1 is a machine of WELD, not of SAW. Maybe S1, S2.'],
    ['X9', 'SAW has no machine "X9". Maybe S1, S2.'],
  ])('%s is refused with those that there are', (text, fault) => {
    expect(readMachine(text, saw, base)).toEqual({ fault });
  });
});

describe('what is typed', () => {
  it('is asked of the engine as moves among which nothing slides', () => {
    const typed = typedAs({ 'planned/3 10': { start: '2026-01-05 12:00', machine: 'S2' } });
    expect(editsOf(base, saw, typed, new Set())).toEqual([
      { kind: 'stand' },
      { kind: 'move', order: 'planned/3', seq: 10, start: 11 * 3600, machine: 'S2' },
    ]);
  });

  it('on another machine begins when it stood', () => {
    expect(editsOf(base, saw, typedAs({ 'work/1 10': { machine: 'S2' } }), new Set())).toContainEqual({
      kind: 'move',
      order: 'work/1',
      seq: 10,
      start: 6 * 3600,
      machine: 'S2',
    });
  });

  it('that cannot be read asks for nothing, keeps its text and leaves the row where it stood', () => {
    const typed = typedAs({ 'planned/3 10': { start: 'soon' } });
    expect(editsOf(base, saw, typed, new Set())).toEqual([]);
    expect(rows(typed)[1]).toMatchObject({ start: 'soon', from: at(7), typed: true, faults: { start: /no time/ } });
  });

  it('that the engine refuses is left out of the next question', () => {
    const typed = typedAs({ 'work/1 10': { start: '2026-01-05 12:00' } });
    expect(editsOf(base, saw, typed, new Set(['work/1 10']))).toEqual([]);
  });

  it('is kept so that it means the same tomorrow', () => {
    expect(keptCell(base, saw, 0, { start: 'tomorrow 8:00', machine: 's2' })).toEqual({
      start: '2026-01-06 08:00',
      machine: 'S2',
    });
    expect(keptCell(base, saw, 0, { start: 'soon' })).toEqual({ start: 'soon' });
  });

  it('of a draft is typed on, and what is not of this work centre is taken along', () => {
    const other = { kind: 'move', order: 'work/1', seq: 20, start: 3600 } as never;
    const own = { kind: 'move', order: 'planned/3', seq: 10, start: 11 * 3600 } as never;
    const typed = takenUp(base, saw, [{ kind: 'stand' }, own, other], 7);
    expect(typed).toMatchObject({ rows: { 'planned/3 10': { start: '2026-01-05 12:00' } }, along: [other], newest: 7 });
    expect(editsOf(base, saw, typed, new Set())).toEqual([other, { kind: 'stand' }, own]);
  });
});

describe('the rows', () => {
  it('stand as the day runs, each with its turn on its machine', () => {
    expect(rows().map(({ key, turn, machine, start }) => [key, turn, machine, start])).toEqual([
      ['work/1 10', 1, 'S1', 'Mon 5 Jan 07:00'],
      ['planned/3 10', 2, 'S1', 'Mon 5 Jan 08:00'],
    ]);
  });

  it('show the seconds of a start that has some, so that it may be typed for another step', () => {
    const steps = { ...base.steps, from: base.steps.from.map((from) => from + 20) };
    const [shown] = rowsOf(base, { ...base, steps }, saw, nothingTyped, today);
    expect(shown?.start).toBe('Mon 5 Jan 07:00:20');
    expect(readStart(shown!.start, at(9), base)).toEqual({ value: at(6) + 20 });
  });

  it('begun from nothing are those that were typed; the others stand aside, what is needed first on top', () => {
    const blank = typedAs({}, { blank: true });
    expect([rows(blank), asideOf(base, saw, blank)]).toEqual([[], [0, 3]]);
    const one = typedAs({ 'work/1 10': { start: '2026-01-05 07:00' } }, { blank: true });
    expect([rows(one).map(({ key }) => key), asideOf(base, saw, one)]).toEqual([['work/1 10'], [3]]);
    expect(asideOf(base, saw, nothingTyped)).toEqual([]);
  });

  it('taken from aside go behind the last one of their machine, or to where that works again', () => {
    const one = typedAs({ 'work/1 10': { start: '2026-01-05 07:00' } }, { blank: true });
    expect(placeFor(base, rows(one), base, 3)).toEqual({ start: '2026-01-05 09:00', machine: 'S1' });
    // The hours of Monday end at 10:00 UTC; those of Tuesday begin at 06:00.
    const late = { ...rows(one)[0]!, to: at(10) };
    expect(placeFor(base, [late], base, 3)).toEqual({ start: '2026-01-06 07:00', machine: 'S1' });
  });

  it('given another turn follow each other from when the first of them began', () => {
    const line = ['A', 'B', 'C'].map((key, n) => ({ ...rows()[0]!, key, turn: n + 1, from: n, machine: 'S1' }));
    const turns = (key: string, to: number) => {
      const turned = turnedTo(line, key, to);
      return turned && [turned.rows.map((row) => row.key).join(''), turned.from];
    };
    expect(turns('C', 1)).toEqual(['CAB', 0]);
    expect(turns('A', 2)).toEqual(['BA', 0]);
    expect(turns('B', 9)).toEqual(['CB', 1]);
    expect(turns('B', 2)).toBeUndefined();
    expect(turns('A', 0)).toBeUndefined();
  });

  it('dropped before or behind another row takes its turn there, as by the keys', () => {
    const line = ['A', 'B', 'C'].map((key, n) => ({ ...rows()[0]!, key, turn: n + 1, from: n, machine: 'S1' }));
    const dropped = (key: string, on: string, behind: boolean) => droppedOn(line, key, { row: on, behind });
    expect(dropped('C', 'A', false)).toEqual(turnedTo(line, 'C', 1));
    expect(dropped('C', 'A', true)).toEqual(turnedTo(line, 'C', 2));
    expect(dropped('A', 'C', false)).toEqual(turnedTo(line, 'A', 2));
    expect(dropped('A', 'C', true)).toEqual(turnedTo(line, 'A', 3));
    expect(dropped('B', 'A', true)).toBeUndefined();
    expect(dropped('B', 'B', true)).toBeUndefined();
  });

  it("dropped into another machine's list begin when the one before lets go; only the one behind gives way", () => {
    const own = { ...rows()[0]!, key: 'X', turn: 1, from: at(6), to: at(7), machine: 'S1' };
    const line = ['A', 'B'].map((key, n) => ({
      ...own,
      key,
      turn: n + 1,
      from: at(8 + n),
      to: at(9 + n),
      machine: 'S2',
    }));
    const [a, b] = line;
    const dropped = (on: string, behind: boolean) => droppedOn([own, ...line], 'X', { row: on, behind });
    expect(dropped('A', false)).toEqual({ rows: [own, a], from: at(8), machine: 'S2' });
    expect(dropped('A', true)).toEqual({ rows: [own, b], from: at(9), machine: 'S2' });
    expect(dropped('B', true)).toEqual({ rows: [own], from: at(10), machine: 'S2' });
    expect(turnedTo([own], 'X', 1, 'S3')).toEqual({ rows: [own], from: at(6), machine: 'S3' });
  });
});

describe('pasted rows', () => {
  const paste = (matrix: readonly (readonly string[])[]) => withPasted(base, saw, nothingTyped, cellsOf(matrix), 12);

  it('are order, step, machine and start, or as their heads say', () => {
    const meant = { 'work/1 10': { start: '2026-01-06 08:00', machine: 'S2' } };
    expect(paste([['1', '10', 'S2', 'tue 8:00']]).rows).toEqual(meant);
    expect(
      paste([
        ['Start', 'Item', 'Order', 'Step', 'Machine'],
        ['tue 8:00', 'FRAME', '1', '10', 's2'],
      ]).rows,
    ).toEqual(meant);
    expect(paste([['1/10', '', 'S2', 'tue 8:00']]).rows).toEqual(meant);
  });

  it.each([
    [
      ['9', '10', 'S1', '8:00'],
      'Version 12 has no step 10 of 9. Maybe the order was finished, or is called otherwise.',
    ],
    [
      ['1', '99', 'S1', '8:00'],
      'Version 12 has no step 99 of 1. Maybe the order was finished, or is called otherwise.',
    ],
    [['1', '20', 'W1', '8:00'], 'Step 20 of 1 is done at WELD, not at SAW. Maybe type it there.'],
  ])('%j are kept aside with the sentence', (row, fault) => {
    const [order, step, machine, start] = row;
    expect(paste([row])).toMatchObject({ rows: {}, strays: [{ order, step, machine, start, fault }] });
  });

  it('keep a time that is none, in its cell', () => {
    expect(paste([['1', '10', '', 'soon']]).rows).toEqual({ 'work/1 10': { start: 'soon' } });
  });
});

describe('rules that are broken', () => {
  const conflict: HandConflict = {
    rule: 'no machine over capacity',
    order: 'planned/3',
    seq: 10,
    with: { order: 'work/1', seq: 10 },
    text: '',
  };
  const at3 = new Set(['planned/3 10']);

  it('lead to their row, or to the other one that holds the machine', () => {
    expect(brokenRules(base, [conflict], at3, new Set()).broken[0]).toMatchObject({
      key: 'planned/3 10',
      step: 3,
      with: 0,
    });
    expect(brokenRules(base, [conflict], new Set(['work/1 10']), new Set()).broken[0]?.key).toBe('work/1 10');
    expect(brokenRules(base, [conflict], new Set(), new Set()).broken[0]?.key).toBeUndefined();
  });

  it('with a step that stands aside are only counted', () => {
    expect(brokenRules(base, [conflict], at3, new Set(['work/1 10']))).toEqual({ broken: [], apart: 1 });
  });

  it('of a time before now, or of a machine that cannot, stand in that cell', () => {
    expect(cellOf({ ...conflict, rule: 'nothing starts before now' })).toBe('start');
    expect(cellOf({ ...conflict, rule: 'machine may do the step' })).toBe('machine');
    expect(cellOf(conflict)).toBeUndefined();
  });
});

it('a work centre without steps has no rows', () => {
  expect(rowsOf(base, base, weld, typedAs({}, { blank: true }), today)).toEqual([]);
});

describe('what is typed while the engine answers to a turn', () => {
  const [first, second] = ['work/1 10', 'planned/3 10'];
  const turned = turnedTo(rows(), second, 1)!;
  const put = cellsPut(base, turned, [
    { kind: 'move', order: 'planned/3' as never, seq: 10, start: (at(6) - base.epoch) as never },
    { kind: 'move', order: 'work/1' as never, seq: 10, start: (at(8) - base.epoch) as never },
  ]);
  const asked = typedAs({ 'work/9 10': { start: 'soon' } });

  it('joins what the turn put', () => {
    const now = typedAs({ ...asked.rows, 'work/8 10': { machine: 'S2' } });
    expect(withPut(now, asked, put).rows).toEqual({
      ...now.rows,
      [second]: { start: '2026-01-05 07:00' },
      [first]: { start: '2026-01-05 09:00' },
    });
  });

  it('is never lost, also where the turn would put the same row', () => {
    const now = typedAs({ ...asked.rows, [first]: { start: '14' } });
    expect(withPut(now, asked, put).rows).toEqual({ ...now.rows, [second]: { start: '2026-01-05 07:00' } });
  });
});
