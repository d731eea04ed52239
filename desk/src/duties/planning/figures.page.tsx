/** The figures of a version, each with its name, beside those of the one before it. */
import { quantityText, workText } from '../../web/kit/formats.ts';

type Figures = Readonly<Record<string, unknown>>;

const named: readonly (readonly [string, string, (value: number) => string])[] = [
  ['demands', 'Demands', quantityText],
  ['onTime', 'In time', quantityText],
  ['unserved', 'Unserved', quantityText],
  ['lateDays', 'Days late', (days) => quantityText(days, 1)],
  ['orders', 'Orders', quantityText],
  ['operations', 'Operations', quantityText],
  ['purchases', 'Purchases', quantityText],
  ['setupSeconds', 'Set-up', workText],
  ['overtimeSeconds', 'Overtime', workText],
];

export function figureIn(figures: Figures, name: string): number | null {
  const value = figures[name];
  return typeof value === 'number' ? value : null;
}

export const figureFacts = (figures: Figures, before: Figures = {}): readonly (readonly [string, string | null])[] =>
  named.map(([name, label, words]) => {
    const [is, was] = [figureIn(figures, name), figureIn(before, name)];
    if (is === null) return [label, null];
    return [label, was === null || was === is ? words(is) : `${words(is)}, was ${words(was)}`];
  });
