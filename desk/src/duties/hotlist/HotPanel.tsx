/** A row beside the list: why, the calls about it, its facts. */
import { moneyText } from '../../web/kit/formats.ts';
import { Quantity, When } from '../../web/kit/marks.tsx';
import { usePlant } from '../../web/kit/plant.tsx';
import { RememberTabs } from '../../web/kit/RememberTabs.tsx';
import { Facts } from '../../web/kit/SidePanel.tsx';
import { Empty, Problem } from '../../web/kit/states.tsx';
import { useOne } from '../../web/queries.ts';
import { Rescues } from '../planning/answers.page.tsx';
import { NeedInFull } from '../planning/otherneed.page.tsx';
import { wayWords } from '../purchasing/promises.messages.ts';
import { PromisesOf } from '../purchasing/promises.page.tsx';
import { type HotRow, LateShown, savable } from './columns.tsx';
import { listContacts } from './hotlist.contract.ts';
import { kindWords } from './hotlist.messages.ts';
import classes from './hotlist.module.css';
import { RatioSum } from './RatioSum.tsx';
import { WhyHere } from './WhyHere.tsx';

export function HotPanel({ row }: { readonly row: HotRow }) {
  const { currency } = usePlant();
  return (
    <RememberTabs
      id="hot-list"
      tabs={[
        { name: 'why', label: 'Why', content: <WhyHere row={row} /> },
        ...(savable(row) ? [{ name: 'rescues', label: 'Rescues', content: <Rescues line={row.ref} /> }] : []),
        ...(row.kind === 'purchase_line'
          ? [{ name: 'promises', label: 'Promises', content: <PromisesOf line={row.ref} /> }]
          : []),
        { name: 'calls', label: 'Calls', content: <Calls row={row} /> },
        {
          name: 'facts',
          label: 'Facts',
          content: (
            <Facts
              of={[
                ['What', kindWords[row.kind]],
                ['Item', `${row.item} ${row.item_name ?? ''}`],
                ['Quantity', <Quantity key="qty" of={row.qty} unit={row.unit} />],
                ...(row.left === null
                  ? []
                  : [['Still to be made', <Quantity key="left" of={row.left} unit={row.unit} />] as const]),
                [
                  'Due',
                  <NeedInFull
                    key="need"
                    need={row.need}
                    other={row.published}
                    says={(plan) => `published for, in version ${plan},`}
                  />,
                ],
                ['Promised', <When key="promised" at={row.promised} time />],
                ['Estimated', <When key="estimated" at={row.estimated} time />],
                ['Late to need', <LateShown key="late" days={row.late_days} need={row.need} />],
                ...(row.critical_ratio === null
                  ? []
                  : [['Critical ratio', <RatioSum key="ratio" row={row} />] as const]),
                ['At risk', moneyText({ minor: row.money, currency }, true)],
                ['Late customer lines', row.hurts],
                ['Partner', row.partner_name ?? row.partner],
                ['Phone', row.phone],
                ['Work centre', row.work_centre],
                ['Machine', row.machine],
                ['Owner', row.owner],
                ['Since the plan', row.changed],
              ]}
            />
          ),
        },
      ]}
    />
  );
}

export function Calls({ row }: { readonly row: Pick<HotRow, 'kind' | 'ref'> }) {
  const { data, error } = useOne(listContacts, { query: { kind: row.kind, ref: row.ref } }, { kinds: ['contacts'] });
  if (error) return <Problem of={error} />;
  if (!data) return null;
  if (data.rows.length === 0)
    return (
      <Empty title="Nobody has called about it yet." text="c logs a call; it is kept for good, with who and when." />
    );
  return (
    <ul className={classes.calls}>
      {data.rows.map((one) => (
        <li key={one.id}>
          <span className="dim">
            <When at={one.at} time />, {one.by} with {one.with_whom} ({wayWords[one.channel]})
          </span>
          <p>{one.said}</p>
          {one.new_date ? (
            <p>
              New date: <When at={one.new_date} />
            </p>
          ) : null}
          {one.next_at || one.next_action ? (
            <p className="dim">
              Next: {one.next_action ?? 'call'} {one.next_at ? <When at={one.next_at} /> : null}
            </p>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
