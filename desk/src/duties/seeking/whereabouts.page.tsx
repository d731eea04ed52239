/** Where one thing is by the books, where else it may lie and why, who waits for it; what was found out is told from here. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Field } from '../../house/kind.ts';
import type { Answering } from '../../web/api.ts';
import { AskWindow } from '../../web/kit/Ask.tsx';
import { quantityText } from '../../web/kit/formats.ts';
import { When } from '../../web/kit/marks.tsx';
import { PageLink } from '../../web/kit/PageLink.tsx';
import { Problem, Progress } from '../../web/kit/states.tsx';
import { toast } from '../../web/kit/toasts.tsx';
import { orderAt, type PageAddress, pageAt, recordsAt } from '../../web/paths.ts';
import { useOne, useWrite } from '../../web/queries.ts';
import { useMay } from '../../web/session/session.tsx';
import { FoundWindow } from './found.page.tsx';
import { countSought, giveUp, lookInVain, whereabouts } from './seeking.contract.ts';
import { soughtWords, wantedWords } from './seeking.messages.ts';
import classes from './seeking.module.css';
import type { Look, Sought } from './seeking.ts';

export const kinds = ['looks', 'movements', 'stock', 'allocations', 'kits', 'deliveries', 'count_sheets'];
type Known = Answering<typeof whereabouts>;
const note: Field = { name: 'note', label: 'Note', type: 'text', max: 500 };
type Asking = { readonly what: 'found' | 'not found'; readonly at: string } | { readonly what: 'given up' };

export function Whereabouts({ of }: { of: Sought }) {
  const { item, lot, serial, container } = of;
  const seen = useOne(whereabouts, { query: { item: item ?? undefined, lot, serial, container } }, { kinds });
  const mayTell = useMay('problems.write');
  const [asking, setAsking] = useState<Asking>();
  const vain = useWrite(lookInVain, { kinds });
  const end = useWrite(giveUp, { kinds });
  if (seen.error) return <Problem of={seen.error} retry={() => void seen.refetch()} />;
  if (!seen.data) return <Progress doing="Looking where it may be" />;
  const known = seen.data;
  const close = () => setAsking(undefined);
  return (
    <>
      <h2>
        {soughtWords(of)} <span className="dim">{known.booked[0]?.item_name}</span>
      </h2>
      {known.sought ? (
        <p className={classes.looked}>
          Nobody found it yet.{' '}
          {mayTell ? (
            <Button size="compact-sm" variant="subtle" onClick={() => setAsking({ what: 'given up' })}>
              Seek it no more
            </Button>
          ) : null}
        </p>
      ) : null}
      <div className={classes.parts}>
        <section aria-label="By the books">
          <h3>By the books</h3>
          {known.booked.length === 0 ? <p className="dim">The books have it nowhere.</p> : null}
          <ul className={classes.list}>
            {known.booked.map((one) => (
              <li key={[one.item, one.location, one.lot, one.serial, one.container, one.owner].join('/')}>
                <p>
                  <PlaceLink code={one.location} />: {quantityText(one.qty)} {one.unit}
                  {item === null ? ` of ${one.item}` : ''}
                  {toldOf(one, of)}
                </p>
                <Looked of={one.looked} />
                <Doors at={one.location} item={one.item} ask={setAsking} />
              </li>
            ))}
          </ul>
        </section>
        <section aria-label="Where else it may lie">
          <h3>Where else it may lie</h3>
          {known.likely.length === 0 ? <p className="dim">No rule names another place.</p> : null}
          <ol className={classes.list}>
            {known.likely.map((one) => (
              <li key={one.location}>
                <p>
                  <PlaceLink code={one.location} />: <Reasons of={one.reasons} />
                </p>
                <Looked of={one.looked} />
                <Doors at={one.location} item={item} ask={setAsking} />
              </li>
            ))}
          </ol>
        </section>
        <section aria-label="Who waits for it">
          <h3>Who waits for it</h3>
          {known.wanted.length === 0 ? <p className="dim">Nobody waits for it.</p> : null}
          <ul className={classes.list}>
            {known.wanted.map((one) => (
              <li key={`${one.kind} ${one.ref} ${one.location}`}>
                <p>
                  <PageLink to={wantedAt(one)}>{one.ref}</PageLink> {wantedWords(one)}
                  {one.need === null ? null : (
                    <>
                      , due <When at={one.need} />
                    </>
                  )}
                </p>
              </li>
            ))}
          </ul>
        </section>
        <section aria-label="Last movements">
          <h3>Last movements</h3>
          {known.movements.length === 0 ? <p className="dim">It never moved.</p> : null}
          <ol className={classes.list}>
            {known.movements.map((one) => (
              <li key={one.id}>
                <p>
                  {quantityText(one.qty)} {one.unit}
                  {item === null ? ` of ${one.item}` : ''} from {one.from} to {one.to}
                  {one.lot === '' || one.lot === lot ? '' : `, lot ${one.lot}`}
                </p>
                <p className="dim">
                  <When at={one.moved_at} time /> · {one.by}
                  {one.reason === null ? '' : ` · ${one.reason}`}
                </p>
              </li>
            ))}
          </ol>
        </section>
        {known.looks.length > 0 ? (
          <section aria-label="Who looked">
            <h3>Who looked</h3>
            <ol className={classes.list}>
              {known.looks.map((one) => (
                <li key={`${one.at} ${one.location}`}>
                  <p>
                    {one.location === '' ? '' : `${one.location}: `}
                    {one.outcome}
                    {one.note === null ? '' : `, ${one.note}`}
                  </p>
                  <p className="dim">
                    {one.who}, <When at={one.at} time />
                  </p>
                </li>
              ))}
            </ol>
          </section>
        ) : null}
      </div>
      {asking?.what === 'found' ? <FoundWindow of={of} at={asking.at} booked={known.booked} onClose={close} /> : null}
      {asking?.what === 'not found' ? (
        <AskWindow
          opened
          onClose={close}
          title={`Not found at ${asking.at}: ${soughtWords(of)}`}
          fields={[note]}
          submitWord="Not found"
          onSubmit={async (answers) => {
            const body = { ...of, location: asking.at, note: String(answers.note ?? '').trim() };
            const { done } = await vain.run({ body });
            close();
            toast(done);
          }}
        />
      ) : null}
      {asking?.what === 'given up' ? (
        <AskWindow
          opened
          onClose={close}
          title={`Seek no more: ${soughtWords(of)}`}
          fields={[{ ...note, label: 'Reason', required: true }]}
          submitWord="Seek it no more"
          onSubmit={async (answers) => {
            const { done } = await end.run({ body: { ...of, note: String(answers.note ?? '').trim() } });
            close();
            toast(done);
          }}
        />
      ) : null}
    </>
  );
}

const toldOf = (one: Known['booked'][number], { lot, serial, container }: Sought): string =>
  [
    one.lot !== lot && `lot ${one.lot}`,
    one.serial !== serial && `serial ${one.serial}`,
    one.container !== container && `in ${one.container}`,
    one.owner !== '' && `of ${one.owner}`,
  ]
    .filter(Boolean)
    .map((words) => `, ${words}`)
    .join('');

const PlaceLink = ({ code }: { code: string }) => (
  <PageLink to={pageAt('/stock', { filter: `location:eq:${code}` })}>
    <strong>{code}</strong>
  </PageLink>
);

function wantedAt({ kind, ref }: Known['wanted'][number]): PageAddress {
  if (kind === 'kit') return pageAt('/kits', { filter: `number:eq:${ref}` });
  if (kind === 'delivery') return pageAt('/deliveries', { search: ref, view: 'All' });
  return ref.includes('/') ? orderAt(ref) : recordsAt('work_orders', { filter: `number:eq:${ref}` });
}

function Reasons({ of }: { of: Known['likely'][number]['reasons'] }) {
  return of.map((one, at) => (
    <span key={one.rule}>
      {at > 0 ? '; ' : ''}
      {one.text}
      {one.at === null ? null : (
        <span className="dim">
          {' '}
          (<When at={one.at} time />
          {one.who === null || one.who === '' ? '' : `, ${one.who}`})
        </span>
      )}
    </span>
  ));
}

function Looked({ of }: { of: Look | null }) {
  if (of === null) return null;
  return (
    <p className={classes.looked}>
      △ {of.who} looked there in vain, <When at={of.at} time />
      {of.note === null ? '' : `: ${of.note}`}
    </p>
  );
}

interface DoorsProps {
  readonly at: string;
  readonly item: string | null;
  readonly ask: (asking: Asking) => void;
}

function Doors({ at, item, ask }: DoorsProps) {
  const mayTell = useMay('problems.write');
  const mayMove = useMay('stock.write');
  const count = useWrite(countSought, { kinds });
  const [problem, setProblem] = useState<unknown>();
  if (!mayTell && !mayMove) return null;
  return (
    <>
      {problem ? <Problem of={problem} /> : null}
      <div className={classes.doors}>
        {mayMove ? (
          <Button size="compact-sm" onClick={() => ask({ what: 'found', at })}>
            Found here
          </Button>
        ) : null}
        {mayTell ? (
          <Button size="compact-sm" variant="default" onClick={() => ask({ what: 'not found', at })}>
            Not found
          </Button>
        ) : null}
        {mayMove && item !== null ? (
          <Button
            size="compact-sm"
            variant="subtle"
            loading={count.sending}
            onClick={() => count.run({ body: { item, location: at } }).then(({ done }) => toast(done), setProblem)}
          >
            Count it
          </Button>
        ) : null}
      </div>
    </>
  );
}
