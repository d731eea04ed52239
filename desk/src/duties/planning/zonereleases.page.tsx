/** Work released from the frozen zone: what is, until when and why, and releasing more, also where an order is read. */

import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Field } from '../../house/kind.ts';
import { typedAmount } from '../../house/typednumbers.ts';
import { AskWindow } from '../../web/kit/Ask.tsx';
import { When } from '../../web/kit/marks.tsx';
import { usePlant } from '../../web/kit/plant.tsx';
import { WithReason } from '../../web/kit/requests.tsx';
import { Said } from '../../web/kit/Said.tsx';
import { Problem } from '../../web/kit/states.tsx';
import { toast } from '../../web/kit/toasts.tsx';
import { useOne, useWrite } from '../../web/queries.ts';
import { useMay } from '../../web/session/session.tsx';
import classes from './planning.module.css';
import { listZoneReleases, releaseFromZone, takeBackRelease } from './zonereleases.contract.ts';
import { releaseWords, workWords } from './zonereleases.messages.ts';

const kinds = ['zone_releases', 'zone_releases_taken_back'] as const;
const named: Field = { name: 'work_order', label: 'Work order', type: 'code', required: true };
const fields: readonly Field[] = [
  { name: 'seq', label: 'Step', type: 'integer', min: 1, max: 99_999, help: 'Empty: every step.' },
  { name: 'reason', label: 'Why', type: 'text', required: true, max: 500 },
  { name: 'until', label: 'Until the end of', type: 'date', required: true },
];

export function ZoneReleases() {
  const may = useMay('plan.approve');
  const list = useOne(listZoneReleases, {}, { kinds: [...kinds, 'sites'] });
  const [asking, setAsking] = useState(false);
  if (list.error) return <Problem of={list.error} retry={() => void list.refetch()} />;
  if (!list.data) return null;
  const { rows } = list.data;
  return (
    <section aria-label={releaseWords.head}>
      <h2>{releaseWords.head}</h2>
      {rows.length === 0 ? <p className="dim">{releaseWords.none}</p> : null}
      <ul className={classes.releases}>
        {rows.map((row) => (
          <li key={row.id}>
            <span>
              {workWords(row.work_order, row.seq)}, until <When at={row.until} time />: <Said>{row.reason}</Said> (
              {row.who}, <When at={row.at} time />)
            </span>
            {may ? <TakeBack id={row.id} /> : null}
          </li>
        ))}
      </ul>
      {may ? (
        <Button variant="default" onClick={() => setAsking(true)}>
          {releaseWords.ask}
        </Button>
      ) : null}
      {asking ? <ReleaseWindow onClose={() => setAsking(false)} /> : null}
    </section>
  );
}

function TakeBack({ id }: { readonly id: number }) {
  const take = useWrite(takeBackRelease, { kinds });
  return (
    <>
      {take.problem ? <Problem of={take.problem} /> : null}
      <WithReason
        word={releaseWords.takeBack}
        label={releaseWords.whyTakenBack}
        of={take}
        send={(reason) => take.run({ params: { id }, body: { reason } })}
      />
    </>
  );
}

/** Asks which work, why and until when; only the last two where the work order is known. */
export function ReleaseWindow({ order, onClose }: { readonly order?: string; readonly onClose: () => void }) {
  const { today } = usePlant();
  const release = useWrite(releaseFromZone, { kinds });
  return (
    <AskWindow
      title={order === undefined ? releaseWords.button : releaseWords.title(order)}
      opened
      onClose={onClose}
      fields={order === undefined ? [named, ...fields] : fields}
      start={{ until: today }}
      submitWord={releaseWords.button}
      onSubmit={async ({ work_order, seq, reason, until }) => {
        const body = {
          work_order: order ?? String(work_order ?? ''),
          seq: seq === null || seq === '' ? null : typedAmount(seq),
          reason: String(reason ?? ''),
          until: String(until ?? ''),
        };
        toast((await release.run({ body })).done);
        onClose();
      }}
    />
  );
}
