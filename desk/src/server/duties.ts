/** Every duty's routes, in one place. */
import type { FastifyInstance } from 'fastify';
import { allocationsRoutes } from '../duties/allocations/allocations.routes.ts';
import { allButRoutes } from '../duties/approval/allbut.routes.ts';
import { approvalRoutes } from '../duties/approval/approval.routes.ts';
import { publicationsRoutes } from '../duties/approval/publications.routes.ts';
import { rejectedRoutes } from '../duties/approval/rejected.routes.ts';
import { attainmentRoutes } from '../duties/attainment/attainment.routes.ts';
import { auditRoutes } from '../duties/audit/audit.routes.ts';
import { boardRoutes } from '../duties/board/board.routes.ts';
import { calendarChangesRoutes } from '../duties/calendarchanges/calendarchanges.routes.ts';
import { clearToBuildRoutes } from '../duties/cleartobuild/cleartobuild.routes.ts';
import { countingRoutes } from '../duties/counting/counting.routes.ts';
import { deliveriesRoutes } from '../duties/deliveries/deliveries.routes.ts';
import { deputiesRoutes } from '../duties/deputies/deputies.routes.ts';
import { exceptionsRoutes } from '../duties/exceptions/exceptions.routes.ts';
import { floorRoutes } from '../duties/floor/floor.routes.ts';
import { progressRoutes } from '../duties/floor/progress.routes.ts';
import { signOffsRoutes } from '../duties/floor/signoffs.routes.ts';
import { followUpRoutes } from '../duties/followup/followup.routes.ts';
import { inquiryRoutes } from '../duties/followup/inquiries.routes.ts';
import { repliesRoutes } from '../duties/followup/replies.routes.ts';
import { keepContact } from '../duties/hotlist/contacts.store.ts';
import { hotlistRoutes } from '../duties/hotlist/hotlist.routes.ts';
import { exportsRoutes } from '../duties/imports/exports.routes.ts';
import { importsRoutes } from '../duties/imports/imports.routes.ts';
import { movementsRoutes } from '../duties/inventory/movements.routes.ts';
import { periodsRoutes } from '../duties/inventory/periods.routes.ts';
import { toldRoutes } from '../duties/inventory/told.routes.ts';
import { valuationRoutes } from '../duties/inventory/valuation.routes.ts';
import { deviationsRoutes } from '../duties/issuing/deviations.routes.ts';
import { issuingRoutes } from '../duties/issuing/issuing.routes.ts';
import { kanbanRoutes } from '../duties/kanban/kanban.routes.ts';
import { kitsRoutes } from '../duties/kits/kits.routes.ts';
import { releaseSurplus } from '../duties/kits/surplus.store.ts';
import { mailRoutes } from '../duties/mail/mail.routes.ts';
import { mailboxRoutes } from '../duties/mail/mailbox.routes.ts';
import { labelsRoutes } from '../duties/marking/labels.routes.ts';
import { masterScheduleRoutes } from '../duties/masterschedule/masterschedule.routes.ts';
import { overtimeRoutes } from '../duties/overtime/overtime.routes.ts';
import { StandingPlans } from '../duties/planning/answers.jobs.ts';
import { answersRoutes } from '../duties/planning/answers.routes.ts';
import { comparisonRoutes } from '../duties/planning/comparison.routes.ts';
import { planningRoutes } from '../duties/planning/planning.routes.ts';
import { shortagesRoutes } from '../duties/planning/shortages.routes.ts';
import { stockReviewRoutes } from '../duties/planning/stockreview.routes.ts';
import { zoneReleasesRoutes } from '../duties/planning/zonereleases.routes.ts';
import { productionSheetRoutes } from '../duties/productionsheet/productionsheet.routes.ts';
import { reviewRoutes } from '../duties/productionsheet/review.routes.ts';
import { purchasePromisesRoutes } from '../duties/purchasing/promises.routes.ts';
import { crossDockRoutes } from '../duties/receiving/crossdock.routes.ts';
import { discrepanciesRoutes } from '../duties/receiving/discrepancies.routes.ts';
import { noticesRoutes } from '../duties/receiving/notices.routes.ts';
import { photosRoutes } from '../duties/receiving/photos.routes.ts';
import { receivingRoutes } from '../duties/receiving/receiving.routes.ts';
import { returnsRoutes } from '../duties/receiving/returns.routes.ts';
import { standingRoutes } from '../duties/receiving/standing.routes.ts';
import { transfersRoutes } from '../duties/receiving/transfers.routes.ts';
import { recordsRoutes } from '../duties/records/records.routes.ts';
import { fromPlanRoutes } from '../duties/requisitions/fromplan.routes.ts';
import { orderingRoutes } from '../duties/requisitions/ordering.routes.ts';
import { requisitionsRoutes } from '../duties/requisitions/requisitions.routes.ts';
import { rushRoutes } from '../duties/rush/rush.routes.ts';
import { seekingRoutes } from '../duties/seeking/seeking.routes.ts';
import { shippingRoutes } from '../duties/shipping/shipping.routes.ts';
import { splitsRoutes } from '../duties/splitting/splits.routes.ts';
import { unsentRoutes } from '../duties/unsent/unsent.routes.ts';
import { profileRoutes } from '../duties/users/profile.routes.ts';
import { usersRoutes } from '../duties/users/users.routes.ts';
import { vendorPageRoutes } from '../duties/vendorpage/vendorpage.routes.ts';
import type { KeepsWord } from '../duties/vendorpage/vendorpage.store.ts';
import { viewsRoutes } from '../duties/views/views.routes.ts';
import { workRoutes } from '../duties/work/work.routes.ts';
import { derived, mailJob, planJob, printJob } from './all-jobs.ts';
import type { HttpContext } from './http.ts';
import type { Jobs } from './jobs.ts';

