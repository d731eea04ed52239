/** How much more or less than ordered may come; said of an item, or of one order of it, which then counts. */
import type { Field } from './kind.ts';

const percent = { type: 'decimal', min: 0, max: 1000, digits: 4, unit: '%', secondary: true, unplanned: true } as const;

export const toleranceFields = (otherwise: string): readonly Field[] => [
  {
    ...percent,
    name: 'over_percent',
    label: 'Over tolerance',
    help: `May be received above what was ordered. ${otherwise}`,
  },
  {
    ...percent,
    max: 100,
    name: 'under_percent',
    label: 'Under tolerance',
    help: `A line is closed when no more than this is missing. ${otherwise}`,
  },
];
