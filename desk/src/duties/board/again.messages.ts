/** Changes by hand that are done again on another version, in words. */
import type { StepOf } from '@hotlist/engine';
import { spoken } from '../planning/planning.messages.ts';

const called = ({ order, seq }: StepOf): string => `step ${seq} of ${spoken(order)}`;
const counted = (parts: number): string => (parts === 1 ? 'whole' : `in ${parts} parts`);

/** Why one is left out. */
export const againWords = {
  ended: (workOrder: string, state: string) => `${workOrder} is ${state} by now.`,
  noOrder: (order: string, number: number) =>
    `version ${number} has nothing that stands for ${spoken(order)}. Maybe look for what is planned in its place.`,
  notSplit: (order: string) => `${spoken(order)} came of a split that is not done.`,
  noStep: (of: StepOf, number: number) =>
    `version ${number} has no ${called(of)}: it is done, or its routing is another by now.`,
  begun: (of: StepOf) => `${called(of)} has begun.`,
  otherParts: (of: StepOf, before: number, now: number, number: number) =>
    `${called(of)} stood ${counted(before)} and stands ${counted(now)} in version ${number}. Maybe move it there as it stands.`,
  frozen: (of: StepOf, number: number) =>
    `${called(of)} is frozen in version ${number}. Maybe unlock it there, then move it.`,
  noResource: (code: string) => `${code} is there no more. Maybe another takes it.`,
  over: (when: string, now: string) => `it would begin ${when}, and now it is ${now}. Maybe put it later.`,
} as const;

export const againRefusals = {
  notMoved: (number: number) =>
    `Version ${number} was not moved by hand, and no changes of it are kept here: there is nothing to do again. Maybe open the version that was moved.`,
  planFirst:
    'The plan that stands was made from inputs that have changed since, and no plan was made of them yet that can be moved by hand. Maybe plan, then do the changes again.',
} as const;

export const onPlanWords = (onto: number): string =>
  `Nothing is published, so they are done on version ${onto}, the newest plan.`;

const changes = (count: number): string => `${count} ${count === 1 ? 'change' : 'changes'} by hand`;

export const doingWords = (count: number, of: number): string => `Doing ${changes(count)} of version ${of} again`;

export const cannotWords = (count: number, of: number, why: string): string =>
  `${changes(count)} of version ${of} cannot be done again here: ${why} Maybe load the page again.`;

/** What came of all of them. */
export function againDone(done: number, stands: number, left: number, of: number): string {
  const all = done + stands + left;
  const from = `of version ${of}`;
  if (left === 0 && done === all)
    return `${changes(all)} ${from} ${all === 1 ? 'is' : 'are'} done again. Nothing is kept until you do.`;
  const parts = [
    done > 0 ? `${done} ${done === 1 ? 'is' : 'are'} done again` : '',
    stands > 0 ? `${stands} ${stands === 1 ? 'stands' : 'stand'} so already` : '',
    left > 0 ? `${left} ${left === 1 ? 'is' : 'are'} left out` : '',
  ].filter((part) => part !== '');
  return `${changes(all)} ${from}: ${parts.join(', ')}.${done > 0 ? ' Nothing is kept until you do.' : ' There is nothing to keep.'}`;
}

export const standsAlready = 'it stands so already.';
export const splitLeftOut = 'what is split off is not there: the split is left out.';
