/** Letters, figures and the signs that a label can carry. */
export const onLabels = (lot: string): boolean => /^[\p{L}\p{N} !"%&'()*+,\-./:;<=>?_#@]*$/u.test(lot);
