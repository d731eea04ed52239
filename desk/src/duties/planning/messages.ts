/**
 * What applying an action message would do, decided from the message alone. Purchases of the plan are never ordered
 * by themselves (RULES.md): what a buyer must do himself has no effect here.
 */
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

/**
 * Under what name a decision is kept. Planned supply has no lasting number, so it goes by its item and day: the same
 * proposal of a later version is the same message.
 */
export function lastingName({ supply, item, to }: MessageSeen): string {
  return /^(planned|buy|move)\//.test(supply) ? `new/${item}/${(to ?? '').slice(0, 10)}` : supply;
}
