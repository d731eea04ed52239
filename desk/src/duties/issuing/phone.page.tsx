/** The phone to pick with, for one order or for several in one walk: one spot after the other, scanned or pressed; without a network the picks wait on the phone. */

import { Button, Checkbox, TextInput } from '@mantine/core';
import { useNavigate, useParams } from '@tanstack/react-router';
import { type FormEvent, useEffect, useState } from 'react';
import { typedAmount, typedFault, typedText } from '../../house/typednumbers.ts';
import { countText, quantityText } from '../../web/kit/formats.ts';
import { Until, When } from '../../web/kit/marks.tsx';
import { PageLink } from '../../web/kit/PageLink.tsx';
import styles from '../../web/kit/phone.module.css';
import { Empty, Problem, Progress } from '../../web/kit/states.tsx';
import { pageAt } from '../../web/paths.ts';
import { useKeptAhead, useKeptOne } from '../../web/queries.ts';
import { useCodes } from '../../web/shell/scans.ts';
import { useUnsent, useUnsentWrite } from '../../web/unsent/useUnsent.ts';
import { isAtWork } from '../work/states.ts';
import { issueMaterial, listPicks, mostInWave, pickWave } from './issuing.contract.ts';
import classes from './issuing.module.css';
import { Expired, issueWords, Missing, Vain } from './picklist.page.tsx';
import { Pieces } from './pieces.page.tsx';
import { insteadSpots, ordersIn, picksOf, type Spot, spotKey, spotScanned, spotsOf, waveOf } from './walk.ts';

const kinds = ['work_orders', 'work_materials', 'stock', 'movements', 'allocations'];

export default function PickPhone() {
  const { order } = useParams({ strict: false }) as { readonly order?: string };
  useEffect(() => {
    document.title = 'Pick · Hotlist';
  }, []);
  return (
    <main id="page" className={styles.phone}>
      {order ? <Picking key={order} orders={order} /> : <Choose />}
    </main>
  );
}

function Choose() {
  const list = useKeptOne(listPicks, {}, kinds);
  const navigate = useNavigate();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  // As many as somebody picks before he is back where there is a network.
  const next = (list.data?.rows ?? []).slice(0, 20).map(({ order }) => ({ params: { orders: waveOf([order]) } }));
  useKeptAhead(pickWave, next, kinds);
  if (list.error) return <Problem of={list.error} retry={() => void list.refetch()} />;
  if (!list.data) return <Progress doing="Reading pick lists" />;
  const { rows } = list.data;
  // In the order of the list, whatever was ticked first: who starts first has the goods first.
  const wave = rows.map(({ order }) => order).filter((order) => chosen.includes(order));
  if (rows.length === 0)
    return (
      <Empty title="Nothing is to be picked." text="Released work orders stand here until they have their material." />
    );
  return (
    <>
      <h1>Which order?</h1>
      <ul className={styles.list} aria-label="Orders">
        {rows.map((row) => (
          <li key={row.order} className={classes.choice}>
            <Checkbox
              size="lg"
              aria-label={`Pick ${row.order} with others`}
              checked={chosen.includes(row.order)}
              disabled={chosen.length === mostInWave && !chosen.includes(row.order)}
              onChange={(event) =>
                setChosen(
                  event.currentTarget.checked ? [...chosen, row.order] : chosen.filter((other) => other !== row.order),
                )
              }
            />
            <PageLink className={styles.line} to={pageAt('/pick/$order', { order: waveOf([row.order]) })}>
              <span>
                <strong>{row.order}</strong> {row.item} {row.item_name} <When at={row.starts} />
              </span>
              <span className="figures">{countText(row.open, 'line', 'lines')} to pick</span>
            </PageLink>
          </li>
        ))}
      </ul>
      {wave.length > 1 ? (
        <Button
          size="xl"
          className={classes.walk}
          onClick={() => void navigate({ to: pageAt('/pick/$order', { order: waveOf(wave) }) })}
        >
          Pick {countText(wave.length, 'order', 'orders')} in one walk
        </Button>
      ) : null}
    </>
  );
}

