/** One pick list: where each line lies, ticked by hand or by scan, issued in one act; otherwise, and back. */

import { Button, Checkbox, TextInput } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { Field } from '../../house/kind.ts';
import { typedAmount, typedFault, typedText } from '../../house/typednumbers.ts';
import type { Answering } from '../../web/api.ts';
import { AskWindow } from '../../web/kit/Ask.tsx';
import { useAgreed } from '../../web/kit/agreed.ts';
import { quantityText } from '../../web/kit/formats.ts';
import { Until, When } from '../../web/kit/marks.tsx';
import { Page } from '../../web/kit/Page.tsx';
import { PageLink } from '../../web/kit/PageLink.tsx';
import { Empty, Problem, Progress } from '../../web/kit/states.tsx';
import { toast } from '../../web/kit/toasts.tsx';
import { pageAt } from '../../web/paths.ts';
import { useOne, useWrite } from '../../web/queries.ts';
import { suggestCodes } from '../../web/records/records.api.ts';
import { useMay } from '../../web/session/session.tsx';
import { useScans } from '../../web/shell/scans.ts';
import { forWhom } from '../allocations/allocations.ts';
import { isAtWork } from '../work/states.ts';
import { Deviations } from './deviations.page.tsx';
import { issueMaterial, onePick, returnMaterial, sendMaterial } from './issuing.contract.ts';
import { namedPiece } from './issuing.messages.ts';
import classes from './issuing.module.css';
import { Pieces } from './pieces.page.tsx';

export type PickLine = Answering<typeof onePick>['lines'][number];
type From = PickLine['from'][number];
const kinds = ['work_orders', 'work_materials', 'stock', 'movements', 'allocations', 'deliveries', 'deviations'];
/** What a person says to what is asked of an issue. */
export const issueWords = {
  'over-issue': 'Issue it all the same',
  negative: 'Issue it all the same',
  allocated: 'Issue it all the same',
} as const;

export default function PickListPage() {
  const { order = '' } = useParams({ strict: false }) as { readonly order?: string };
  return (
    <Page title={`Pick list ${order}`}>
      <div className={classes.page}>
        <PickList key={order} order={order} />
      </div>
    </Page>
  );
}

const keyOf = (line: PickLine, from: From): string => JSON.stringify([line.item, line.seq, from.location, from.lot]);

