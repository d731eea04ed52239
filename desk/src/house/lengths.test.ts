import { describe, expect, test } from 'vitest';
import { durationText, lateOf, lateWords, workText } from './lengths.ts';

const hour = 3600;
const day = 24 * hour;

describe('a length of time', () => {
  test.each([
    [0, '0 min'],
    [20, '1 min'],
    [40 * 60, '40 min'],
    [59 * 60 + 20, '59 min'],
    [9.5 * hour, '9.5 h'],
    [day - 60, '1.0 d'],
    [2.1 * day, '2.1 d'],
    [-9.5 * hour, '−9.5 h'],
  ])('of %d seconds reads "%s"', (seconds, words) => {
    expect(durationText(seconds)).toBe(words);
  });
});

test('work is counted in hours, however long', () => {
  expect([40 * 60, 9.5 * hour, 3 * day].map(workText)).toEqual(['40 min', '9.5 h', '72.0 h']);
});

describe('lateness is told by sign, word and number', () => {
  test('three days late', () => {
    expect(lateWords(lateOf(3 * day))).toEqual({ sign: '▲', text: '+3.0 d', said: 'late by 3.0 d' });
  });
  test('one second late is late, and reads as a minute', () => {
    expect(lateWords(lateOf(1))).toEqual({ sign: '▲', text: '+1 min', said: 'late by 1 min' });
  });
  test('sixteen and a half hours late reads in days, as its neighbours do', () => {
    expect(lateWords(lateOf(16.5 * hour)).text).toBe('+0.7 d');
  });
  test('0.4 days to spare is at risk', () => {
    expect(lateWords(lateOf(-0.4 * day))).toEqual({ sign: '△', text: '0.4 d left', said: 'at risk, 0.4 d left' });
  });
  test('less than a tenth of a day reads in hours: what is late is never late by nothing', () => {
    expect(lateWords(lateOf(0.05 * day)).text).toBe('+1.2 h');
    expect(lateWords(lateOf(-0.05 * day)).text).toBe('1.2 h left');
  });
  test('what is due this second is due now: nothing is left of nothing', () => {
    expect(lateWords(lateOf(0))).toEqual({ sign: '△', text: 'due now', said: 'at risk, due now' });
    expect(lateWords(lateOf(-1)).text).toBe('1 min left');
  });
  test('five days to spare carries no sign', () => {
    expect(lateWords(lateOf(-5 * day))).toEqual({ sign: '', text: '5.0 d left', said: '5.0 d left' });
  });
  test('the planner may draw the line of risk elsewhere', () => {
    expect(lateOf(-2 * day, 3 * day).state).toBe('risk');
    expect(lateOf(-3 * day, 3 * day).state).toBe('fine');
  });
});
