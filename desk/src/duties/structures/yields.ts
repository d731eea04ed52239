/** What an order cannot yield beside its item: refused where it is typed, not by the planning run. Pure. */
import type { Fault } from '../../house/errors.ts';

/** A by-product and what stands behind its two items. */
export interface Yields {
  readonly parent: string;
  readonly item: string;
  readonly seq: number;
  /** How the item that is ordered comes to be. */
  readonly supply: string;
  readonly yields: { readonly supply: string; readonly make_to_order: boolean };
  /** The routing of the item that is ordered has the step that is named. */
  readonly hasStep: boolean;
  /** What is yielded goes into what yields it, by bills and other by-products, however deep. */
  readonly goesIn: boolean;
}

/** The planning run refuses the same in the engine's words (`netting/outputs.ts`). */
export function yieldFaults({ parent, item, seq, supply, yields, hasStep, goesIn }: Yields): readonly Fault[] {
  if (supply !== 'make')
    return [
      {
        column: 'Order for',
        value: parent,
        text: `${parent} is not made (its supply is ${supply}), so no order for it yields anything. Maybe set its supply to make under Items first.`,
      },
    ];
  const wrong = (text: string): Fault => ({ column: 'Also yields', value: item, text });
  return [
    ...(yields.supply === 'phantom'
      ? [wrong(`${item} is a phantom, which is never stocked. Maybe name what it consists of.`)]
      : []),
    ...(yields.make_to_order
      ? [wrong(`${item} is made to order only, and what an order yields beside may be left over.`)]
      : []),
    ...(goesIn ? [wrong(circleWords(parent, item))] : []),
    ...(seq > 0 && !hasStep
      ? [
          {
            column: 'By step',
            value: String(seq),
            text: `${parent} has no step ${seq}. Maybe leave it out: then the good quantity counts.`,
          },
        ]
      : []),
  ];
}

export const circleWords = (parent: string, item: string): string =>
  `${item} goes into ${parent}, and an order for ${parent} yields it: a circle. Maybe take what comes back off the scrap of the bill instead.`;
