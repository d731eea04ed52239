/** Whether the list of a department differs from the one that it has on paper. Pure. */

/** An operation on a department's list as it was published. */
export interface PublishedLine {
  readonly order: string;
  readonly seq: number;
  readonly step: string | null;
  readonly item: string;
  readonly left: number;
  readonly unit: string;
  readonly machine: string | null;
  readonly starts: string;
  readonly ends: string;
}

const written = ({ order, seq, step, item, left, unit, machine, starts, ends }: PublishedLine): string =>
  JSON.stringify([order, seq, step, item, left, unit, machine, starts, ends]);

/** What stands on none, where one was printed before, is no paper either. `before`: undefined where none was. */
export const isListChanged = (before: readonly PublishedLine[] | undefined, now: readonly PublishedLine[]): boolean =>
  now.length > 0 &&
  (before?.length !== now.length || now.some((row, at) => written(row) !== written(before[at] ?? row)));
