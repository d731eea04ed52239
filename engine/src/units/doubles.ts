/** A column that will hold fractions or infinities: V8 keeps its numbers unboxed from the first row, and every such column alike. */
export function doubles(): number[] {
  const column = [0.5];
  column.pop();
  return column;
}
