/** Every migration by name, in the order in which they run. A migration that has landed is never changed. */

import { type Kysely, type Migration, sql } from 'kysely';
import { allocationsTable, allocationsWithin } from '../../duties/allocations/allocations.tables.ts';
import {
  allocationsBelowZero,
  allocationsCarried,
  allocationsEveryYes,
} from '../../duties/allocations/carried.tables.ts';
import {
  approvalTables,
  decisionsLast,
  leftOutDecisions,
  publicationsChanged,
  publicationsCounted,
  publicationsHold,
  publicationsOfDepartments,
  publicationsTable,
  publicationsUntil,
  submissionsTold,
  submissionsWithdrawn,
} from '../../duties/approval/approval.tables.ts';
import { calendarDaysTable, calendarsTable } from '../../duties/calendars/calendars.tables.ts';
import { countingTables } from '../../duties/counting/counting.tables.ts';
import { countFreezes, placesFrozen } from '../../duties/counting/freezes.tables.ts';
import { countPlaces } from '../../duties/counting/places.tables.ts';
import { deliveriesOfBins, deliveriesOfPersons, deliveriesTables } from '../../duties/deliveries/deliveries.tables.ts';
import { deputiesTables } from '../../duties/deputies/deputies.tables.ts';
import {
  countersignedPlaces,
  floorTables,
  reportedLots,
  ticketHashes,
  ticketHashesOfMore,
  ticketsThatWait,
} from '../../duties/floor/floor.tables.ts';
import { signOffsTable } from '../../duties/floor/signoffs.tables.ts';
import { followUpPauses, pausesOfLines } from '../../duties/followup/followup.tables.ts';
import { replyGivings } from '../../duties/followup/givings.tables.ts';
import { inquiriesTables } from '../../duties/followup/inquiries.tables.ts';
import { repliesTables } from '../../duties/followup/replies.tables.ts';
import { hotlistHurting, hotlistRatio, hotlistTables } from '../../duties/hotlist/hotlist.tables.ts';
import { importsOfSystems, importsTables, writeBacksTakenOver } from '../../duties/imports/imports.tables.ts';
import { locationsClosed, missedAlong } from '../../duties/inventory/closed.tables.ts';
import { countableBalances } from '../../duties/inventory/countable.tables.ts';
import { exactBalances } from '../../duties/inventory/exact.tables.ts';
import { ledgerIndexes } from '../../duties/inventory/genealogy.tables.ts';
import {
  locationsCapacity,
  locationsTable,
  locationsWalk,
  stockTable,
} from '../../duties/inventory/inventory.tables.ts';
import { kanbanLoopsBought, kanbanLoopsTable } from '../../duties/inventory/kanbanloops.tables.ts';
import { lotsHeld } from '../../duties/inventory/lots.tables.ts';
import { movementsTable } from '../../duties/inventory/movements.tables.ts';
import { periodMethods, periodsTables } from '../../duties/inventory/periods.tables.ts';
import { balancesMet, postedApart, postInOne } from '../../duties/inventory/post.tables.ts';
import { everyYes, piecesOfStock, stockBelowZero } from '../../duties/inventory/posting.tables.ts';
import { settledCountsTable } from '../../duties/inventory/settled.tables.ts';
import { stockSums } from '../../duties/inventory/sums.tables.ts';
import { toldMovementsTable } from '../../duties/inventory/told.tables.ts';
import { deviationsTable } from '../../duties/issuing/deviations.tables.ts';
import {
  economicLots,
  itemGtins,
  itemShelfLives,
  itemsTable,
  itemUnitsTable,
  revisionsTable,
  unitsTable,
} from '../../duties/items/items.tables.ts';
import { kanbanBought, kanbanPromised, kanbanTables } from '../../duties/kanban/kanban.tables.ts';
import { kitsTable } from '../../duties/kits/kits.tables.ts';
import { mailsTable } from '../../duties/mail/mail.tables.ts';
import { mailboxTable } from '../../duties/mail/mailbox.tables.ts';
import {
  labelsOfCards,
  labelsOfCustomers,
  labelsOfKits,
  labelsTables,
  printerQueues,
  printsOfLists,
  printsOfListsIndex,
  printsOfTickets,
} from '../../duties/marking/labels.tables.ts';
import { loadParts, masterSchedulesTable } from '../../duties/masterschedule/masterschedule.tables.ts';
import {
  customerInputsTable,
  customerLinesTable,
  forecastCustomers,
  forecastsTable,
  linesSaidShipped,
} from '../../duties/orders/orders.tables.ts';
import { overtimeOfWindows, overtimeTables } from '../../duties/overtime/overtime.tables.ts';
import { inquiryTextsTable } from '../../duties/partners/inquirytexts.tables.ts';
import {
  customersTable,
  priceBreaks,
  sourcesTable,
  vendorCadence,
  vendorItems,
  vendorLanguage,
  vendorLateness,
  vendorsTable,
} from '../../duties/partners/partners.tables.ts';
import {
  deliveryShips,
  deliverySoonest,
  draftsAudited,
  handReasons,
  messageHurtDays,
  overtimeOfWhom,
  planningTables,
  planOvertime,
  planRunBeats,
  planStepLateness,
  renumberedIndex,
  renumberedLinesIndex,
  runsAllBut,
  runsAudited,
  runsFromNothing,
  versionStateColumn,
  versionsAudited,
  versionsByHand,
  versionsDays,
  versionsKept,
  versionsMadeTold,
  versionsMakers,
  versionsPublishedIn,
} from '../../duties/planning/planning.tables.ts';
import { pledgesOfLines, pledgesPutOff, pledgesTable } from '../../duties/planning/pledges.tables.ts';
import { promisesTable } from '../../duties/planning/promises.tables.ts';
import { stepLocksOfOrders, stepLocksTable } from '../../duties/planning/steplocks.tables.ts';
import { safetyProposalsTables } from '../../duties/planning/stockreview.tables.ts';
import {
  zoneReleasesOfOrders,
  zoneReleasesTable,
  zoneReleasesTakenBack,
} from '../../duties/planning/zonereleases.tables.ts';
import { commentsTables } from '../../duties/productionsheet/comments.tables.ts';
import { approvalLimitsTable } from '../../duties/purchasing/approvallimits.tables.ts';
import {
  acknowledgingContacts,
  partsPromiseNothing,
  promisesDocked,
  promisesOfMany,
  promisesOfWhom,
  purchasePromises,
} from '../../duties/purchasing/promises.tables.ts';
import { orderedOn, purchaseLinesTable } from '../../duties/purchasing/purchasing.tables.ts';
import { purchaseSplits } from '../../duties/purchasing/splits.tables.ts';
import { shipNoticesTables } from '../../duties/receiving/notices.tables.ts';
import { receiptPhotosTable } from '../../duties/receiving/photos.tables.ts';
import { discrepanciesTable, receiptsTable, receivingRules } from '../../duties/receiving/receiving.tables.ts';
import { customerReturnsTables } from '../../duties/receiving/returns.tables.ts';
import { transfersTables } from '../../duties/receiving/transfers.tables.ts';
import { requisitionsTables } from '../../duties/requisitions/requisitions.tables.ts';
import {
  rushAudited,
  rushDecidedAudited,
  rushGains,
  rushOfLines,
  rushRuns,
  rushTables,
  rushTried,
} from '../../duties/rush/rush.tables.ts';
import { looksTable } from '../../duties/seeking/seeking.tables.ts';
import { shipmentsTables } from '../../duties/shipping/shipping.tables.ts';
import {
  attendedSetups,
  changeoversTable,
  componentsTable,
  longestGaps,
  outputsTable,
  routingStepsTable,
  splitSteps,
  stepsInBatches,
  transferBatches,
} from '../../duties/structures/structures.tables.ts';
import { unsentTable } from '../../duties/unsent/unsent.tables.ts';
import { scopesTable, usersTables } from '../../duties/users/users.tables.ts';
import { vendorLinksTables } from '../../duties/vendorpage/vendorpage.tables.ts';
import { viewsTables } from '../../duties/views/views.tables.ts';
import {
  workMaterialsTable,
  workOrderOrigins,
  workOrdersTable,
  workStepMachines,
  workStepsTable,
} from '../../duties/work/work.tables.ts';
import {
  batchMachines,
  crewsTable,
  departmentsTable,
  downtimesTable,
  machinesTable,
  overtimeOfMachines,
  overtimeWindowsTable,
  toolsTable,
  workCentresTable,
  workersTable,
} from '../../duties/workcentres/workcentres.tables.ts';

