/** The movements behind one balance, with what was on hand after each; one is taken back here. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Answering } from '../../web/api.ts';
import { AskWindow } from '../../web/kit/Ask.tsx';
import { quantityText } from '../../web/kit/formats.ts';
import { When } from '../../web/kit/marks.tsx';
import { PageLink } from '../../web/kit/PageLink.tsx';
import { Problem, Progress } from '../../web/kit/states.tsx';
import { toast } from '../../web/kit/toasts.tsx';
import { recordsAt } from '../../web/paths.ts';
import { useOne, useWrite } from '../../web/queries.ts';
import { useMay } from '../../web/session/session.tsx';
import type { Balance } from './balances.page.tsx';
import classes from './inventory.module.css';
import { listBehind, reverseMovement } from './movements.contract.ts';
import { withoutReason, yesWords } from './movements.messages.ts';
import { mayReverse, tookFrom } from './movements.ts';
import { movedKinds } from './moving.page.tsx';

type Row = Answering<typeof listBehind>['rows'][number];
const most = 100;

export function Behind({ of, onMoved }: { of: Balance; onMoved: () => void }) {
  const [before, setBefore] = useState<number>();
  const [reversing, setReversing] = useState<Row>();
  const may = useMay('stock.write');
  const { item, location, lot, serial, container, owner, unit } = of;
  const key = { item, location, lot, serial, container, owner };
  const list = useOne(listBehind, { query: { ...key, before, limit: most } }, { kinds: movedKinds });
  if (list.error) return <Problem of={list.error} retry={() => void list.refetch()} />;
  if (!list.data) return <Progress doing="Reading movements" />;
  const { rows } = list.data;
  const last = rows.at(-1);
  return (
    <>
      <h3>Movements</h3>
      {rows.length === 0 ? <p className="dim">Nothing ever moved here.</p> : null}
      <ol className={classes.movements} aria-label="Movements">
        {rows.map((row) => (
          <li key={row.id} data-back={row.reversed_by !== null || undefined}>
            <MovementLine row={row} here={of} unit={unit} />
            {may && open(row) ? (
              <Button size="compact-sm" variant="subtle" onClick={() => setReversing(row)}>
                Take back
              </Button>
            ) : null}
          </li>
        ))}
      </ol>
      {before !== undefined ? (
        <Button variant="default" onClick={() => setBefore(undefined)}>
          The latest
        </Button>
      ) : null}
      {rows.length === most && last ? (
        <Button variant="default" onClick={() => setBefore(last.id)}>
          Earlier ones
        </Button>
      ) : null}
      {reversing ? <ReverseWindow row={reversing} onMoved={onMoved} onClose={() => setReversing(undefined)} /> : null}
    </>
  );
}

/** What of a transfer moved on only the server knows: it is refused there. */
const open = ({ id, reverses, reversed_by, reference_kind }: Row): boolean =>
  mayReverse({ id, reverses, reversedBy: reversed_by, referenceKind: reference_kind, onward: 0 }).kind === 'accept';

function MovementLine({ row, here, unit }: { row: Row; here: Balance; unit: string }) {
  const out = tookFrom(here, row);
  const place = out ? (row.to_location ?? row.to_kind) : (row.from_location ?? row.from_kind);
  const plate = out ? row.to_container : row.container;
  const other = plate !== here.container && plate !== '' ? `${place} in ${plate}` : place;
  return (
    <>
      <p className={classes.amounts}>
        <span className="figures">
          {out ? '−' : '+'}
          {quantityText(row.qty)} {unit}
        </span>
        <span>
          {out ? 'to' : 'from'} {other}
        </span>
        <span className="figures">
          {quantityText(row.after)} {unit} after
        </span>
      </p>
      <p className="dim">
        <When at={row.moved_at} time /> · {row.by}
        {row.entered_qty === null ? '' : ` · typed as ${quantityText(row.entered_qty)} ${row.entered_unit}`}
        {row.opened_by === null ? '' : ` · into a closed period, opened by ${row.opened_by}`}
        {row.confirmed === null ? '' : ` · ${yesWords(row.confirmed)}`}
      </p>
      <p>
        {row.reverses === null ? null : `Takes back movement ${row.reverses}. `}
        {row.reversed_by === null ? null : `Taken back by movement ${row.reversed_by}. `}
        {row.reason ?? withoutReason[row.reference_kind ?? ''] ?? null}
        {row.reference_kind === 'work order' && row.reference_key !== null ? (
          <>
            {' '}
            <PageLink to={recordsAt('work_orders', { filter: `number:eq:${row.reference_key}` })}>
              {row.reference_key}
            </PageLink>
          </>
        ) : null}
      </p>
    </>
  );
}

function ReverseWindow({ row, onMoved, onClose }: { row: Row; onMoved: () => void; onClose: () => void }) {
  const write = useWrite(reverseMovement, { kinds: movedKinds });
  return (
    <AskWindow
      opened
      onClose={onClose}
      title={`Take back: ${quantityText(row.qty)} ${row.unit} of ${row.item} from ${row.from_location ?? row.from_kind} to ${row.to_location ?? row.to_kind}`}
      fields={[{ name: 'reason', label: 'Reason', type: 'text', max: 500, required: true }]}
      submitWord="Take back"
      confirmWord="Take it all the same"
      onSubmit={async (answers, confirm) => {
        const { done } = await write.run(
          { params: { id: row.id }, body: { reason: String(answers.reason ?? '') } },
          confirm ? { confirm: [confirm] } : undefined,
        );
        onClose();
        onMoved();
        toast(done);
      }}
    />
  );
}
