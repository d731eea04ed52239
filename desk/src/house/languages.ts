/** The languages in which the desk writes to partners: for each it knows its days, numbers and questions. */
export const languages = ['en', 'de'] as const;
export type Language = (typeof languages)[number];
