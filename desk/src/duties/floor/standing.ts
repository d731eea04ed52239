/** How the floor stands with a work order, in steps of its item's unit, of what the tables keep as decimals. */
import { steps as inSteps, shareOf } from '../../house/amounts.ts';
import { inflated } from '../planning/openwork.ts';
import type { OrderStanding, StepState } from './progress.ts';

interface KeptOrder {
  /** Good that it is to give. */
  readonly ordered: number;
  /** Of the item's unit. */
  readonly decimals: number;
  /** Of the item. */
  readonly yield_percent: number;
}

interface KeptStep {
  readonly seq: number;
  readonly state: StepState;
  readonly good: number;
  readonly scrap: number;
}

/** `steps` in sequence, as they come. */
export function standingIn(
  { ordered: asked, decimals, yield_percent }: KeptOrder,
  steps: readonly KeptStep[],
): Pick<OrderStanding, 'ordered' | 'started' | 'steps'> {
  const ordered = inSteps(asked, decimals, 'up');
  return {
    ordered,
    started: inflated(ordered, shareOf(yield_percent)),
    steps: steps.map(({ seq, state, good, scrap }) => ({
      seq,
      state,
      good: inSteps(good, decimals, 'nearest'),
      scrap: inSteps(scrap, decimals, 'nearest'),
    })),
  };
}
