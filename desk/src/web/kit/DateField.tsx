/**
 * A field for a day. It is typed ("3 nov", "+5", "tomorrow"), and below stands which day that is; the browser's own
 * calendar opens with Alt ↓ or its button, on a phone as the phone has it.
 */
import { ActionIcon, TextInput, type TextInputProps } from '@mantine/core';
import { IconCalendar } from '@tabler/icons-react';
import { type KeyboardEvent, type RefObject, useRef } from 'react';
import classes from './datefield.module.css';
import { dayMeant, withDay } from './daymeant.ts';
import { usePlant } from './plant.tsx';
import { dayWords } from './time.ts';

interface DateFieldProps extends Omit<TextInputProps, 'value' | 'onChange' | 'label'> {
  readonly label: string;
  readonly value: string;
  readonly onType: (text: string) => void;
}

export function DateField({ label, value, onType, description, ...field }: DateFieldProps) {
  const { today } = usePlant();
  const typed = useRef<HTMLInputElement>(null);
  const calendar = useRef<HTMLInputElement>(null);
  const day = dayMeant(value, today);
  const plain = value.trim() === '' || value.startsWith(day ?? '-');
  return (
    <TextInput
      autoComplete="off"
      placeholder="3 nov, +5, tomorrow"
      {...field}
      ref={typed}
      label={label}
      value={value}
      onChange={(event) => onType(event.target.value)}
      onKeyDown={(event) => opensCalendar(event, calendar)}
      aria-keyshortcuts="Alt+ArrowDown"
      description={
        plain || day === undefined ? (
          description
        ) : (
          <>
            {dayWords(day, today)}
            {description ? <> · {description}</> : null}
          </>
        )
      }
      inputWrapperOrder={['label', 'input', 'error', 'description']}
      rightSection={
        <Calendar
          ref={calendar}
          day={day}
          onPick={(picked) => {
            onType(withDay(value, picked));
            typed.current?.focus();
          }}
        />
      }
    />
  );
}

/** Alt ↓, as in every field that has a list to open. */
export function opensCalendar(event: KeyboardEvent, calendar: RefObject<HTMLInputElement | null>): boolean {
  if (!event.altKey || event.key !== 'ArrowDown') return false;
  event.preventDefault();
  calendar.current?.showPicker();
  return true;
}

interface CalendarProps {
  readonly ref: RefObject<HTMLInputElement | null>;
  /** YYYY-MM-DD. */
  readonly day: string | undefined;
  readonly onPick: (day: string) => void;
}

/** The button, and behind it the browser's date field, of which only the calendar is ever seen. */
export function Calendar({ ref, day, onPick }: CalendarProps) {
  return (
    <span className={classes.calendar}>
      <input
        ref={ref}
        type="date"
        tabIndex={-1}
        aria-hidden="true"
        className={classes.native}
        value={day ?? ''}
        onChange={(event) => event.target.value !== '' && onPick(event.target.value)}
      />
      <ActionIcon
        size={24}
        tabIndex={-1}
        className={classes.button}
        aria-label="Calendar"
        title="Calendar (Alt ↓)"
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => ref.current?.showPicker()}
      >
        <IconCalendar size={15} />
      </ActionIcon>
    </span>
  );
}
