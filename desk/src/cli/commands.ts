/** Every command, in the order in which help lists them. A command is a duty's call and a printer. */
import { check } from './check.ts';
import type { Command } from './command.ts';
import { exportCommand } from './export.ts';
import { importCommand } from './import.ts';
import { plan } from './plan.ts';
import { solve } from './solve.ts';
import { token } from './token.ts';
import { user } from './user.ts';

export const commands: readonly Command[] = [plan, solve, check, importCommand, exportCommand, user, token];
