/** Pasted rows that are none of this schedule, each with what was pasted and why; mended it goes to its step. */
import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import classes from './byhand.module.css';
import { withPasted } from './paste.ts';
import type { Typing } from './usetyped.page.tsx';

export function Strays({ typing: { typed, base, centre, version, change } }: { typing: Typing }) {
  if (typed.strays.length === 0) return null;
  const without = (n: number) => typed.strays.filter((_, other) => other !== n);
  return (
    <section className={classes.strays} aria-label="Pasted rows that are none of this schedule">
      {typed.strays.map((stray, n) => {
        const mend = (column: 'order' | 'step', text: string): void => {
          if (text.trim() === stray[column]) return;
          const { fault: _, ...cells } = { ...stray, [column]: text.trim() };
          const told = Object.fromEntries(Object.entries(cells).filter(([, cell]) => cell !== ''));
          change(withPasted(base, centre, { ...typed, strays: without(n) }, [told], version));
        };
        return (
          <div key={`${n} ${stray.order} ${stray.step}`} className={classes.stray}>
            {(['order', 'step'] as const).map((column) => (
              <input
                key={column}
                className={classes.cell}
                data-fault
                aria-label={column === 'order' ? 'Order' : 'Step'}
                aria-invalid
                defaultValue={stray[column]}
                onBlur={(event) => mend(column, event.currentTarget.value)}
                onKeyDown={(event) => {
                  if (event.key === 'Enter') event.currentTarget.blur();
                }}
              />
            ))}
            <span>{[stray.machine, stray.start].filter(Boolean).join(', ')}</span>
            <ActionIcon
              size={24}
              variant="subtle"
              aria-label={`Drop the pasted row ${stray.order} ${stray.step}`}
              onClick={() => change({ ...typed, strays: without(n) })}
            >
              <IconX size={14} />
            </ActionIcon>
            <span className={classes.wrong}>{stray.fault}</span>
          </div>
        );
      })}
    </section>
  );
}
