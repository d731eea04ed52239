import type { HandEdit } from '@hotlist/engine';
import { describe, expect, it } from 'vitest';
import { behindOf, type Drawing } from './newcause.ts';
import { whyWords } from './orderchanges.messages.ts';
import { changesBetween, type Root, type Seen } from './orderchanges.ts';

/** "4 FRAME stock/L1 > demand/SO-20/1" */
const plan = (lines: readonly string[], byHand?: Drawing['byHand']): Drawing => ({
  pegs: lines.map((line) => {
    const [qty = '', item = '', supply = '', , consumer = ''] = line.split(' ');
    return { qty: Number(qty), item, supply, consumer };
  }),
  byHand,
});
const seen = (late: number, root: Root | null): Seen => ({
  demand: 'SO-20/1',
  item: 'BIKE',
  due: '2026-11-05T16:00:00.000Z',
  promised: null,
  delivered: `2026-11-0${5 + late}T16:00:00.000Z`,
  lateSeconds: late * 86_400,
  root,
});
const vendor: Root = { kind: 'lead-time', what: 'buy/3', text: '4 FRAME from KRAFT arrive Sat.' };
const welder: Root = {
  kind: 'machine-busy',
  what: 'W1',
  text: 'W1 is busy until Fri with step 30 of work/MO-9.',
  behind: { order: 'work/MO-9', seq: 30 },
};
const why = (before: Drawing, after: Drawing, root: Root): string => {
  const [change] = changesBetween([seen(0, null)], [seen(2, root)]);
  return whyWords(change!, behindOf(before, after)(change!));
};
const move = (order: string): HandEdit => ({ kind: 'move', order, seq: 30, start: 0 }) as HandEdit;

describe('a new cause', () => {
  const had = plan(['4 FRAME stock/L1 > planned/1', '4 BIKE planned/1 > demand/SO-20/1']);

  it('says who takes the material that the order had, through what is made of it', () => {
    const lost = plan([
      '4 FRAME stock/L1 > planned/7',
      '4 BIKE planned/7 > demand/SO-31/1',
      '4 FRAME buy/3 > planned/8',
      '4 BIKE planned/8 > demand/SO-20/1',
    ]);
    expect(why(had, lost, vendor)).toBe('New cause: SO-31/1 takes the 4 FRAME it had. 4 FRAME from KRAFT arrive Sat.');
  });

  it('counts of a shared order only the part that another takes, and a broken number of pieces is no number for people', () => {
    const lost = plan([
      '6 FRAME stock/L1 > planned/7',
      '1 BIKE planned/7 > demand/SO-20/1',
      '3 BIKE planned/7 > demand/SO-31/1',
      '3 FRAME buy/3 > planned/8',
      '3 BIKE planned/8 > demand/SO-20/1',
    ]);
    // Of the 6 frames of planned/7 a quarter, 1.5, is still its own; it had 4.
    expect(why(had, lost, vendor)).toMatch(/SO-31\/1 takes some of the FRAME it had/);
  });

  it.each<[string, readonly string[]]>([
    ['it has other stock instead', ['4 FRAME stock/L2 > planned/1', '4 BIKE planned/1 > demand/SO-20/1']],
    ['nobody else draws on it', ['4 FRAME buy/3 > planned/1', '4 BIKE planned/1 > demand/SO-20/1']],
  ])('names nobody where %s', (_, pegs) => {
    const after = plan([...pegs, '4 FRAME stock/L9 > demand/SO-31/1']);
    expect(why(had, after, vendor)).toBe('New cause: 4 FRAME from KRAFT arrive Sat.');
  });

  it('says for whom the machine works first', () => {
    const after = plan(['4 FRAME work/MO-9 > planned/1', '1 BIKE planned/1 > demand/SO-31/1']);
    expect(why(plan([]), after, welder)).toBe(
      'New cause: W1 is busy until Fri with step 30 of work/MO-9. That work is for SO-31/1.',
    );
    const own = plan(['4 FRAME work/MO-9 > demand/SO-20/1']);
    expect(why(plan([]), own, welder)).toBe('New cause: W1 is busy until Fri with step 30 of work/MO-9.');
  });

  it('is the person who moved its work by hand, not the time that the work takes', () => {
    const work: Root = { kind: 'work-time', what: 'work/MO-1', text: 'The work itself takes 2 days.' };
    const pegs = ['4 FRAME work/MO-1 > planned/1', '4 BIKE planned/1 > demand/SO-20/1'];
    const moved = plan(pegs, { who: 'Ann', edits: [move('work/MO-1')], later: new Set(['SO-20/1']) });
    expect(why(plan(pegs), moved, work)).toBe('New cause: moved by hand by Ann (step 30 of work/MO-1).');
    // Nor the hours for which its machine is closed meanwhile.
    const closed: Root = { kind: 'closed', what: 'W1', text: 'W1 is closed until Mon.' };
    expect(why(plan(pegs), moved, closed)).toBe('New cause: moved by hand by Ann (step 30 of work/MO-1).');
    // What stood in the older plan too has not moved it since.
    expect(why(moved, moved, work)).toBe('New cause: The work itself takes 2 days.');
  });

  it('is not the person who mends by hand what came before: the order ships no later than without it', () => {
    const down: Root = { kind: 'machine-down', what: 'W1', text: 'W1 is down until Fri.' };
    const pegs = ['4 FRAME work/MO-1 > planned/1', '4 BIKE planned/1 > demand/SO-20/1'];
    const mended = plan(pegs, { who: 'Ann', edits: [move('work/MO-1')], later: new Set() });
    expect(why(plan(pegs), mended, down)).toBe('New cause: W1 is down until Fri.');
  });

  it('is the person who put other work before it', () => {
    const after = plan([], { who: 'Ann', edits: [move('work/MO-9')], later: new Set(['SO-20/1']) });
    expect(why(plan([]), after, welder)).toMatch(
      /^New cause: moved by hand by Ann \(step 30 of work\/MO-9\)\. W1 is busy/,
    );
  });
});
