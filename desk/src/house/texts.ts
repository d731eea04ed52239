/** Characters of typed text that nobody sees, and those that turn the text round them. Pure. */

const unseen = /[\p{Default_Ignorable_Code_Point}\p{Cc}\s\u2800]/gu;

/** There is something to see. */
export const isSeen = (text: string): boolean => text.replace(unseen, '') !== '';

/** Embeds, overrides and isolates of direction: what follows in the line is read backwards by them. */
export const turns = (text: string): boolean => /[\u202a-\u202e\u2066-\u2069]/.test(text);

/** Without what nobody sees and what turns the text round it; emoji of several parts keep what joins them. */
export const seenOf = (text: string): string => text.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, '').trim();

/** A name stands in one line. */
export const inOneLine = (text: string): string => text.replace(/[\p{Cc}\s]+/gu, ' ').trim();

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** So many UTF-16 units at most, the last "…" where it is cut; no letter and no emoji is cut through. */
export function shortened(text: string, most: number): string {
  if (text.length <= most) return text;
  let kept = '';
  for (const { segment } of graphemes.segment(text.slice(0, 2 * most))) {
    if (kept.length + segment.length >= most) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}
