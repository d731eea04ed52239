/** All tables by name, for typed queries. A duty's tables are described in its own folder. */

import type { AllocationActsTable, AllocationsTable } from '../../duties/allocations/allocations.tables.ts';
import type { PublicationsTable, VersionDecisionsTable } from '../../duties/approval/approval.tables.ts';
import type { CalendarDaysTable, CalendarsTable } from '../../duties/calendars/calendars.tables.ts';
import type {
  CountDecisionsTable,
  CountEndsTable,
  CountLinesTable,
  CountSheetsTable,
  CountStatesView,
  CountsTable,
} from '../../duties/counting/counting.tables.ts';
import type { CountFreezesTable } from '../../duties/counting/freezes.tables.ts';
import type { CountPlacesTable, PlacesOpenView } from '../../duties/counting/places.tables.ts';
import type { DeliveriesTable, DeliveryLinesTable } from '../../duties/deliveries/deliveries.tables.ts';
import type { DeputiesTable, DeputyEndsTable } from '../../duties/deputies/deputies.tables.ts';
import type {
  CountersignsTable,
  ProgressReportsTable,
  TicketPrintsTable,
  TicketsTable,
} from '../../duties/floor/floor.tables.ts';
import type { SignOffsTable } from '../../duties/floor/signoffs.tables.ts';
import type { FollowUpPauseEndsTable, FollowUpPausesTable } from '../../duties/followup/followup.tables.ts';
import type { ReplyGivingLinesTable, ReplyGivingsTable } from '../../duties/followup/givings.tables.ts';
import type { InquiriesTable, InquiryLinesTable } from '../../duties/followup/inquiries.tables.ts';
import type { RepliesTable, ReplyActsTable } from '../../duties/followup/replies.tables.ts';
import type { ContactsTable, HotMovesTable, HotRowsTable } from '../../duties/hotlist/hotlist.tables.ts';
import type {
  FieldOwnersTable,
  ImportFilesTable,
  ImportMappingsTable,
  ImportProgressTable,
  ImportsTable,
  ParkedRowsTable,
  WriteBacksTable,
} from '../../duties/imports/imports.tables.ts';
import type { LocationsTable, StockTable } from '../../duties/inventory/inventory.tables.ts';
import type { KanbanLoopsTable } from '../../duties/inventory/kanbanloops.tables.ts';
import type { MovementLegsView, MovementsTable } from '../../duties/inventory/movements.tables.ts';
import type { PeriodBalancesTable, PeriodOpeningsTable, PeriodsTable } from '../../duties/inventory/periods.tables.ts';
import type { SettledCountsTable } from '../../duties/inventory/settled.tables.ts';
import type { StockSumsTable } from '../../duties/inventory/sums.tables.ts';
import type { ToldMovementsTable } from '../../duties/inventory/told.tables.ts';
import type { DeviationsTable } from '../../duties/issuing/deviations.tables.ts';
import type { ItemsTable, ItemUnitsTable, RevisionsTable, UnitsTable } from '../../duties/items/items.tables.ts';
import type { KanbanActsTable, KanbanCardsView } from '../../duties/kanban/kanban.tables.ts';
import type { KitsTable } from '../../duties/kits/kits.tables.ts';
import type { MailsTable } from '../../duties/mail/mail.tables.ts';
import type { MailboxPlacesTable } from '../../duties/mail/mailbox.tables.ts';
import type {
  ContainerCountersTable,
  ContainerNumbersTable,
  LabelPrintsTable,
  LabelTemplatesTable,
  PrintersTable,
} from '../../duties/marking/labels.tables.ts';
import type { MasterSchedulesTable } from '../../duties/masterschedule/masterschedule.tables.ts';
import type { CustomerInputsTable, CustomerLinesTable, ForecastsTable } from '../../duties/orders/orders.tables.ts';
import type {
  OvertimeDecisionsTable,
  OvertimeRequestsTable,
  OvertimeRevocationsTable,
} from '../../duties/overtime/overtime.tables.ts';
import type { InquiryTextsTable } from '../../duties/partners/inquirytexts.tables.ts';
import type { CustomersTable, SourcesTable, VendorsTable } from '../../duties/partners/partners.tables.ts';
import type {
  MessageDecisionsTable,
  PlanDeliveriesTable,
  PlanMessagesTable,
  PlanOrdersTable,
  PlanOvertimeTable,
  PlanPegsTable,
  PlanPurchasesTable,
  PlanRunsTable,
  PlanStepsTable,
  PlanVersionsTable,
} from '../../duties/planning/planning.tables.ts';
import type { PledgesTable } from '../../duties/planning/pledges.tables.ts';
import type { PromisesTable } from '../../duties/planning/promises.tables.ts';
import type { StepLocksTable } from '../../duties/planning/steplocks.tables.ts';
import type { SafetyDecisionsTable, SafetyProposalsTable } from '../../duties/planning/stockreview.tables.ts';
import type { ZoneReleasesTable, ZoneReleasesTakenBackTable } from '../../duties/planning/zonereleases.tables.ts';
import type { CommentsTable } from '../../duties/productionsheet/comments.tables.ts';
import type { ApprovalLimitsTable } from '../../duties/purchasing/approvallimits.tables.ts';
import type { PurchasePromisesTable } from '../../duties/purchasing/promises.tables.ts';
import type { PurchaseLinesTable } from '../../duties/purchasing/purchasing.tables.ts';
import type { PurchaseSplitsTable } from '../../duties/purchasing/splits.tables.ts';
import type {
  ShipNoticeEndsTable,
  ShipNoticeLinesTable,
  ShipNoticesTable,
} from '../../duties/receiving/notices.tables.ts';
import type { ReceiptPhotosTable } from '../../duties/receiving/photos.tables.ts';
import type { DiscrepanciesTable, ReceiptsTable } from '../../duties/receiving/receiving.tables.ts';
import type { CustomerReturnsTable, ReturnDecisionsTable } from '../../duties/receiving/returns.tables.ts';
import type { TransfersTable } from '../../duties/receiving/transfers.tables.ts';
import type {
  RequisitionActsTable,
  RequisitionsNowView,
  RequisitionsTable,
} from '../../duties/requisitions/requisitions.tables.ts';
import type { RushDecisionsTable, RushRequestsTable } from '../../duties/rush/rush.tables.ts';
import type { LooksTable } from '../../duties/seeking/seeking.tables.ts';
import type { ShipmentBacksTable, ShipmentsTable } from '../../duties/shipping/shipping.tables.ts';
import type {
  ChangeoversTable,
  ComponentsTable,
  OutputsTable,
  RoutingStepsTable,
} from '../../duties/structures/structures.tables.ts';
import type { UnsentGivenUpTable } from '../../duties/unsent/unsent.tables.ts';
import type {
  AccountTable,
  BadgesTable,
  BadgeTriesTable,
  GrantsTable,
  InvitationsTable,
  ScopesTable,
  SessionTable,
  TokensTable,
  UserTable,
} from '../../duties/users/users.tables.ts';
import type {
  VendorLinkEndsTable,
  VendorLinksTable,
  VendorLinkUsesTable,
} from '../../duties/vendorpage/vendorpage.tables.ts';
import type { OpeningViewsTable, SavedViewsTable } from '../../duties/views/views.tables.ts';
import type { WorkMaterialsTable, WorkOrdersTable, WorkStepsTable } from '../../duties/work/work.tables.ts';
import type {
  CrewsTable,
  DepartmentsTable,
  DowntimesTable,
  MachinesTable,
  OvertimeWindowsTable,
  ToolsTable,
  WorkCentresTable,
  WorkersTable,
} from '../../duties/workcentres/workcentres.tables.ts';
import type { AuditTable, RequestsTable, SitesTable } from './house.tables.ts';