function Picking({ orders }: { orders: string }) {
  const list = useKeptOne(pickWave, { params: { orders } }, kinds);
  const lists = list.data?.lists ?? [];
  const lines = lists.flatMap(({ order, lines }) => lines.map((line) => ({ ...line, order })));
  const waiting = picksOf(
    lists.map(({ order }) => order),
    useUnsent(),
  );
  const called = ordersIn(orders).join(', ');
  const shut = lists.filter(({ state }) => !isAtWork(state));
  const [chosen, setChosen] = useState<string>();
  const spots = spotsOf(lines, waiting);
  const instead = insteadSpots(lines, waiting);
  const at = Math.max(
    0,
    spots.findIndex((one) => spotKey(one) === chosen),
  );
  const spot = instead.find((one) => spotKey(one) === chosen) ?? spots[at];
  useCodes((text) => {
    const found = spotScanned(spots, text, spot?.location) ?? spotScanned(instead, text, spot?.location);
    if (found) setChosen(spotKey(found));
    return found !== undefined;
  });
  if (list.error)
    return (
      <>
        <Problem of={list.error} retry={() => void list.refetch()} />
        <AnotherOrder />
      </>
    );
  if (!list.data) return <Progress doing={`Reading what ${called} needs`} />;
  const missing = lines.filter((line) => line.missing > 0);
  const button = (one: Spot) => (
    <button
      type="button"
      className={styles.line}
      aria-current={one === spot ? 'step' : undefined}
      onClick={() => setChosen(spotKey(one))}
    >
      <span>
        <strong>{one.location}</strong> {one.item} {one.item_name}
        {one.lot === '' ? '' : `, lot ${one.lot}`} <Until day={one.expires} />
        {lists.length > 1 ? ` for ${one.order}` : ''}
        {one.instead_of === null ? '' : ` instead of ${one.instead_of}`}
      </span>
      <span className="figures">
        {quantityText(one.qty)} {one.unit}
      </span>
    </button>
  );
  return (
    <>
      <p className="dim">
        {called} · {countText(spots.length, 'pick', 'picks')} left
      </p>
      {shut.map(({ order, state }) => (
        <p key={order} className={styles.what}>
          {order} is {state}: nothing is picked for it.
        </p>
      ))}
      {spot ? (
        <One
          key={`${spotKey(spot)} ${spot.qty}`}
          spot={spot}
          ofSeveral={lists.length > 1}
          onLater={() => setChosen(spotKey(spots[(at + 1) % spots.length] ?? spot))}
        />
      ) : (
        <Empty
          title={shut.length === lists.length ? 'Nothing is to be picked.' : 'All that lies there is picked.'}
          text={missing.length > 0 ? `Short: ${missing.map(({ item }) => item).join(', ')}.` : undefined}
        >
          <AnotherOrder />
        </Empty>
      )}
      <ul className={styles.list} aria-label="Picks">
        {spots.map((one) => (
          <li key={spotKey(one)}>{button(one)}</li>
        ))}
      </ul>
      {lines
        .filter(({ pieces, open }) => pieces.length > 0 && open > 0)
        .map((line) => (
          <section key={`${line.order} ${line.item} ${line.seq}`} aria-label={`${line.item} by serial`}>
            <h2>
              {line.item} by serial{lists.length > 1 ? ` for ${line.order}` : ''}
            </h2>
            <Pieces order={line.order} of={line} />
          </section>
        ))}
      {missing.length > 0 ? (
        <>
          <h2>Short</h2>
          <ul className={styles.list} aria-label="Short">
            {missing.map((line) => (
              <li key={`${line.order} ${line.item} ${line.seq}`} className={classes.lacks}>
                <strong>{line.item}</strong> {line.item_name}
                {lists.length > 1 ? ` for ${line.order}` : ''}
                <Missing of={line} />
                <Expired of={line} />
                <Vain of={line} />
              </li>
            ))}
            {instead.map((one) => (
              <li key={spotKey(one)}>{button(one)}</li>
            ))}
          </ul>
        </>
      ) : null}
    </>
  );
}

