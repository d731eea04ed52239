/** Sheets of labels: where each label lies on the paper, in millimetres. Data, and the sum of it. */

export interface Sheet {
  readonly name: string;
  readonly words: string;
  readonly width: number;
  readonly height: number;
  readonly columns: number;
  readonly rows: number;
  readonly left: number;
  readonly top: number;
  /** From the corner of one label to that of the next. */
  readonly right: number;
  readonly down: number;
  readonly label: readonly [width: number, height: number];
}

const sheet = (
  name: string,
  words: string,
  paper: readonly [number, number],
  grid: readonly [number, number],
  corner: readonly [number, number],
  pitch: readonly [number, number],
  label: readonly [number, number],
): Sheet => ({
  name,
  words,
  width: paper[0],
  height: paper[1],
  columns: grid[0],
  rows: grid[1],
  left: corner[0],
  top: corner[1],
  right: pitch[0],
  down: pitch[1],
  label,
});

const [a4, letter] = [
  [210, 297],
  [215.9, 279.4],
] as const;

export const sheets: readonly Sheet[] = [
  sheet('A4-24', 'A4, 3 × 8 of 70 × 37 mm', a4, [3, 8], [0, 0.5], [70, 37], [70, 37]),
  sheet('A4-14', 'A4, 2 × 7 of 99.1 × 38.1 mm', a4, [2, 7], [4.65, 15.15], [101.6, 38.1], [99.1, 38.1]),
  sheet('A4-4', 'A4, 2 × 2 of 105 × 148 mm', a4, [2, 2], [0, 0.5], [105, 148], [105, 148]),
  sheet('LETTER-30', 'Letter, 3 × 10 of 66.7 × 25.4 mm', letter, [3, 10], [4.76, 12.7], [69.85, 25.4], [66.7, 25.4]),
  sheet('LETTER-10', 'Letter, 2 × 5 of 101.6 × 50.8 mm', letter, [2, 5], [3.97, 12.7], [106.36, 50.8], [101.6, 50.8]),
];

/** A page a label, of its size. */
export const roll = 'roll';
export const sheetNames = [roll, ...sheets.map(({ name }) => name)];

/** Which sheet and corner the n-th label has, counted from 0; `skip` labels are gone from the first sheet. */
export function placeOf(
  one: Sheet,
  nth: number,
  skip: number,
): { readonly page: number; readonly x: number; readonly y: number } {
  const each = one.columns * one.rows;
  const at = nth + skip;
  const within = at % each;
  return {
    page: Math.floor(at / each),
    x: one.left + (within % one.columns) * one.right,
    y: one.top + Math.floor(within / one.columns) * one.down,
  };
}

export const fitsOn = (one: Sheet, width: number, height: number): boolean =>
  width <= one.label[0] + 0.05 && height <= one.label[1] + 0.05;
