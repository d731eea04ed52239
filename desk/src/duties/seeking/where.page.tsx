/** Where is it: one thing, named by its code or a scan; without one, what is sought still. */
import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { call } from '../../web/api.ts';
import { useAddress } from '../../web/kit/address.ts';
import { countText } from '../../web/kit/formats.ts';
import { When } from '../../web/kit/marks.tsx';
import { Page } from '../../web/kit/Page.tsx';
import { PageLink } from '../../web/kit/PageLink.tsx';
import { Empty, Problem, Progress } from '../../web/kit/states.tsx';
import { toastWarning } from '../../web/kit/toasts.tsx';
import { pageAt } from '../../web/paths.ts';
import { useOne } from '../../web/queries.ts';
import { useSite } from '../../web/session/session.tsx';
import { type Scan, useScans } from '../../web/shell/scans.ts';
import { scan } from '../floor/floor.contract.ts';
import { listSought } from './seeking.contract.ts';
import { notSought, soughtWords } from './seeking.messages.ts';
import classes from './seeking.module.css';
import { type Sought, soughtCalled } from './seeking.ts';
import { kinds, Whereabouts } from './whereabouts.page.tsx';

/** As it stands in the address. */
const addressOf = ({ item, lot, serial, container }: Sought) => ({
  item: item ?? undefined,
  lot: lot || undefined,
  serial: serial || undefined,
  container: container || undefined,
  sought: undefined,
});

/** What a scan names, where it is something that can be sought. */
function soughtBy({ kind, name, label }: Omit<Scan, 'text'>): Sought | undefined {
  const none = { item: label.item ?? null, lot: '', serial: '', container: '' };
  if (kind === 'item') return { ...none, item: name };
  if (kind === 'lot' && none.item !== null) return { ...none, lot: name };
  if (kind === 'serial' && none.item !== null) return { ...none, serial: name };
  return kind === 'container' ? { ...none, item: null, container: name } : undefined;
}

export default function WherePage() {
  const [address, set] = useAddress();
  const site = useSite();
  const list = useOne(listSought, {}, { kinds });
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<unknown>();
  const { item, lot = '', serial = '', container = '' } = address;
  const called = list.data?.rows.find((row) => row.called === address.sought);
  const named: Sought = called ?? { item: item ?? null, lot, serial, container };
  const seek = (sought: Sought | undefined): boolean => {
    if (sought) set(addressOf(sought), { push: true });
    return sought !== undefined;
  };
  useScans((found) => seek(soughtBy(found)));
  const ask = async (event: FormEvent) => {
    event.preventDefault();
    setProblem(undefined);
    const typed = text.trim();
    if (typed === '') return;
    try {
      const found = await call(scan, { params: { text: typed } }, { site: site.code });
      if (seek(soughtBy(found))) setText('');
      else toastWarning(found.kind === 'nothing' ? found.says : notSought(found.kind, found.name));
    } catch (error) {
      setProblem(error);
    }
  };
  const name = soughtCalled(named);
  return (
    <Page
      title="Where is it"
      counted={list.data ? `${countText(list.data.rows.length, 'thing', 'things')} sought` : undefined}
    >
      <div className={classes.page}>
        <form className={classes.ask} onSubmit={(event) => void ask(event)}>
          <TextInput
            label="Item, lot, serial or container"
            placeholder="Scan it, or type its code"
            autoComplete="off"
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
          <Button type="submit">Seek</Button>
        </form>
        {problem ? <Problem of={problem} /> : null}
        {name !== '' ? (
          <Whereabouts key={name} of={named} />
        ) : list.error ? (
          <Problem of={list.error} retry={() => void list.refetch()} />
        ) : list.data ? (
          <SoughtStill rows={list.data.rows} />
        ) : (
          <Progress doing="Reading what is sought" />
        )}
      </div>
    </Page>
  );
}

type Rows = readonly (Sought & {
  readonly called: string;
  readonly item_name: string | null;
  readonly location: string;
  readonly at: string;
  readonly who: string;
  readonly looks: number;
})[];

function SoughtStill({ rows }: { rows: Rows }) {
  if (rows.length === 0)
    return (
      <Empty
        title="Nothing is sought."
        text="Name a thing above: you see where the books have it and where else it may lie. What nobody found stands here until it is found or given up."
      />
    );
  return (
    <section aria-label="Sought still">
      <h3>Sought still</h3>
      <ul className={classes.list}>
        {rows.map((row) => (
          <li key={row.called}>
            <p>
              <PageLink to={pageAt('/where', addressOf(row))}>{soughtWords(row)}</PageLink> {row.item_name}
            </p>
            <p className="dim">
              {countText(row.looks, 'look', 'looks')} in vain, last at {row.location} by {row.who},{' '}
              <When at={row.at} time />
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
