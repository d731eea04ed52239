/** A cell being edited. What was typed stays until it is saved or given up, with the error beside it. */
import { type FocusEvent, type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { Calendar, opensCalendar } from '../DateField.tsx';
import { dayMeant, withDay } from '../daymeant.ts';
import { usePlant } from '../plant.tsx';
import { dayWords } from '../time.ts';
import type { Column, Suggestion } from './column.ts';
import classes from './grid.module.css';

export interface Editing {
  readonly key: string;
  readonly column: string;
  readonly text: string;
  readonly error?: string | undefined;
  readonly saving?: boolean;
}

/** Where the cursor goes once it is saved. */
export type After = 'down' | 'right' | 'left' | 'stay';

interface CellEditorProps<R> {
  readonly column: Column<R>;
  readonly editing: Editing;
  readonly onType: (text: string) => void;
  readonly onSave: (text: string, after: After) => void;
  readonly onGiveUp: () => void;
}

export function CellEditor<R>({ column, editing, onType, onSave, onGiveUp }: CellEditorProps<R>) {
  const field = useRef<HTMLInputElement & HTMLSelectElement>(null);
  const calendar = useRef<HTMLInputElement>(null);
  const done = useRef(false);
  const { today } = usePlant();
  const errorId = useId();
  const listId = useId();
  const [suggestions, pick, setPick] = useSuggestions(column, editing.text);

  useEffect(() => {
    field.current?.focus();
    if (field.current instanceof HTMLInputElement) field.current.select();
  }, []);
  useEffect(() => {
    if (editing.error) {
      done.current = false;
      field.current?.focus();
    }
  }, [editing.error]);

  const save = (text: string, after: After) => {
    if (done.current) return;
    done.current = true;
    onSave(text, after);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (opensCalendar(event, calendar)) return;
    const count = suggestions.length;
    const chosen = suggestions[pick]?.value ?? editing.text;
    if (event.key === 'Escape') {
      done.current = true;
      onGiveUp();
    } else if (event.key === 'Enter') save(chosen, 'down');
    else if (event.key === 'Tab') save(chosen, event.shiftKey ? 'left' : 'right');
    else if (event.key === 'ArrowDown' && count > 0) setPick((pick + 1) % count);
    else if (event.key === 'ArrowUp' && count > 0) setPick((pick + count - 1) % count);
    else return;
    event.preventDefault();
  };

  const common = {
    ref: field,
    className: classes.input,
    value: editing.text,
    'aria-label': column.label,
    'aria-invalid': editing.error ? true : undefined,
    'aria-describedby': editing.error ? errorId : undefined,
    onKeyDown,
    // The calendar is part of the cell: what was typed is not saved on the way there.
    onBlur: (event: FocusEvent) => event.relatedTarget !== calendar.current && save(editing.text, 'stay'),
  };
  const dated = column.type === 'date' || column.type === 'instant';
  const day = dated ? dayMeant(editing.text, today) : undefined;
  return (
    <>
      {column.type === 'choice' ? (
        <select {...common} onChange={(event) => onType(event.target.value)}>
          {column.choices.map((one) => (
            <option key={one}>{one}</option>
          ))}
        </select>
      ) : (
        <input
          {...common}
          onChange={(event) => {
            done.current = false;
            onType(event.target.value);
          }}
          {...(dated ? { 'data-dated': true, 'aria-keyshortcuts': 'Alt+ArrowDown' } : {})}
          spellCheck={column.type === 'text'}
          autoComplete="off"
          {...(column.type === 'reference'
            ? { role: 'combobox', 'aria-expanded': suggestions.length > 0, 'aria-controls': listId }
            : {})}
        />
      )}
      {dated ? (
        <span className={classes.inputCalendar}>
          <Calendar
            ref={calendar}
            day={day}
            onPick={(picked) => {
              onType(withDay(editing.text, picked));
              field.current?.focus();
            }}
          />
        </span>
      ) : null}
      {day !== undefined && !editing.text.startsWith(day) && !editing.error ? (
        <span className={classes.meant} aria-live="polite">
          {dayWords(day, today)}
        </span>
      ) : null}
      {suggestions.length > 0 && !editing.error ? (
        <div id={listId} role="listbox" aria-label={column.label} className={classes.choices}>
          {suggestions.map((one, index) => (
            <div
              key={one.value}
              role="option"
              tabIndex={-1}
              aria-selected={index === pick}
              onMouseDown={(event) => {
                event.preventDefault();
                save(one.value, 'stay');
              }}
            >
              {one.value} {one.label ? <span className="dim">{one.label}</span> : null}
            </div>
          ))}
        </div>
      ) : null}
      {editing.error ? (
        <span id={errorId} role="alert" className={classes.inputError}>
          {editing.error}
        </span>
      ) : null}
    </>
  );
}

/** Up to eight records that begin like what was typed; -1 while none was picked, so that Enter takes the typed text. */
function useSuggestions<R>(column: Column<R>, text: string) {
  const [found, setFound] = useState<readonly Suggestion[]>([]);
  const [picked, setPicked] = useState({ text, index: -1 });
  const suggest = column.type === 'reference' ? column.suggest : undefined;
  useEffect(() => {
    let wanted = true;
    if (!suggest) return;
    const timer = setTimeout(() => {
      suggest(text).then(
        (some) => wanted && setFound(some.slice(0, 8)),
        // Without suggestions the field still takes what is typed; the server says whether it exists.
        () => wanted && setFound([]),
      );
    }, 120);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [suggest, text]);
  const setPick = (index: number) => setPicked({ text, index });
  return [found, picked.text === text ? picked.index : -1, setPick] as const;
}
