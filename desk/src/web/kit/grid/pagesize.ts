/** Rows asked for at a time: a screen and what is scrolled to next. */
export const pageSize = 100;
