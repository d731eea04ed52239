/** Every sentence about delegated limits that a person reads. */
import { anyOf, departmentsListed } from '../deputies/scope.messages.ts';
import { spoken } from '../planning/planning.messages.ts';
import { addedUpWords, hoursCounted, ownLimitsWords, tooMuchWords, uncountedWords } from './addedup.messages.ts';
import type { Judged, Within } from './judged.ts';
import type { Beyond, Limits, Reach } from './limits.ts';
import type { OtherSize } from './sizes.ts';

/** Why it was approved by nobody: what each limit was, and how far it went of it, as they were then. */
export const withinLimits = (reached: string): string => `Within the delegated limits. ${reached}`;
export const delegatedWords =
  'It stayed within the delegated limits, so nobody had to approve it; the supervisor sees it under Approvals.';
/** Where it was, and who submitted it would not publish it himself. */
const leftToSupervisor = 'It is within the delegated limits; who submitted it lets a supervisor decide.';
export const letSupervisor = 'Let a supervisor decide';
/** Why a supervisor must decide, where the site delegates small changes. */
const beyondWords: Readonly<Record<Beyond | 'rival' | 'run-going', string>> = {
  'rule-broken': 'It is beyond the delegated limits: it breaks a rule.',
  'promise-broken': 'It is beyond the delegated limits: it breaks a promise.',
  'newly-late': 'It is beyond the delegated limits: an order is newly late in it.',
  overtime: 'It is beyond the delegated limits: it opens more overtime.',
  'overtime-by-hand': 'It is beyond the delegated limits: overtime was added by hand, which a supervisor approves.',
  unfrozen: 'It is beyond the delegated limits: frozen work was unlocked by hand, which a supervisor releases.',
  'other-work': 'It is beyond the delegated limits: work is new or gone in it, or was resized by hand.',
  'another-day': 'It is beyond the delegated limits: a step moves to another day.',
  'another-group': 'It is beyond the delegated limits: a step moves to another machine group.',
  rival: 'It was not published at once, because another version waited for a decision.',
  'run-going': 'It was not published at once, because a planning run was going.',
};

export function whySupervisor(judged: Judged): string {
  if ('resized' in judged) return resizedWords(judged.resized);
  if ('tooMuch' in judged) return tooMuchWords(judged.tooMuch);
  if ('uncounted' in judged) return uncountedWords(judged);
  if ('ownLimits' in judged) return ownLimitsWords(judged);
  return 'beyond' in judged ? beyondWords[judged.beyond] : leftToSupervisor;
}

/** The first by its name, the others counted. */
export function resizedWords([first, ...more]: readonly OtherSize[]): string {
  const others =
    more.length === 0 ? '' : ` So it is with ${more.length === 1 ? '1 more order' : `${more.length} more orders`}.`;
  return `It is beyond the delegated limits: ${first ? sizeWords(first) : 'orders are for another quantity'}.${others}`;
}

function sizeWords({ order, item, before, after }: OtherSize): string {
  const said = (qty: number) => qty.toLocaleString('en-GB', { maximumFractionDigits: 6 });
  const named = `${spoken(order)} of ${item}`;
  if (before === undefined) return `${named}, for ${said(after!)}, is new`;
  if (after === undefined) return `${named}, published for ${said(before)}, is gone`;
  return `${named} is for ${said(after)} and was published for ${said(before)}`;
}

/** What is delegated, whatever the limits. */
export const delegationWords =
  'Small changes are published by who submits them: no promise broken, no order newly late, no planned order new, gone or resized';
export const limitWords = {
  days: 'Days a step may move',
  otherGroup: 'Steps may go to another machine group',
  overtimeHours: 'Hours of overtime',
  none: 'No version was published within them yet.',
} as const;

/** For those who do not set them. */
export const limitsSaid = (limits: Limits | undefined): string =>
  limits
    ? `${delegationWords}; steps move ${limits.days === 0 ? 'within their day' : `by up to ${limits.days} ${limits.days === 1 ? 'day' : 'days'}`}, ${
        limits.otherGroup ? 'also to another machine group' : 'within their machine group'
      }, with ${limits.overtimeHours === 0 ? 'no more overtime' : `up to ${limits.overtimeHours} h more overtime`}.`
    : 'Every change waits for a supervisor.';

/** To a supervisor of some departments: what is set goes for all. */
export const forWholeSite = (departments: readonly string[], may: readonly string[]): string =>
  `It is set for the whole site, and you decide for ${departmentsListed(departments)} alone.${
    may.length === 0 ? ' Maybe ask an administrator for the whole site.' : ` Maybe ask ${anyOf(may)}.`
  }`;

/** Of settings that somebody else set after they were read. */
export const settingsChanged = (
  who: string | null,
  limits: Limits | undefined,
  now: { readonly stale_hours: number; readonly frozen_days: number },
): string =>
  `Nothing was set: ${who ?? 'Somebody else'} set how versions are approved since you read it. Now: ${limitsSaid(limits)} A version’s inputs count as stale after ${now.stale_hours} h, and ${daysCounted(now.frozen_days)} are frozen. Maybe set yours again, knowing that.`;

const daysCounted = (days: number): string => (days === 1 ? '1 day' : `${days} days`);

/** Why nobody else is asked before it is published: each limit, and how far it goes of it. */
export const withinWords = (reached: string): string =>
  `Nobody else is asked: it is within the delegated limits. ${reached} No promise is broken, no order newly late, no planned order new, gone or resized.`;

/** The same with what it adds up to. */
export const reachedWords = (limits: Limits, { reach, addedUp }: Within): string =>
  [reachWords(limits, reach), addedUp ? addedUpWords(addedUp) : ''].join(' ').trim();

/** Each limit, and how far it goes of it. */
export function reachWords(limits: Limits, { days, otherGroup, seconds }: Reach): string {
  const moves =
    limits.days === 0
      ? 'may move within their day, and none leaves it'
      : `may move by up to ${daysCounted(limits.days)}, and ${days === 0 ? 'none leaves its day' : `the furthest moves by ${daysCounted(days)}`}`;
  const groups = !limits.otherGroup
    ? 'within their machine group, and none leaves it'
    : `also to another machine group, and ${otherGroup === 0 ? 'none does' : otherGroup === 1 ? '1 does' : `${otherGroup} do`}`;
  const overtime =
    limits.overtimeHours === 0
      ? 'no more overtime may be opened, and none is'
      : `up to ${limits.overtimeHours} h more overtime may be opened, and ${seconds === 0 ? 'none is' : `${hoursCounted(seconds)} is`}`;
  return `Steps ${moves}; ${groups}; ${overtime}.`;
}
