/** Characters of typed text that nobody sees, and those that turn the text round them. Pure. */

const unseen = /[\p{Default_Ignorable_Code_Point}\p{Cc}\s\u2800]/gu;

/** There is something to see. */
export const isSeen = (text: string): boolean => text.replace(unseen, '') !== '';

/** Embeds, overrides and isolates of direction: what follows in the line is read backwards by them. */
export const turns = (text: string): boolean => /[\u202a-\u202e\u2066-\u2069]/.test(text);
