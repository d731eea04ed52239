/** Whom the changes in hand make later, the worst with their causes; behind a door all orders that ship at another date. */

import type { ByHand } from '@hotlist/engine';
import { Modal } from '@mantine/core';
import { useState } from 'react';
import { PageLink } from '../../web/kit/PageLink.tsx';
import { usePlant } from '../../web/kit/plant.tsx';
import { useLittleRoom } from '../../web/kit/usePhone.ts';
import { orderAt } from '../../web/paths.ts';
import { becameMark } from '../planning/becamemark.ts';
import comparison from '../planning/comparison.module.css';
import { momentWords } from './axis.ts';
import classes from './board.module.css';
import type { Board } from './board.ts';
import { handWords, ordersWords, type Told, type ToldGroup, toldOrders } from './hand.messages.ts';
import { isForecast } from './layout.ts';
import type { Hand } from './usehand.page.tsx';
import type { Why } from './why.ts';

/** Where there is little room the strip would cover the board with more. */
const mostNamed = { small: 1, large: 3 };

interface HurtProps {
  readonly hand: Hand;
  readonly answer: ByHand;
  readonly why: Why;
}

export function Hurt({ hand, answer, why }: HurtProps) {
  const [opened, setOpened] = useState(false);
  const small = useLittleRoom();
  const groups = toldOrders(answer, hand.board.days);
  const all = groups.reduce((sum, { rows }) => sum + rows.length, 0);
  const hurt = hurtOf(groups).map((row) => ({ ...row, mark: becameMark(row.became, isLate(hand.board, row)) }));
  const named = hurt.slice(0, small ? mostNamed.small : mostNamed.large);
  const more = hurt.length > 0 ? all > named.length : all > mostNamed.large;
  if (named.length === 0 && !more) return null;
  return (
    <ul className={classes.hurt}>
      {named.map(({ demand, shift, mark: { sign, word, tone } }) => (
        <li key={demand}>
          <span>
            <Demand of={demand} />{' '}
            <span className={tone === 'late' ? classes.wrong : undefined}>
              {sign}
              {shift} {word}
            </span>
            {why.causes[demand] ? ': ' : ''}
            {why.causes[demand]}
          </span>
        </li>
      ))}
      {more ? (
        <li>
          <button type="button" className={classes.go} onClick={() => setOpened(true)}>
            {handWords.orders(all, named.length)}
          </button>
        </li>
      ) : null}
      {opened ? (
        <Modal opened size="xl" title={ordersWords(hand.acts.length, hand.version)} onClose={() => setOpened(false)}>
          <Orders groups={groups} hand={hand} why={why} />
        </Modal>
      ) : null}
    </ul>
  );
}

const hurtOf = (groups: readonly ToldGroup[]) =>
  groups.flatMap(({ became, rows }) =>
    became === 'newly late' || became === 'later' ? rows.map((row) => ({ ...row, became })) : [],
  );

/** The sentence above names nobody, for the worst are named here. */
export const namesHurt = (answer: ByHand): boolean => hurtOf(toldOrders(answer)).length > 0;

/** It ships late with the changes in hand. */
function isLate({ epoch, demands }: Board, { demand, after }: Told): boolean {
  const due = demands.due[demands.ref.indexOf(demand)];
  return after === undefined || (due !== undefined && epoch + after > due);
}

interface OrdersProps extends Pick<HurtProps, 'hand' | 'why'> {
  readonly groups: readonly ToldGroup[];
}

/** As the comparison of the draft would list them. */
function Orders({ groups, hand, why }: OrdersProps) {
  const { demands, epoch, offsets } = hand.board;
  const { today } = usePlant();
  const places = new Map(demands.ref.map((ref, n) => [ref, n]));
  return (
    <table className={comparison.rows}>
      <thead>
        <tr>
          <th scope="col">Became</th>
          <th scope="col">Order</th>
          <th scope="col">Customer</th>
          <th scope="col">By</th>
          <th scope="col">Ships</th>
          <th scope="col">Why</th>
        </tr>
      </thead>
      <tbody>
        {groups.flatMap(({ became, rows }) =>
          rows
            .map((row) => ({ ...row, mark: becameMark(became, isLate(hand.board, row)) }))
            .map(({ demand, shift, after, mark }) => (
              <tr key={demand}>
                <td data-tone={mark.tone}>
                  {mark.sign}
                  {mark.word}
                </td>
                <td className={comparison.name}>
                  <Demand of={demand} />
                </td>
                <td>{demands.customer[places.get(demand) ?? -1]}</td>
                <td className={comparison.number}>{shift}</td>
                <td className={comparison.dates} data-label="ships">
                  {after === undefined ? 'never' : momentWords(epoch + after, offsets, today)}
                </td>
                <td className={comparison.why}>{why.causes[demand]}</td>
              </tr>
            )),
        )}
      </tbody>
    </table>
  );
}

/** A forecast has no page of its own. */
const Demand = ({ of }: { of: string }) => (isForecast(of) ? of : <PageLink to={orderAt(of)}>{of}</PageLink>);
