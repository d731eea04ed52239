import { describe, expect, test } from 'vitest';
import { durationText, lateDaysText, lateOf, lateWords, leastLate, workText } from './lengths.ts';

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

test('days late are working days: a part of one in days, a small part in hours', () => {
  expect([3.21, 0.4, 0.05, 0.02, leastLate, 0].map(lateDaysText)).toEqual([
    '3.2 d',
    '0.4 d',
    '1.2 h',
    '29 min',
    'no working day',
    'no working day',
  ]);
});

describe('lateness is told by sign, word and number', () => {
  test('three days late', () => {
    expect(lateWords(lateOf(3))).toEqual({ sign: '▲', text: '+3.0 d', said: 'late by 3.0 d' });
  });
  test('late over hours on which nobody works is late by no working day, not by a minute', () => {
    expect(lateWords(lateOf(leastLate))).toEqual({ sign: '▲', text: 'no working day', said: 'late by no working day' });
  });
  test('two thirds of a day late reads in days, as its neighbours do', () => {
    expect(lateWords(lateOf(0.69)).text).toBe('+0.7 d');
  });
  test('0.4 days to spare is at risk', () => {
    expect(lateWords(lateOf(-0.4))).toEqual({ sign: '△', text: '0.4 d left', said: 'at risk, 0.4 d left' });
  });
  test('less than a tenth of a day reads in hours: what is late is never late by nothing', () => {
    expect(lateWords(lateOf(0.05)).text).toBe('+1.2 h');
    expect(lateWords(lateOf(-0.05)).text).toBe('1.2 h left');
    expect(lateWords(lateOf(-0.01)).text).toBe('14 min left');
  });
  test('what comes as it is needed has no slack: nothing is left of nothing', () => {
    expect(lateWords(lateOf(0))).toEqual({ sign: '△', text: 'no slack', said: 'at risk, no slack' });
  });
  test('five days to spare carries no sign', () => {
    expect(lateWords(lateOf(-5))).toEqual({ sign: '', text: '5.0 d left', said: '5.0 d left' });
  });
  test('the planner may draw the line of risk elsewhere', () => {
    expect(lateOf(-2, 3).state).toBe('risk');
    expect(lateOf(-3, 3).state).toBe('fine');
  });
});
