/** Every duty's routes, in one place. */
import type { FastifyInstance } from 'fastify';
import { approvalRoutes } from '../duties/approval/approval.routes.ts';
import { auditRoutes } from '../duties/audit/audit.routes.ts';
import { boardRoutes } from '../duties/board/board.routes.ts';
import { clearToBuildRoutes } from '../duties/cleartobuild/cleartobuild.routes.ts';
import { floorRoutes } from '../duties/floor/floor.routes.ts';
import { progressRoutes } from '../duties/floor/progress.routes.ts';
import { hotlistRoutes } from '../duties/hotlist/hotlist.routes.ts';
import { exportsRoutes } from '../duties/imports/exports.routes.ts';
import { importsRoutes } from '../duties/imports/imports.routes.ts';
import { masterScheduleRoutes } from '../duties/masterschedule/masterschedule.routes.ts';
import { answersRoutes } from '../duties/planning/answers.routes.ts';
import { comparisonRoutes } from '../duties/planning/comparison.routes.ts';
import { planningRoutes } from '../duties/planning/planning.routes.ts';
import { productionSheetRoutes } from '../duties/productionsheet/productionsheet.routes.ts';
import { reviewRoutes } from '../duties/productionsheet/review.routes.ts';
import { recordsRoutes } from '../duties/records/records.routes.ts';
import { profileRoutes } from '../duties/users/profile.routes.ts';
import { usersRoutes } from '../duties/users/users.routes.ts';
import { viewsRoutes } from '../duties/views/views.routes.ts';
import { workRoutes } from '../duties/work/work.routes.ts';
import { planJob } from './all-jobs.ts';
import type { HttpContext } from './http.ts';
import type { Jobs } from './jobs.ts';

export async function dutyRoutes(app: FastifyInstance, context: HttpContext, jobs: Jobs): Promise<void> {
  usersRoutes(app, context);
  profileRoutes(app, context);
  auditRoutes(app, context);
  recordsRoutes(app, context);
  viewsRoutes(app, context);
  planningRoutes(app, context, jobs, planJob);
  approvalRoutes(app, context);
  answersRoutes(app, context);
  comparisonRoutes(app, context);
  masterScheduleRoutes(app, context);
  boardRoutes(app, context);
  importsRoutes(app, context);
  exportsRoutes(app, context);
  hotlistRoutes(app, context);
  workRoutes(app, context);
  clearToBuildRoutes(app, context);
  productionSheetRoutes(app, context);
  reviewRoutes(app, context);
  floorRoutes(app, context);
  progressRoutes(app, context);
}
