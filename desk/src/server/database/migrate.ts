import { Migrator, sql } from 'kysely';
import { type Database, openTables } from './database.ts';
import { migrations } from './migrations.ts';

/**
 * Brings the database at `url` to the newest form and returns the names of the migrations it ran.
 *
 * Two that start at once wait for each other. Order is by name; one that arrives later under an earlier name (two
 * branches merged) is still run. Throws with the migration's name when one fails; that one is rolled back.
 */
export async function migrate(url: string, known = migrations): Promise<string[]> {
  const db = openTables(url, 2);
  try {
    const migrator = new Migrator({
      db,
      provider: { getMigrations: () => Promise.resolve({ ...known }) },
      allowUnorderedMigrations: true,
    });
    const { error, results = [] } = await migrator.migrateToLatest();
    if (error) {
      const foreign = /previously executed migration (\S+) is missing/.exec(String(error))?.[1];
      if (foreign)
        throw new Error(
          `These data were opened by another version of Hotlist, which made "${foreign}" in them; this one does not know that. Nothing was changed. Maybe start that version again, or this one with another folder (--data).`,
          { cause: error },
        );
      const failed = results.find((result) => result.status === 'Error')?.migrationName;
      throw new Error(
        `The migration ${failed ?? 'set'} failed: ${error instanceof Error ? error.message : String(error)}`,
        { cause: error },
      );
    }
    return results.map((result) => result.migrationName);
  } finally {
    await db.destroy();
  }
}

/** True when the database was ours once, in whatever form: some migration has run. */
export async function isOurs(db: Database): Promise<boolean> {
  const { rows } = await sql<{ ours: boolean }>`select to_regclass('kysely_migration') is not null as ours`.execute(db);
  return rows[0]?.ours === true;
}
