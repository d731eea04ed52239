import { expect, it } from 'vitest';
import { maybeReason, reasonText } from './contract.ts';
import { shapeFault } from './shapefaults.ts';
import { isSeen, seenOf, shortened, turns } from './texts.ts';

it.each([
  ['\u200b', 'a space of no width'],
  ['\u2060\ufeff', 'joiners'],
  [' \u200e\t', 'marks and blanks'],
  ['\u3164', 'a filler'],
  ['\u0007', 'a control character'],
  ['   ', 'blanks'],
])('%j is nothing to see, and no reason: %s', (text) => {
  expect(isSeen(text)).toBe(false);
  const [issue] = reasonText(200).safeParse(text).error!.issues;
  expect(shapeFault({ ...issue!, path: ['reason'] }, { reason: text }, 'body').text).toBe(
    'reason: a blank is no reason.',
  );
});

it.each(['C can wait', ' é ', '納期', 'a\u200bb', '👍🏽'])('%j is something to see', (text) => {
  expect(isSeen(text)).toBe(true);
  expect(reasonText(200).parse(text)).toBe(text.trim());
});

it('what turns the text that follows is found, letters that are written from the right are not', () => {
  expect(['a\u202eb', '\u2067a', '\u202a'].map(turns)).toEqual([true, true, true]);
  expect(['שלום', 'مرحبا', 'a\u200fb'].map(turns)).toEqual([false, false, false]);
});

it('a text without what turns it keeps its letters, and what joins an emoji', () => {
  expect(['\u202eab\u2066', ' a\u0007b ', '👨\u200d👩', 'a\u200fb'].map(seenOf)).toEqual([
    'ab',
    'ab',
    '👨\u200d👩',
    'a\u200fb',
  ]);
});

it.each([
  ['abcdef', 6, 'abcdef'],
  ['abcdefg', 6, 'abcde…'],
  ['ab cdefg', 4, 'ab…'],
  ['a👍🏽b', 4, 'a…'],
  ['👍🏽👍🏽', 5, '👍🏽…'],
])('%s in %i is %s', (text, most, cut) => {
  expect(shortened(text, most)).toBe(cut);
  expect(cut.length).toBeLessThanOrEqual(most);
});

it('a reason that nobody can see is none', () => {
  const [filler, braille] = ['\u3164', '\u2800'];
  expect([` ${filler}${braille}`, ' wet ', undefined].map((text) => maybeReason(200).parse(text))).toEqual([
    '',
    'wet',
    '',
  ]);
});
