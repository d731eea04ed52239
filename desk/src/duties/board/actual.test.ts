import { expect, it } from 'vitest';
import { countedOtherwise, happenedWords, otherwiseWords } from './actual.messages.ts';
import { actualLanes, actualOf, otherwiseOf, type Told, workedAt } from './actual.ts';
import { at, wire } from './board.test-support.ts';
import { boardOf } from './board.ts';
import { laneOf } from './find.ts';
import { layoutOf } from './layout.ts';

const row = (order: string, seq: number, more: Partial<Told['rows'][number]>): Told['rows'][number] => ({
  order,
  seq,
  state: 'waiting',
  begun: null,
  finished: null,
  done: 0,
  ...more,
});
/** Worked 6 to 22, on two days. */
const calendars = [{ windows: [6, 22, 30, 46].map((hours) => hours * 3600) }];
const board = boardOf(wire({ calendars }));
/** work/1 is published: 10 saw 06–08, 20 weld 09–12. It was sawn 07–07:30 and is welded since 11; it is 14:00. */
const told: Told = {
  now: at(14),
  rows: [
    row('work/1', 10, { state: 'done', begun: at(7), finished: at(7.5), done: 100 }),
    row('work/1', 20, { state: 'started', begun: at(11), done: 40 }),
    row('work/9', 10, { state: 'done', begun: at(7), finished: at(8) }),
  ],
  worked: [],
};
const actual = actualOf(board, told);
const today = '2026-01-05';

it('each step of the published version has what was begun and finished; what the version does not know is left out', () => {
  expect([...actual.begun].slice(0, 2)).toEqual([at(7), at(11)]);
  expect([...actual.until].slice(0, 2)).toEqual([at(7.5), at(14)]);
  expect([...actual.begun].slice(2)).toEqual([NaN, NaN]);
  expect([...actual.open]).toEqual([0, 1, 0, 0]);
});

it('what went otherwise is counted, and is all that is left when nothing else is asked for', () => {
  expect(actual.counts).toEqual({ 'late-start': 2, overrun: 1, early: 1 });
  expect([...otherwiseOf(actual)]).toEqual([1, 1, 0, 0]);
  expect(countedOtherwise(actual)).toBe('2 late to begin, 1 over, 1 early');
  expect(countedOtherwise(actualOf(board, { worked: [], now: at(6), rows: [] }))).toBe('all as published');
});

it('says what happened in words: how late it began, by how much it is over, when it was published', () => {
  expect(otherwiseWords(actual, 0)).toBe('begun 1.0 h late, done 0.5 h early');
  expect(otherwiseWords(actual, 2)).toBe('');
  // Berlin is an hour ahead.
  expect(happenedWords(board, actual, 1, today)).toEqual([
    'Began Mon 5 Jan 12:00, 2.0 h late; published Mon 5 Jan 10:00',
    'At work, 40 % done, over by 2.0 h; its end published Mon 5 Jan 13:00',
  ]);
  expect(happenedWords(board, actual, 0, today)[1]).toBe(
    'Finished Mon 5 Jan 08:30, 0.5 h early; published Mon 5 Jan 09:00',
  );
  const waiting = actualOf(board, { worked: [], now: at(8), rows: [row('work/1', 10, {})] });
  expect(happenedWords(board, waiting, 0, today)).toEqual(['Not begun, 2.0 h late; published Mon 5 Jan 07:00']);
  expect(otherwiseWords(waiting, 0)).toBe('not begun, 2.0 h late');
});

it('is told in hours that the machine works: of the night nothing, and nothing before it opens again', () => {
  const overnight = (now: number) =>
    actualOf(board, { worked: [], now: at(now), rows: [row('work/1', 20, { state: 'started', begun: at(9) })] });
  // Published until 12: ten hours until 22, and one from 6 to 7 of the next day.
  expect(otherwiseWords(overnight(31), 1)).toBe('over by 11.0 h');
  expect(otherwiseWords(overnight(29), 1)).toBe(otherwiseWords(overnight(22), 1));
});

it('a step in parts is judged once: by its first start and its last end', () => {
  const { steps } = wire();
  // The second step of work/1 becomes a second part of the first: 06–08 and 09–12.
  const parts = boardOf(wire({ calendars, steps: { ...steps, seq: [10, 10, 10, 10] } }));
  const late = actualOf(parts, {
    worked: [],
    now: at(13),
    rows: [row('work/1', 10, { state: 'started', begun: at(6) })],
  });
  expect([...late.departed]).toEqual([[0, [{ kind: 'overrun', seconds: 3600 }]]]);
  expect([...late.begun].slice(0, 2)).toEqual([at(6), at(6)]);
});

it('what was at work in a lane at a moment is found, also under a longer one that began before', () => {
  const layout = layoutOf(board, 'machines');
  const overlap = actualOf(board, {
    worked: [],
    now: at(14),
    rows: [
      row('work/1', 10, { state: 'started', begun: at(6) }),
      row('planned/3', 10, { state: 'done', begun: at(8), finished: at(9) }),
    ],
  });
  const lanes = actualLanes(layout, overlap);
  const lane = (step: number) => laneOf(layout, layout.barOf[step]!);
  expect(workedAt(lanes, overlap, lane(0), at(12))).toBe(0);
  expect(workedAt(lanes, overlap, lane(0), at(5))).toBeUndefined();
  expect(workedAt(lanes, overlap, lane(3), at(8.5))).toBe(3);
  expect(workedAt(lanes, overlap, lane(3), at(12))).toBeUndefined();
});