export function PickList({ order }: { order: string }) {
  const list = useOne(onePick, { params: { order } }, { kinds });
  const may = useMay('stock.issue');
  const maySend = useMay('stock.write');
  const write = useWrite(issueMaterial, { kinds });
  const carry = useWrite(sendMaterial, { kinds });
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<unknown>();
  const agreed = useAgreed();
  const [asking, setAsking] = useState<{ readonly how: 'otherwise' | 'back'; readonly line: PickLine }>();
  const lines = list.data?.lines ?? [];
  const all = lines.flatMap((line) => line.from.map((from) => ({ line, from, key: keyOf(line, from) })));
  const tick = (keys: readonly string[], on = true) => {
    const next = new Set(ticked);
    for (const key of keys)
      if (on) next.add(key);
      else next.delete(key);
    setTicked(next);
  };
  useScans(({ kind, name }) => {
    const meant = all.filter(({ line, from }) =>
      kind === 'item'
        ? line.item === name
        : kind === 'lot'
          ? from.lot === name
          : kind === 'location' && from.location === name,
    );
    tick(meant.map((one) => one.key));
    return meant.length > 0;
  });
  if (list.error) return <Problem of={list.error} retry={() => void list.refetch()} />;
  if (!list.data) return <Progress doing={`Reading what ${order} needs`} />;
  if (lines.length === 0)
    return (
      <Empty title="This order draws no material." text="It gets its list when it is released, by its structure." />
    );

  const chosen = all.filter(({ key }) => ticked.has(key));
  const send = async (confirm?: string) => {
    const said = agreed(confirm);
    setProblem(undefined);
    try {
      const { done } = await write.run(
        {
          params: { order },
          body: {
            reason,
            lines: chosen.map(({ line, from, key }) => ({
              item: line.item,
              seq: line.seq,
              location: from.location,
              lot: from.lot,
              qty: typed[key] === undefined ? from.qty : typedAmount(typed[key]),
              serial: '',
              short: false,
              instead_of: null,
            })),
          },
        },
        said,
      );
      setTicked(new Set());
      setTyped({});
      setReason('');
      toast(done);
    } catch (error) {
      setProblem(error);
    }
  };
  return (
    <section aria-label={`Pick list ${order}`}>
      {isAtWork(list.data.state) ? null : <p className="dim">It is {list.data.state}: nothing is issued to it.</p>}
      <ol className={classes.lines} aria-label="Material">
        {lines.map((line) => (
          <li key={`${line.item} ${line.seq}`} data-done={line.open === 0 || undefined}>
            <p className={classes.head}>
              <strong>{line.item}</strong> {line.item_name}
              <span className="dim">{line.seq > 0 ? `step ${line.seq}${line.step ? ` ${line.step}` : ''}` : ''}</span>
              <span className="figures">
                {quantityText(line.issued)} of {quantityText(line.qty)} {line.unit} issued{line.open === 0 ? ' ✓' : ''}
              </span>
            </p>
            {line.from.map((from) => {
              const key = keyOf(line, from);
              return (
                <p key={key} className={classes.from}>
                  <Checkbox
                    label={`${from.location}${from.lot === '' ? '' : ` lot ${from.lot}`}`}
                    checked={ticked.has(key)}
                    disabled={!may}
                    onChange={(event) => tick([key], event.currentTarget.checked)}
                  />
                  <TextInput
                    aria-label={`Quantity of ${line.item} from ${from.location}`}
                    inputMode="decimal"
                    classNames={{ input: 'figures' }}
                    disabled={!may}
                    value={typed[key] ?? typedText(from.qty)}
                    error={typedFault(typed[key] ?? '')}
                    onChange={(event) => {
                      setTyped({ ...typed, [key]: event.currentTarget.value });
                      tick([key]);
                    }}
                  />
                  <span>
                    {line.unit} <Until day={from.expires} />
                    {from.containers.length > 0 ? ` out of ${from.containers.join(', ')}` : ''}
                  </span>
                </p>
              );
            })}
            <Pieces order={order} of={line} />
            <Expired of={line} />
            <Missing of={line} />
            <Vain of={line} />
            <Brought of={line} />
            {may ? (
              <span className={classes.doors}>
                {line.open > 0 ? (
                  <Button size="compact-sm" variant="subtle" onClick={() => setAsking({ how: 'otherwise', line })}>
                    {line.substitutes.length > 0 ? 'From elsewhere, or a substitute' : 'From elsewhere'}
                  </Button>
                ) : null}
                {line.issued > 0 ? (
                  <Button size="compact-sm" variant="subtle" onClick={() => setAsking({ how: 'back', line })}>
                    Bring back
                  </Button>
                ) : null}
              </span>
            ) : null}
          </li>
        ))}
      </ol>
      {problem ? <Problem of={problem} confirm={(code) => void send(code)} confirmWord={issueWords} /> : null}
      {may && all.length > 0 ? (
        <div className={classes.act}>
          <Button variant="default" onClick={() => tick(all.map((one) => one.key))}>
            Tick all
          </Button>
          <TextInput
            aria-label="Reason"
            placeholder="Reason, where it is more than needed"
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <Button disabled={chosen.length === 0} loading={write.sending} onClick={() => void send()}>
            Issue what is ticked ({quantityText(chosen.length)})
          </Button>
          {maySend ? (
            <Button
              variant="default"
              loading={carry.sending}
              onClick={() => {
                setProblem(undefined);
                carry.run({ params: { order }, body: {} }).then(({ done }) => toast(done), setProblem);
              }}
            >
              Have it delivered
            </Button>
          ) : null}
        </div>
      ) : null}
      <Deviations order={order} lines={lines} />
      {asking ? <LineWindow {...asking} order={order} onClose={() => setAsking(undefined)} /> : null}
    </section>
  );
}

/** What lies there and is not offered, for its last day is over. */
export function Expired({ of: { spots, unit } }: { of: Pick<PickLine, 'spots' | 'unit'> }) {
  return spots
    .filter(({ expired }) => expired)
    .map((one) => (
      <p key={`${one.location} ${one.lot}`} className="dim">
        {quantityText(one.free)} {unit} at {one.location}
        {one.lot === '' ? '' : `, lot ${one.lot}`}: <Until day={one.expires} />
      </p>
    ));
}

/** Where somebody looked for it in vain: nothing is offered there. */
export function Vain({ of: { item, vain } }: { of: Pick<PickLine, 'item' | 'vain'> }) {
  if (vain.length === 0) return null;
  return (
    <p className="dim">
      {vain.map((one) => `${one.who} found no more at ${one.location}${one.note ? ` (${one.note})` : ''}.`).join(' ')}{' '}
      <PageLink to={pageAt('/where', { item })}>Where is it?</PageLink>
    </p>
  );
}

