/** Words said together: soon after the first, then some time apart at the least. */

interface Rhythm {
  /** Milliseconds for the other words of the same act. */
  readonly soon: number;
  /** Milliseconds between two sayings. */
  readonly apart: number;
}

export class Together {
  readonly #waiting = new Set<string>();
  #timer: NodeJS.Timeout | undefined;
  #said = -Infinity;

  constructor(
    readonly say: (words: readonly string[]) => void,
    readonly rhythm: Rhythm,
  ) {}

  add(word: string): void {
    this.#waiting.add(word);
    const { soon, apart } = this.rhythm;
    this.#timer ??= setTimeout(() => this.#all(), Math.max(soon, this.#said + apart - performance.now()));
  }

  #all(): void {
    this.#timer = undefined;
    this.#said = performance.now();
    this.say(this.stop());
  }

  /** Answers what is not said yet. */
  stop(): readonly string[] {
    clearTimeout(this.#timer);
    const words = [...this.#waiting];
    this.#waiting.clear();
    return words;
  }
}
