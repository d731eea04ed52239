/** The engine's door: a handful of functions over plain readonly values. */
export { compileWindows, type Window } from './calendar/windows.ts';
export { check } from './checking/check.ts';
export { checkSchedule, objectiveOf } from './checking/schedule.ts';
export * from './planning/change.ts';
export { type Comparison, compare, type OperationMove } from './planning/compare.ts';
export { type Consumed, consumedForecasts, netOfOrders } from './planning/consume.ts';
export { type ExplainOptions, type ExplainWhat, type Explanation, explain } from './planning/explain.ts';
export { byHandAnyhow, isNoPlan, noPlan, type OpenStep, openSteps, typedAlone } from './planning/hand/alone.ts';
export type { Bar, ByHand, HandBar, HandMove, HandOrder } from './planning/hand/answer.ts';
export type { HandConflict } from './planning/hand/conflicts.ts';
export { type HandEdit, problemAfter, type StepOf, sizesAfter, stepOfRow } from './planning/hand/edits.ts';
export { applyByHand, byHand, type HandOptions, machinesByHand } from './planning/hand/hand.ts';
export type { Help } from './planning/helps.ts';
export type { Hold } from './planning/holds.ts';
export { machineCalendars } from './planning/machine-calendars.ts';
export { OpenHours } from './planning/open-hours.ts';
export type * from './planning/plan.ts';
export { cheapest, costsOf, isKept, plan, planAround, resumed, settled, weighedBy } from './planning/planner.ts';
export { type Prepared, prepare } from './planning/prepare.ts';
export * from './planning/problem.ts';
export {
  accept,
  type Delayed,
  type Offer,
  type Promised,
  type PromiseOptions,
  type PromiseRequest,
  promise,
} from './planning/promise.ts';
export type { RescueKind } from './planning/remedies.ts';
export { type MovedOperation, type Replanned, type ReplanOptions, replan } from './planning/replan.ts';
export { applyRescue, type Rescue, type RescueOptions, rescue } from './planning/rescue.ts';
export {
  type ItemWeeks,
  type LoadingOperation,
  type ResourceWeeks,
  type RoughCut,
  type RoughCutOptions,
  roughCut,
} from './planning/rough-cut.ts';
export { shipping } from './planning/ships.ts';
export { slide } from './planning/slide.ts';
export { type CountedNeeds, needsCountedBack, needsOfSteps } from './planning/step-needs.ts';
export { kinOf, moveCounts, type Stand, strays } from './planning/twins.ts';
export { type Wording, worded } from './planning/wording.ts';
export { schedule } from './scheduling/shop/schedule.ts';
export * from './scheduling/shop/shop.ts';
export { spell } from './units/clock.ts';
export { leastOf, seedsOf } from './units/starts.ts';
export * from './units/units.ts';
