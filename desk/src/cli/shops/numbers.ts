/** Reads a file of numbers one by one, past lines that begin with "#"; a fault names the file, the line and what stands there. */
import { BadInput } from '../command.ts';

export class Numbers {
  private readonly words: { readonly text: string; readonly line: number }[];
  private at = 0;
  private readonly lastLine: number;

  constructor(
    readonly file: string,
    text: string,
  ) {
    const lines = text.split(/\r?\n/);
    this.lastLine = lines.length;
    this.words = lines.flatMap((line, k) =>
      (line.startsWith('#') ? '' : line)
        .split(/\s+/)
        .filter((word) => word !== '')
        .map((word) => ({ text: word, line: k + 1 })),
    );
  }

  /** The line of the next number, with which something must begin. */
  lineOf(what: string): number {
    const word = this.words[this.at];
    if (!word) throw this.fault(this.lastLine, undefined, `the file ends where ${what} should be.`);
    return word.line;
  }

  /** Whether another number stands on the line. */
  on(line: number): boolean {
    return this.words[this.at]?.line === line;
  }

  /** The next number: whole, and within the range. */
  next(what: string, least = 0, most = 2 ** 30): number {
    const line = this.lineOf(what);
    const { text } = this.words[this.at]!;
    const value = Number(text);
    if (!Number.isSafeInteger(value) || value < least || value > most)
      throw this.fault(line, text, `${what} must be a whole number from ${least} to ${most}.`);
    this.at++;
    return value;
  }

  /** Whether the next one is this; then it is passed. */
  passes(text: string): boolean {
    if (this.words[this.at]?.text !== text) return false;
    this.at++;
    return true;
  }

  /** Passes what is left of a line. */
  skip(line: number): void {
    while (this.on(line)) this.at++;
  }

  /** Nothing may follow on this line. */
  endOf(line: number): void {
    if (this.on(line)) throw this.fault(line, this.words[this.at]!.text, 'this line should have ended before.');
  }

  endOfFile(): void {
    const word = this.words[this.at];
    if (word) throw this.fault(word.line, word.text, 'the file should have ended before.');
  }

  fault(row: number, value: string | undefined, text: string): BadInput {
    return new BadInput([{ file: this.file, row, value, text }]);
  }
}
