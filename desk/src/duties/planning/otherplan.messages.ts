/** Of the two plans beside a published one, that one mended and one from nothing, the one that a run did not take. */
import type { OtherFigures, OtherOrder } from './otherplan.ts';

type Figures = Readonly<Record<string, unknown>>;

/** That a run mended the published plan: one from nothing may be asked for. */
export const wasMended = ({ fromNothing }: Figures): boolean => fromNothing === false;

/**
 * "A plan from nothing would save 3 orders, make 1 newly late and move 1,756 operations.", told from the plan of `figures`; null: it was not
 * planned beside a published one, or the other costs no less.
 */
export function otherPlanWords({ fromNothing, other }: Figures): string | null {
  if (!isOther(other)) return null;
  const { saved, newlyLate, moved, broken = 0 } = other;
  const parts = [
    saved > 0 ? `save ${counted(saved, 'order')}` : 'save no order',
    ...(newlyLate > 0 ? [`make ${newlyLate.toLocaleString('en-GB')} newly late`] : []),
    ...(broken > 0 ? [`break ${counted(broken, 'promise')}`] : []),
    `move ${counted(moved, 'operation')}`,
  ];
  const would = `would ${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
  return fromNothing === true
    ? `It was planned from nothing: the published version, mended, ${would}.`
    : `A plan from nothing ${would}.`;
}

export const fromNothingWords = {
  ask: 'Plan from nothing',
  asked: 'A plan from nothing is asked for.',
  /** Why the run is made. */
  reason: 'planned from nothing',
} as const;

/** Versions that were made before name none, and count no promises. */
type Other = Omit<OtherFigures, 'broken' | 'named'> & Partial<Pick<OtherFigures, 'broken' | 'named'>>;

/** Over those of a kind that are named. */
const kinds = [
  ['saved', 'Saved'],
  ['newlyLate', 'Newly late'],
  ['broken', 'Promises that it would break'],
] as const;

/** Whom the plan that was not taken would turn, by kind, with how many are not named; empty: nobody, or nobody is named. */
export function otherNamed({ other }: Figures): readonly OtherNamed[] {
  if (!isOther(other) || !other.named) return [];
  const { named } = other;
  return kinds.flatMap(([kind, title]) => {
    const of = named[kind];
    return of.length === 0 ? [] : [{ kind, title, of, more: (other[kind] ?? 0) - of.length }];
  });
}

export interface OtherNamed {
  readonly kind: (typeof kinds)[number][0];
  readonly title: string;
  readonly of: readonly OtherOrder[];
  readonly more: number;
}

/** Behind the opening. */
export const whichOnes = 'Which orders';

/** "and 12 more, which change less" */
export const moreWords = (more: number): string => `and ${more.toLocaleString('en-GB')} more, which change less`;

const isOther = (of: unknown): of is Other =>
  typeof of === 'object' && of !== null && 'saved' in of && 'newlyLate' in of && 'moved' in of;

const counted = (n: number, one: string): string => `${n.toLocaleString('en-GB')} ${one}${n === 1 ? '' : 's'}`;
