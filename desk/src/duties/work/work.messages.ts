/** Sentences about work orders that a person reads. */
import type { Values } from '../../house/decision.ts';

export const releasedWords = (number: string): string =>
  `Work order ${number} is released: its ticket can be printed and material issued.`;

export const notFirm = (number: string, state: string): string =>
  `Work order ${number} is ${state}; only a firm order is released.`;

export const noRouting = (item: string): string =>
  `${item} has no routing, so there is no work to release. Maybe add its steps under Structures first.`;

export const changeRefusals: Readonly<Record<'order-over' | 'order-started', (values: Values) => string>> = {
  'order-over': ({ number, state }) =>
    `Work order ${number} is ${state}; its date no longer matters. Maybe a newer plan stands: look at the list again.`,
  'order-started': ({ number, state }) =>
    `Work order ${number} is ${state}; only a firm or released order without work is cancelled here.`,
};
