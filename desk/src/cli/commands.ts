/**
 * Every command by name, in the order in which help lists them. A command is a duty's call and a printer; only the one that
 * is asked for is read in, with what it needs.
 */
import type { Command } from './command.ts';

export const commands: ReadonlyMap<string, () => Promise<Command>> = new Map([
  ['plan', async () => (await import('./plan.ts')).plan],
  ['solve', async () => (await import('./solve.ts')).solve],
  ['check', async () => (await import('./check.ts')).check],
  ['import', async () => (await import('./import.ts')).importCommand],
  ['export', async () => (await import('./export.ts')).exportCommand],
  ['user', async () => (await import('./user.ts')).user],
  ['stock', async () => (await import('./stock.ts')).stock],
  ['token', async () => (await import('./token.ts')).token],
]);
