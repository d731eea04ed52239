/** Substitutes allowed for one order: what may be taken for what, until when and by whose word; allowed and ended by planners. */

import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Field } from '../../house/kind.ts';
import { typedAmount } from '../../house/typednumbers.ts';
import { AskWindow } from '../../web/kit/Ask.tsx';
import { dayMeant } from '../../web/kit/daymeant.ts';
import { quantityText } from '../../web/kit/formats.ts';
import { When } from '../../web/kit/marks.tsx';
import { usePlant } from '../../web/kit/plant.tsx';
import { Said } from '../../web/kit/Said.tsx';
import { Problem } from '../../web/kit/states.tsx';
import { toast } from '../../web/kit/toasts.tsx';
import { useOne, useWrite } from '../../web/queries.ts';
import { suggestCodes } from '../../web/records/records.api.ts';
import { useMay } from '../../web/session/session.tsx';
import { allowDeviation, endDeviation, listDeviations } from './deviations.contract.ts';
import classes from './issuing.module.css';

const kinds = ['deviations', 'work_orders', 'work_materials', 'stock'];

interface Needed {
  readonly item: string;
  readonly open: number;
}

/** `lines`: what the order draws. */
export function Deviations({ order, lines }: { order: string; lines: readonly Needed[] }) {
  const list = useOne(listDeviations, { params: { order } }, { kinds });
  const may = useMay('orders.write');
  const end = useWrite(endDeviation, { kinds });
  const [allowing, setAllowing] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const wanting = lines.filter(({ open }) => open > 0);
  if (list.error) return <Problem of={list.error} retry={() => void list.refetch()} />;
  const rows = list.data?.rows ?? [];
  if (rows.length === 0 && (!may || wanting.length === 0)) return null;
  return (
    <section aria-label="Allowed for this order" className={classes.deviations}>
      {rows.length === 0 ? null : <h3>Allowed for this order</h3>}
      {problem ? <Problem of={problem} /> : null}
      <ul>
        {rows.map((row) => (
          <li key={row.id} className={row.state === 'stands' ? undefined : 'dim'}>
            {quantityText(row.qty)} {row.unit} of {row.item} for {quantityText(row.of_qty)} {row.of_unit} of{' '}
            {row.instead_of}, until <When at={row.until} />
            {row.state === 'stands' ? '' : `: ${row.state}${row.ended_by === null ? '' : ` by ${row.ended_by}`}`}.{' '}
            {quantityText(row.used)} taken. {row.agreed} agreed, told by {row.who}: <Said>{row.reason}</Said>{' '}
            {may && row.state === 'stands' ? (
              <Button
                size="compact-sm"
                variant="subtle"
                aria-label={`End ${row.item} for ${row.instead_of}`}
                onClick={() => {
                  setProblem(undefined);
                  end.run({ params: { id: row.id }, body: {} }).then(({ done }) => toast(done), setProblem);
                }}
              >
                End
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {may && wanting.length > 0 ? (
        <Button variant="default" onClick={() => setAllowing(true)}>
          Allow a substitute
        </Button>
      ) : null}
      {allowing ? <AllowWindow order={order} lines={wanting} onClose={() => setAllowing(false)} /> : null}
    </section>
  );
}

function AllowWindow({ order, lines, onClose }: { order: string; lines: readonly Needed[]; onClose: () => void }) {
  const { today } = usePlant();
  const write = useWrite(allowDeviation, { kinds });
  const amount = { type: 'decimal', min: 0, max: 1e9, digits: 6, required: true } as const;
  const fields: readonly Field[] = [
    {
      name: 'instead_of',
      label: 'Instead of',
      type: 'choice',
      choices: [...new Set(lines.map(({ item }) => item))],
      required: true,
    },
    { name: 'of_qty', label: 'So much of it', ...amount },
    { name: 'item', label: 'Take', type: 'reference', to: 'items', required: true },
    { name: 'qty', label: 'So much of that', ...amount },
    { name: 'until', label: 'Until the end of', type: 'date', required: true },
    { name: 'agreed', label: 'Who agreed', type: 'text', max: 120, required: true },
    { name: 'reason', label: 'Why', type: 'text', max: 500, required: true },
  ];
  return (
    <AskWindow
      opened
      onClose={onClose}
      title={`Allow a substitute for ${order}`}
      fields={fields}
      start={{ until: today, ...(lines[0] ? { instead_of: lines[0].item, of_qty: lines[0].open } : {}) }}
      submitWord="Allow it"
      suggest={(field, text) => suggestCodes(field.to, text)}
      onSubmit={async (answers) => {
        const said = (name: string): string => String(answers[name] ?? '').trim();
        const number = (name: string): number => typedAmount(said(name));
        const body = {
          item: said('item'),
          instead_of: said('instead_of'),
          qty: number('qty'),
          of_qty: number('of_qty'),
          until: dayMeant(said('until'), today) ?? said('until'),
          agreed: said('agreed'),
          reason: said('reason'),
        };
        toast((await write.run({ params: { order }, body })).done);
        onClose();
      }}
    />
  );
}
