/** Which system a file comes from and what time it is there; both were told by the content, and a person may say otherwise. */
import { Button, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { type FormatName, formatNames, formatWords, type Said } from './formats.ts';
import classes from './imports.module.css';
import { instantIn } from './instants.ts';

interface SystemProps {
  readonly format: FormatName | null;
  readonly now: string | null;
  readonly waiting: boolean;
  readonly onChange: (said: Said) => void;
}

const choices = [
  { value: 'sheets', label: 'Sheets: match the columns' },
  ...formatNames.map((name) => ({ value: name, label: formatWords[name].title })),
];

export function System({ format, now, waiting, onChange }: SystemProps) {
  const [typed, setTyped] = useState(now ?? '');
  const wrong = typed !== '' && instantIn('UTC', typed) === undefined;
  return (
    <section className={classes.sheet} aria-label="Where it comes from">
      <div className={classes.sheetHead}>
        <span>Read as</span>
        <Select
          size="xs"
          w={260}
          allowDeselect={false}
          aria-label="Which system it comes from"
          data={choices}
          value={format ?? 'sheets'}
          disabled={waiting}
          onChange={(value) => onChange({ format: formatNames.find((name) => name === value) ?? 'sheets' })}
        />
        {format === null ? null : (
          <form
            className={classes.sheetHead}
            onSubmit={(event) => {
              event.preventDefault();
              if (!wrong && typed !== '') onChange({ now: typed });
            }}
          >
            <TextInput
              size="xs"
              w={190}
              aria-label="What time it is in the data"
              placeholder="Time: 2026-01-05T06:00"
              value={typed}
              error={wrong ? 'No time. Maybe 2026-01-05T06:00.' : undefined}
              disabled={waiting}
              onChange={(event) => setTyped(event.currentTarget.value)}
            />
            <Button type="submit" size="xs" variant="default" disabled={waiting || wrong || typed === (now ?? '')}>
              Use this time
            </Button>
          </form>
        )}
      </div>
      {format === null ? null : <p className="dim">{formatWords[format].about}</p>}
    </section>
  );
}
