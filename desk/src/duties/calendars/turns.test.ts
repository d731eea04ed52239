import { describe, expect, it } from 'vitest';
import { everComes } from './turns.ts';

describe('a rule by which a holiday comes again', () => {
  it.each([
    ['FREQ=YEARLY', '2027-12-25'],
    ['FREQ=YEARLY', '2028-02-29'],
    ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;BYDAY=SU', '2027-01-01'],
    ['FREQ=YEARLY;INTERVAL=4;BYYEARDAY=366', '2028-01-01'],
    ['FREQ=YEARLY;BYMONTH=2;BYDAY=5MO', '2027-01-01'],
    ['FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO', '2027-01-01'],
    ['FREQ=YEARLY;BYDAY=53TH', '2027-01-01'],
    ['FREQ=YEARLY;BYWEEKNO=53;BYMONTH=1;BYDAY=SU', '2027-01-01'],
    ['FREQ=YEARLY;BYMONTHDAY=-31;BYMONTH=1', '2027-01-01'],
    ['FREQ=YEARLY;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8', '1996-11-05'],
    ['FREQ=MONTHLY;BYDAY=MO;BYSETPOS=-1', '2027-01-01'],
    ['FREQ=DAILY', '2027-01-01'],
  ])('%s from %s is fulfilled', (rule, start) => {
    expect(everComes(rule, start)).toBe(true);
  });

  it.each([
    ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30', '2027-01-01'],
    ['FREQ=YEARLY;BYMONTH=2,4,6;BYMONTHDAY=31', '2027-01-01'],
    ['FREQ=YEARLY;BYMONTH=2', '2027-01-31'],
    ['FREQ=YEARLY;INTERVAL=4;BYYEARDAY=366', '2027-01-01'],
    ['FREQ=YEARLY;BYMONTH=2;BYDAY=6MO', '2027-01-01'],
    ['FREQ=YEARLY;BYWEEKNO=10;BYMONTH=9', '2027-01-01'],
    ['FREQ=YEARLY;BYMONTH=5;BYDAY=MO;BYSETPOS=6', '2027-01-01'],
    ['FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;UNTIL=99991231', '2027-01-01'],
    ['FREQ=MONTHLY;BYDAY=6MO', '2027-01-01'],
  ])('%s from %s is fulfilled by no day of any year, and no year is gone through for it', (rule, start) => {
    expect(everComes(rule, start)).toBe(false);
  });
});
