/**
 * Whose word a version needs: one for each department whose work it changes, from somebody whose scope it is; the word of who
 * decides for the whole site stands for all. Pure. Source: RULES.md, "The schedule"; GLOSSARY "scope".
 */
import { counts, type Voice } from '../deputies/scope.ts';
import type { Decided } from './approval.ts';

/** A department whose work a version changes, and who may give the word for it. */
export interface Concerned {
  /** Empty: work without a department. */
  readonly department: string;
  readonly may: readonly string[];
}

/** A word of approval, and for what; null: for all that the version changes. */
export interface Word {
  readonly department: string | null;
  readonly voice: Voice;
}

/** Departments without a word yet. */
export function missingIn(concerned: readonly Concerned[], decisions: readonly Decided[]): readonly Concerned[] {
  const given = decisions.filter((one) => one.decision === 'approved').map((one) => one.department);
  return given.includes(null) ? [] : concerned.filter(({ department }) => !given.includes(department));
}

/** The words that these voices give where one is missing, each by the first that counts there; none: they have none to give. */
export function wordsGiven(missing: readonly Concerned[], voices: readonly Voice[]): readonly Word[] {
  const [first] = voices;
  if (first && (first.departments === null || missing.length === 0)) return [{ department: null, voice: first }];
  return missing.flatMap(({ department }) => {
    const voice = voices.find((one) => counts(one, department));
    return voice ? [{ department, voice }] : [];
  });
}

/** Whether a version has all its words once these are given. */
export const completes = (words: readonly Word[], missing: readonly Concerned[]): boolean =>
  words.length >= missing.length || words.some((one) => one.department === null);
