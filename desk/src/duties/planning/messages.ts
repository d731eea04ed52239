/**
 * What applying an action message would do, decided from the message alone, and who may decide about it. Purchases of
 * the plan are never ordered by themselves (RULES.md): what a buyer must do himself has no effect here.
 */
import { type Kind, mayWrite } from '../../house/kind.ts';
import type { Permission } from '../../house/permission.ts';
import { purchaseLines } from '../purchasing/purchasing.ts';
import { workOrders } from '../work/work.ts';

export interface MessageSeen {
  readonly kind: string;
  /** Named as in a plan: 'work/MO-1', 'planned/7', 'purchase/PO-1/2', 'buy/3', 'stock/…'. */
  readonly supply: string;
  readonly item: string;
  /** ISO instant that it should stand at. */
  readonly to: string | null;
}

export type MessageEffect =
  | { readonly does: 'firm'; readonly planned: string }
  | { readonly does: 'redate-work'; readonly workOrder: string; readonly due: string }
  | { readonly does: 'cancel-work'; readonly workOrder: string }
  | { readonly does: 'require'; readonly purchaseLine: string; readonly required: string };

export function effectOf({ kind, supply, to }: MessageSeen): MessageEffect | undefined {
  const [what = '', ...rest] = supply.split('/');
  const id = rest.join('/');
  if (what === 'planned' && ['create', 'release-due', 'release-past-due'].includes(kind))
    return { does: 'firm', planned: supply };
  if (what === 'work' && (kind === 'expedite' || kind === 'defer') && to)
    return { does: 'redate-work', workOrder: id, due: to };
  if (what === 'work' && kind === 'cancel') return { does: 'cancel-work', workOrder: id };
  if (what === 'purchase' && (kind === 'expedite' || kind === 'defer') && to)
    return { does: 'require', purchaseLine: id, required: to };
  return undefined;
}

/** The field that applying writes: who may type it may apply the message. */
function writtenBy({ does }: MessageEffect): readonly [Kind, string] {
  switch (does) {
    case 'firm':
      return [workOrders, 'number'];
    case 'redate-work':
      return [workOrders, 'due'];
    case 'cancel-work':
      return [workOrders, 'state'];
    case 'require':
      return [purchaseLines, 'required'];
  }
}

type May = (permission: Permission) => boolean;

export const mayApply = (effect: MessageEffect, may: May): boolean => mayWrite(...writtenBy(effect), may);

/** Dismissing and snoozing: who plans, and of what is bought also who follows it up. */
export const maySetAside = ({ supply }: Pick<MessageSeen, 'supply'>, may: May): boolean =>
  may('plan.run') || (/^(purchase|buy)\//.test(supply) && may('purchasing.write'));

/**
 * Under what name a decision is kept. Planned supply has no lasting number, so it goes by its item and day: the same
 * proposal of a later version is the same message.
 */
export function lastingName({ supply, item, to }: MessageSeen): string {
  return isNew(supply) ? `new/${item}/${(to ?? '').slice(0, 10)}` : supply;
}

const isNew = (supply: string): boolean => /^(planned|buy|move)\//.test(supply);

export interface MessageDecision {
  readonly decision: 'applied' | 'dismissed' | 'snoozed';
  readonly until: string | null;
  readonly changed_at: string;
}

/**
 * Whether what was decided still takes the message off the list. What was applied to an order that stands is done: a
 * plan made later that asks again asks for something new. What was applied to a proposal made an order of it, so the
 * same proposal in a plan that had not seen the order yet must not make a second one.
 */
export function stillDecided(
  { supply }: Pick<MessageSeen, 'supply'>,
  { decision, until, changed_at }: MessageDecision,
  { now, madeAt }: { readonly now: string; readonly madeAt: string },
): boolean {
  if (decision === 'snoozed') return until !== null && Date.parse(until) > Date.parse(now);
  return decision === 'dismissed' || isNew(supply) || Date.parse(changed_at) >= Date.parse(madeAt);
}
