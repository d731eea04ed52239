import type { Migration } from 'kysely';

/** Every migration by name, `YYYY-MM-DD-what`; run in the order of the names, each once. */
export const migrations: Readonly<Record<string, Migration>> = {};
