/** What every part of the kit must know of the plant: its zone, its today, its currency. */
import { createContext, type ReactNode, useContext, useMemo, useSyncExternalStore } from 'react';
import { minorDigits } from '../../house/amounts.ts';
import type { FilterContext } from '../../house/filter.ts';
import { browserZone, present, startOfDay, wallClock } from './time.ts';

export interface Plant {
  readonly zone: string;
  /** YYYY-MM-DD on the plant's clock. */
  readonly today: string;
  readonly currency: string;
}

const Context = createContext<Plant | undefined>(undefined);

interface PlantProviderProps {
  readonly zone: string;
  readonly currency: string;
  /** Where the plant's clock stands, if it stands. */
  readonly pinnedNow: string | null;
  readonly children: ReactNode;
}

export function PlantProvider({ zone, currency, pinnedNow, children }: PlantProviderProps) {
  // A page that stands open at midnight goes on in the next day.
  const today = useSyncExternalStore(everyHalfMinute, () => wallClock(zone, pinnedNow ?? present()).day);
  const plant = useMemo(() => ({ zone, currency, today }), [zone, currency, today]);
  return <Context value={plant}>{children}</Context>;
}

function everyHalfMinute(look: () => void): () => void {
  const timer = setInterval(look, 30_000);
  return () => clearInterval(timer);
}

/** What the words of a filter mean here and now. */
export function useFilterContext(): FilterContext {
  const { zone, today, currency } = usePlant();
  return useMemo(
    () => ({ today, startOf: (day) => startOfDay(zone, day), minorDigits: minorDigits(currency) }),
    [zone, today, currency],
  );
}

/** Before anybody signed in it is the browser's zone. */
export function usePlant(): Plant {
  const plant = useContext(Context);
  return useMemo(
    () => plant ?? { zone: browserZone(), currency: 'EUR', today: wallClock(browserZone(), present()).day },
    [plant],
  );
}
