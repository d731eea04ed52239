/** Sentences about counting that a person reads. */
import type { Values } from '../../house/decision.ts';
import { fewNamed } from '../../house/names.ts';
import type { Apart } from './apart.ts';
import type { ApproveCode, CountCode } from './counting.ts';
import type { Why } from './programme.ts';

const at = ({ item, location }: Values): string => `${item} at ${location}`;

export const countRefusals: Readonly<Record<CountCode, (values: Values) => string>> = {
  'below-nothing': ({ qty, ...of }) =>
    `${qty} of ${at(of)} cannot lie there. Maybe type what is there: 0 when the bin is empty.`,
  ended: (of) => `The sheet of ${at(of)} was ended. Maybe make a new one.`,
  approved: (of) => `The count of ${at(of)} was approved already. Maybe put it on a new sheet.`,
  'same-counter': (of) => `${at(of)} is to be counted again, by another than who counted it first.`,
};

export const apartWords = ({ containers, serials, owners }: Apart): string =>
  `without ${[
    ...(containers.length > 0 ? [`what stands in ${fewNamed(containers)}`] : []),
    ...(serials > 0 ? [`${serials} ${serials === 1 ? 'piece' : 'pieces'} by serial`] : []),
    ...(owners.length > 0 ? [`goods of ${fewNamed(owners)}`] : []),
  ].join(', ')}`;
export const reasonForApart =
  'More than the book, beside what stands apart, needs a reason: why it stands all the same.';

export const approveRefusals: Readonly<Record<ApproveCode, (values: Values) => string>> = {
  approved: ({ by, ...of }) => `The count of ${at(of)} was approved already, by ${by}.`,
  ended: (of) => `The sheet of ${at(of)} was ended: nothing of it is posted any more.`,
  superseded: (of) => `${at(of)} was counted again since you looked. Maybe look at the new count.`,
  again: (of) => `${at(of)} is to be counted again first.`,
  blind: (of) =>
    `The sheet of ${at(of)} is still being counted. Maybe wait for its last line; until then only a supervisor sees what differs.`,
  'own-count': (of) => `You counted ${at(of)} yourself: another approves what differs.`,
  'over-limit': (of) =>
    `What differs at ${at(of)} is beyond the limit: a supervisor approves it, or it is counted again.`,
  'stands-apart': ({ difference, unit, apart, ...of }) =>
    `${difference} ${unit} more than the book were counted of ${at(of)}, and this line is ${apart}. Maybe that was counted too: then have it counted again. Whoever approves it all the same says why.`,
};

export const choose = 'Say what is to be counted: locations, items or classes.';
export const trainee = 'A trainee’s word on a count needs a second person. Maybe ask a storekeeper or a supervisor.';
export const noSuchBin = 'There is nothing to count by this choice. Maybe choose other locations, items or classes.';
export const onSheets = (sheets: string): string =>
  `All of this is on open sheets already: ${sheets}. Maybe count those first, or end them.`;
export const onTheSheet = (item: string, location: string, lot: string): string =>
  `${item}${lot === '' ? '' : `, lot ${lot},`} at ${location} stands on this sheet already. Maybe count that line.`;
export const ahead = (when: string): string => `${when} is still to come. Nothing is counted before its time.`;
export const sharesWords = 'A and B items together make 100 % at most.';

export const whyWords = (why: Why): string => {
  switch (why.rule) {
    case 'class':
      return `${why.class}: ${why.perYear} a year, every ${why.days} days`;
    case 'never':
      return `${why.class}, never counted`;
    case 'zero':
      return 'the book says nothing is left';
    case 'negative':
      return 'the book is below zero';
    case 'moves':
      return `${why.moves} movements since it was counted`;
    case 'order':
      return `the plan takes ${why.percent} % of it soon`;
    default:
      return 'adjusted by hand or taken below zero since it was counted';
  }
};

/** Why a line stands on a sheet that nobody's programme asked for. */
export const chosenWords = 'chosen';
export const inventoryWords = 'annual inventory';
export const foundWords = 'found while counting';
export const againByTolerance = 'beyond its tolerance';

export const sheetMade = (sheet: string, lines: number, left: number, places: number): string =>
  `Sheet ${sheet}: ${lines} ${lines === 1 ? 'line' : 'lines'} to count${places === 0 ? '' : `, and ${places} ${places === 1 ? 'place' : 'places'} to look at, where the book has nothing`}.${left === 0 ? '' : ` ${left} more are on open sheets already.`}`;
export const emptyWords = (location: string): string => `${location} was looked at, and is empty.`;
export const cameThere = (location: string): string =>
  `Goods were told to ${location} since the sheet was made. Maybe look again, and add what lies there.`;
export const sheetOver = (sheet: string): string => `Nothing of ${sheet} is to be counted any more.`;
export const noPlaceToLook = (sheet: string, location: string): string =>
  `${location} is no place of ${sheet} without goods. Maybe count its lines.`;
/** The same whatever was found: a count is blind. */
export const countedWords = (item: string, location: string): string => `${item} at ${location} is counted.`;
export const approvedWords = (n: number): string => `${n} ${n === 1 ? 'count' : 'counts'} approved.`;
export const againWords = (n: number): string => `${n} ${n === 1 ? 'line' : 'lines'} to be counted again.`;
export const endedWords = (sheet: string, dropped: number): string =>
  `Sheet ${sheet} is ended${dropped === 0 ? '' : `: ${dropped} ${dropped === 1 ? 'line was' : 'lines were'} not approved, and nothing is posted of ${dropped === 1 ? 'it' : 'them'}`}.`;
export const frozenWords = (sheet: string, places: number): string =>
  `Frozen: nothing moves at ${places === 1 ? 'the place' : `the ${places} places`} of ${sheet} until ${places === 1 ? 'it is' : 'they are'} counted and approved.`;
export const notOfTheFrozen = (sheet: string, location: string): string =>
  `The places of ${sheet} are frozen, and ${location} is none of them: counted on it, ${location} would be frozen too. Maybe count it on a sheet of its own.`;
export const frozenAlready = (sheet: string, who: string): string =>
  `The places of ${sheet} are frozen already, by ${who}.`;
export const nothingToFreeze = (sheet: string): string =>
  `Nothing of ${sheet} is to be counted any more: there is nothing to freeze.`;
export const notFrozen = (sheet: string): string => `The places of ${sheet} are not frozen (any more).`;
export const liftedWords = (sheet: string): string => `The freeze of ${sheet} is lifted: goods move there again.`;
export const liftedByCount = 'all of it is counted';
export const liftFirst = (sheet: string, who: string): string =>
  `${who} froze the places of ${sheet}, and with its end goods would move there again. Maybe ask a supervisor to lift the freeze first.`;
export const rulesKept = 'Kept. The programme follows it from now on.';
export const noCount = (count: number): string => `There is no count ${count} here. Maybe its sheet is another site’s.`;
export const postedWords = (sheet: string): string => `Counted on sheet ${sheet}`;
export const decidedWords = (approved: boolean, who: string, at: string, reason: string | null): string =>
  `${approved ? 'approved' : 'to be counted again'}: ${who}, ${at.slice(0, 16).replace('T', ' ')}${reason === null ? '' : `, ${reason}`}`;
