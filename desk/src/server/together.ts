/** Words said together: soon after the first, then half a second apart at the least. */

/** Milliseconds: for the other words of the same act. */
const soon = 20;
const apart = 500;

export class Together {
  readonly #waiting = new Set<string>();
  #timer: NodeJS.Timeout | undefined;
  #said = -Infinity;

  constructor(readonly say: (words: readonly string[]) => void) {}

  add(word: string): void {
    this.#waiting.add(word);
    this.#timer ??= setTimeout(() => this.#all(), Math.max(soon, this.#said + apart - performance.now()));
  }

  #all(): void {
    this.#timer = undefined;
    this.#said = performance.now();
    const words = [...this.#waiting];
    this.#waiting.clear();
    this.say(words);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }
}
