/** Of the two plans beside a published one, that one mended and one from nothing, the one that a run did not take. */

type Figures = Readonly<Record<string, unknown>>;

/** That a run mended the published plan: one from nothing may be asked for. */
export const wasMended = ({ fromNothing }: Figures): boolean => fromNothing === false;

/**
 * "A plan from nothing would save 3 orders, make 1 newly late and move 1,756 operations.", told from the plan of `figures`; null: it was not
 * planned beside a published one, or the other costs no less.
 */
export function otherPlanWords({ fromNothing, other }: Figures): string | null {
  if (!isOther(other)) return null;
  const { saved, newlyLate, moved } = other;
  const parts = [
    saved > 0 ? `save ${counted(saved, 'order')}` : 'save no order',
    ...(newlyLate > 0 ? [`make ${newlyLate.toLocaleString('en-GB')} newly late`] : []),
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

interface Other {
  readonly saved: number;
  readonly newlyLate: number;
  readonly moved: number;
}

const isOther = (of: unknown): of is Other =>
  typeof of === 'object' && of !== null && 'saved' in of && 'newlyLate' in of && 'moved' in of;

const counted = (n: number, one: string): string => `${n.toLocaleString('en-GB')} ${one}${n === 1 ? '' : 's'}`;
