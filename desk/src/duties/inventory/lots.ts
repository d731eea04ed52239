/** Letters that are seen, figures and the signs that a label can carry. */
export const onLabels = (lot: string): boolean =>
  /^(?:(?!\p{Default_Ignorable_Code_Point})[\p{L}\p{N} !"%&'()*+,\-./:;<=>?_#@])*$/u.test(lot);
