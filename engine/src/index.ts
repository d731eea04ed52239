/** The engine's door. */
export * from './planning/plan.ts';
export * from './planning/problem.ts';
export * from './units/units.ts';