export async function dutyRoutes(app: FastifyInstance, context: HttpContext, jobs: Jobs): Promise<void> {
  usersRoutes(app, context);
  profileRoutes(app, context);
  auditRoutes(app, context);
  recordsRoutes(app, context);
  viewsRoutes(app, context);
  movementsRoutes(app, context);
  toldRoutes(app, context);
  periodsRoutes(app, context);
  valuationRoutes(app, context);
  requisitionsRoutes(app, context);
  seekingRoutes(app, context);
  orderingRoutes(app, context);
  allocationsRoutes(app, context);
  receivingRoutes(app, context);
  returnsRoutes(app, context);
  photosRoutes(app, context);
  transfersRoutes(app, context);
  noticesRoutes(app, context);
  fromPlanRoutes(app, context);
  purchasePromisesRoutes(app, context);
  issuingRoutes(app, context);
  deviationsRoutes(app, context);
  kitsRoutes(app, context);
  shippingRoutes(app, context);
  deliveriesRoutes(app, context);
  kanbanRoutes(app, context);
  countingRoutes(app, context);
  unsentRoutes(app, context);
  crossDockRoutes(app, context);
  discrepanciesRoutes(app, context);
  standingRoutes(app, context);
  planningRoutes(app, context, jobs, planJob);
  zoneReleasesRoutes(app, context);
  approvalRoutes(app, context, jobs, { planJob, mailJob, printJob });
  rejectedRoutes(app, context);
  allButRoutes(app, context, jobs, planJob);
  publicationsRoutes(app, context, jobs, { mailJob, printJob });
  mailRoutes(app, context, jobs, mailJob);
  mailboxRoutes(app, context);
  labelsRoutes(app, context, jobs, printJob);
  deputiesRoutes(app, context);
  const plans = new StandingPlans(context.aside);
  app.addHook('onClose', () => plans.close());
  answersRoutes(app, context, plans);
  calendarChangesRoutes(app, context, plans);
  overtimeRoutes(app, context, plans);
  comparisonRoutes(app, context);
  shortagesRoutes(app, context);
  stockReviewRoutes(app, context);
  rushRoutes(app, { ...context, jobs, planJob, printJob, plans });
  masterScheduleRoutes(app, context);
  boardRoutes(app, context, derived);
  importsRoutes(app, context);
  exportsRoutes(app, context);
  hotlistRoutes(app, context);
  followUpRoutes(app, context);
  splitsRoutes(app, context);
  inquiryRoutes(app, context, jobs, mailJob);
  repliesRoutes(app, context);
  workRoutes(app, context, releaseSurplus);
  clearToBuildRoutes(app, context);
  productionSheetRoutes(app, context);
  reviewRoutes(app, context);
  attainmentRoutes(app, context);
  exceptionsRoutes(app, context, plans);
  floorRoutes(app, context, jobs, printJob);
  progressRoutes(app, context);
  signOffsRoutes(app, context);
  vendorPageRoutes(app, { ...context, keepsWord });
}

/** What a vendor says on his page stands in the log of contacts, as a call does. */
const keepsWord: KeepsWord = (tx, site, { ref, name, date, ...word }) =>
  keepContact(tx, site, {
    ...word,
    kind: 'purchase_line',
    ref,
    with_whom: name,
    newDate: date,
    promised: date !== null,
    confirms: word.channel === 'acknowledgement',
    askedByUs: false,
    shippedAt: null,
    shippedNote: null,
  });
