/** Every sentence about work released from the frozen zone. */
import { later, wallClock } from '../../house/clock.ts';
import { dayWords } from '../../house/daywords.ts';
import type { Values } from '../../house/decision.ts';
import { farWords } from '../../house/faryears.ts';
import { fewNamed } from '../../house/names.ts';
import type { ReleaseCode, Standing, TakeBackCode } from './zonereleases.ts';

/** With its year: a mistyped one is seen. */
const moment = (zone: string, instant: Values[string] | undefined): string => {
  const wall = wallClock(zone, String(instant));
  return `${dayWords(wall.slice(0, 10), '')} ${wall.slice(11, 16)}`;
};
/** The day that ends then, with its year. */
const endOf = (zone: string, instant: Values[string] | undefined): string =>
  dayWords(wallClock(zone, later(String(instant), -1)).slice(0, 10), '');
const called = ({ order, seq }: Values): string =>
  seq === null || seq === undefined ? String(order) : `step ${seq} of ${order}`;

export const releaseRefusals: Readonly<Record<ReleaseCode, (values: Values, zone: string) => string>> = {
  'order-over': ({ order, state }) =>
    `${order} is ${state}: no plan moves it any more. Maybe look whether another order was meant.`,
  'until-passed': ({ until }, zone) =>
    `${endOf(zone, until)} is gone by. Maybe name a day from today on: it counts to its end.`,
  'too-far': ({ day, today }) => farWords(String(day), String(today)),
  'nothing-published': ({ order }) =>
    `Nothing is published, so nothing is frozen: the next plan may move ${order} anyway. Maybe just plan.`,
  'no-such-step': ({ order, seq, steps }) =>
    `${order} has no step ${seq} in the published plan, but ${steps}. Maybe name one of these.`,
  'not-frozen': (values, zone) =>
    `Nothing holds ${called(values)}: by the published plan it does not begin before the frozen zone ends, ${moment(zone, values.zoneEnds)}. Maybe just plan: it may move anyway.`,
  'released-already': ({ order, who, until }, zone) =>
    `${who} released ${order} already, until ${moment(zone, until)}. Maybe just plan: it may move.`,
};

export const releasedWords = (order: string, seq: number | null, until: string, zone: string): string =>
  `${seq === null ? order : `Step ${seq} of ${order}`} is released from the frozen zone until ${moment(zone, until)}: the next plan may move it.`;

export const takeBackRefusals: Readonly<Record<TakeBackCode, (values: Values, zone: string) => string>> = {
  'taken-back-already': ({ who, at, ...values }, zone) =>
    `${who} took the release of ${called(values)} back already, on ${moment(zone, at)}.`,
  'over-already': ({ until, ...values }, zone) =>
    `The release of ${called(values)} ran out on ${moment(zone, until)}: the frozen zone holds it again anyway.`,
  'order-gone': (values) =>
    `Work order ${String(values.order)} was deleted, so its release counts no more: there is nothing to take back.`,
};

/** Versions that were planned with it keep what they moved. */
export function takenBackWords(order: string, seq: number | null, still: readonly Standing[], zone: string): string {
  const done = `The release of ${called({ order, seq })} from the frozen zone is taken back`;
  if (still.length === 0) return `${done}: the next plan keeps its machine and its turn as published.`;
  const others = still.map(
    (one) => `${called({ order, seq: one.seq })} by ${one.who} until ${moment(zone, one.until)}`,
  );
  return `${done}. Still released: ${fewNamed(others, 3)}. The next plan may move that. Maybe take it back too.`;
}

export const releaseWords = {
  head: 'Released from the frozen zone',
  title: (order: string) => `Release ${order} from the frozen zone`,
  none: 'No work is released: what stands in the frozen zone keeps its machine and its turn. Other work may come in: before a machine’s work there it counts as a change, behind all of it, or where there is none, it does not.',
  ask: 'Release work',
  takeBack: 'Take back',
  whyTakenBack: 'Why is it taken back?',
  button: 'Release from the frozen zone',
} as const;

export const workWords = (order: string, seq: number | null): string =>
  seq === null ? `${order}, all steps` : `${order}, step ${seq}`;
