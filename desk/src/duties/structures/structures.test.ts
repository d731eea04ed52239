import { describe, expect, it } from 'vitest';
import type { Row } from '../../house/kind.ts';
import { attendanceFaults } from '../../house/stepfaults.ts';
import { workSteps } from '../work/work.ts';
import { circles, routingSteps } from './structures.ts';

const line = (pair: string) => {
  const [parent = '', component = ''] = pair.split(' ');
  return { parent, component };
};

describe('a bill of material', () => {
  it.each([
    ['that only goes down has no circle', ['BIKE WHEEL', 'WHEEL RIM', 'BIKE FRAME'], []],
    ['may use one part by two ways', ['A B', 'A C', 'B D', 'C D'], []],
    ['may not hold itself', ['A A'], ['A → A']],
    ['may not hold what holds it, however deep', ['A B', 'B C', 'C A'], ['A → B → C → A']],
    ['has each circle named once', ['A B', 'B A', 'C D', 'D C'], ['A → B → A', 'C → D → C']],
  ])('%s', (_, lines, expected) => {
    const found = circles(lines.map(line));
    expect(found.map((one) => /circle: (.*)\. Maybe/.exec(one.text)?.[1])).toEqual(expected);
  });

  it('names the line that closes the circle first, then the lines of the way', () => {
    const rows = ['A B', 'B C', 'C A'].map(line);
    expect(circles(rows)[0]?.rows).toEqual([rows[2], rows[1], rows[0]]);
  });

  it('of ten thousand levels is walked without running out of stack', () => {
    expect(circles(Array.from({ length: 10_000 }, (_, at) => line(`I${at} I${at + 1}`)))).toEqual([]);
  });
});

describe('the crew of a step', () => {
  const faults = (row: Row) => attendanceFaults({ attends: 'setup', crew: null, setup_crew: null, ...row }, 'Step 10');
  it.each<[string, Row, string | undefined]>([
    ['may attend it as a whole', { attends: 'whole' }, undefined],
    ['may attend its set-up alone', { crew: 'WELDERS' }, undefined],
    ['is somebody where it attends the set-up alone', {}, 'by nobody'],
    ['has something to do beside those who set up', { crew: 'WELDERS', setup_crew: 'SETTERS' }, 'attends nothing else'],
  ])('%s', (_, row, text) => {
    expect(faults(row).map((one) => one.text.includes(text ?? ''))).toEqual(text === undefined ? [] : [true]);
  });
});

describe('a step that no plan could take', () => {
  const step = { item: 'BIKE', work_order: 'MO-1', seq: 10, work_centre: 'WELD', outside_days: null, state: 'waiting' };
  it.each<[string, Row, string | undefined]>([
    ['may be followed at once or within a while', { gap_hours: 5, max_gap_hours: 5 }, undefined],
    ['is not followed sooner than its gap lets it', { gap_hours: 5, max_gap_hours: 1 }, 'not before 5 h are over'],
    ['is not done nowhere', { work_centre: null }, 'names no work centre'],
    ['may be done outside', { work_centre: null, outside_days: 3 }, undefined],
  ])('%s, in a routing as in a work order', (_, row, text) => {
    for (const kind of [routingSteps, workSteps])
      expect(kind.checkRow?.({ ...step, ...row }).map((one) => one.text.includes(text ?? ''))).toEqual(
        text === undefined ? [] : [true],
      );
  });
});

describe('a step that somebody freezes', () => {
  const step = { work_order: 'MO-1', seq: 10, work_centre: 'WELD', state: 'waiting', machine: 'W1' };
  const [eight, ten] = ['2026-01-05T08:00:00.000Z', '2026-01-05T10:00:00.000Z'];
  it.each<[string, Row, string | undefined]>([
    ['stays on its machine from one moment to a later one', { frozen_from: eight, frozen_to: ten }, undefined],
    ['is not frozen until before it begins', { frozen_from: ten, frozen_to: eight }, 'the other way round'],
    ['says until when', { frozen_from: ten }, 'does not say until when'],
    ['says from when', { frozen_to: ten }, 'does not say from when'],
    ['is asked nothing once it is done', { frozen_from: ten, state: 'done', machine: null }, undefined],
    ['says on which machine', { frozen_from: eight, frozen_to: ten, machine: null }, 'names no machine'],
  ])('%s', (_, row, text) => {
    expect(workSteps.checkRow?.({ ...step, ...row }).map((one) => one.text.includes(text ?? ''))).toEqual(
      text === undefined ? [] : [true],
    );
  });
});
