/** Every kind of record of the house, in an order in which each comes after all that it refers to. */
import { inDependencyOrder, type Kind } from '../../house/kind.ts';
import { allocations } from '../allocations/allocations.ts';
import { calendarDays, calendars } from '../calendars/calendars.ts';
import { locations, stock } from '../inventory/inventory.ts';
import { kanbanLoops } from '../inventory/kanbanloops.ts';
import { items, itemUnits, revisions, units } from '../items/items.ts';
import { labelTemplates, printers } from '../marking/templates.ts';
import { customerInputs, customerLines, forecasts } from '../orders/orders.ts';
import { inquiryTexts } from '../partners/inquirytexts.ts';
import { customers, sources, vendors } from '../partners/partners.ts';
import { approvalLimits } from '../purchasing/approvallimits.ts';
import { purchaseLines } from '../purchasing/purchasing.ts';
import { changeovers, components, outputs, routingSteps } from '../structures/structures.ts';
import { workMaterials, workOrders, workSteps } from '../work/work.ts';
import {
  crews,
  departments,
  downtimes,
  machines,
  overtimeWindows,
  tools,
  workCentres,
  workers,
} from '../workcentres/workcentres.ts';

export const kinds: readonly Kind[] = inDependencyOrder([
  units,
  calendars,
  calendarDays,
  items,
  itemUnits,
  revisions,
  workCentres,
  departments,
  machines,
  downtimes,
  crews,
  workers,
  tools,
  overtimeWindows,
  components,
  outputs,
  routingSteps,
  changeovers,
  vendors,
  customers,
  sources,
  locations,
  stock,
  kanbanLoops,
  customerLines,
  customerInputs,
  forecasts,
  purchaseLines,
  workOrders,
  workSteps,
  workMaterials,
  allocations,
  approvalLimits,
  inquiryTexts,
  labelTemplates,
  printers,
]);

export function kindNamed(name: string): Kind | undefined {
  return kinds.find((kind) => kind.name === name);
}
