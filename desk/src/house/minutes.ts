/**
 * The minute that a clock without seconds shows, in milliseconds. What holds up nobody the engine ends a second before what
 * takes it: 05:59:59 is six o'clock to who reads it, and a minute that is over to the last second is over.
 */
export const minuteShown = (milliseconds: number): number => Math.floor((milliseconds + 1000) / 60_000) * 60_000;
