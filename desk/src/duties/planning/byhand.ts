/** How a person moved a version to make another, as it is kept with that. */
import type { HandConflict, HandEdit } from '@hotlist/engine';
import type { WorkSize } from './worksizes.ts';

export interface KeptByHand {
  /** Number of the version that was moved; 0: none, open work was typed without a plan. */
  readonly base: number;
  /** One list an act, as they are undone. */
  readonly acts: readonly (readonly HandEdit[])[];
  /** Rules that it breaks, with the step each; seconds of `at` are of the base's problem. */
  readonly conflicts: readonly HandConflict[];
  /** Work orders that it makes for another quantity; absent: none. */
  readonly sizes?: readonly WorkSize[];
}

/** Orders that an edit is done to; none: it is done to hours. */
export function ordersOf(edit: HandEdit): readonly string[] {
  if (edit.kind === 'swap') return [edit.one.order, edit.other.order];
  return 'order' in edit ? [edit.order] : [];
}

/** The same edit by other names of its orders. */
export function editCalled(edit: HandEdit, called: (order: string) => string): HandEdit {
  const of = <Of extends { readonly order: string }>(one: Of): Of => ({ ...one, order: called(one.order) });
  if (edit.kind === 'swap') return { ...edit, one: of(edit.one), other: of(edit.other) };
  return 'order' in edit ? of(edit) : edit;
}

/** Number of the version that was moved to make another; null: none. */
export const movedFrom = (byHand: { readonly base: number } | null): number | null => byHand?.base || null;
