/** The kinds whose change makes a page of counting old. */
export const counting = [
  'count_sheets',
  'count_lines',
  'counts',
  'count_decisions',
  'count_ends',
  'count_freezes',
  'count_places',
  'sites',
] as const;
