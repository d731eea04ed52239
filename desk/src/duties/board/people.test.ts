import { describe, expect, it } from 'vitest';
import { happenedWords } from './actual.messages.ts';
import { actualLanes, actualOf } from './actual.ts';
import { at, wire } from './board.test-support.ts';
import { boardOf } from './board.ts';
import { neighbour } from './find.ts';
import { layoutOf } from './layout.ts';
import { loadOf, spansOf } from './load.ts';

const hour = 3600;
const board = boardOf(wire());
/** The weld of work/1, planned with WELDERS 09–12, was begun by Bela, who belongs to them, and gone on with by Mara, who does not; it is 14:00. */
const actual = actualOf(board, {
  now: at(14),
  rows: [{ order: 'work/1', seq: 20, state: 'started', begun: at(10), finished: null, done: 50 }],
  worked: [
    { order: 'work/1', seq: 20, worker: 'B1', who: 'Bela', from: at(10), to: at(11) },
    { order: 'work/1', seq: 20, worker: null, who: 'Mara', from: at(12), to: null },
    { order: 'work/9', seq: 20, worker: 'B2', who: 'Jana', from: at(10), to: at(11) },
  ],
});
const layout = layoutOf(board, 'people', actual.worked);
const barsOf = (label: string) => {
  const row = layout.rows.find((one) => one.label === label)!;
  return [...layout.from]
    .map((from, bar) => ({ bar, said: [layout.step[bar], from, layout.to[bar]] }))
    .slice(layout.laneAt[row.lane], layout.laneAt[row.lane + row.lanes])
    .map(({ said }) => said);
};

describe('rows of people', () => {
  it('are under each crew its work and who belongs to it, and others who reported something', () => {
    expect(layout.rows.map(({ kind, label, note }) => [kind, label, note])).toEqual([
      ['group', 'WELDERS', ''],
      ['row', '2 at once', ''],
      ['row', 'Bela', 'early'],
      ['row', 'Jana', ''],
      ['group', 'Others', 'who reported'],
      ['row', 'Mara', ''],
    ]);
  });
  it('hold what a person reported, no more: what is planned stands in the row of the crew', () => {
    expect(barsOf('2 at once')).toEqual([[1, at(9), at(12)]]);
    expect(barsOf('Bela')).toEqual([[1, at(10), at(11)]]);
    expect(barsOf('Mara')).toEqual([[1, at(12), at(14)]]);
  });
  it('give nobody work where nothing was reported: a row that is empty', () => {
    expect(barsOf('Jana')).toEqual([]);
    expect(layoutOf(board, 'people').rows.map(({ label }) => label)).toEqual(['WELDERS', '2 at once', 'Bela', 'Jana']);
  });
  it('lead to a step where it is planned, though somebody reported it before', () => {
    expect(layout.rows[layout.rowOf[0]!]!.label).toBe('2 at once');
    expect(layout.barOf[1]).toBe(0);
    // By the keyboard from the crew's row no way leads in circles over who reported it.
    expect(neighbour(layout, layout.barOf[1]!, 'down')).toBe(layout.barOf[1]);
  });
  it('count the load of a crew once, however many reported its work', () => {
    const spans = spansOf(board, 24 * hour);
    const asked = (of: typeof layout) => [...loadOf(board, of, 0, spans)!.asked];
    expect(asked(layout)).toEqual(asked(layoutOf(board, 'people')));
  });
  it('draw what happened with the planned bar, and who it was once more in his own row', () => {
    const lanes = actualLanes(layout, actual);
    expect([...lanes.step]).toEqual([1]);
    expect(lanes.laneAt[1]).toBe(1);
  });
  it('are said in words too', () => {
    expect(happenedWords(board, actual, 1, '2026-01-05').at(-1)).toBe('Reported by Bela, Mara');
  });
});
