/** Ends the run with a sentence for the person instead of a stack. */
export class Stop extends Error {}

/**
 * A line of progress. On the error stream, so that what a command prints can be piped.
 *
 * @param {string} sentence
 */
export function say(sentence) {
  process.stderr.write(`· ${sentence}\n`);
}
