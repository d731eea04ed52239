/**
 * Indices of numbers, the smallest first; of equals by `tie`. Whole numbers are sorted without a call for each comparison:
 * number and index go into one double, number × 2ⁿ + index, as far as 53 bits reach.
 */
export function ascending(numbers: Float64Array, tie: (a: number, b: number) => number): Int32Array {
  const { length } = numbers;
  const sorted = new Int32Array(length);
  for (let i = 0; i < length; i++) sorted[i] = i;
  const places = 2 ** Math.ceil(Math.log2(Math.max(1, length)));
  if (!isExact(numbers, places)) return sorted.sort((a, b) => numbers[a]! - numbers[b]! || tie(a, b));
  if (!isAscending(numbers)) sortByKey(numbers, places, sorted);
  sortTies(numbers, sorted, tie);
  return sorted;
}

// A loop a function: a long function that is left in the middle is compiled for each of its loops, and thrown away after each.

function isExact(numbers: Float64Array, places: number): boolean {
  for (let i = 0; i < numbers.length; i++)
    if (!Number.isInteger(numbers[i]!) || Math.abs(numbers[i]!) >= 2 ** 53 / places - 1) return false;
  return true;
}

function isAscending(numbers: Float64Array): boolean {
  for (let i = 1; i < numbers.length; i++) if (!(numbers[i - 1]! <= numbers[i]!)) return false;
  return true;
}

function sortByKey(numbers: Float64Array, places: number, sorted: Int32Array): void {
  const keys = new Float64Array(numbers.length);
  for (let i = 0; i < keys.length; i++) keys[i] = numbers[i]! * places + i;
  keys.sort();
  for (let n = 0; n < keys.length; n++) sorted[n] = keys[n]! - Math.floor(keys[n]! / places) * places;
}

function sortTies(numbers: Float64Array, sorted: Int32Array, tie: (a: number, b: number) => number): void {
  for (let from = 0; from < sorted.length; ) {
    let to = from + 1;
    while (to < sorted.length && numbers[sorted[to]!] === numbers[sorted[from]!]) to++;
    if (to - from > 1) sorted.subarray(from, to).sort(tie);
    from = to;
  }
}

/** Rows in ascending order of a number of theirs; of equals by `tie`, then as they stood. */
export function sortedBy<T>(rows: readonly T[], key: (row: T) => number, tie?: (a: T, b: T) => number): T[] {
  const numbers = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) numbers[i] = key(rows[i]!);
  const order = ascending(numbers, (a, b) => tie?.(rows[a]!, rows[b]!) || a - b);
  const sorted: T[] = [];
  for (const i of order) sorted.push(rows[i]!);
  return sorted;
}
