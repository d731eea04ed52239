/** Every duty's routes and jobs, in one place. */
import type { FastifyInstance } from 'fastify';
import { recordsRoutes } from '../duties/records/records.routes.ts';
import { usersRoutes } from '../duties/users/users.routes.ts';
import type { HttpContext } from './http.ts';
import type { Job, Jobs } from './jobs.ts';

export const allJobs: readonly Job<never>[] = [];

export async function dutyRoutes(app: FastifyInstance, context: HttpContext, _jobs: Jobs): Promise<void> {
  usersRoutes(app, context);
  recordsRoutes(app, context);
}
