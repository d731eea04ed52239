import { expect, it } from 'vitest';
import { missingOf, noHead, noPackage, noticeOf, packagesText, quantityOf, refOf, stillToSend } from './sending.ts';

const one = { ...noPackage, ref: 'PO-1/1', qty: '5' };
const head = { number: 'LS 1', carrier: '', carrierRef: '', arrives: '2026-11-09' };

it.each([
  ['12', 12],
  [' 2,5 ', 2.5],
  ['', Number.NaN],
  ['0', Number.NaN],
  ['-3', Number.NaN],
  ['many', Number.NaN],
  ['Infinity', Number.NaN],
  ['1,000', Number.NaN],
  ['1.000', Number.NaN],
  ['0x10', Number.NaN],
  ['1e3', Number.NaN],
])('a quantity typed as "%s" is %d', (qty, read) => {
  expect(quantityOf({ qty })).toBe(read);
});

it('what is still to send is what no notice announces, never less than nothing', () => {
  expect(stillToSend({ open: 20, on_the_way: [{ qty: 12 }, { qty: 3 }] })).toBe(5);
  expect(stillToSend({ open: 20, on_the_way: [{ qty: 25 }] })).toBe(0);
});

it('what is missing of goods that are sent is said, the first of it; without goods nothing is', () => {
  expect(missingOf([one, { ...one, ref: 'PO-1/2', qty: '' }], head)).toBe('PO-1/2: please give how much you send.');
  expect(missingOf([one, { ...one, qty: '1,000' }], head)).toBe(
    'PO-1/1: Quantity "1,000" can be read in two ways. Maybe write it without thousands signs.',
  );
  expect(missingOf([one], { ...head, number: ' ' })).toBe('Please give the number of your delivery note.');
  expect(missingOf([one], { ...head, arrives: '' })).toBe('Please give the day on which it arrives.');
  expect([missingOf([one], head), missingOf([], noHead)]).toEqual([undefined, undefined]);
});

it('a refusal is of a line by its name or by its place in the notice, or of the notice', () => {
  const notice = noticeOf(head, [one, { ...one, ref: 'PO-1/2' }]);
  expect(['PO-9/1', 'notice.lines.1.lot', 'notice.number'].map((field) => refOf(field, notice))).toEqual([
    'PO-9/1',
    'PO-1/2',
    undefined,
  ]);
});

it('what was typed of a line that is no more is told by package', () => {
  expect(packagesText([{ ...one, lot: 'L7' }, { ...one, qty: '3' }, noPackage])).toBe('5, L7\n3');
});