export interface Tables {
  audit: AuditTable;
  /** The log, and what movements did to balances. */
  changes: AuditTable;
  sites: SitesTable;
  requests: RequestsTable;
  user: UserTable;
  session: SessionTable;
  account: AccountTable;
  grants: GrantsTable;
  scopes: ScopesTable;
  deputies: DeputiesTable;
  deputy_ends: DeputyEndsTable;
  badges: BadgesTable;
  badge_tries: BadgeTriesTable;
  tokens: TokensTable;
  invitations: InvitationsTable;
  units: UnitsTable;
  items: ItemsTable;
  item_units: ItemUnitsTable;
  revisions: RevisionsTable;
  calendars: CalendarsTable;
  calendar_days: CalendarDaysTable;
  work_centres: WorkCentresTable;
  departments: DepartmentsTable;
  machines: MachinesTable;
  downtimes: DowntimesTable;
  crews: CrewsTable;
  workers: WorkersTable;
  tools: ToolsTable;
  overtime_windows: OvertimeWindowsTable;
  components: ComponentsTable;
  outputs: OutputsTable;
  routing_steps: RoutingStepsTable;
  changeovers: ChangeoversTable;
  vendors: VendorsTable;
  customers: CustomersTable;
  sources: SourcesTable;
  locations: LocationsTable;
  stock: StockTable;
  stock_sums: StockSumsTable;
  kanban_loops: KanbanLoopsTable;
  label_templates: LabelTemplatesTable;
  printers: PrintersTable;
  container_counters: ContainerCountersTable;
  container_numbers: ContainerNumbersTable;
  label_prints: LabelPrintsTable;
  movements: MovementsTable;
  movement_legs: MovementLegsView;
  settled_counts: SettledCountsTable;
  count_freezes: CountFreezesTable;
  count_places: CountPlacesTable;
  places_open: PlacesOpenView;
  count_sheets: CountSheetsTable;
  count_lines: CountLinesTable;
  counts: CountsTable;
  count_decisions: CountDecisionsTable;
  count_ends: CountEndsTable;
  count_states: CountStatesView;
  periods: PeriodsTable;
  period_balances: PeriodBalancesTable;
  period_openings: PeriodOpeningsTable;
  customer_lines: CustomerLinesTable;
  customer_inputs: CustomerInputsTable;
  forecasts: ForecastsTable;
  purchase_lines: PurchaseLinesTable;
  purchase_splits: PurchaseSplitsTable;
  purchase_promises: PurchasePromisesTable;
  follow_up_pauses: FollowUpPausesTable;
  follow_up_pause_ends: FollowUpPauseEndsTable;
  inquiries: InquiriesTable;
  inquiry_lines: InquiryLinesTable;
  mailbox_places: MailboxPlacesTable;
  replies: RepliesTable;
  reply_acts: ReplyActsTable;
  reply_givings: ReplyGivingsTable;
  reply_giving_lines: ReplyGivingLinesTable;
  vendor_links: VendorLinksTable;
  vendor_link_ends: VendorLinkEndsTable;
  vendor_link_uses: VendorLinkUsesTable;
  receipts: ReceiptsTable;
  customer_returns: CustomerReturnsTable;
  receipt_photos: ReceiptPhotosTable;
  transfers: TransfersTable;
  shipments: ShipmentsTable;
  shipment_backs: ShipmentBacksTable;
  return_decisions: ReturnDecisionsTable;
  ship_notices: ShipNoticesTable;
  ship_notice_lines: ShipNoticeLinesTable;
  ship_notice_ends: ShipNoticeEndsTable;
  discrepancies: DiscrepanciesTable;
  work_orders: WorkOrdersTable;
  work_steps: WorkStepsTable;
  work_materials: WorkMaterialsTable;
  allocations: AllocationsTable;
  allocation_acts: AllocationActsTable;
  kanban_acts: KanbanActsTable;
  kanban_cards: KanbanCardsView;
  deviations: DeviationsTable;
  kits: KitsTable;
  deliveries: DeliveriesTable;
  delivery_lines: DeliveryLinesTable;
  unsent_given_up: UnsentGivenUpTable;
  plan_runs: PlanRunsTable;
  plan_versions: PlanVersionsTable;
  version_decisions: VersionDecisionsTable;
  publications: PublicationsTable;
  mails: MailsTable;
  approval_limits: ApprovalLimitsTable;
  inquiry_texts: InquiryTextsTable;
  requisitions: RequisitionsTable;
  requisitions_now: RequisitionsNowView;
  requisition_acts: RequisitionActsTable;
  safety_proposals: SafetyProposalsTable;
  safety_decisions: SafetyDecisionsTable;
  pledges: PledgesTable;
  step_locks: StepLocksTable;
  zone_releases: ZoneReleasesTable;
  zone_releases_taken_back: ZoneReleasesTakenBackTable;
  plan_orders: PlanOrdersTable;
  plan_steps: PlanStepsTable;
  plan_purchases: PlanPurchasesTable;
  plan_deliveries: PlanDeliveriesTable;
  plan_overtime: PlanOvertimeTable;
  plan_pegs: PlanPegsTable;
  plan_messages: PlanMessagesTable;
  message_decisions: MessageDecisionsTable;
  master_schedules: MasterSchedulesTable;
  promises: PromisesTable;
  hot_rows: HotRowsTable;
  hot_moves: HotMovesTable;
  contacts: ContactsTable;
  comments: CommentsTable;
  tickets: TicketsTable;
  ticket_prints: TicketPrintsTable;
  progress_reports: ProgressReportsTable;
  countersigns: CountersignsTable;
  sign_offs: SignOffsTable;
  told_movements: ToldMovementsTable;
  imports: ImportsTable;
  import_files: ImportFilesTable;
  import_progress: ImportProgressTable;
  import_mappings: ImportMappingsTable;
  parked_rows: ParkedRowsTable;
  field_owners: FieldOwnersTable;
  write_backs: WriteBacksTable;
  overtime_requests: OvertimeRequestsTable;
  overtime_decisions: OvertimeDecisionsTable;
  overtime_revocations: OvertimeRevocationsTable;
  rush_requests: RushRequestsTable;
  rush_decisions: RushDecisionsTable;
  looks: LooksTable;
  saved_views: SavedViewsTable;
  opening_views: OpeningViewsTable;
}
