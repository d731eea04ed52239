/** What every part of the kit must know of the plant: its zone, its today, its currency. */
import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { browserZone, present, wallClock } from './time.ts';

export interface Plant {
  readonly zone: string;
  /** YYYY-MM-DD on the plant's clock. */
  readonly today: string;
  readonly currency: string;
}

const Context = createContext<Plant | undefined>(undefined);

export function PlantProvider({ zone, currency, children }: { zone: string; currency: string; children: ReactNode }) {
  const plant = useMemo(() => ({ zone, currency, today: wallClock(zone, present()).day }), [zone, currency]);
  return <Context value={plant}>{children}</Context>;
}

/** Before anybody signed in it is the browser's zone. */
export function usePlant(): Plant {
  const plant = useContext(Context);
  return useMemo(
    () => plant ?? { zone: browserZone(), currency: 'EUR', today: wallClock(browserZone(), present()).day },
    [plant],
  );
}
