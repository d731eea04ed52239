import { describe, expect, it } from 'vitest';
import { behindOf, type Peg } from './newcause.ts';
import { whyWords } from './orderchanges.messages.ts';
import { changesBetween, type Root, type Seen } from './orderchanges.ts';

/** "4 FRAME stock/L1 > demand/SO-20/1" */
const plan = (lines: readonly string[]): readonly Peg[] =>
  lines.map((line) => {
    const [qty = '', item = '', supply = '', , consumer = ''] = line.split(' ');
    return { qty: Number(qty), item, supply, consumer };
  });
const seen = (late: number, root: Root | null): Seen => ({
  demand: 'SO-20/1',
  item: 'BIKE',
  due: '2026-11-05T16:00:00.000Z',
  promised: null,
  delivered: `2026-11-0${5 + late}T16:00:00.000Z`,
  lateSeconds: late * 86_400,
  root,
  hand: null,
});
const vendor: Root = { kind: 'lead-time', what: 'buy/3', text: '4 FRAME from KRAFT arrive Sat.' };
const welder: Root = {
  kind: 'machine-busy',
  what: 'W1',
  text: 'W1 is busy until Fri with step 30 of work/MO-9.',
  behind: { order: 'work/MO-9', seq: 30 },
};
const why = (before: readonly Peg[], after: readonly Peg[], root: Root): string => {
  const [change] = changesBetween([seen(0, null)], [seen(2, root)]);
  return whyWords(change!, behindOf(before, after)(change!));
};

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

  it.each<[string, readonly string[], Root, string]>([
    ['where it buys as much and waits for a machine', ['4 FRAME purchase/PO-1 > planned/1'], welder, 'W1 is busy'],
    [
      'where it waits for another item',
      ['4 FRAME purchase/PO-1 > planned/1', '8 TYRE buy/5 > planned/1'],
      { ...vendor, what: 'buy/5' },
      '4 FRAME from',
    ],
  ])('names nobody who takes what it had %s', (_, pegs, root, begins) => {
    const lost = plan([
      ...pegs,
      '4 BIKE planned/1 > demand/SO-20/1',
      '4 FRAME stock/L1 > planned/7',
      '4 BIKE planned/7 > demand/SO-31/1',
    ]);
    expect(why(had, lost, root)).toMatch(new RegExp(`^New cause: ${begins}`));
  });

  it('says who takes what it had where it is made for it now, on a machine that is busy', () => {
    const lost = plan([
      '4 FRAME planned/8 > planned/1',
      '4 BIKE planned/1 > demand/SO-20/1',
      '4 FRAME stock/L1 > planned/7',
      '4 BIKE planned/7 > demand/SO-31/1',
    ]);
    expect(why(had, lost, welder)).toMatch(/^New cause: SO-31\/1 takes the 4 FRAME it had\. W1 is busy/);
  });

  it('says for whom the machine works first', () => {
    const after = plan(['4 FRAME work/MO-9 > planned/1', '1 BIKE planned/1 > demand/SO-31/1']);
    expect(why(plan([]), after, welder)).toBe(
      'New cause: W1 is busy until Fri with step 30 of work/MO-9. That work is for SO-31/1.',
    );
    const own = plan(['4 FRAME work/MO-9 > demand/SO-20/1']);
    expect(why(plan([]), own, welder)).toBe('New cause: W1 is busy until Fri with step 30 of work/MO-9.');
  });
});
