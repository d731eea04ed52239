/**
 * Indices of numbers, the smallest first; of equals by `tie`. Whole numbers are sorted without a call for each comparison:
 * number and index go into one double, number × 2ⁿ + index, as far as 53 bits reach.
 */
export function ascending(numbers: Float64Array, tie: (a: number, b: number) => number): Int32Array {
  const { length } = numbers;
  const places = 2 ** Math.ceil(Math.log2(Math.max(1, length)));
  const keys = new Float64Array(length);
  let exact = true;
  let stands = true;
  for (let i = 0; i < length; i++) {
    const number = numbers[i]!;
    keys[i] = number * places + i;
    if (i > 0 && !(numbers[i - 1]! <= number)) stands = false;
    if (!Number.isInteger(number) || Math.abs(number) >= 2 ** 53 / places - 1) exact = false;
  }
  const sorted = new Int32Array(length);
  if (!exact) {
    for (let i = 0; i < length; i++) sorted[i] = i;
    return sorted.sort((a, b) => numbers[a]! - numbers[b]! || tie(a, b));
  }
  if (!stands) keys.sort();
  for (let n = 0; n < length; n++) sorted[n] = stands ? n : keys[n]! - Math.floor(keys[n]! / places) * places;
  for (let from = 0; from < length; ) {
    let to = from + 1;
    while (to < length && numbers[sorted[to]!] === numbers[sorted[from]!]) to++;
    if (to - from > 1) sorted.subarray(from, to).sort(tie);
    from = to;
  }
  return sorted;
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
