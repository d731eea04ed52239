/**
 * Lines of the instructions of an operation that are done one by one, each signed by who did it. A line that begins with
 * "[ ]" is one. Pure. GLOSSARY "sign-off".
 */
import { accept, type Decision, refuse } from '../../house/decision.ts';

const box = /^\s*\[ ?\]\s*/;

/** In their order, without the box; a line that stands twice is one. */
export const linesToSign = (instructions: string | null): readonly string[] => [
  ...new Set(
    (instructions ?? '')
      .split('\n')
      .filter((line) => box.test(line))
      .map((line) => line.replace(box, '').trim())
      .filter((line) => line !== ''),
  ),
];

/** What is read beside them. */
export const withoutLines = (instructions: string | null): string =>
  (instructions ?? '')
    .split('\n')
    .filter((line) => !box.test(line))
    .join('\n')
    .trim();

/** The last that was said of a line: signed, or taken back. */
export interface SignFact {
  readonly line: string;
  readonly done: boolean;
  readonly by: string;
  /** RFC 3339. */
  readonly at: string;
}

export interface SignedLine {
  readonly line: string;
  /** Null: not signed. */
  readonly by: string | null;
  readonly at: string | null;
}

/** A line that reads otherwise than it was signed is to be signed anew. */
export const signedLines = (instructions: string | null, facts: readonly SignFact[]): readonly SignedLine[] =>
  linesToSign(instructions).map((line) => {
    const last = facts.findLast((fact) => fact.line === line);
    return { line, by: last?.done ? last.by : null, at: last?.done ? last.at : null };
  });

export type SignCode = 'no-line' | 'signed-already' | 'not-signed';

/** Signs a line once, or takes a signature back. */
export function sign(lines: readonly SignedLine[], line: string, done: boolean): Decision<boolean, SignCode> {
  const found = lines.find((one) => one.line === line);
  if (!found) return refuse('no-line', { line });
  if (done && found.by !== null) return refuse('signed-already', { line, by: found.by });
  if (!done && found.by === null) return refuse('not-signed', { line });
  return accept([done]);
}