const AnotherOrder = () => (
  <PageLink className={styles.line} to={pageAt('/pick')}>
    Another order
  </PageLink>
);

interface OneProps {
  readonly spot: Spot;
  /** More than one order is picked: it is said for which this is. */
  readonly ofSeveral: boolean;
  readonly onLater: () => void;
}

function One({ spot, ofSeveral, onLater }: OneProps) {
  const write = useUnsentWrite(issueMaterial, { kinds });
  const [typed, setTyped] = useState(typedText(spot.qty));
  const [reason, setReason] = useState('');
  const [short, setShort] = useState(false);
  // Whoever presses twice picks once: the next spot takes no press before it can have been read.
  const [seen, setSeen] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSeen(true), 400);
    return () => clearTimeout(timer);
  }, []);
  const qty = typedAmount(typed);
  const counted = !Number.isNaN(qty);
  const send = (event?: FormEvent, confirm?: string) => {
    event?.preventDefault();
    const { order, item, seq, location, lot, unit } = spot;
    const goods = `${item}${lot === '' ? '' : ` lot ${lot}`}`;
    const words = `${quantityText(qty)} ${unit} of ${goods} from ${location} to ${order}${short ? ', no more lies there' : ''}`;
    void write.run(
      {
        params: { order },
        body: { reason, lines: [{ item, seq, location, lot, qty, serial: '', short, instead_of: spot.instead_of }] },
      },
      {
        what: words,
        of: [spotKey(spot)],
        changes: [
          { label: 'Quantity', at: ['lines', 0, 'qty'], type: 'number' },
          { label: 'From', at: ['lines', 0, 'location'], type: 'text' },
          { label: 'Reason', at: ['reason'], type: 'reason' },
        ],
      },
      confirm,
    );
  };
  return (
    <section aria-label={`Pick ${spot.item} at ${spot.location}`}>
      <h1>{spot.location}</h1>
      <p className={styles.what}>
        {spot.item} {spot.item_name}
      </p>
      {spot.instead_of === null ? null : <p className={styles.what}>instead of {spot.instead_of}</p>}
      {spot.lot === '' && spot.expires === null ? null : (
        <p className={styles.what}>
          {spot.lot === '' ? '' : `Lot ${spot.lot} `}
          <Until day={spot.expires} />
        </p>
      )}
      {spot.containers.length > 0 ? <p className={styles.what}>Out of {spot.containers.join(', ')}</p> : null}
      {ofSeveral ? (
        <p className={styles.what}>
          for <strong>{spot.order}</strong>
        </p>
      ) : null}
      <form className={styles.form} onSubmit={(event) => send(event)}>
        {write.problem ? (
          <Problem of={write.problem} confirm={(code) => send(undefined, code)} confirmWord={issueWords} />
        ) : null}
        <TextInput
          size="xl"
          label={`Quantity, in ${spot.unit}`}
          inputMode="decimal"
          autoComplete="off"
          classNames={{ input: 'figures' }}
          value={typed}
          error={typedFault(typed)}
          onChange={(event) => setTyped(event.target.value)}
        />
        {write.problem || short || qty > spot.qty ? (
          <TextInput
            size="lg"
            label={short ? 'Why less lies there' : 'Reason'}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        ) : null}
        <Button
          type="submit"
          size="xl"
          loading={write.sending}
          disabled={!counted || !seen || (short && reason.trim() === '')}
        >
          {short ? 'Picked, no more lies there' : 'Picked'}
        </Button>
        {short ? null : (
          <Button
            size="lg"
            variant="default"
            onClick={() => {
              setShort(true);
              setTyped('0');
            }}
          >
            Less lies there
          </Button>
        )}
        <Button size="lg" variant="default" onClick={onLater}>
          Later
        </Button>
      </form>
    </section>
  );
}
