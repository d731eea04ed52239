/** Deliveries as who brings them sees them: as the server has them, with what was done on this device and waits to be sent. Pure. */
import type { DeliverySource, DeliveryState } from './deliveries.ts';

interface Told {
  readonly number: string;
  readonly state: DeliveryState;
  readonly taken_by: string | null;
  readonly taken_by_id: string | null;
}

interface Me {
  readonly id: string;
  readonly name: string;
}

/** Under which what is done with a delivery is kept: its acts go in their turn. */
export const deliveryKey = (number: string): string => `delivery ${number}`;

const actOf = /^\/deliveries\/([^/]+)\/(take|deliver|return)$/;
const become = {
  take: ({ id, name }: Me) => ({ state: 'on the way', taken_by: name, taken_by_id: id }),
  deliver: () => ({ state: 'delivered' }),
  return: () => ({ state: 'returned' }),
} as const;

/** The delivery whose kit was scanned: it is in somebody's hands. */
export const ofKitScanned = <Row extends { readonly source: DeliverySource; readonly source_key: string }>(
  rows: readonly Row[],
  text: string,
): Row | undefined =>
  rows.find(({ source, source_key: kit }) => source === 'kit' && kit.toLowerCase() === text.trim().toLowerCase());

export const withUnsent = <Row extends Told>(
  rows: readonly Row[],
  unsent: readonly { readonly path: string }[],
  me: Me,
): readonly Row[] => {
  const acts = unsent.flatMap(({ path }) => {
    const [, number, act] = actOf.exec(path) ?? [];
    return number && act ? [{ number: decodeURIComponent(number), act: act as keyof typeof become }] : [];
  });
  return rows.map((row) =>
    acts.filter(({ number }) => number === row.number).reduce((one, { act }) => ({ ...one, ...become[act](me) }), row),
  );
};
