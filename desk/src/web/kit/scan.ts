/**
 * Tells a scanner from fingers. A scanner types a code in a burst and ends it with Enter; the same keys from a
 * hand are commands of the page. So a plain key is held for a moment: if another follows at once it is a burst,
 * else it is given back to be a command. Times are milliseconds from any start.
 */
/** Keys of a scanner follow within this; the fastest rolling of two fingers seldom does. */
export const burstGap = 35;
/** Shorter bursts are slips of the hand: no label carries so short a code. */
export const shortestCode = 4;

export type ScanOutcome =
  | { readonly kind: 'held' }
  /** These keys, in order, are commands after all; `now` (the key just fed) is passed on as usual. */
  | { readonly kind: 'keys'; readonly keys: readonly string[]; readonly now: boolean }
  | { readonly kind: 'scan'; readonly text: string };

export class ScanGate {
  #held = '';
  /** Given back too early, because the page was busy: the rest of the burst may still come. */
  #early = '';
  #last = Number.NEGATIVE_INFINITY;

  /** One key pressed, at the time the browser gives it: a character, or 'Enter', or another key by its name. */
  feed(key: string, time: number): ScanOutcome {
    const follows = time - this.#last <= burstGap;
    const before = follows ? [] : this.#give();
    const plain = key.length === 1;
    if (plain) {
      this.#held += follows ? this.#early + key : key;
      this.#early = '';
      this.#last = time;
      return before.length > 0 ? { kind: 'keys', keys: before, now: false } : { kind: 'held' };
    }
    if (key === 'Enter' && follows && this.#held.length >= shortestCode) {
      const text = this.#held;
      this.#held = '';
      return { kind: 'scan', text };
    }
    return { kind: 'keys', keys: [...before, ...this.#give()], now: true };
  }

  /** Called when the moment has passed: the keys that were held, to be commands, unless a long burst without Enter. */
  flush(time: number): readonly string[] {
    if (time - this.#last < burstGap || this.#held === '') return [];
    this.#early = this.#held;
    return this.#give();
  }

  get holding(): boolean {
    return this.#held !== '';
  }

  #give(): readonly string[] {
    const held = this.#held;
    this.#held = '';
    // A burst that never came to its Enter is a broken scan; taken for commands it would do things nobody asked for.
    return held.length >= shortestCode ? [] : [...held];
  }
}
