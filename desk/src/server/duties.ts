/** Every duty's routes and jobs, in one place. */
import type { FastifyInstance } from 'fastify';

import { auditRoutes } from '../duties/audit/audit.routes.ts';
import { floorRoutes } from '../duties/floor/floor.routes.ts';
import { progressRoutes } from '../duties/floor/progress.routes.ts';
import { hotRows } from '../duties/hotlist/hotlist.jobs.ts';
import { hotlistRoutes } from '../duties/hotlist/hotlist.routes.ts';
import { exportsRoutes } from '../duties/imports/exports.routes.ts';
import { importsRoutes } from '../duties/imports/imports.routes.ts';
import { planJobWith } from '../duties/planning/planning.jobs.ts';

import { planningRoutes } from '../duties/planning/planning.routes.ts';
import { productionSheetRoutes } from '../duties/productionsheet/productionsheet.routes.ts';
import { reviewRoutes } from '../duties/productionsheet/review.routes.ts';
import { recordsRoutes } from '../duties/records/records.routes.ts';
import { profileRoutes } from '../duties/users/profile.routes.ts';
import { usersRoutes } from '../duties/users/users.routes.ts';
import { workRoutes } from '../duties/work/work.routes.ts';
import type { HttpContext } from './http.ts';
import type { Job, Jobs } from './jobs.ts';

export const planJob = planJobWith([hotRows]);

export const allJobs: readonly Job<never>[] = [planJob];

export async function dutyRoutes(app: FastifyInstance, context: HttpContext, jobs: Jobs): Promise<void> {
  usersRoutes(app, context);
  profileRoutes(app, context);
  auditRoutes(app, context);
  recordsRoutes(app, context);
  planningRoutes(app, context, jobs, planJob);
  importsRoutes(app, context);
  exportsRoutes(app, context);
  hotlistRoutes(app, context);
  workRoutes(app, context);
  productionSheetRoutes(app, context);
  reviewRoutes(app, context);
  floorRoutes(app, context);
  progressRoutes(app, context);
}
