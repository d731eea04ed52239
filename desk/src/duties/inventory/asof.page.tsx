/** The day at whose end stock is looked at; empty: now. */
import { useState } from 'react';
import { DateField } from '../../web/kit/DateField.tsx';
import classes from './inventory.module.css';

export function AsOf({ day, onDay }: { day: string | undefined; onDay: (text: string) => void }) {
  const [typed, setTyped] = useState(day ?? '');
  return (
    <form
      className={classes.asof}
      onSubmit={(event) => {
        event.preventDefault();
        onDay(typed.trim());
      }}
    >
      <DateField label="As of" value={typed} onType={setTyped} placeholder="now" onBlur={() => onDay(typed.trim())} />
    </form>
  );
}
