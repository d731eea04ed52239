/**
 * What the database refuses by a rule of ours, each by a SQLSTATE of its own (class HL). The detail of the error is a JSON object
 * with what the sentence needs; the duty of the rule says it.
 */
export const states = {
  /** A movement takes more than a balance holds, and nobody confirmed that. */
  short: 'HL001',
  /** A container would stand at two places. */
  tornContainer: 'HL002',
  /** A movement tells of a day that is closed. */
  periodClosed: 'HL003',
  /** More would stand of an item than can be counted exactly. */
  beyondCounting: 'HL004',
  /** A place is frozen for a count. */
  frozen: 'HL005',
  /** More of a lot came while it was waited for; nobody is told, it is held anew. */
  lotGrew: 'HL006',
  /** Goods would be put at a place that is closed. */
  placeClosed: 'HL007',
  /** Goods would be taken that are reserved for another. */
  allocated: 'HL010',
  /** More would be reserved than there is. */
  overAllocated: 'HL011',
} as const;
