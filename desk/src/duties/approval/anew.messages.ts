/** What a plan made anew does beside a version that waits, in words. */
import type { Anew } from './anew.ts';

/** `days`: late by it, all orders together, `instead` by the version; null: versions made before did not count them. */
export function anewWords(
  of: Anew & { readonly number: number; readonly days: number | null; readonly instead: number | null },
): string {
  const { number, saved, newly_late, days, instead } = of;
  const does = [
    saved > 0 ? `saves ${saved} ${saved === 1 ? 'order' : 'orders'}` : 'saves no order',
    ...(newly_late > 0 ? [`makes ${newly_late} newly late`] : []),
  ].join(' and ');
  const [there, here] = [days?.toFixed(1), instead?.toFixed(1)];
  const late =
    there === undefined || here === undefined
      ? ''
      : `: all are ${there} days late together${there === here ? ', as here' : ` instead of ${here}`}`;
  return `Version ${number}, planned anew since, ${does}${late}.`;
}

export const anewDoors = {
  ask: 'Plan anew',
  /** Before the button. */
  unknown: 'Whether a plan made anew would do better is not known.',
  asked: 'A plan is asked for: what it does is told here once it stands.',
  /** Why the run is made. */
  reason: (number: number) => `to hold version ${number} against`,
  compare: 'Compare',
} as const;
