/** A work order's life once it is fixed: firm → released → started → completed → closed; cancelled from any open state. */
export const orderStates = ['firm', 'released', 'started', 'completed', 'closed', 'cancelled'] as const;
export type OrderState = (typeof orderStates)[number];

/** Of orders that are planned: something of them is still to come. */
export const openStates = ['firm', 'released', 'started'] as const satisfies readonly OrderState[];
export const isOpen = (state: string): boolean => openStates.some((one) => one === state);

/** Of orders that are worked on, or may be. */
export const isAtWork = (state: string): boolean => state === 'released' || state === 'started';
