/** What a vendor's date says: that it leaves him then, stands at our dock then, or may be used then. */
import type { Field } from './kind.ts';

export const promiseMeanings = ['ship', 'dock', 'usable'] as const;
export type PromiseMeans = (typeof promiseMeanings)[number];

export const meansField = (help: string): Field => ({
  name: 'promise_means',
  label: 'Promise means',
  type: 'choice',
  choices: promiseMeanings,
  aliases: ['promise type'],
  secondary: true,
  help,
});
