import { describe, expect, it } from 'vitest';
import { type FilterContext, type FilterType, filterOf, partsOf, readCondition, readFilter, ways } from './filter.ts';
import { type FilterScalar, passing } from './filterpass.ts';

// A Wednesday; days begin at 23:00 UTC the evening before, as in Berlin in winter.
const context: FilterContext = {
  today: '2026-11-25',
  startOf: (day) => new Date(Date.parse(`${day}T00:00:00Z`) - 3_600_000).toISOString(),
  minorDigits: 2,
};
const field = (type: FilterType) => ({ label: 'Field', type, choices: ['open', 'closed', 'on hold'] });
const meaning = (type: FilterType, text: string) => {
  const read = readCondition(field(type), text, context);
  if ('fault' in read) return read.fault;
  const said = read.tests.map(({ op, value }) => `${op} ${value}`.trim()).join(' & ');
  return read.not ? `not (${said})` : said;
};

describe('a condition', () => {
  it.each<[FilterType, string, string]>([
    ['number', '>= 5', 'ge 5'],
    ['number', '≥5', 'ge 5'],
    ['number', '< 3', 'lt 3'],
    ['number', '<=-3.5', 'le -3.5'],
    ['number', '= 0', 'eq 0'],
    ['number', '0', 'eq 0'],
    ['number', '!= 0', 'not (eq 0)'],
    ['number', '<> 0', 'not (eq 0)'],
    ['number', '5..10', 'ge 5 & le 10'],
    ['number', '5 .. 10', 'ge 5 & le 10'],
    ['number', '-5..-1', 'ge -5 & le -1'],
    ['number', '5..', 'ge 5'],
    ['number', '..10', 'le 10'],
    ['number', '> 5 and <= 10', 'gt 5 & le 10'],
    ['number', '> 1,234.5', 'gt 1234.5'],
    ['number', 'empty', 'empty'],
    ['number', 'Not empty', 'filled'],
    ['number', 'is empty', 'empty'],
    ['number', 'gt:5', 'gt 5'],
    ['number', 'empty:', 'empty'],
    ['number', 'in:1,2', 'in 1,2'],
    ['money', '> 8400', 'gt 840000'],
    ['money', '0.1..0.3', 'ge 10 & le 30'],
    ['money', 'gt:840000', 'gt 840000'],
    ['duration', '> 4 h', 'gt 14400'],
    ['duration', '> 4', 'gt 14400'],
    ['duration', '30 min..2d', 'ge 1800 & le 172800'],
    ['lateness', '> 2', 'gt 172800'],
    ['lateness', '> 4h', 'gt 14400'],
    ['days', '> 2', 'gt 2'],
    ['days', '> 2 d', 'gt 2'],
    ['date', 'today', 'ge 2026-11-25 & le 2026-11-25'],
    ['date', '< today', 'le 2026-11-24'],
    ['date', '<= today', 'le 2026-11-25'],
    ['date', '> today', 'ge 2026-11-26'],
    ['date', '>= +5', 'ge 2026-11-30'],
    ['date', '!= today', 'not (ge 2026-11-25 & le 2026-11-25)'],
    ['date', 'this week', 'ge 2026-11-23 & le 2026-11-29'],
    ['date', 'next week', 'ge 2026-11-30 & le 2026-12-06'],
    ['date', '< this week', 'le 2026-11-22'],
    ['date', '> next week', 'ge 2026-12-07'],
    ['date', 'next 7 days', 'ge 2026-11-25 & le 2026-12-01'],
    ['date', 'last 7 days', 'ge 2026-11-19 & le 2026-11-25'],
    ['date', 'next 1 day', 'ge 2026-11-25 & le 2026-11-25'],
    ['date', 'this month', 'ge 2026-11-01 & le 2026-11-30'],
    ['date', 'next month', 'ge 2026-12-01 & le 2026-12-31'],
    ['date', 'last month', 'ge 2026-10-01 & le 2026-10-31'],
    ['date', '3 Nov..9 Nov', 'ge 2026-11-03 & le 2026-11-09'],
    ['date', '20 Dec..9 Jan', 'ge 2026-12-20 & le 2027-01-09'],
    ['date', '2026-11-03..', 'ge 2026-11-03'],
    ['date', '..yesterday', 'le 2026-11-24'],
    ['date', 'Fri', 'ge 2026-11-27 & le 2026-11-27'],
    ['date', 'empty', 'empty'],
    ['date', 'ge:2026-11-03', 'ge 2026-11-03'],
    ['instant', 'today', 'ge 2026-11-24T23:00:00.000Z & lt 2026-11-25T23:00:00.000Z'],
    ['instant', '< today', 'lt 2026-11-24T23:00:00.000Z'],
    ['instant', '> today', 'ge 2026-11-25T23:00:00.000Z'],
    ['instant', '3 Nov..9 Nov', 'ge 2026-11-02T23:00:00.000Z & lt 2026-11-09T23:00:00.000Z'],
    ['instant', 'lt:2026-11-03T17:00:00Z', 'lt 2026-11-03T17:00:00Z'],
    ['text', 'tube', 'has tube'],
    ['text', 'contains tube', 'has tube'],
    ['text', 'starts FR', 'starts FR'],
    ['text', 'starts with FR', 'starts FR'],
    ['text', 'is FRAME-54', 'is FRAME-54'],
    ['text', '= FRAME-54', 'is FRAME-54'],
    ['text', 'is not FRAME-54', 'not (is FRAME-54)'],
    ['text', 'not contains tube', 'not (has tube)'],
    ['text', 'is empty', 'empty'],
    ['text', 'is not empty', 'filled'],
    ['text', 'island', 'has island'],
    ['text', 'contains > 5', 'has > 5'],
    ['text', 'contains lot:7', 'has lot:7'],
    ['text', 'eq:SO-1/2', 'eq SO-1/2'],
    ['choice', 'Open', 'in open'],
    ['choice', 'open, on hold', 'in open,on hold'],
    ['choice', 'is not open', 'not (in open)'],
    ['choice', 'in:open,closed', 'in open,closed'],
    ['boolean', 'yes', 'eq true'],
    ['boolean', '= no', 'eq false'],
    ['boolean', 'eq:true', 'eq true'],
  ])('on a %s, %j means %s', (type, text, expected) => {
    expect(meaning(type, text)).toBe(expected);
  });

  it.each<[FilterType, string]>([
    ['number', '>> 5'],
    ['number', '> five'],
    ['number', '10..5'],
    ['number', '..'],
    ['number', ''],
    ['number', '> 5 and != 7'],
    ['number', '1,234'],
    ['number', 'gt:five'],
    ['number', '> 99999999999999999999'],
    ['duration', '> 4 years'],
    ['date', '9 Nov..3 Nov 2026'],
    ['date', '31 Nov'],
    ['date', 'soon'],
    ['date', '3/4/2026'],
    ['date', 'next 0 days'],
    ['date', 'lt:2026-02-30'],
    ['instant', 'lt:2026-11-03 (x)'],
    ['text', '> M'],
    ['text', 'contains'],
    ['text', 'constructor:x'],
    ['text', ''],
    ['choice', 'ajar'],
    ['boolean', 'perhaps'],
    ['boolean', 'eq:yes'],
  ])('on a %s, %j is refused with the way out', (type, text) => {
    expect(meaning(type, text)).toBe(`Field "${text}" is not a filter. Maybe write ${ways(field(type))}.`);
  });

  it('says what may be written in a column of its kind', () => {
    expect(meaning('days', '> two')).toBe(
      'Field "> two" is not a filter. Maybe write > 2, <= 0, 1..5, = 0, empty or not empty.',
    );
    expect(meaning('choice', 'ajar')).toBe(
      'Field "ajar" is not a filter. Maybe write open, closed, on hold, empty or not empty.',
    );
  });
});

