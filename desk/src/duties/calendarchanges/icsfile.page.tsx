/** Holidays from a calendar file: read, then among what is not saved yet. */
import { Button } from '@mantine/core';
import { useRef, useState } from 'react';
import { type Answering, upload } from '../../web/api.ts';
import { countText } from '../../web/kit/formats.ts';
import { Problem } from '../../web/kit/states.tsx';
import { mostDays, readHolidays } from './calendarchanges.contract.ts';
import classes from './calendarchanges.module.css';
import type { DayChange } from './calendarchanges.ts';

interface IcsFileProps {
  readonly calendar: string;
  readonly onAdd: (days: readonly DayChange[]) => void;
}

export function IcsFile({ calendar, onAdd }: IcsFileProps) {
  const input = useRef<HTMLInputElement>(null);
  const [reading, setReading] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const [said, setSaid] = useState<readonly string[]>([]);
  const read = async (file: File) => {
    setReading(true);
    setProblem(undefined);
    setSaid([]);
    const form = new FormData();
    form.append('file', file);
    try {
      const { days, notes } = await upload<Answering<typeof readHolidays>>(readHolidays.path, form);
      const some = days.slice(0, mostDays);
      onAdd(some.map(({ day, name }) => ({ calendar, day, hours: '', name: name === '' ? null : name })));
      setSaid([
        `${countText(some.length, 'holiday', 'holidays')} of ${file.name} for ${calendar}, not saved yet.`,
        ...(days.length > some.length ? [`${days.length - some.length} more come later: read it again then.`] : []),
        ...notes,
      ]);
    } catch (error) {
      setProblem(error);
    } finally {
      setReading(false);
    }
  };
  return (
    <div className={classes.file}>
      <input
        ref={input}
        hidden
        type="file"
        accept=".ics,text/calendar"
        aria-label="Calendar file"
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          event.currentTarget.value = '';
          if (file) void read(file);
        }}
      />
      <Button variant="default" loading={reading} onClick={() => input.current?.click()}>
        Holidays from a file (.ics)
      </Button>
      {problem ? <Problem of={problem} /> : null}
      {said.length > 0 ? (
        <ul role="status">
          {said.map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
