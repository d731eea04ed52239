import type { Values } from '../../house/decision.ts';
import type { SignCode } from './signoffs.ts';

export const signRefusals: Readonly<Record<SignCode, (values: Values) => string>> = {
  'no-line': ({ line }) =>
    `"${line}" is no line to be signed there. Maybe the instructions were changed; load the page anew.`,
  'signed-already': ({ line, by }) => `"${line}" was signed by ${by}.`,
  'not-signed': ({ line }) => `"${line}" is not signed, so there is nothing to take back.`,
};
export const notAtWork = (order: string, state: string): string =>
  `Work order ${order} is ${state}; its lines are signed while it is released or started.`;
export const traineeSigns = 'A trainee signs nothing alone. Maybe ask who looks on to sign.';
export const signedWords = (line: string, done: boolean): string =>
  done ? `Signed: ${line}.` : `No longer signed: ${line}.`;
