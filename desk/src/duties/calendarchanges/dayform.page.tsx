/** Adds days to what is not saved yet: a holiday, other hours, as the week again; of one calendar or of all. */
import { Button, Checkbox, SegmentedControl, TextInput } from '@mantine/core';
import { useState } from 'react';
import { DateField } from '../../web/kit/DateField.tsx';
import { dayMeant } from '../../web/kit/daymeant.ts';
import { daysAfter } from '../../web/kit/time.ts';
import { typedHours } from '../calendars/calendars.ts';
import { mostDays } from './calendarchanges.contract.ts';
import classes from './calendarchanges.module.css';
import type { DayChange } from './calendarchanges.ts';

type What = 'closed' | 'hours' | 'week';

interface DayFormProps {
  readonly calendar: string;
  /** All there are. */
  readonly calendars: readonly string[];
  readonly today: string;
  /** The day that was chosen in a month, or the days to which an address leads. */
  readonly day: string;
  readonly until?: string | undefined;
  /** They are to be opened again: as their week where they are special days, else by other hours. */
  readonly reopen?: boolean;
  readonly isSpecial: (calendar: string, day: string) => boolean;
  readonly onAdd: (days: readonly DayChange[]) => void;
}

export function DayForm({ calendar, calendars, today, day, until = '', reopen, isSpecial, onAdd }: DayFormProps) {
  const [from, setFrom] = useState(day);
  const [to, setTo] = useState(until === day ? '' : until);
  const [what, setWhat] = useState<What>(reopen ? (isSpecial(calendar, day) ? 'week' : 'hours') : 'closed');
  const [hours, setHours] = useState('');
  const [name, setName] = useState('');
  const [all, setAll] = useState(false);
  const [fault, setFault] = useState<string>();
  const add = () => {
    const first = dayMeant(from, today);
    const last = to.trim() === '' ? first : dayMeant(to, today);
    if (!first || !last) return setFault('Which day? Maybe "24 dec", or choose one in a month.');
    if (last < first) return setFault('It ends before it begins.');
    if (what === 'hours') {
      const read = typedHours(hours);
      if ('fault' in read) return setFault(read.fault);
      if (read.windows.length === 0) return setFault('Which hours? Maybe 08:00-12:00.');
    }
    const days = daysFrom(first, last);
    const of = all ? calendars : [calendar];
    if (days.length * of.length > mostDays)
      return setFault(`That is ${days.length * of.length} days at once; ${mostDays} are the most.`);
    const changes = of.flatMap((one) =>
      days
        .filter((day) => what !== 'week' || isSpecial(one, day))
        .map(
          (day): DayChange => ({
            calendar: one,
            day,
            hours: what === 'week' ? null : what === 'hours' ? hours.trim() : '',
            name: what === 'week' || name.trim() === '' ? null : name.trim(),
          }),
        ),
    );
    if (changes.length === 0) return setFault('It is as its week already.');
    setFault(undefined);
    onAdd(changes);
  };
  return (
    <form
      className={classes.form}
      aria-label="Holiday or special day"
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <DateField label="Day" value={from} onType={setFrom} />
      <DateField label="Until" value={to} onType={setTo} placeholder="the same day" />
      <SegmentedControl
        aria-label="What it is"
        value={what}
        onChange={(value) => setWhat(value as What)}
        data={[
          { value: 'closed', label: 'Closed' },
          { value: 'hours', label: 'Other hours' },
          { value: 'week', label: 'As its week' },
        ]}
      />
      {what === 'hours' ? (
        <TextInput
          label="Hours"
          placeholder="08:00-12:00, 13:00-17:00"
          value={hours}
          onChange={(event) => setHours(event.currentTarget.value)}
        />
      ) : null}
      {what === 'week' ? null : (
        <TextInput
          label="Name"
          placeholder="Christmas Eve"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
      )}
      {calendars.length > 1 ? (
        <Checkbox
          label={`For all ${calendars.length} calendars`}
          checked={all}
          onChange={(event) => setAll(event.currentTarget.checked)}
        />
      ) : null}
      {fault ? (
        <p role="alert" className={classes.fault}>
          {fault}
        </p>
      ) : null}
      <Button type="submit" variant="default">
        Add
      </Button>
    </form>
  );
}

function daysFrom(first: string, last: string): readonly string[] {
  const days: string[] = [];
  for (let day = first; day <= last && days.length <= mostDays; day = daysAfter(`${day}T00:00:00Z`, 1).slice(0, 10))
    days.push(day);
  return days;
}
