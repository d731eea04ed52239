/** The rows of INSERT statements in a T-SQL script; everything else in it is left alone. */

export interface InsertedRow {
  readonly table: string;
  /** Named columns; empty when the statement names none. */
  readonly columns: readonly string[];
  readonly values: readonly (string | null)[];
  /** Of the statement, counted from 1. */
  readonly line: number;
}

export type Script = {
  readonly rows: readonly InsertedRow[];
  readonly faults: readonly { readonly line: number; readonly text: string }[];
};

// No two of its parts may take the same blanks: a script of nothing else would be tried in every division of them.
const statement =
  /^[ \t]*INSERT(?:\s+INTO)?\s+(?:"?dbo"?\.)?(?:"([^"]+)"|\[([^[\]]+)\]|(\w+))\s*(?:\(([^()]*)\)\s*)?VALUES\s*\(/gim;

export function readInserts(script: string): Script {
  const rows: InsertedRow[] = [];
  const faults: { line: number; text: string }[] = [];
  let [line, counted] = [1, 0];
  for (const match of script.matchAll(statement)) {
    for (; counted < match.index; counted++) if (script.charCodeAt(counted) === 10) line++;
    const table = match[1] ?? match[2] ?? match[3] ?? '';
    const columns = (match[4] ?? '')
      .split(',')
      .map((name) => name.trim().replace(/^["[]|["\]]$/g, ''))
      .filter((name) => name !== '');
    const values = valuesFrom(script, match.index + match[0].length);
    if (values === undefined) faults.push({ line, text: `The values for ${table} are not closed.` });
    else rows.push({ table, columns, values, line });
  }
  return { rows, faults };
}

/** Literals up to the closing bracket: 'text' with '' for a quote, N'text', numbers, NULL, 0x… */
function valuesFrom(script: string, start: number): readonly (string | null)[] | undefined {
  const values: (string | null)[] = [];
  const literal = /(?:\s*N?'([^']*(?:''[^']*)*)'\s*|([^,'()]+))([,)])/y;
  literal.lastIndex = start;
  for (let match = literal.exec(script); match; match = literal.exec(script)) {
    const bare = match[2]?.trim();
    values.push(
      match[1] !== undefined
        ? match[1].replaceAll("''", "'")
        : bare === undefined || bare.toUpperCase() === 'NULL'
          ? null
          : bare,
    );
    if (match[3] === ')') return values;
  }
  return undefined;
}
