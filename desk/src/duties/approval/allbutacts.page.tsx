/** Ticks of what a person did to a version, each to be left out by itself. */

import { Button } from '@mantine/core';
import { useId, useState } from 'react';
import { quantityText } from '../../web/kit/formats.ts';
import { Tick } from '../planning/choice.page.tsx';
import { actsHead } from './allbut.messages.ts';
import type { LeftOut } from './allbut.page.tsx';
import classes from './approval.module.css';

/** Changes by hand before "Show all". */
const atFirst = 20;

export function ActTicks({ of: choice }: { of: LeftOut }) {
  const [all, setAll] = useState(false);
  const ticks = useId();
  const { acts } = choice;
  if (acts.length === 0) return null;
  return (
    <details className={classes.acts} open={choice.actsOnly !== null || choice.broken.length > 0 || undefined}>
      <summary>{actsHead(acts.length, choice.actsOnly !== null)}</summary>
      {choice.broken.map((words) => (
        <p key={words} className={classes.barred}>
          ▲ {words}
        </p>
      ))}
      <ul>
        {(all ? acts : acts.slice(0, atFirst)).map((act) => (
          <li key={act}>
            <Tick of={act} by={choice} id={`${ticks}${act}`} />
            <label htmlFor={`${ticks}${act}`}>
              {act}
              <span className="dim"> {choice.of(act).words}</span>
            </label>
          </li>
        ))}
      </ul>
      {all || acts.length <= atFirst ? null : (
        <Button variant="default" onClick={() => setAll(true)}>
          Show all {quantityText(acts.length)}
        </Button>
      )}
    </details>
  );
}
