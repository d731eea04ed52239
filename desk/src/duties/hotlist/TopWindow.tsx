/** Moves a row to the top: first it says whom that delays, then it asks why and until when. */
import { Modal } from '@mantine/core';
import type { Field } from '../../house/kind.ts';
import { Ask } from '../../web/kit/Ask.tsx';
import { usePlant } from '../../web/kit/plant.tsx';
import { Problem } from '../../web/kit/states.tsx';
import { daysAfter, wallClock } from '../../web/kit/time.ts';
import { toast } from '../../web/kit/toasts.tsx';
import { useOne, useWrite } from '../../web/queries.ts';
import { type HotRow, whatOf } from './columns.tsx';
import { moveTop, topEffect } from './hotlist.contract.ts';
import classes from './hotlist.module.css';

const fields: readonly Field[] = [
  { name: 'reason', label: 'Why', type: 'text', required: true, max: 200 },
  { name: 'expires', label: 'Until the end of', type: 'date', required: true, help: 'Two weeks at most.' },
];

export function TopWindow({ row, onClose }: { readonly row: HotRow; readonly onClose: () => void }) {
  const { zone, today } = usePlant();
  const { kind, ref } = row;
  const effect = useOne(topEffect, { query: { kind, ref } }, { kinds: ['hot_moves', 'plan_runs'] });
  const move = useWrite(moveTop, { kinds: ['hot_moves'] });
  // The window opens with its fields, so that the cursor stands in the first.
  if (!effect.data && !effect.error) return null;
  return (
    <Modal opened onClose={onClose} title={`Move ${ref} to the top`} size="md">
      <p className="dim" style={{ marginTop: 0 }}>
        {whatOf(row)}
      </p>
      {effect.error ? <Problem of={effect.error} /> : null}
      {effect.data ? (
        <>
          <p className={classes.effect}>
            {effect.data.effect}
            {effect.data.at_top.length > 0
              ? ` At the top there already: ${effect.data.at_top.join(', ')} (${effect.data.most} are the most).`
              : ''}
          </p>
          <Ask
            fields={fields}
            start={{ expires: wallClock(zone, daysAfter(`${today}T12:00:00Z`, 2)).day }}
            submitWord="Move to the top"
            onCancel={onClose}
            onSubmit={async ({ reason, expires }) => {
              await move.run({ body: { kind, ref, reason: String(reason ?? ''), expires: String(expires ?? '') } });
              toast(`${ref} is at the top.`);
              onClose();
            }}
          />
        </>
      ) : null}
    </Modal>
  );
}
