/** What a pick list still draws, brought to where each step takes it: a delivery for each step. */
import type { Transaction } from 'kysely';
import { Refusal } from '../../house/errors.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { Site } from '../../server/http.ts';
import { sendRefusals, sentWords } from '../deliveries/deliveries.messages.ts';
import { linesUnderWay, type Parcel, sendOut } from '../deliveries/deliveries.store.ts';
import { type Sent, sent } from '../deliveries/deliveries.ts';
import { goalsOf } from '../deliveries/goals.store.ts';
import { nothingToBring } from './issuing.messages.ts';
import { pickListOf } from './picklists.store.ts';

/** The caller has locked the order. Answers the deliveries made, and in words what could not be brought and why. */
export async function sendPicks(tx: Transaction<Tables>, site: Site, order: string, by: string) {
  const underWay = await linesUnderWay(tx, site.code, order);
  const goods = (await pickListOf(tx, site, order)).lines
    .filter((line) => !underWay.some((one) => one.item === line.item && one.seq === line.seq))
    .flatMap(({ item, seq, from }) =>
      from.map(({ location, lot, qty }): Sent => ({ item, seq, receipt: null, location, lot, qty })),
    );
  if (goods.length === 0) throw new Refusal(422, 'nothing-to-bring', nothingToBring(order));
  const steps = [...new Set(goods.map(({ seq }) => seq))].map((seq) => ({ order, seq }));
  const parcels: Parcel[] = [];
  const refused: Refusal[] = [];
  for (const goal of await goalsOf(tx, site.code, steps)) {
    const those = goods.filter(({ seq }) => seq === goal.seq);
    const decision = sent(those, goal);
    if (decision.kind === 'refuse')
      refused.push(new Refusal(422, decision.code, sendRefusals[decision.code](decision.values)));
    else parcels.push({ goal, goods: those });
  }
  const [first] = refused;
  if (parcels.length === 0 && first) throw first;
  const numbers = await sendOut(tx, site, { source: 'pick list', key: order, by }, parcels);
  const words = parcels.map(({ goal }, at) => sentWords(numbers[at] ?? '', goal.area ?? ''));
  return { done: [...words, ...refused.map((one) => one.message)].join(' '), numbers: [...numbers] };
}
