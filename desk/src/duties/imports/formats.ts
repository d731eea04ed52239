/** The systems whose data is read as it is, by their names; `formats.import.ts` has their readers. */
export const formatNames = ['hotlist', 'adventureworks', 'frepple', 'northwind'] as const;
export type FormatName = (typeof formatNames)[number];

export const formatWords: Readonly<Record<FormatName, { readonly title: string; readonly about: string }>> = {
  hotlist: {
    title: 'CSV planning problem',
    about: 'CSV of items, bom, operations, resources and demands; meta.json has the time and the working hours.',
  },
  adventureworks: {
    title: 'AdventureWorks',
    about: 'CSV by table. It has no open orders: given a time, the same demand is generated for the same data.',
  },
  frepple: { title: 'frePPLe fixture', about: 'JSON. Its currentdate is the time, unless another is given.' },
  northwind: {
    title: 'Northwind',
    about: 'The T-SQL script. The day of the last order is the time, unless another is given.',
  },
};

/** What a person says about files: the system they come from ("sheets": none, columns are matched), and its time. */
export interface Said {
  readonly format?: FormatName | 'sheets' | undefined;
  readonly now?: string | undefined;
}