describe('what passes', () => {
  const passes = (type: FilterType, text: string, scalar: FilterScalar): boolean => {
    const read = readCondition(field(type), text, context);
    if ('fault' in read) throw new Error(read.fault);
    return passing({ field: 'f', type, ...read })(scalar, String(scalar ?? ''));
  };
  it.each<[FilterType, string, FilterScalar, boolean]>([
    ['number', '> 2', 2, false],
    ['number', '> 2', 2.5, true],
    ['number', '> 2', null, false],
    ['number', '5..10', 10, true],
    ['number', '= 0', 0, true],
    ['number', '!= 0', 0, false],
    ['number', '!= 0', null, true],
    ['number', 'empty', null, true],
    ['number', 'empty', 0, false],
    ['instant', 'today', '2026-11-24T23:00:00Z', true],
    ['instant', 'today', '2026-11-25T23:00:00.000Z', false],
    ['instant', '!= today', '2026-11-25T23:00:00Z', true],
    ['instant', 'eq:2026-11-03T17:00:00Z', '2026-11-03T18:00:00+01:00', true],
    ['date', '< today', '2026-11-24', true],
    ['text', 'starts fr', 'FRAME-54', true],
    ['text', 'is frame-54', 'FRAME-54', true],
    ['text', 'eq:frame-54', 'FRAME-54', false],
    ['text', 'is not FRAME-54', 'frame-54', false],
    ['text', 'is not FRAME-54', null, true],
    ['text', 'empty', '', true],
    ['choice', 'open, closed', 'closed', true],
    ['boolean', 'yes', true, true],
    ['boolean', 'no', null, false],
  ])('%s %j lets %j pass: %j', (type, text, scalar, expected) => {
    expect(passes(type, text, scalar)).toBe(expected);
  });
});

describe('a filter', () => {
  const list = {
    name: 'Items',
    field: (name: string) =>
      (({ code: { label: 'Code', type: 'text' }, due: { label: 'Due', type: 'instant' } }) as const)[name],
  };
  it('of several parts names its fields', () => {
    expect(readFilter('code:starts A|due:lt:2026-11-03T17:00:00Z', list, context)).toMatchObject({
      conditions: [
        { field: 'code', type: 'text', tests: [{ op: 'starts', value: 'A' }] },
        { field: 'due', type: 'instant', tests: [{ op: 'lt', value: '2026-11-03T17:00:00Z' }] },
      ],
    });
    expect(readFilter('', list, context)).toEqual({ conditions: [] });
  });
  it('that cannot be read says where, what and the way out', () => {
    expect(readFilter('code:A|due:soon', list, context)).toMatchObject({
      fault: {
        field: 'filter',
        column: 'Due',
        value: 'soon',
        text: expect.stringMatching(/^Due "soon" is not.*Maybe/),
      },
    });
    expect(readFilter('weather:wet', list, context)).toMatchObject({
      fault: { value: 'weather', text: 'Items cannot be filtered by "weather": there is no such field.' },
    });
    expect(readFilter('code', list, context)).toMatchObject({ fault: { column: 'Code', value: '' } });
  });
  it('is written as it is read', () => {
    const text = 'due:this week|code:starts A';
    expect(filterOf(partsOf(text))).toBe(text);
    expect(filterOf([{ column: 'code', condition: 'a|b' }])).toBe('code:a b');
    expect(filterOf([])).toBeUndefined();
  });
});
