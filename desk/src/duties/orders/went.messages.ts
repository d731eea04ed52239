/** Why a customer line of which goods went is not changed so. */
interface Went {
  readonly ref: string;
  readonly item: string;
  readonly went: number;
}

export const lessThanWent = ({ ref, item, went }: Went): string =>
  `${went} of ${item} went out for ${ref}: it cannot want less. Maybe set it to ${went}, which makes it shipped, or take a shipment back first.`;
export const anotherItem = ({ ref, item, went }: Went): string =>
  `${went} of ${item} went out for ${ref}: it stays a line of ${item}. Maybe add a line for the other item, or take its shipments back first.`;
export const anotherNumber = ({ ref, item, went }: Went): string =>
  `${went} of ${item} went out for ${ref}, whose number stands on its papers and stays. Maybe take its shipments back first.`;
