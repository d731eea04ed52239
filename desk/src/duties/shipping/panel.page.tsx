/** What of a customer line went out and what is to go: shipped, and taken back. */

import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Field } from '../../house/kind.ts';
import { typedAmount } from '../../house/typednumbers.ts';
import type { Answering } from '../../web/api.ts';
import { Ask, AskWindow } from '../../web/kit/Ask.tsx';
import { useAgreed } from '../../web/kit/agreed.ts';
import { quantityText } from '../../web/kit/formats.ts';
import { Until, When } from '../../web/kit/marks.tsx';
import { Empty, Problem, Progress } from '../../web/kit/states.tsx';
import { toast } from '../../web/kit/toasts.tsx';
import { useOne, useWrite } from '../../web/queries.ts';
import { suggestCodes } from '../../web/records/records.api.ts';
import { useMay } from '../../web/session/session.tsx';
import { oneToShip, shipLine, takeShipmentBack } from './shipping.contract.ts';
import classes from './shipping.module.css';

type Line = Answering<typeof oneToShip>;
type Shipment = Line['shipments'][number];
export const shippingKinds = ['customer_lines', 'stock', 'movements', 'allocations', 'shipments'];
const shipWords = {
  'over-shipment': 'Ship it all the same',
  'ship-complete': 'Ship a part',
  expired: 'Ship it all the same',
} as const;

interface ShippingProps {
  readonly order: string;
  readonly line: number;
  /** The form stands on the page, and in no window. */
  readonly open?: boolean;
}

export function Shipping({ order, line, open = false }: ShippingProps) {
  const found = useOne(oneToShip, { params: { order, line: String(line) } }, { kinds: shippingKinds });
  const may = useMay('stock.write');
  const [shipping, setShipping] = useState(false);
  if (found.error) return <Problem of={found.error} retry={() => void found.refetch()} />;
  if (!found.data) return <Progress doing="Reading what is to go out" />;
  const row = found.data;
  const goes = row.state === 'open' && row.open > 0;
  return (
    <section aria-label="Shipping" className={classes.panel}>
      {open ? (
        <p>
          <strong>{row.item}</strong> {row.item_name} for {row.customer_name ?? row.customer}
        </p>
      ) : null}
      <p>
        <span className="figures">
          {quantityText(row.shipped)} of {quantityText(row.qty)}
        </span>{' '}
        {row.unit} shipped{goes ? `, ${quantityText(row.open)} to go.` : `. The line is ${row.state}.`}{' '}
        {goes && row.ship_complete ? 'It goes whole.' : ''}
      </p>
      {row.unposted > 0 ? (
        <p className={classes.short}>
          △ {quantityText(row.unposted)} {row.unit} are said to be shipped, and no goods were posted: stock has them
          still. Maybe open the line and ship it, or adjust the stock.
        </p>
      ) : null}
      {goes ? <Take of={row} /> : null}
      {goes && may && open ? <ShipForm of={row} /> : null}
      {goes && may && !open ? (
        <Button size="compact-sm" variant="default" onClick={() => setShipping(true)}>
          Ship
        </Button>
      ) : null}
      {shipping ? <ShipForm of={row} onClose={() => setShipping(false)} /> : null}
      <Shipments of={row.shipments} unit={row.unit} />
    </section>
  );
}

function Take({ of: row }: { of: Line }) {
  return (
    <ul className={classes.list} aria-label="Take from">
      {row.take.map((one) => (
        <li key={`${one.location} ${one.lot}`}>
          <strong>{one.location}</strong> {one.lot === '' ? '' : `lot ${one.lot} `}
          <span className="figures">
            {quantityText(one.qty)} {row.unit}
          </span>{' '}
          <Until day={one.expires} />
          {one.containers.length > 0 ? ` out of ${one.containers.join(', ')}` : ''}
        </li>
      ))}
      {row.pieces.map((one) => (
        <li key={one.serial}>
          <strong>{one.location}</strong> serial {one.serial}
        </li>
      ))}
      {row.missing > 0 ? (
        <li className={classes.short}>
          △ {quantityText(row.missing)} {row.unit} short.
        </li>
      ) : null}
    </ul>
  );
}

