/** A step by one name within a plan, whatever parts it is in. */
export const stepKey = ({ order, seq }: { readonly order: string; readonly seq: number }): string => `${order} ${seq}`;
