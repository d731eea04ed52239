import type { HandEdit } from '@hotlist/engine';
import { describe, expect, it } from 'vitest';
import { board } from './board.test-support.ts';
import { idleOvertimeWords } from './hand.messages.ts';
import { idleOvertime } from './idleovertime.ts';

const hour = 3600;
const overtime = (of: string, from: number, to: number): HandEdit =>
  ({ kind: 'overtime', of, from: from * hour, to: to * hour }) as HandEdit;
const said = (...edits: HandEdit[]): string[] => idleOvertime(board, edits).map(idleOvertimeWords);

// All work from 6 to 10 and from 30 to 38; who welds on W1 are the WELDERS.
describe('overtime by hand', () => {
  it.each([
    [
      'of a machine whose people are off',
      'W1',
      'W1 stays open, but WELDERS are off then, and nothing runs there without them. Maybe insert overtime of WELDERS too.',
    ],
    [
      'of people whose machines are closed',
      'WELDERS',
      'WELDERS stay, but W1 is closed then. Maybe insert overtime of W1 too.',
    ],
  ])('%s changes nothing, and says so with the way out', (_, of, words) => {
    expect(said(overtime(of, 10, 12))).toEqual([words]);
  });

  it('of both is worked, and so is that of a machine without people, or while they work', () => {
    expect(said(overtime('W1', 10, 12), overtime('WELDERS', 10, 12))).toEqual([]);
    expect(said(overtime('S1', 10, 12))).toEqual([]);
    expect(said(overtime('W1', 9, 12))).toEqual([]);
  });

  it('beyond the hours that are known is not called idle', () => {
    expect(said(overtime('W1', 40, 42))).toEqual([]);
  });
});