import { auditAskedOnce, auditByStatement, auditCalledLots, auditFacts } from './audit.tables.ts';
import type { TableMigration } from './columns.ts';
import { houseTables } from './house.tables.ts';
import { numbersTable } from './numbers.tables.ts';

/** The tables of records as they stood when the log was first written by statement. */
const logged = [
  unitsTable,
  calendarsTable,
  calendarDaysTable,
  itemsTable,
  itemUnitsTable,
  revisionsTable,
  workCentresTable,
  machinesTable,
  downtimesTable,
]
  .concat(
    crewsTable,
    workersTable,
    componentsTable,
    routingStepsTable,
    changeoversTable,
    vendorsTable,
    customersTable,
    sourcesTable,
    locationsTable,
  )
  .concat(
    stockTable,
    customerLinesTable,
    customerInputsTable,
    forecastsTable,
    purchaseLinesTable,
    workOrdersTable,
    workStepsTable,
    workMaterialsTable,
  )
  .concat(allocationsTable)
  .map((table) => table.name);

const inOrder: readonly TableMigration[] = [
  houseTables,
  usersTables,
  unitsTable,
  calendarsTable,
  calendarDaysTable,
  itemsTable,
  itemUnitsTable,
  revisionsTable,
  workCentresTable,
  machinesTable,
  downtimesTable,
  crewsTable,
  workersTable,
  componentsTable,
  routingStepsTable,
  changeoversTable,
  vendorsTable,
  customersTable,
  sourcesTable,
  locationsTable,
  stockTable,
  customerLinesTable,
  customerInputsTable,
  forecastsTable,
  purchaseLinesTable,
  workOrdersTable,
  workStepsTable,
  workMaterialsTable,
  allocationsTable,
  planningTables,
  hotlistTables,
  numbersTable,
  auditByStatement(logged),
  importsTables,
  hotlistHurting,
  commentsTables,
  floorTables,
  planRunBeats,
  auditAskedOnce,
  workOrderOrigins,
  ticketHashes,
  versionsKept,
  importsOfSystems,
  viewsTables,
  writeBacksTakenOver,
  planStepLateness,
  hotlistRatio,
  versionsAudited,
  toolsTable,
  outputsTable,
  stepsInBatches,
  forecastCustomers,
  masterSchedulesTable,
  attendedSetups,
  promisesTable,
  economicLots,
  priceBreaks,
  vendorLateness,
  transferBatches,
  longestGaps,
  deliverySoonest,
  ticketHashesOfMore,
  versionStateColumn,
  approvalTables,
  batchMachines,
  rushTables,
  splitSteps,
  publicationsTable,
  overtimeWindowsTable,
  planOvertime,
  versionsByHand,
  auditFacts,
  decisionsLast,
  rushAudited,
  scopesTable,
  overtimeOfMachines,
  overtimeTables,
  runsAllBut,
  zoneReleasesTable,
  deputiesTables,
  departmentsTable,
  mailsTable,
  versionsPublishedIn,
  movementsTable,
  settledCountsTable,
  itemGtins,
  piecesOfStock,
  approvalLimitsTable,
  requisitionsTables,
  allocationsWithin,
  receiptsTable,
  receivingRules,
  discrepanciesTable,
  kitsTable,
  countingTables,
  safetyProposalsTables,
  labelsTables,
  ledgerIndexes,
  periodsTables,
  stockBelowZero,
  deliveriesTables,
  periodMethods,
  postInOne,
  unsentTable,
  labelsOfKits,
  deliveriesOfPersons,
  postedApart,
  exactBalances,
  stockSums,
  printerQueues,
  loadParts,
  looksTable,
  countableBalances,
  handReasons,
  kanbanLoopsTable,
  deliveriesOfBins,
  kanbanTables,
  labelsOfCards,
  leftOutDecisions,
  submissionsWithdrawn,
  submissionsTold,
  customerReturnsTables,
  allocationsCarried,
  countFreezes,
  kanbanLoopsBought,
  kanbanBought,
  shipNoticesTables,
  messageHurtDays,
  countersignedPlaces,
  placesFrozen,
  workStepMachines,
  versionsDays,
  ticketsThatWait,
  deliveryShips,
  locationsWalk,
  reportedLots,
  signOffsTable,
  transfersTables,
  receiptPhotosTable,
  toldMovementsTable,
  pledgesTable,
  purchasePromises,
  acknowledgingContacts,
  kanbanPromised,
  locationsCapacity,
  publicationsUntil,
  labelsOfCustomers,
  countPlaces,
  promisesOfMany,
  pledgesPutOff,
  vendorLinksTables,
  vendorItems,
  deviationsTable,
  promisesOfWhom,
  promisesDocked,
  itemShelfLives,
  runsAudited,
  orderedOn,
  vendorCadence,
  followUpPauses,
  pausesOfLines,
  everyYes,
  allocationsEveryYes,
  lotsHeld,
  balancesMet,
  zoneReleasesTakenBack,
  rushRuns,
  runsFromNothing,
  draftsAudited,
  rushTried,
  rushDecidedAudited,
  auditCalledLots,
  stepLocksTable,
  stepLocksOfOrders,
  rushGains,
  pledgesOfLines,
  rushOfLines,
  renumberedIndex,
  publicationsChanged,
  zoneReleasesOfOrders,
  renumberedLinesIndex,
  versionsMadeTold,
  publicationsCounted,
  printsOfTickets,
  vendorLanguage,
  inquiryTextsTable,
  inquiriesTables,
  mailboxTable,
  repliesTables,
  locationsClosed,
  shipmentsTables,
  replyGivings,
  printsOfLists,
  linesSaidShipped,
  printsOfListsIndex,
  purchaseSplits,
  partsPromiseNothing,
  missedAlong,
  overtimeOfWindows,
  publicationsOfDepartments,
  versionsMakers,
  allocationsBelowZero,
  publicationsHold,
  overtimeOfWhom,
];

/** By name, in order. */
export const migrationTexts = inOrder.map(
  ({ name, sql: text }, at) => [`${String(at + 1).padStart(3, '0')}-${name}`, text] as const,
);

export const migrations: Readonly<Record<string, Migration>> = Object.fromEntries(
  migrationTexts.map(([name, text]): [string, Migration] => [
    name,
    { up: async (db: Kysely<unknown>): Promise<void> => void (await sql.raw(text).execute(db)) },
  ]),
);
