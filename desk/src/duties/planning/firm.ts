/** Which planned order of which version a work order was made of: in words that no other order has, and read back from them. Pure. */

export const originOf = (planned: string, version: number): string => `planned as ${planned} in version ${version}`;

/** What the version calls the planned order that an order was made of. */
export const plannedIn = (origin: string): string | undefined => /^planned as (\S+) in version \d+$/.exec(origin)?.[1];
