/** What is said of saved views. */
import type { Values } from '../../house/decision.ts';
import type { ViewCode } from './views.ts';

export const viewRefusals: Readonly<Record<ViewCode, (values: Values) => string>> = {
  'not-yours': ({ name, owner }) =>
    `The view "${name}" is ${owner}’s: only its owner or an administrator may change it. Maybe save what you see as a view of your own.`,
  'no-sharing': () =>
    'Sharing puts a tab on everybody’s page; planners, expediters, buyers, supervisors and administrators may. Maybe keep it for yourself, or ask one of them.',
  'too-many': ({ most }) =>
    `You have ${most} views of this page, which is the most. Maybe delete one that you no longer use.`,
};

export const nameTaken = (name: string): string =>
  `You have a view "${name}" of this page already. Maybe save the changes to that one, or take another name.`;

export const viewChanged = (name: string, by: string): string =>
  `The view "${name}" was changed by ${by} since you read it. Look at what it is now, then change it again.`;

export const noSite = (name: string): string =>
  `${name} has no role at this site, so there is no page to keep a view of.`;
