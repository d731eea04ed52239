/**
 * A story as it is written: prose and tables under "Given", one sentence under "When", the plan under "Then".
 *
 * Throws where a story has no title, no rule or not its three parts: a story that cannot be read must not pass.
 */
export interface Story {
  readonly title: string;
  /** The one rule that it shows: its first quoted line. */
  readonly rule: string;
  readonly given: readonly GivenTable[];
  readonly when: string;
  /** All up to and with the heading "## Then": never rewritten. */
  readonly told: string;
  /** What stands below that heading. */
  readonly planned: string;
}

export interface GivenTable {
  readonly name: string;
  readonly heads: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export function readStory(text: string, file: string): Story {
  const part = (name: string, pattern: RegExp): string => {
    const found = pattern.exec(text)?.[1]?.trim();
    if (!found) throw new Error(`${file} has no ${name}`);
    return found;
  };
  const told = part('"## Then"', /^([\s\S]*?^## Then\n)/m);
  return {
    title: part('title', /^# (.+)$/m),
    rule: part('rule (a line that starts with ">")', /^> (.+)$/m),
    given: tablesOf(part('"## Given"', /^## Given\n([\s\S]*?)^## When$/m), file),
    when: part('"## When"', /^## When\n([\s\S]*?)^## Then$/m),
    told,
    planned: text.slice(told.length).trim(),
  };
}

/** Each "### Name" with the one table below it. */
function tablesOf(given: string, file: string): GivenTable[] {
  return given
    .split(/^### /m)
    .slice(1)
    .map((section) => {
      const [name = '', ...lines] = section.split('\n');
      const [head, rule, ...rows] = lines.filter((line) => line.startsWith('|')).map(cellsOf);
      if (!head || !rule || rows.length === 0) throw new Error(`${file}: "${name}" has no table`);
      for (const row of rows)
        if (row.length !== head.length)
          throw new Error(
            `${file}: a row of "${name}" has ${row.length} cells, its head ${head.length}: ${row.join(' | ')}`,
          );
      return { name: name.trim(), heads: head, rows };
    });
}

const cellsOf = (line: string): string[] =>
  line
    .trim()
    .replace(/^\||\|$/g, '')
    .split('|')
    .map((cell) => cell.trim());