function ShipForm({ of: row, onClose }: { of: Line; onClose?: () => void }) {
  const write = useWrite(shipLine, { kinds: shippingKinds });
  const agreed = useAgreed();
  const fields: readonly Field[] = [
    { name: 'qty', label: 'Quantity', type: 'decimal', min: 0, max: 1e9, digits: 6, required: true, unit: row.unit },
    { name: 'location', label: 'From', type: 'reference', to: 'locations', help: 'Empty: as it is told above.' },
    { name: 'lot', label: 'Lot', type: 'code' },
    ...(row.pieces.length > 0
      ? [{ name: 'serials', label: 'Serials', type: 'text', help: 'Several with a comma between them.' } as const]
      : []),
    { name: 'document', label: 'Delivery note', type: 'text', max: 120 },
    { name: 'reason', label: 'Reason', type: 'text', max: 500, help: 'Where it is more than is open, or a part.' },
  ];
  const form = {
    fields,
    start: { qty: Math.max(0, row.open - row.missing) || null },
    submitWord: 'Ship',
    confirmWord: shipWords,
    suggest: (field: Field & { type: 'reference' }, text: string) => suggestCodes(field.to, text),
    onSubmit: async (answers: Readonly<Record<string, string | boolean | null>>, confirm?: string) => {
      const said = (name: string): string => String(answers[name] ?? '').trim();
      const { done } = await write.run(
        {
          params: { order: row.order_no, line: String(row.line) },
          body: {
            qty: typedAmount(said('qty')),
            location: said('location') || null,
            lot: said('lot') || null,
            serials: said('serials')
              .split(',')
              .map((one) => one.trim())
              .filter(Boolean),
            document: said('document'),
            reason: said('reason'),
          },
        },
        agreed(confirm),
      );
      onClose?.();
      toast(done);
    },
  };
  return onClose ? (
    <AskWindow
      opened
      onClose={onClose}
      title={`Ship ${row.order_no}/${row.line}: ${quantityText(row.open)} ${row.unit} of ${row.item} to go`}
      {...form}
    />
  ) : (
    <Ask key={`${row.shipped}`} {...form} />
  );
}

function Shipments({ of: shipments, unit }: { of: readonly Shipment[]; unit: string }) {
  const may = useMay('stock.write');
  const back = useWrite(takeShipmentBack, { kinds: shippingKinds });
  const [asking, setAsking] = useState<Shipment>();
  if (shipments.length === 0) return <Empty title="Nothing went out for it yet." />;
  return (
    <>
      <h3>Shipments</h3>
      <ul className={classes.list} aria-label="Shipments">
        {shipments.map((one) => (
          <li key={one.number} data-back={one.back_at !== null || undefined}>
            <strong>{one.number}</strong>{' '}
            <span className="figures">
              {quantityText(one.qty)} {unit}
            </span>{' '}
            from{' '}
            {one.from
              .map(
                ({ location, lot, serial }) =>
                  `${location}${lot === '' ? '' : ` lot ${lot}`}${serial === '' ? '' : ` serial ${serial}`}`,
              )
              .join(', ')}{' '}
            <When at={one.at} time /> {one.who}
            {one.document === null ? '' : `, note ${one.document}`}
            {one.reason === null ? '' : `: ${one.reason}`}
            {one.back_at === null ? null : (
              <>
                . Taken back <When at={one.back_at} time /> by {one.back_by}: {one.back_reason}
              </>
            )}{' '}
            {may && one.back_at === null ? (
              <Button size="compact-sm" variant="subtle" onClick={() => setAsking(one)}>
                Take back
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {asking ? (
        <AskWindow
          opened
          onClose={() => setAsking(undefined)}
          title={`Take ${asking.number} back: ${quantityText(asking.qty)} ${unit}`}
          fields={[{ name: 'reason', label: 'Reason', type: 'text', max: 500, required: true }]}
          submitWord="Take back"
          onSubmit={async ({ reason }) => {
            const { done } = await back.run({
              params: { number: asking.number },
              body: { reason: String(reason ?? '') },
            });
            setAsking(undefined);
            toast(done);
          }}
        />
      ) : null}
    </>
  );
}
