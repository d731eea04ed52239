/** Every duty's routes, in one place. */
import type { FastifyInstance } from 'fastify';
import { recordsRoutes } from '../duties/records/records.routes.ts';
import { usersRoutes } from '../duties/users/users.routes.ts';
import type { HttpContext } from './http.ts';
import type { Jobs } from './jobs.ts';

export async function dutyRoutes(app: FastifyInstance, context: HttpContext, jobs: Jobs): Promise<void> {
  usersRoutes(app, context);
  recordsRoutes(app, context);
}
