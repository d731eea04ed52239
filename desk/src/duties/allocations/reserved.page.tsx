/** Who has what of a balance, released or given on from here, and what became of it; reserving more of it. */

import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Field } from '../../house/kind.ts';
import { typedAmount } from '../../house/typednumbers.ts';
import type { Answering } from '../../web/api.ts';
import { AskWindow } from '../../web/kit/Ask.tsx';
import { quantityText } from '../../web/kit/formats.ts';
import { When } from '../../web/kit/marks.tsx';
import { PageLink } from '../../web/kit/PageLink.tsx';
import { Problem, Progress } from '../../web/kit/states.tsx';
import { toast } from '../../web/kit/toasts.tsx';
import { orderAt, recordsAt } from '../../web/paths.ts';
import { useOne, useWrite } from '../../web/queries.ts';
import { useMay } from '../../web/session/session.tsx';
import { freeStock, releaseAllocation, reserveStock, transferAllocation } from './allocations.contract.ts';
import { actWords } from './allocations.messages.ts';
import classes from './allocations.module.css';
import { forWhom } from './allocations.ts';

export interface Of {
  readonly item: string;
  readonly location: string;
  readonly lot: string;
  readonly unit: string;
}
type Holder = Answering<typeof freeStock>['holders'][number];

const kinds = ['allocations', 'stock', 'purchase_lines', 'work_orders'];
const qty: Field = { name: 'qty', label: 'Quantity', type: 'decimal', min: 0, max: 1e9, digits: 6 };
const whom: Field = {
  name: 'for',
  label: 'For',
  type: 'text',
  max: 80,
  required: true,
  help: 'SO-1042/2, a customer line, or MO-7, a work order.',
};
const reason: Field = { name: 'reason', label: 'Reason', type: 'text', max: 200 };
const why: Field = { ...reason, required: true };

export function Reserved({ of: { item, location, lot, unit } }: { of: Of }) {
  const may = useMay('orders.write');
  const seen = useOne(freeStock, { query: { item, location, lot } }, { kinds });
  const [changing, setChanging] = useState<{ readonly how: 'release' | 'transfer'; readonly of: Holder }>();
  if (seen.error) return <Problem of={seen.error} retry={() => void seen.refetch()} />;
  if (!seen.data) return <Progress doing="Reading reservations" />;
  const { holders, coming, acts } = seen.data;
  return (
    <section aria-label="Reserved">
      <h3>Reserved</h3>
      {holders.length === 0 ? <p className="dim">Nothing of it is reserved.</p> : null}
      <ul className={classes.holders}>
        {holders.map((one) => (
          <li key={one.id}>
            <p>
              <span className="figures">
                {quantityText(one.qty)} {unit}
              </span>{' '}
              for <Whom of={one} />
              {one.until === null ? null : (
                <>
                  {' '}
                  until <When day={one.until} />
                </>
              )}{' '}
              <span className="dim">
                {one.by}
                {one.reason === null ? '' : `: ${one.reason}`}
              </span>
            </p>
            {may ? (
              <span className={classes.doors}>
                <Button size="compact-sm" variant="subtle" onClick={() => setChanging({ how: 'release', of: one })}>
                  Release
                </Button>
                <Button size="compact-sm" variant="subtle" onClick={() => setChanging({ how: 'transfer', of: one })}>
                  Give to another
                </Button>
              </span>
            ) : null}
          </li>
        ))}
      </ul>
      {coming[0] ? (
        <p>
          {quantityText(coming[0].qty)} {unit} more with {coming[0].by},{' '}
          {coming[0].at === null ? 'nobody knows when' : <When at={coming[0].at} />}.
        </p>
      ) : (
        <p className="dim">No more is on its way.</p>
      )}
      {acts.length > 0 ? (
        <details>
          <summary>What became of reservations</summary>
          <ol className={classes.acts}>
            {acts.map((act) => (
              <li key={act.id}>
                <span className="figures">
                  {act.qty > 0 ? '+' : '−'}
                  {quantityText(Math.abs(act.qty))}
                </span>{' '}
                {forWhom(act)} {actWords[act.act]}
                {act.reason === null ? '' : `: ${act.reason}`}{' '}
                <span className="dim">
                  {act.by}, <When at={act.at} time />
                </span>
              </li>
            ))}
          </ol>
        </details>
      ) : null}
      {changing ? <ChangeWindow {...changing} onClose={() => setChanging(undefined)} /> : null}
    </section>
  );
}

const Whom = ({ of }: { of: Holder }) => (
  <PageLink
    to={of.for_line > 0 ? orderAt(forWhom(of)) : recordsAt('work_orders', { filter: `number:eq:${of.for_order}` })}
  >
    {forWhom(of)}
  </PageLink>
);

const amountOf = (typed: string | boolean | null | undefined): number | null => {
  const text = String(typed ?? '').trim();
  return text === '' ? null : typedAmount(text);
};

function ChangeWindow({ how, of, onClose }: { how: 'release' | 'transfer'; of: Holder; onClose: () => void }) {
  const release = useWrite(releaseAllocation, { kinds });
  const transfer = useWrite(transferAllocation, { kinds });
  const part: Field = { ...qty, help: `Empty: all ${quantityText(of.qty)}.` };
  return (
    <AskWindow
      opened
      onClose={onClose}
      title={`${how === 'release' ? 'Release' : 'Give to another'}: ${quantityText(of.qty)} for ${forWhom(of)}`}
      fields={how === 'release' ? [why, part] : [whom, why, part]}
      submitWord={how === 'release' ? 'Release' : 'Give'}
      onSubmit={async (answers) => {
        const params = { id: of.id };
        const body = { qty: amountOf(answers.qty), reason: String(answers.reason ?? '') };
        const { done } =
          how === 'release'
            ? await release.run({ params, body })
            : await transfer.run({ params, body: { ...body, for: String(answers.for ?? '') } });
        onClose();
        toast(done);
      }}
    />
  );
}

export function ReserveWindow({ of, onClose }: { of: Of & { readonly free: number | null }; onClose: () => void }) {
  const write = useWrite(reserveStock, { kinds });
  return (
    <AskWindow
      opened
      onClose={onClose}
      title={`Reserve ${of.item} at ${of.location}: ${quantityText(of.free ?? 0)} ${of.unit} free`}
      fields={[
        { ...qty, required: true },
        whom,
        { name: 'any', label: 'From any place, what expires first', type: 'boolean' },
        { name: 'until', label: 'Until the end of', type: 'date', help: 'Empty: until somebody releases it.' },
        reason,
      ]}
      submitWord="Reserve"
      onSubmit={async (answers) => {
        const any = answers.any === true;
        const { done } = await write.run({
          body: {
            item: of.item,
            location: any ? null : of.location,
            lot: any ? null : of.lot,
            qty: amountOf(answers.qty) ?? 0,
            for: String(answers.for ?? '').trim(),
            until: String(answers.until ?? '').trim() || null,
            reason: String(answers.reason ?? ''),
          },
        });
        onClose();
        toast(done);
      }}
    />
  );
}
