/** Every page there is: one line a duty. The rail keeps this order within its groups. */
import { pages as approval } from '../duties/approval/approval.page.tsx';
import { pages as attainment } from '../duties/attainment/attainment.page.tsx';
import { pages as audit } from '../duties/audit/audit.page.tsx';
import { pages as board } from '../duties/board/board.page.tsx';
import { pages as byHand } from '../duties/byhand/byhand.page.tsx';
import { pages as calendarChanges } from '../duties/calendarchanges/calendarchanges.page.tsx';
import { pages as clearToBuild } from '../duties/cleartobuild/cleartobuild.page.tsx';
import { pages as counting } from '../duties/counting/counting.page.tsx';
import { pages as deliveries } from '../duties/deliveries/deliveries.page.tsx';
import { pages as exceptions } from '../duties/exceptions/exceptions.page.tsx';
import { pages as floor } from '../duties/floor/floor.page.tsx';
import { pages as followUp } from '../duties/followup/followup.page.tsx';
import { pages as hotlist } from '../duties/hotlist/hotlist.page.tsx';
import { pages as imports } from '../duties/imports/imports.page.tsx';
import { pages as inventory } from '../duties/inventory/inventory.page.tsx';
import { pages as issuing } from '../duties/issuing/issuing.page.tsx';
import { pages as kanban } from '../duties/kanban/kanban.page.tsx';
import { pages as kits } from '../duties/kits/kits.page.tsx';
import { pages as mail } from '../duties/mail/mail.page.tsx';
import { pages as marking } from '../duties/marking/marking.page.tsx';
import { pages as masterSchedule } from '../duties/masterschedule/masterschedule.page.tsx';
import { pages as overtime } from '../duties/overtime/overtime.page.tsx';
import { pages as planning } from '../duties/planning/planning.page.tsx';
import { pages as productionSheet } from '../duties/productionsheet/productionsheet.page.tsx';
import { pages as receiving } from '../duties/receiving/receiving.page.tsx';
import { pages as requisitions } from '../duties/requisitions/requisitions.page.tsx';
import { pages as rush } from '../duties/rush/rush.page.tsx';
import { pages as seeking } from '../duties/seeking/seeking.page.tsx';
import { pages as shipping } from '../duties/shipping/shipping.page.tsx';
import { pages as users } from '../duties/users/users.page.tsx';
import { pages as vendorPage } from '../duties/vendorpage/vendorpage.page.tsx';
import { pages as kit } from './kit/kit.page.tsx';
import { pages as records } from './records/records.page.tsx';
import type { PageEntry } from './registry.ts';
import { pages as session } from './session/session.page.tsx';
import { pages as today } from './today/today.page.tsx';

export const pages: readonly PageEntry[] = [
  ...session,
  ...hotlist,
  ...today,
  ...approval,
  ...productionSheet,
  ...planning,
  ...board,
  ...byHand,
  ...exceptions,
  ...rush,
  ...overtime,
  ...masterSchedule,
  ...clearToBuild,
  ...floor,
  ...attainment,
  ...receiving,
  ...inventory,
  ...seeking,
  ...requisitions,
  ...issuing,
  ...kits,
  ...deliveries,
  ...shipping,
  ...kanban,
  ...counting,
  ...records,
  ...followUp,
  ...calendarChanges,
  ...marking,
  ...imports,
  ...users,
  ...mail,
  ...audit,
  ...vendorPage,
  ...kit,
];
