/** Changes that were sent to be kept as a draft when the page was left: what came of that. */
import { useEffect, useState } from 'react';
import type { Answering } from '../../web/api.ts';
import { readKept } from '../../web/kit/kept.ts';
import { useLatest } from '../../web/kit/latest.ts';
import { useOne } from '../../web/queries.ts';
import { useWhose } from '../../web/session/session.tsx';
import { draftOfSame } from './board.contract.ts';
import { type Act, settledActs } from './hand.ts';
import { underWayOf } from './usehand.page.tsx';

type Kept = NonNullable<Answering<typeof draftOfSame>['kept']>;

/** Tells of the draft once it is there, be it made by then or a little later; not where something else was changed since. */
export function useKeptMeanwhile(version: number, acts: readonly Act[], found: (kept: Kept) => void): void {
  const whose = useWhose();
  // What is sent from this page is answered here.
  const [sent] = useState(() => readKept<readonly Act[]>(underWayOf(whose, version)));
  const still = sent !== undefined && JSON.stringify(settledActs(acts)) === JSON.stringify(sent);
  const { data } = useOne(
    draftOfSame,
    { body: { version, acts: (sent ?? []).map((act) => [...act]) } },
    { kinds: ['plan_versions'], enabled: still },
  );
  const kept = still ? data?.kept : undefined;
  const tell = useLatest(found);
  useEffect(() => {
    if (kept) tell.current(kept);
  }, [kept, tell]);
}
