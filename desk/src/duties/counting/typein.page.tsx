/** A sheet that was counted on paper is typed in: the moment once, a field a line; each is kept when it is left. */

import { Button, Modal, TextInput } from '@mantine/core';
import { useState } from 'react';
import { typedFault } from '../../house/typednumbers.ts';
import { usePlant } from '../../web/kit/plant.tsx';
import { Refused } from '../../web/kit/refused.ts';
import { Problem, Progress } from '../../web/kit/states.tsx';
import { instantOn, present, wallClock } from '../../web/kit/time.ts';
import { useOne, useWrite } from '../../web/queries.ts';
import { postCount, postLook, toCount } from './counting.contract.ts';
import { counting } from './counting.kinds.ts';
import styles from './counting.module.css';
import { amountTyped } from './typed.ts';

export function TypeIn({ sheet, onClose }: { sheet: number; onClose: () => void }) {
  const list = useOne(toCount, { params: { id: sheet } }, { kinds: counting });
  const { zone } = usePlant();
  const now = wallClock(zone, present());
  const [day, setDay] = useState('');
  const [time, setTime] = useState('');
  const at = day === '' ? null : instantOn(zone, day, time === '' ? '12:00' : time);
  return (
    <Modal opened onClose={onClose} size="lg" title="Type in what was counted on paper">
      <div className={styles.moment}>
        <TextInput
          type="date"
          label="Counted on"
          value={day}
          onChange={(event) => setDay(event.target.value)}
          max={now.day}
        />
        <TextInput type="time" label="At" value={time} onChange={(event) => setTime(event.target.value)} />
        <p className="dim">Empty: counted just now.</p>
      </div>
      {list.error ? <Problem of={list.error} retry={() => void list.refetch()} /> : null}
      {list.data ? (
        <ul className={styles.typed} aria-label="Lines of the sheet">
          {list.data.lines.map((line) => (
            <li key={line.line}>
              <p>
                {line.location} · {line.item}
                {line.lot === '' ? '' : `, lot ${line.lot}`} <span className="dim">{line.item_name}</span>
              </p>
              {line.state === 'open' || line.state === 'again' ? (
                <Field line={line.line} label={`${line.item} at ${line.location}`} unit={line.unit} at={at} />
              ) : (
                <p className="dim">✓ {line.state}</p>
              )}
            </li>
          ))}
          {list.data.places.map(({ location, looked }) => (
            <li key={location}>
              <p>
                {location} · <span className="dim">no goods on the list</span>
              </p>
              {looked ? <p className="dim">✓ looked at</p> : <Empty sheet={sheet} location={location} />}
            </li>
          ))}
        </ul>
      ) : (
        <Progress doing="Reading the sheet" />
      )}
    </Modal>
  );
}

function Empty({ sheet, location }: { sheet: number; location: string }) {
  const write = useWrite(postLook, { kinds: counting });
  return (
    <div>
      {write.problem ? <Problem of={write.problem} /> : null}
      <Button
        size="xs"
        variant="default"
        loading={write.sending}
        aria-label={`${location} is empty`}
        onClick={() => void write.run({ params: { id: sheet }, body: { location } }).catch(() => undefined)}
      >
        It is empty
      </Button>
    </div>
  );
}

function Field({ line, label, unit, at }: { line: number; label: string; unit: string; at: string | null }) {
  const write = useWrite(postCount, { kinds: counting });
  const [typed, setTyped] = useState('');
  const [fault, setFault] = useState<string>();
  const keep = () => {
    if (typed.trim() === '' || write.sending) return;
    const qty = amountTyped(typed);
    if (qty === undefined) return setFault(typedFault(typed) ?? 'That is no number.');
    setFault(undefined);
    write
      .run({ params: { line }, body: { qty, at, via: 'paper' } })
      .catch((error: unknown) => setFault(error instanceof Refused ? error.message : String(error)));
  };
  return (
    <TextInput
      aria-label={label}
      inputMode="decimal"
      autoComplete="off"
      classNames={{ input: 'figures' }}
      rightSection={<span className="dim">{unit}</span>}
      value={typed}
      error={fault}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={keep}
      onKeyDown={(event) => {
        if (event.key === 'Enter') keep();
      }}
    />
  );
}
