/** Why what was done by hand to a version cannot be done again without some of it. */
import { allNamed } from '../../house/names.ts';
import { stepNamed } from './comparison.ts';
import { stepCalled } from './handacts.messages.ts';
import type { InTheWay, NoRest } from './handrest.ts';
import { spoken } from './planning.messages.ts';
import { groupedBy } from './rows.ts';

const mostTold = 3;

/** `called`: an act by its place. */
export function noRestWords(number: number, rest: NoRest, called: (at: number) => string): string {
  if ('none' in rest)
    return `All that was done by hand in version ${number} was done to what is left out. Maybe reject it instead.`;
  const { inTheWay, further } = rest;
  const told = inTheWay.slice(0, mostTold);
  const same = groupedBy(told, (one) => ('moves' in one ? stepNamed(one.moves) : one.impossible));
  const why = [...same.values()].map((some) => whyWords(number, some, called));
  const more = inTheWay.length - told.length;
  const others =
    more === 0 ? [] : [`And ${further ? 'at least ' : ''}${more} more ${more === 1 ? 'is' : 'are'} in the way.`];
  const them = inTheWay.length === 1 ? 'that' : 'those';
  return [...why, ...others, `Maybe leave ${them} out too, or reject it and say so.`].join(' ');
}

/** Of acts that are in the way for one reason. */
function whyWords(number: number, some: readonly InTheWay[], called: (at: number) => string): string {
  const [first] = some as [InTheWay];
  const acts = allNamed(some.map(({ at }) => called(at)));
  if (!('moves' in first))
    return `What is left of version ${number} cannot be done without what is left out: ${spoken(first.impossible).replace(/\.?$/, '.')} In the way: ${acts}.`;
  const step = stepCalled(first.moves).replace(/^s/, 'S');
  return `${step} would not stay as published: ${acts} ${some.length === 1 ? 'moves' : 'move'} it still.`;
}

/** Of another base than the published one: it can be read as it was made no more. */
export const writtenSinceBase = (number: number, base: number, latest: string): string =>
  `Version ${base} was made from inputs that have changed since${latest ? `, ${latest} the latest` : ''}: its changes by hand cannot be done again without some. Maybe approve all of version ${number}, or reject it and have it planned anew.`;

/** What such a run is doing. */
export const doneAgain = 'Doing the changes by hand again';
export const lookingFor = (found: number): string =>
  `Looking for what is in the way${found === 0 ? '' : `: ${found} found`}`;
