/** Inputs written since a version was made are counted so far; one more is told as "more than". */
export const mostInputs = 1000;
