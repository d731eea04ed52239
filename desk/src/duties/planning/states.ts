/** A version's way to the floor: draft → submitted → approved → published → superseded; rejected, and a new plan is the next draft. */
export const versionStates = ['draft', 'submitted', 'approved', 'published', 'superseded', 'rejected'] as const;
export type VersionState = (typeof versionStates)[number];

/** Of versions that may still come to the floor. */
export const statesOnTheWay = ['draft', 'submitted', 'approved'] as const satisfies readonly VersionState[];
export const isOnTheWay = (state: VersionState): boolean => statesOnTheWay.some((one) => one === state);

/** Of versions that somebody submitted: they wait for a decision or to be published. */
export const statesWaiting = ['submitted', 'approved'] as const satisfies readonly VersionState[];
export const isWaiting = (state: VersionState): boolean => statesWaiting.some((one) => one === state);

/** Another version was published since it was made: it goes no further. */
export const isOvertaken = <Name>(of: {
  readonly state: VersionState;
  readonly parent: Name | null;
  readonly published: Name | null;
}): boolean => isOnTheWay(of.state) && of.parent !== of.published;