/** What of a line is on its way to where it is needed. */
function Brought({ of: { brought, unit } }: { of: PickLine }) {
  if (brought.qty === 0) return null;
  return (
    <p className="dim">
      {quantityText(brought.qty)} {unit} {brought.qty === 1 ? 'is' : 'are'} brought by{' '}
      {brought.by.map((number) => (
        <PageLink key={number} to={pageAt('/deliveries', { search: number })}>
          {number}
        </PageLink>
      ))}
      .
    </p>
  );
}

/** Short by how much, who has it and when more comes. */
export function Missing({ of: line }: { of: Pick<PickLine, 'missing' | 'unit' | 'held' | 'coming'> }) {
  if (line.missing === 0) return null;
  const { coming } = line;
  return (
    <p className={classes.short}>
      △ {quantityText(line.missing)} {line.unit} short.
      {line.held.length > 0
        ? ` ${line.held
            .slice(0, 3)
            .map((one) => `${forWhom(one)} has ${quantityText(one.qty)}`)
            .join(', ')}.`
        : ''}{' '}
      {coming === null ? (
        'No more is on its way.'
      ) : (
        <>
          {quantityText(coming.qty)} more with {coming.by},{' '}
          {coming.at === null ? 'nobody knows when' : <When at={coming.at} />}.
        </>
      )}
    </p>
  );
}

interface LineWindowProps {
  readonly how: 'otherwise' | 'back';
  readonly line: PickLine;
  readonly order: string;
  readonly onClose: () => void;
}

function LineWindow({ how, line, order, onClose }: LineWindowProps) {
  const out = useWrite(issueMaterial, { kinds });
  const back = useWrite(returnMaterial, { kinds });
  const agreed = useAgreed();
  const known = how === 'back' && line.out.reduce((sum, one) => sum + one.qty, 0) >= line.issued ? line.out : [];
  const [only] = known;
  const which = (said: string) => known.find((one) => namedPiece(one) === said);
  const fields: readonly Field[] = [
    { name: 'qty', label: 'Quantity', type: 'decimal', min: 0, max: 1e9, digits: 6, required: true, unit: line.unit },
    { name: 'location', label: how === 'back' ? 'To' : 'From', type: 'reference', to: 'locations', required: true },
    ...(how === 'otherwise' && line.substitutes.length > 0
      ? [
          {
            name: 'item',
            label: 'Item',
            type: 'choice',
            choices: [line.item, ...line.substitutes],
            default: line.item,
            required: true,
          } as const,
        ]
      : []),
    ...(known.length > 0
      ? [{ name: 'which', label: 'Of', type: 'choice', choices: known.map(namedPiece), required: true } as const]
      : [{ name: 'lot', label: 'Lot', type: 'code' } as const]),
    ...(how === 'back' && known.length === 0
      ? [{ name: 'serial', label: 'Serial', type: 'code', secondary: true } as const]
      : []),
    { name: 'reason', label: 'Reason', type: 'text', max: 500 },
  ];
  return (
    <AskWindow
      opened
      onClose={onClose}
      title={
        how === 'back'
          ? `Bring back ${line.item} of ${order}: ${quantityText(line.issued)} ${line.unit} issued`
          : `Issue ${line.item} to ${order}: ${quantityText(line.open)} ${line.unit} open`
      }
      fields={fields}
      start={
        how === 'otherwise'
          ? { qty: line.open, location: line.spots.find(({ expired }) => !expired)?.location ?? null }
          : only
            ? { which: namedPiece(only), qty: known.length === 1 ? only.qty : null }
            : {}
      }
      submitWord={how === 'back' ? 'Bring back' : 'Issue'}
      {...(how === 'back' ? {} : { confirmWord: issueWords })}
      suggest={(field, text) => suggestCodes(field.to, text)}
      onSubmit={async (answers, confirm) => {
        const options = agreed(confirm);
        const said = (name: string): string => String(answers[name] ?? '').trim();
        const item = said('item') || line.item;
        const piece = which(said('which')) ?? { lot: said('lot'), serial: said('serial') };
        const { lot, serial } = piece;
        const where = { item, seq: line.seq, location: said('location'), lot, qty: typedAmount(said('qty')) };
        const { done } =
          how === 'back'
            ? await back.run({ params: { order }, body: { ...where, serial, reason: said('reason') } }, options)
            : await out.run(
                {
                  params: { order },
                  body: {
                    lines: [{ ...where, serial: '', short: false, instead_of: item === line.item ? null : line.item }],
                    reason: said('reason'),
                  },
                },
                options,
              );
        onClose();
        toast(done);
      }}
    />
  );
}
