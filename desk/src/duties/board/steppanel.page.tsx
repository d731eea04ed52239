/** One operation beside the board: what, when, for whom, what comes before and after it. */

import { quantityText, workText } from '../../web/kit/formats.ts';
import { PageLink } from '../../web/kit/PageLink.tsx';
import { Facts, SidePanel } from '../../web/kit/SidePanel.tsx';
import { orderAt, pageAt } from '../../web/paths.ts';
import { SupplyLink } from '../productionsheet/supplylink.page.tsx';
import { happenedWords } from './actual.messages.ts';
import { momentWords, spanWords } from './axis.ts';
import { dueWords, placeWords, slackWords, stageCalled, stateWords, staysWord, stepCalled } from './board.messages.ts';
import classes from './board.module.css';
import type { Edges } from './hung.ts';
import { isForecast } from './layout.ts';
import { handover } from './links.ts';
import type { BoardState } from './useboard.page.tsx';

interface StepPanelProps {
  readonly state: BoardState;
  readonly step: number;
  readonly onOpen: (step: number) => void;
  readonly onClose: () => void;
  /** Within a panel that is there already. */
  readonly bare?: boolean;
}

export function StepPanel({ state, step, onOpen, onClose, bare }: StepPanelProps) {
  const { board, shown } = state;
  const { steps, orders, items, demands, demandOf, stepsOf, offsets, names } = board;
  const order = steps.order[step]!;
  const item = items[orders.item[order]!];
  const demand = demandOf[order]!;
  const centre = board.centres[steps.centre[step]!];
  const ref = demand === -1 ? undefined : demands.ref[demand]!;
  const own = Array.from({ length: stepsOf[order + 1]! - stepsOf[order]! }, (_, n) => stepsOf[order]! + n);
  const neighbours = (edges: Edges): readonly number[] => [
    ...edges.to.subarray(edges.at[order]!, edges.at[order + 1]!),
  ];
  const body = (
    <>
      <Facts
        of={[
          ['Order', <SupplyLink key="order" name={orders.id[order]!} />],
          ['State of the order', stateWords[orders.state[order]!]],
          [
            'Item',
            item ? (
              <PageLink key="item" to={pageAt('/items/$code', { code: item.code })}>
                {item.name ?? item.code}
              </PageLink>
            ) : null,
          ],
          ['Quantity', quantityText(orders.qty[order]!)],
          ['Where', placeWords(board, step)],
          ['When', spanWords(steps.from[step]!, steps.to[step]!, offsets, shown.today)],
          ...said(
            'What happened',
            state.actual ? happenedWords(board, state.actual, step, shown.today).join('. ') : '',
          ),
          ...said('Set-up', steps.setup[step]! > 0 ? workText(steps.setup[step]!) : ''),
          ...said('Set-up family', names[steps.family[step]!] ?? ''),
          ...said('Done', steps.done[step]! > 0 ? `${steps.done[step]} %` : ''),
          ...said('Late, or slack', slackWords(board, step)),
          ...said('Stays', steps.frozen[step] === 1 ? staysWord : ''),
          [
            'For',
            ref ? (
              isForecast(ref) ? (
                ref
              ) : (
                <PageLink key="for" to={orderAt(ref)}>
                  {ref}
                </PageLink>
              )
            ) : (
              'stock'
            ),
          ],
          ...said('Customer', demand === -1 ? '' : (demands.customer[demand] ?? '')),
          ...said('Due', dueWords(board, step, shown.today) ?? ''),
        ]}
      />
      <h3>Steps of the order</h3>
      <ul className={classes.list}>
        {own.map((n) => (
          <li key={n} aria-current={n === step || undefined}>
            <Go to={n} state={state} onOpen={onOpen}>
              {stageCalled(board, n)}
            </Go>
            <span className="dim figures">{momentWords(steps.from[n]!, offsets, shown.today)}</span>
            <span className="dim">{placeWords(board, n)}</span>
          </li>
        ))}
      </ul>
      {centre ? (
        <p>
          <PageLink to={pageAt('/byhand/$workCentre', { workCentre: centre.code }, { version: state.address.version })}>
            Type {centre.code} by hand
          </PageLink>
        </p>
      ) : null}
      <Orders
        title="Waits for"
        of={neighbours(board.fedBy)}
        at={(other) => handover(board, other, order)?.from}
        state={state}
        onOpen={onOpen}
      />
      <Orders
        title="Feeds"
        of={neighbours(board.feeds)}
        at={(other) => handover(board, order, other)?.to}
        state={state}
        onOpen={onOpen}
      />
    </>
  );
  return bare ? (
    body
  ) : (
    <SidePanel title={stepCalled(board, step)} onClose={onClose}>
      {body}
    </SidePanel>
  );
}

/** A fact where there is one: what is nothing is not said. */
const said = (name: string, words: string): readonly (readonly [string, string])[] =>
  words === '' ? [] : [[name, words]];

/** The orders before or after, each at the operation that the line on the board leads to: its end before, its beginning after. */
function Orders({
  title,
  of,
  at,
  state,
  onOpen,
}: {
  title: 'Waits for' | 'Feeds';
  of: readonly number[];
  at: (order: number) => number | undefined;
} & Pick<StepPanelProps, 'state' | 'onOpen'>) {
  const { board, shown } = state;
  if (of.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <ul className={classes.list}>
        {of.map((order) => {
          const step = at(order);
          const item = board.items[board.orders.item[order]!];
          const moments = title === 'Feeds' ? board.steps.from : board.steps.to;
          return (
            <li key={order}>
              {step === undefined ? (
                <SupplyLink name={board.orders.id[order]!} />
              ) : (
                <Go to={step} state={state} onOpen={onOpen}>
                  {stepCalled(board, step)}
                </Go>
              )}
              <span className="dim figures">
                {step === undefined ? '' : momentWords(moments[step]!, board.offsets, shown.today)}
              </span>
              <span className="dim">{item?.name ?? item?.code}</span>
            </li>
          );
        })}
      </ul>
    </>
  );
}

function Go({
  to,
  state,
  onOpen,
  children,
}: { to: number; children: React.ReactNode } & Pick<StepPanelProps, 'state' | 'onOpen'>) {
  return (
    <button
      type="button"
      className={classes.go}
      onClick={() => {
        state.pick([to]);
        onOpen(to);
      }}
    >
      {children}
    </button>
  );
}
