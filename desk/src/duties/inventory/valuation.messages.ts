/** Words about what stock is worth. */
import type { Method } from './valuation.ts';

export const methodWords: Readonly<Record<Method, string>> = {
  standard: 'Standard cost',
  average: 'Moving average',
  fifo: 'First in, first out',
};

export const methodHelp: Readonly<Record<Method, string>> = {
  standard: 'What one costs by its item, today',
  average: 'What was paid for what lies there, in the mean',
  fifo: 'What was paid for the last that came: the first that came left first',
};

export const methodSet = (method: Method): string =>
  `Stock is valued by ${methodWords[method].toLowerCase()} from now on. Closed periods stay as they were.`;
