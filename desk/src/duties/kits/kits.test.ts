import { describe, expect, it } from 'vitest';
import { checked, type KitFacts, type KitLine, lotsOf, mayIssue, mayRelease, stagedOn, stateOf } from './kits.ts';

const fresh: KitFacts = { checked: false, released: false, issued: false, apart: false };
const line = (staged: number, more: Partial<KitLine> = {}): KitLine => ({
  item: 'TUBE',
  seq: 10,
  open: 4,
  staged,
  ...more,
});
const glue = line(1, { item: 'GLUE', open: 1 });

describe('a kit', () => {
  it.each<[string, KitFacts, readonly KitLine[], string]>([
    ['is short while one thing is', fresh, [line(3), glue], 'short'],
    ['is complete when everything is staged', fresh, [line(4), glue], 'complete'],
    ['is released short by a person’s word', { ...fresh, released: true }, [line(3)], 'released short'],
    ['that was released short and came whole is complete', { ...fresh, released: true }, [line(4)], 'complete'],
    ['is issued, whatever its order needs since', { ...fresh, issued: true }, [line(0)], 'issued'],
  ])('%s', (_, kit, lines, expected) => {
    expect(stateOf(kit, lines)).toBe(expected);
  });

  it('gives what is staged to its lines in their order', () => {
    const lines = stagedOn([line(0), line(0, { seq: 20, open: 3 })], new Map([['TUBE', 5]]));
    expect(lines.map((one) => one.staged)).toEqual([4, 1]);
  });

  it('takes what is staged from its lots in their order, to the last bit', () => {
    const lots = [
      { item: 'TUBE', lot: 'A', qty: 0.1 },
      { item: 'GLUE', lot: '', qty: 1 },
      { item: 'TUBE', lot: 'B', qty: 0.5 },
    ];
    expect(lotsOf([line(0.3), line(0.3, { seq: 20 })], lots)).toEqual([
      { item: 'TUBE', seq: 10, lot: 'A', qty: 0.1 },
      { item: 'TUBE', seq: 10, lot: 'B', qty: 0.2 },
      { item: 'TUBE', seq: 20, lot: 'B', qty: 0.3 },
    ]);
  });

  it.each<[string, KitFacts, readonly KitLine[], string]>([
    ['goes to its order when it was checked', { ...fresh, checked: true }, [line(4), glue], 'accept'],
    ['does not before', fresh, [line(4)], 'not-checked'],
    ['does not while it is short', { ...fresh, checked: true }, [line(3)], 'still-short'],
    ['does when it was released with its shortage', { ...fresh, checked: true, released: true }, [line(3)], 'accept'],
    ['does not twice', { ...fresh, issued: true }, [line(4)], 'over'],
    ['does not with nothing in it', { ...fresh, checked: true, released: true }, [line(0)], 'empty'],
  ])('%s', (_, kit, lines, expected) => {
    const decision = mayIssue(kit, lines);
    expect(decision.kind === 'refuse' ? decision.code : decision.kind).toBe(expected);
  });

  it.each([
    ['is released with its shortage, which is named', fresh, [line(3)], ['1 of TUBE']],
    ['that is complete needs no release', fresh, [line(4)], 'not-short'],
    ['that is gone is not released', { ...fresh, issued: true }, [line(3)], 'over'],
  ] as const)('%s', (_, kit, lines, expected) => {
    const decision = mayRelease(kit, lines);
    expect(decision.kind === 'accept' ? decision.facts : 'code' in decision && decision.code).toEqual(expected);
  });

  it.each([
    ['is as its list says', [{ item: 'TUBE', qty: 4, sound: true }], 'accept'],
    ['has another quantity', [{ item: 'TUBE', qty: 3, sound: true }], 'differs'],
    ['has something damaged', [{ item: 'TUBE', qty: 4, sound: false }], 'damaged'],
    ['was not counted whole', [], 'not-counted'],
  ])('%s, somebody finds', (_, counted, expected) => {
    const decision = checked([line(4)], counted);
    expect(decision.kind === 'refuse' ? decision.code : decision.kind).toBe(expected);
  });
});
