/** Limits up to which somebody approves requisitions. */
import { type RecordColumns, recordTable } from '../../server/database/columns.ts';

export interface ApprovalLimitsTable extends RecordColumns {
  code: string;
  role: string | null;
  email: string | null;
  department: string | null;
  /** In major units of the site's currency. */
  amount: number;
}

export const approvalLimitsTable = recordTable(
  'approval_limits',
  [],
  `
  code text not null,
  role text,
  email text,
  department text,
  amount numeric(18,6) not null check (amount >= 0),
  check ((role is null) <> (email is null)),
  unique (site, code)`,
);
