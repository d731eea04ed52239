import { Migrator } from 'kysely';
import { openTables } from './database.ts';
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
