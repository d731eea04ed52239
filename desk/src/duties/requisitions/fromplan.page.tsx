/** What the plan wants ordered within the week, made requisitions with one press. */
import { Button, Checkbox, Modal } from '@mantine/core';
import { useState } from 'react';
import { countText, quantityText } from '../../web/kit/formats.ts';
import { When } from '../../web/kit/marks.tsx';
import classes from '../../web/kit/requests.module.css';
import { Problem } from '../../web/kit/states.tsx';
import { toast } from '../../web/kit/toasts.tsx';
import { useOne, useWrite } from '../../web/queries.ts';
import { useMay } from '../../web/session/session.tsx';
import { askFromPlan, listSuggestions } from './requisitions.contract.ts';
import { requisitionKinds } from './wanted.page.tsx';

export function FromPlan() {
  const may = useMay('site.see');
  const [opened, setOpened] = useState(false);
  const kinds = [...requisitionKinds, 'plan_runs'];
  const list = useOne(listSuggestions, {}, { kinds, enabled: may });
  const rows = list.data?.rows ?? [];
  const free = rows.filter((row) => row.asked === null);
  if (free.length === 0 && !opened) return null;
  return (
    <>
      <Button size="xs" h={28} variant="default" onClick={() => setOpened(true)}>
        The plan wants {quantityText(free.length)} more
      </Button>
      <Modal
        opened={opened}
        onClose={() => setOpened(false)}
        title="What the plan wants ordered within the week"
        size="lg"
      >
        {list.data?.version != null ? (
          <Choice key={list.data.version} version={list.data.version} rows={rows} onDone={() => setOpened(false)} />
        ) : null}
      </Modal>
    </>
  );
}

type Row = NonNullable<ReturnType<typeof useOne<typeof listSuggestions>>['data']>['rows'][number];

function Choice({ version, rows, onDone }: { version: number; rows: readonly Row[]; onDone: () => void }) {
  const ask = useWrite(askFromPlan, { kinds: requisitionKinds });
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const chosen = rows.filter((row) => row.asked === null && !left.has(row.id));
  const press = () =>
    void ask.run({ body: { version, planned: chosen.map((row) => row.id) } }).then(
      ({ done }) => {
        toast(done);
        onDone();
      },
      // The refusal stands at the button.
      () => undefined,
    );
  const turn = (id: string, on: boolean) => {
    const next = new Set(left);
    if (on) next.delete(id);
    else next.add(id);
    setLeft(next);
  };
  return (
    <>
      <ul className={classes.requests} aria-label="Planned purchases">
        {rows.map((row) => (
          <li key={row.id}>
            <Checkbox
              disabled={row.asked !== null}
              checked={row.asked === null && !left.has(row.id)}
              onChange={(event) => turn(row.id, event.currentTarget.checked)}
              label={`${quantityText(row.qty)} ${row.unit} ${row.item} ${row.item_name ?? ''} from ${row.vendor}`}
              description={
                <>
                  <span className={row.overdue ? classes.late : undefined}>
                    {row.overdue ? '▲ ' : ''}to be ordered <When at={row.order_at} />
                  </span>
                  , needed <When at={row.need} />
                  {row.asked === null ? '' : `, asked for as ${row.asked}`}
                </>
              }
            />
          </li>
        ))}
      </ul>
      {ask.problem ? <Problem of={ask.problem} /> : null}
      <div className={classes.buttons}>
        <Button h={44} disabled={chosen.length === 0} loading={ask.sending} onClick={press}>
          Ask for {countText(chosen.length, 'of them', 'of them')}
        </Button>
      </div>
    </>
  );
}
