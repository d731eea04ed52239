/** The need of another version beside the one that is told. A list shows days, so it names another day alone; a panel the hour too. */
import { When } from '../../web/kit/marks.tsx';
import { usePlant } from '../../web/kit/plant.tsx';
import { dayWords, wallClock } from '../../web/kit/time.ts';
import type { OtherNeed } from './otherneed.ts';

interface Told {
  readonly need: string | null;
  readonly other: OtherNeed | null;
}

/** The other version's day in words, where it is not that of the need told. */
export function useOtherDay({ need, other }: Told): string | undefined {
  const { zone, today } = usePlant();
  if (!other) return undefined;
  const { day } = wallClock(zone, other.need);
  return need !== null && wallClock(zone, need).day === day ? undefined : dayWords(day, today);
}

/** The need told to the minute, and the other's beside it: `says` with its plan's number before it. */
export function NeedInFull({ need, other, says }: Told & { readonly says: (version: number) => string }) {
  return (
    <>
      <When at={need} time />
      {other ? (
        <span className="dim">
          ; {says(other.version)} <When at={other.need} time />
        </span>
      ) : null}
    </>
  );
}
