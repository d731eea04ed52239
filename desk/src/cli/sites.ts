/** The site that a command is for. */
import type { Database } from '../server/database/database.ts';
import { badArgument } from './command.ts';

export interface NamedSite {
  readonly code: string;
  readonly zone: string;
  readonly dueTime: string;
}

/** Without a name the only one there is. */
export async function siteNamed(db: Database, asked: string | boolean | undefined): Promise<NamedSite> {
  const sites = await db.selectFrom('sites').select(['code', 'zone', 'due_time']).orderBy('code').execute();
  const found =
    typeof asked === 'string' ? sites.find((site) => site.code === asked) : sites.length === 1 ? sites[0] : undefined;
  if (found) return { code: found.code, zone: found.zone, dueTime: found.due_time };
  const known = sites.map((site) => site.code).join(', ');
  if (sites.length === 0)
    throw badArgument('There is no site yet. Maybe start the desk once and make the first administrator.');
  throw badArgument(
    typeof asked === 'string'
      ? `There is no site ${asked}. Known are ${known}.`
      : `There are several sites: name one with --site: ${known}.`,
  );
}
