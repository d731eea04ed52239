/** The signs of a filter's grammar. */
export const comparing = ['eq', 'ne', 'lt', 'le', 'gt', 'ge'] as const;
export type Comparing = (typeof comparing)[number];

export const signs: Readonly<Record<string, Comparing>> = {
  '=': 'eq',
  '!=': 'ne',
  '<>': 'ne',
  '≠': 'ne',
  '<': 'lt',
  '<=': 'le',
  '≤': 'le',
  '>': 'gt',
  '>=': 'ge',
  '≥': 'ge',
};
export const signed = /^(<=|>=|<>|!=|[<>=≤≥≠]) ?(.+)$/;

/** "5..10", "5..", "..10". */
export const rangeIn = /^(.*?) ?\.\. ?(.*)$/;
