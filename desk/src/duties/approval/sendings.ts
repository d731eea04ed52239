/** What a publication sends to each department. Pure. Source: GLOSSARY "publication". */

/** `tickets`: nothing on its list, but tickets of orders that it has steps of are no longer valid. `closed`: no work centre bears it any more. */
export const holdings = ['work', 'tickets', 'nothing', 'closed'] as const;
export type Holds = (typeof holdings)[number];

/** The latest that a department was sent. */
export interface SentBefore {
  readonly department: string;
  readonly holds: Holds;
  readonly acknowledged: boolean;
}

interface Sending {
  /** Departments with work in it, and those with tickets that changed elsewhere; empty: work without one. */
  readonly listed: ReadonlySet<string>;
  readonly changed: ReadonlySet<string>;
  readonly borne: ReadonlySet<string>;
  readonly before: readonly SentBefore[];
}

/** By name. Who had a list and has nothing is told once; of a department that there is no more what is still open is closed. */
export function sendings({ listed, changed, borne, before }: Sending): ReadonlyMap<string, Holds> {
  const sent = new Map<string, Holds>();
  for (const { department, holds, acknowledged } of before)
    if (department !== '' && !borne.has(department)) {
      if (holds === 'work' || (holds !== 'closed' && !acknowledged)) sent.set(department, 'closed');
    } else if (holds === 'work') sent.set(department, 'nothing');
  for (const department of changed) sent.set(department, 'tickets');
  for (const department of listed) sent.set(department, 'work');
  return new Map([...sent].sort(([a], [b]) => (a < b ? -1 : 1)));
}
