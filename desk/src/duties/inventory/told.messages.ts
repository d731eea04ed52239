import type { Values } from '../../house/decision.ts';
import { movedWords } from './movements.messages.ts';
import type { SettleCode, ToldBody } from './told.ts';

export const settleRefusals: Readonly<Record<SettleCode, (values: Values) => string>> = {
  settled: ({ by }) => `It was settled by ${by}.`,
  own: () => 'Nobody countersigns what he moved himself, and no trainee does. Maybe ask a storekeeper.',
};
/** "5 pcs of BOLT, lot L-1 moved from A to B." */
export function toldWords({
  act,
  item,
  lot,
  serial,
  container,
  to_container,
  owner,
  qty,
  unit,
  from,
  to,
}: ToldBody): string {
  const into = to_container ?? container;
  const told = [
    lot && `lot ${lot}`,
    serial && `serial ${serial}`,
    container && (into === '' ? `out of ${container}` : `in ${container}`),
    into !== container && into && `into ${into}`,
    owner && `of ${owner}`,
  ].filter(Boolean);
  return movedWords(act, {
    qty: String(qty),
    unit,
    item: [item, ...told].join(', ') + (told.length > 0 ? ',' : ''),
    from,
    to,
  });
}
export const waitsWords = (told: string): string => `${told} It counts once a storekeeper has countersigned it.`;
/** Both names stand at the movement: who told it here, who posted it beside it. */
export const toldBy = (reason: string, name: string): string =>
  [reason, `told by ${name}`].filter((one) => one !== '').join('; ');
export const declinedWords = 'Declined: nothing was posted.';
